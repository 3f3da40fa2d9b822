"""What came of a report: nothing that is written about it goes astray unsaid."""

import pytest

from bot.domain.messages import Address, Incoming
from bot.engine.book import Book
from bot.engine.place import Frame, Place
from bot.engine.said import Done, Fill
from bot.engine.turns import reply, resume
from bot.flows.plan import plan
from tests.flows.contents import delivered
from tests.flows.player import written

BOOK = Book(plan(delivered()))
NOT_SENT = "was not sent"


class Worker:
    """Somebody at one question of `my_report`; services answer as they are told to."""

    def __init__(self, step: str) -> None:
        frame = BOOK.first("my_report")
        self.place = Place(lang="en", turn=3, frames=(Frame("my_report", frame.hash, step),))
        self.told = ""

    def says(self, text: str, *done: str, **given: Fill) -> "Worker":
        turn = reply(BOOK, self.place, Incoming(Address("test", "1"), "1", text=text), str)
        for outcome in done:
            assert turn.effect is not None
            turn = resume(BOOK, turn, Done(outcome, given))
        assert turn.effect is None
        self.place, self.told = turn.place, written(turn.said, str)
        return self

    @property
    def asked(self) -> str:
        return BOOK.question(self.place).name


def test_a_corrected_number_can_be_written_at_once() -> None:
    worker = Worker("receipt").says("1111", "not_found")
    assert "There is no report with this number." in worker.told

    worker.says("2222", "not_found").says("3333", "found")

    assert worker.asked == "told_here"


def test_back_from_a_wrong_number_leads_out_again() -> None:
    worker = Worker("unknown").says("1").says("1111", "not_found").says("2222", "not_found")

    for _ in range(3):
        worker.says("9")

    assert worker.asked == "unknown"


@pytest.mark.parametrize("standing", ["ended", "none"])
def test_words_that_nobody_will_read_are_said_not_to_be_sent(standing: str) -> None:
    """The report was closed, or taken back from another phone."""
    worker = Worker("what_now").says("1").says("My boss was here.").says("And again.")

    worker.says("7", "ended", standing, status="It is closed.", answers=())

    assert NOT_SENT in worker.told
    assert "new report" in worker.told
    assert worker.asked == {"ended": "after_the_end", "none": "unknown"}[standing]


@pytest.mark.parametrize("standing", ["ended", "none"])
def test_words_that_were_not_sent_can_be_seen_again(standing: str) -> None:
    worker = Worker("what_now").says("1").says("My boss was here.")
    worker.says("7", "ended", standing, status="It is closed.", answers=())

    worker.says("9")

    assert worker.asked == "more_words"
    assert "My boss was here." in worker.told


def test_words_that_were_sent_are_not_said_not_to_be() -> None:
    worker = Worker("what_now").says("1").says("My boss was here.").says("7", "added")

    assert "was added to your report" in worker.told
    assert NOT_SENT not in worker.told


@pytest.mark.parametrize("standing", ["answered", "waiting", "ended"])
@pytest.mark.parametrize(("reports", "offered"), [(("a",), False), (("a", "b"), True)])
def test_of_another_report_only_who_has_one_is_told(
    reports: tuple[str, ...], standing: str, *, offered: bool
) -> None:
    worker = Worker("what_now")
    worker.place = worker.place.with_(kept={"report": reports})

    worker.says("/read", standing, status="Waits.", answers=())

    assert ("My other report" in worker.told) is offered


def test_who_keeps_a_report_that_has_ended_is_not_asked_to_write_more() -> None:
    worker = Worker("after_the_end").says("2")

    worker.says("no", "ended", status="It is closed.", answers=())

    assert worker.asked == "after_the_end"
    assert "Write more" not in worker.told
