"""What a deployment may change is checked to the last key, and comes as one Content."""

import tomllib
from pathlib import Path

import pytest

from bot.domain.content import Language, Spans
from bot.settings import SettingsUnusable, read_settings
from bot.settings.reading import CONFIG
from tests.languages import DELIVERED, TRANSLATED
from tests.settings.conftest import Lay, Read

REVIEWED = '[languages.ne]\ntranslation = "reviewed"\nreviewed_by = "A. Nonymous"\n'
BOTH = "reviewed_by and reviewed_on go with translation reviewed, both"
PUBLIC = {"HAKI_LISTEN": "0.0.0.0:8087"}


def refusal(read: Read, file: Path) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read()
    return str(refused.value).replace(str(file), "FILE")


def ours(name: str, old: str, new: str) -> str:
    text = (CONFIG / name).read_text()
    assert old in text
    return text.replace(old, new, 1)


def test_our_own_settings_are_read_and_nothing_is_missing() -> None:
    settings = read_settings({})

    content = settings.content
    assert len(content.indicators.indicators) == 11
    assert [topic.id for topic in content.topics] == [
        *("passport", "pay", "hours", "leaving", "fees", "contract"),
        *("housing", "harassment", "danger", "union", "equal", "papers"),
        *("complaint", "children", "young", "home", "fishing"),
    ]
    assert set(content.countries) >= {"NP", "QA", "BD", "MY"}
    assert all(content.countries[code].code == code for code in content.countries)
    assert content.costs.items
    assert settings.risk_rule.grounds
    assert settings.clocks.risks
    assert settings.retention.seen_days == 6


def test_languages_are_in_the_order_of_their_file_and_all_but_english_are_drafts() -> None:
    languages = read_settings({}).content.languages
    written = list(tomllib.loads((CONFIG / "languages.toml").read_text("utf-8"))["languages"])

    assert [language.code for language in languages] == written
    assert languages[:3] == (
        Language("en", "English", "ltr"),
        Language("ne", "नेपाली", "ltr", draft=True),
        Language("ar", "العربية", "rtl", draft=True),
    )
    assert [language.code for language in languages if not language.draft] == ["en"]


def test_what_a_phone_shows_by_default_says_nothing_of_what_this_is() -> None:
    names = read_settings({}).content.names
    shown = f"{names.title} {names.greeting}".lower()

    for word in ("haki", "right", "report", "union", "labour", "work", "complain", "help", "safe"):
        assert word not in shown


def test_workers_are_told_the_spans_that_the_clocks_and_retention_have() -> None:
    told = read_settings({}).content.spans

    assert told == Spans(draft_days=14, answer_days=7, danger_hours=24)


def test_who_is_in_danger_is_told_the_wait_of_the_risk_that_danger_alone_has(
    lay: Lay, read: Read
) -> None:
    lay("clocks.toml", ours("clocks.toml", "first_contact = 24,", "first_contact = 12,"))
    assert read().content.spans.danger_hours == 12

    lay("risk.toml", ours("risk.toml", 'risk = "critical"\ndanger', 'risk = "high"\ndanger'))
    assert read().content.spans.danger_hours == 48


def test_a_slip_in_a_key_is_refused_with_the_likely_key(lay: Lay, read: Read) -> None:
    file = lay("languages.toml", '[languages.ne]\ntranslaton = "reviewed"\n')

    assert refusal(read, file) == (
        "FILE: languages.ne.translaton is unknown; did you mean translation?"
    )


def test_a_key_like_no_other_is_refused_with_all_there_are(lay: Lay, read: Read) -> None:
    file = lay("default.toml", "[zzz]\n")

    there = "countries, names, replies, topics"
    assert refusal(read, file) == f"FILE: zzz is unknown; there is {there}."


def test_a_slip_deep_in_a_list_is_found(lay: Lay, read: Read) -> None:
    file = lay("indicators.yaml", ours("indicators.yaml", "emoji: 💰", "emojy: 💰"))

    assert refusal(read, file) == (
        "FILE: indicators.1.questions.1.problems.1.emojy is unknown; did you mean emoji?"
    )


def test_a_slip_is_looked_for_in_the_file_that_has_it(lay: Lay, tmp_path: Path) -> None:
    """The lower folder has the slip, the upper one has the same file without it."""
    lower = tmp_path / "lower"
    lower.mkdir()
    for file in CONFIG.rglob("*.*"):
        (lower / file.relative_to(CONFIG)).parent.mkdir(exist_ok=True)
        (lower / file.relative_to(CONFIG)).write_bytes(file.read_bytes())
    (lower / "default.toml").write_text('[names]\ntitel = "x"\n')
    own = lay("default.toml", '[names]\nicon = "x"\n').parent

    with pytest.raises(SettingsUnusable) as refused:
        read_settings({"HAKI_CONFIG": str(own)}, config=lower)

    assert str(refused.value) == (
        f"{lower}/default.toml: names.titel is unknown; did you mean title?"
    )


