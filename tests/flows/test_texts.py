"""What flows say is short, plain, and promises nothing."""

import re
from collections.abc import Iterator

import pytest

from bot.domain.comparison import plain
from bot.domain.text import Text
from bot.engine import ways
from bot.engine.vocabulary import Ask, AskMany, Question, Say
from bot.flows import summary
from bot.flows.plan import plan
from bot.services.notices import SOMETHING
from tests.flows.contents import delivered
from tests.flows.player import translations
from tests.languages import DELIVERED

CONTENT = delivered()
PLAN = plan(CONTENT)

LONGEST_BUTTON = 40

# Each word, and the ways in which it may stand nevertheless.
FORBIDDEN = {
    r"victim": (),
    r"traffick": (),
    r"forced labour": (),
    r"indicator": (),
    r"\bscore|screening|triage|\brisk": (),
    r"guarantee": ("money kept as a guarantee",),
    r"rescue": (),
    r"anonym": (),
    r"secret|confidential": (),
    r"promise": (
        "nobody can promise",
        "we cannot promise",
        "is not what they promised",
        "what you were promised",
    ),
    r"escape|run away|flee": (),
    r"leave": ("before you can leave", "if you leave or complain", "write /leave"),
    r"refuse|strike|confront": (),
    r"\bhide": ("hide the screen", "hide, stop or delete"),
    r"are you sure|why did": (),
    r"everything will|don't worry|no problem": (),
    r"costs nothing|for free|\bfree of": (),  # the internet is not
    r"\breads (it|what)|the answer (comes|is here)|answers? in this chat": (
        "can read it and answer in this chat",
        "nothing was sent, so nobody reads it",
        "if there is none, nobody reads it",
        "can read what you send in a report, and answer in this chat",
    ),
    r"illegal|guilty|crime|abuse": (),
    r"haki": (),
    r"\bchat ?bot|\bbot\b|database|encrypt|server|data\b": (),
    r"e\.g\.|i\.e\.|etc\.": (),
}


def _asked_and_said() -> Iterator[tuple[str, str]]:
    """The texts of steps, by flow and step; what a card holds is a fact, and not ours."""
    for flow in PLAN.flows:
        for step in flow.steps:
            if isinstance(step, Question | Say):
                yield f"{flow.name}.{step.name}", step.text
    for name in PLAN.phrases.__slots__:
        yield f"phrases.{name}", getattr(PLAN.phrases, name)


def _labels() -> Iterator[tuple[str, str]]:
    for flow in PLAN.flows:
        for step in flow.steps:
            if isinstance(step, Ask | AskMany) and step.name != "language":
                for choice in step.choices:
                    yield f"{flow.name}.{step.name}.{choice.key}", choice.label


TEXTS = dict(_asked_and_said())
LABELS = dict(_labels())
ALL = {
    **TEXTS,
    **LABELS,
    **{
        name: text
        for name, text in vars(summary).items()
        if name.isupper() and isinstance(text, str) and "{" in text
    },
}


@pytest.mark.parametrize("forbidden", FORBIDDEN)
def test_no_text_has_a_word_that_it_must_not_have(forbidden: str) -> None:
    for phrase in FORBIDDEN[forbidden]:
        assert any(phrase in text.casefold() for text in ALL.values()), "an exception for nothing"

    assert not {name for name, text in ALL.items() if _has(text, forbidden)}


def _has(text: str, forbidden: str) -> bool:
    text = text.casefold()
    for phrase in FORBIDDEN[forbidden]:
        text = text.replace(phrase, "")
    return re.search(forbidden, text) is not None


def test_no_text_has_a_number_to_call() -> None:
    own = {name: re.sub(r"\{\w+\}", "", text) for name, text in ALL.items()}

    assert not {name for name, text in own.items() if re.search(r"\d{3,}|\+\d", text)}


def test_every_button_has_a_short_word() -> None:
    assert not {name for name, label in LABELS.items() if not 0 < len(label) <= LONGEST_BUTTON}


@pytest.mark.parametrize("lang", DELIVERED)
def test_no_two_answers_of_a_question_sound_the_same(lang: str) -> None:
    """So each of them can be given by its word."""
    speak = translations()(lang)
    for flow in PLAN.flows:
        for step in flow.steps:
            if isinstance(step, Question):
                offered = [choice.label for choice in ways.choices(step)]
                offered += [way.label for way in ways.ways(step, written=True)]
                labels = [plain(speak(label)) for label in offered]
                assert len(set(labels)) == len(labels), (flow.name, step.name)


def test_the_menu_has_six_choices_at_most() -> None:
    (menu,) = [flow for flow in PLAN.flows if flow.name == "menu"]

    assert isinstance(menu.steps[0], Ask)
    assert len(menu.steps[0].choices) <= 6


def test_the_first_words_on_a_screen_say_nothing_of_what_this_is_for() -> None:
    names = CONTENT.names
    first = [TEXTS["start.language"], names.title, names.greeting]

    assert not re.search(
        "right|union|complain|report|work|job|help|labour|problem", " ".join(first).casefold()
    )


@pytest.mark.parametrize("lang", DELIVERED)
@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("report.when", ["menu.menu.my_report"]),
        ("report.when_in_danger", ["menu.menu.my_report", "menu.menu.help_now"]),
        ("report.no_consent", ["menu.menu.help_now"]),
        ("report.no_country", ["report.no_country.change"]),
    ],
)
def test_a_button_that_a_text_names_is_named_as_it_is_called(
    text: str, buttons: list[str], lang: str
) -> None:
    speak = translations()(lang)

    for button in buttons:
        assert re.search(rf"[“«]{speak(Text(LABELS[button]))}[”»]", speak(Text(TEXTS[text])))


@pytest.mark.parametrize("lang", DELIVERED)
def test_who_decides_whether_somebody_may_write_knows_what_the_phone_shows_then(
    lang: str,
) -> None:
    speak = translations()(lang)

    assert re.search(rf"[“«]{speak(SOMETHING)}[”»]", speak(Text(TEXTS["report.contact"])))


def test_no_answer_has_the_picture_of_a_way_that_stands_below_it() -> None:
    for flow in PLAN.flows:
        for step in flow.steps:
            if isinstance(step, Ask | AskMany):
                below = {way.emoji for way in ways.ways(step) if way is not ways.PERSON}
                below -= {ways.HELP_NOW.emoji, ways.HIDE.emoji}  # above it, or not shown
                assert not below & {each.emoji for each in step.choices}, (flow.name, step.name)


@pytest.mark.parametrize("step", ["limits", "short_consent"])
def test_before_a_consent_it_is_said_how_to_hide_what_is_on_the_screen(step: str) -> None:
    assert f"{ways.HIDE.digit} to hide the screen" in TEXTS[f"report.{step}"]


def test_how_soon_is_told_as_an_aim_and_with_what_to_do_when_nobody_answers() -> None:
    for name, span in (("when", "{answer_days} days"), ("when_in_danger", "{danger_hours} hours")):
        text = TEXTS[f"report.{name}"]

        assert f"They should answer within {span}, but nobody can promise it" in text
        assert "if there is none by then, write again there" in text.casefold()
