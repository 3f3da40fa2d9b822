"""The words by which topics, costs and ways are found, all under names that are known."""

from collections.abc import Collection

from bot.domain.costs import RecruitmentCosts
from bot.domain.search_words import SearchWords
from bot.domain.topics import Topic
from bot.settings.files import Document
from bot.settings.kinds import Documents, each_of, one
from bot.settings.languages import Languages
from bot.settings.refusals import SettingsUnusable, unknown


def search_words(documents: Documents) -> tuple[SearchWords, ...]:
    """Of every language that can be chosen, and of any other.  Raises SettingsUnusable."""
    found = each_of(documents[SearchWords], SearchWords, lambda each: each.lang)
    topics = [str(each.data.get("id")) for each in documents[Topic]]
    costs = [item.id for item in one(documents, RecruitmentCosts).items]
    for document, each in zip(documents[SearchWords], found, strict=True):
        _known(document, each.topics, topics, within="topics")
        _known(document, each.costs, costs, within="costs")
    folder = documents[SearchWords][0].file.parent
    for language in one(documents, Languages).offered():
        if language.code not in {each.lang for each in found}:
            raise SettingsUnusable(
                folder / f"{language.code}.toml",
                "is missing; write it like en.toml, or take the language out of languages.toml.",
            )
    return found


def _known(
    document: Document, names: Collection[str], known: Collection[str], *, within: str
) -> None:
    """Words for what nobody knows are a slip: they would find nothing."""
    for name in names:
        if name not in known:
            raise SettingsUnusable(f"{document.file}:", unknown(name, known, within=[within]))
