"""Change the language, from anywhere."""

from bot.domain.content import Content
from bot.engine.vocabulary import END, Decide, Flow
from bot.flows import languages

COMMAND = "/language"


def flow(content: Content) -> Flow:
    return Flow(
        name="language",
        steps=(
            languages.ask(content, then="checked"),
            Decide(
                name="checked",
                by="language.checked",
                to={"yes": END, "no": "draft_translation"},
            ),
            languages.notice(then=END),
        ),
    )
