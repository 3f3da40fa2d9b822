"""What workers read in English is for somebody with six years of school, by our own measure."""

import pytest
from babel.messages.pofile import read_po

from bot.i18n import LOCALES
from tests.i18n.reading import grade, syllables

HIGHEST = 7.0  # where the seventh year begins: 6.9 is the end of the sixth
OF_NO_WORKER = {"bot/flows/meanings.py"}  # stands in drawings, for who reads flows
ENDS = (".", "?", "!")
SHORTEST = 8  # words; a grade of fewer tells of one word only


def _sentences() -> dict[str, float]:
    """The grade of every text of whole sentences; a label or a heading has no grade."""
    with (LOCALES / "haki.pot").open("rb") as lines:
        messages = [message for message in read_po(lines) if message.id]
    return {
        str(message.id): grade(str(message.id))
        for message in messages
        if str(message.id).endswith(ENDS)
        and len(str(message.id).split()) >= SHORTEST
        and not {file for file, _ in message.locations} <= OF_NO_WORKER
    }


GRADES = _sentences()


def test_no_text_is_for_the_seventh_year_of_school() -> None:
    assert {text: round(hard, 1) for text, hard in GRADES.items() if hard >= HIGHEST} == {}


def test_the_texts_are_there_and_easy_on_the_whole() -> None:
    assert len(GRADES) > 400
    assert sum(GRADES.values()) / len(GRADES) < 4.5


@pytest.mark.parametrize(
    ("word", "counted"),
    [
        ("made", 1), ("table", 2), ("wanted", 2), ("asked", 1), ("cases", 2), ("people", 2),
        ("wages", 2), ("don’t", 1), ("the", 1), ("money", 2), ("employment", 3), ("rules", 1),
        ("organisation", 5), ("I", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, counted: int) -> None:
    assert syllables(word) == counted


@pytest.mark.parametrize(
    "hard",
    [
        "Recruitment intermediaries are prohibited from retaining identification documentation.",
        (
            "Who is of the opinion that the remuneration that was contractually agreed upon has "
            "not been paid in full may turn to the competent authority, which then decides."
        ),
    ],
)
def test_what_a_lawyer_writes_is_found(hard: str) -> None:
    assert grade(hard) > HIGHEST


def test_names_references_and_placeholders_make_nothing_harder() -> None:
    easy = "You may keep your papers."

    assert grade("You may keep your papers (Emigration Rules, Article 25).") == grade(easy)
    assert grade("In Azerbaijan you may go.") == grade("In Rome you may go.")
    assert grade("They ask for {international_amount}.") == grade("They ask for it.")