EVERYBODY = "leave_to is a page that everybody may see: https://host/path"
ELSEWHERE = (
    "",
    "http://weather.test/",
    "//weather.test/",
    "https://weather.test",
    "https://weather.test/?from=tea",
    "https://weather.test/#tea",
    "https://ana@weather.test/",
    "javascript:alert(1)",
    "https://weather.test/ https://tea.test/",
)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("languages.toml", '[languages.ne]\ndir = "down"\n',
         "FILE: languages.ne: dir: Invalid enum value 'down'; correct it there."),
        ("languages.toml", '[languages.hi]\nown_name = "हिन्दी"\n',
         "FILE: languages.hi: Object missing required field `dir`; correct it there."),
        ("languages.toml", REVIEWED,
         f"FILE: languages.ne: {BOTH}; correct it there."),
        ("languages.toml", '[languages.ne]\nreviewed_by = "A. Nonymous"\n',
         f"FILE: languages.ne: {BOTH}; correct it there."),
        ("languages.toml", '[languages.ne]\ntranslation = "source"\n',
         "FILE: en and no other language has translation source; correct it there."),
        ("retention.toml", "seen_days = 7\n",
         "FILE: seen_days: Expected `int` <= 6; correct it there."),
        ("retention.toml", "sessions_hours = 0\n",
         "FILE: sessions_hours: Expected `int` >= 1; correct it there."),
        ("default.toml", '[names]\ntitle = ""\n',
         "FILE: names, title: Expected `str` of length >= 1; correct it there."),
        ("default.toml", '[names]\ngreeting = " "\n',
         "FILE: names: a greeting needs words; correct it there."),
        *(("default.toml", f'[names]\nleave_to = "{page}"\n',
           f"FILE: names: {EVERYBODY}; correct it there.") for page in ELSEWHERE),
        ("clocks.toml", "[risks.high.hours]\naccept = -1\n",
         "FILE: risks.high.hours.accept: Expected `int` >= 1; correct it there."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_place(
    lay: Lay, read: Read, name: str, content: str, sentence: str
) -> None:
    assert refusal(read, lay(name, content)) == sentence


def test_a_language_is_no_way_out_of_the_folder_of_catalogs(lay: Lay, read: Read) -> None:
    file = lay(
        "languages.toml",
        '[languages."../ne"]\nown_name = "x"\ndir = "ltr"\ntranslation = "draft"\n',
    )

    assert refusal(read, file).startswith("FILE: ")


def test_a_country_in_a_file_called_otherwise_is_refused(lay: Lay, read: Read) -> None:
    file = lay("countries/QQ.yaml", (CONFIG / "countries" / "QA.yaml").read_text())

    assert refusal(read, file) == "FILE holds QA; call the file QA.yaml."


@pytest.mark.parametrize(
    ("own", "variables", "languages"),
    [
        ("", {}, set(DELIVERED)),
        ("", PUBLIC, {"en"}),
        ("[languages.ne]\nreports = true\n", PUBLIC, {"en", "ne"}),
        (REVIEWED + "reviewed_on = 2026-11-01\n", PUBLIC, {"en", "ne"}),
        (REVIEWED + "reviewed_on = 2026-11-01\nreports = false\n", PUBLIC, {"en"}),
        ("[languages.ne]\nreports = false\n", {}, set(DELIVERED) - {"ne"}),
        ("[languages.en]\nreports = false\n", PUBLIC, set()),
    ],
)
def test_people_report_only_in_a_language_that_somebody_answers_for(
    lay: Lay, read: Read, own: str, variables: dict[str, str], languages: set[str]
) -> None:
    lay("languages.toml", own)

    assert read(**variables).content.report_languages == languages


def test_a_reviewed_language_is_no_draft(lay: Lay, read: Read) -> None:
    lay("languages.toml", REVIEWED + "reviewed_on = 2026-11-01\n")

    drafts = {each.code for each in read().content.languages if each.draft}
    assert drafts == set(TRANSLATED) - {"ne"}


def test_spans_are_kept_as_the_file_says() -> None:
    retention = read_settings({}).retention

    assert [
        retention.drafts.days,
        retention.answers.days,
        retention.answers_kept.days,
        retention.updates.days,
        retention.seen.days,
        retention.sessions.total_seconds() / 3600,
        retention.invitations.days,
    ] == [14, 90, 7, 30, 6, 10, 3]
