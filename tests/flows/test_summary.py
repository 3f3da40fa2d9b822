"""The read-back: everything that is sent, and nothing that is not."""

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.place import Known, Value
from bot.engine.said import Line
from bot.engine.vocabulary import Ask, AskMany
from bot.flows.care import told
from bot.flows.plan import plan
from bot.flows.rules import report_kind
from bot.flows.summary import SHOWN_OF_A_STORY, Summary
from tests.flows.contents import delivered
from tests.flows.player import spoken

CONTENT = delivered()
SUMMARY = Summary(CONTENT)
(REPORT,) = [flow for flow in plan(CONTENT).flows if flow.name == "report"]
BOTH = "Who may read it: Both: an organisation or a union"
NOT_SENT = {
    "draft",
    "about",
    "limits",
    "your_say",
    "consent",
    "short_consent",  # who was asked for it said that they are in danger, see below
    "no_contact",
    "child",
    "child_among",
    "send",
    "send_or_more",
    "no_partner",
    "no_country",
    "no_special",
    "not_special",
}


def lines(**answers: Value) -> list[str]:
    return [
        spoken(line, str)
        for line in SUMMARY(Known(answers, {}, "en", parked=False))
        if isinstance(line, Line)
    ]


def test_what_was_not_said_is_not_there() -> None:
    skipped = dict.fromkeys(["country", "sector", "story", "problems", "sign_isolation"], "skip")
    unsaid = dict.fromkeys(["danger", "age", "how_long", "danger_theirs", "youngest"], "unsaid")

    assert lines() == []
    assert lines(**skipped, **unsaid) == []


def test_every_answer_that_is_sent_is_read_back() -> None:
    for step in REPORT.steps:
        if isinstance(step, Ask | AskMany) and step.name not in NOT_SENT:
            for choice in step.choices:
                value = (choice.key,) if isinstance(step, AskMany) else choice.key
                shown = lines(**{step.name: value})
                expected = 0 if choice.key in {"unsaid", "none"} else 1
                known = Known({step.name: value}, {}, "en", parked=False)
                not_asked = report_kind(known) != "adult" or told(CONTENT.indicators, known)
                expected += not_asked  # who may read it
                assert len(shown) == expected, (step.name, choice.key)
                assert all(choice.label in line for line in shown[:1])


def test_who_was_not_asked_is_told_who_may_read_it() -> None:
    for contact in ("yes", "no"):
        assert BOTH in lines(danger="yes", contact=contact)
    assert "Who may read it: An organisation that helps workers" in lines(age="15_17")


def test_who_is_in_danger_and_changed_who_may_read_it_is_told_that() -> None:
    told = lines(danger="yes", who="union")

    assert "Who may read it: A trade union" in told
    assert BOTH not in told


def test_danger_that_was_said_on_the_first_screen_is_read_back() -> None:
    assert lines(danger="yes") == ["Danger: Yes, I am in danger now", BOTH]
    assert lines(short_consent="yes") == ["Danger: Yes, somebody is in danger now", BOTH]
    assert lines(about="danger") == []  # before a consent nothing is kept of it


def test_a_sign_is_read_back_with_its_question() -> None:
    assert lines(sign_isolation="no") == ["Can you call your family when you want? – No"]


def test_several_answers_stand_one_below_the_other() -> None:
    assert lines(wishes=("money", "safety")) == ["You want: Get my money", "You want: Be safe"]


def test_a_short_story_is_read_back_whole() -> None:
    assert lines(story=("I work at night.", "Every day.")) == [
        "Your words: I work at night.\nEvery day."
    ]


@given(st.integers(1, 3 * SHOWN_OF_A_STORY))
def test_a_long_story_says_how_much_of_it_is_not_shown(hidden: int) -> None:
    (line,) = lines(story=("a" * (SHOWN_OF_A_STORY + hidden),))

    assert line.count("a" * SHOWN_OF_A_STORY) == 1
    assert f"{hidden} characters" in line


def test_a_story_is_shown_as_it_was_written_and_not_filled_in() -> None:
    assert lines(story=("{receipt} {answer}",)) == ["Your words: {receipt} {answer}"]


def test_who_is_in_danger_is_read_back_instead_of_that_somebody_is() -> None:
    assert lines(short_consent="yes", who_in_danger="other") == [
        "Who is in danger: Somebody else, 18 or older",
        BOTH,
    ]


def test_how_many_they_are_is_read_back_as_it_was_read() -> None:
    adults = "About: Several of us, all 18 or older"

    assert lines(whom="several_adults", how_many="12") == [adults, "How many of you: 12"]
    assert lines(whom="several_adults", how_many="skip") == [adults]


def test_names_are_read_back_and_what_was_skipped_is_not() -> None:
    assert lines(employer="Sample Build", agent="skip", workplace="Camp 4") == [
        "Employer: Sample Build",
        "Place of work: Camp 4",
    ]
