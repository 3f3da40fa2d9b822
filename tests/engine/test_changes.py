"""Whatever anybody did, and whatever is changed: nobody is lost, no answer goes astray."""

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.book import Plan
from bot.engine.place import Place
from bot.engine.vocabulary import Question
from tests.engine.changes import appetite, deployed, shut, without_extras
from tests.engine.teashop import Guest

doings = st.lists(
    st.sampled_from([*"0123456789", "1 2", "/talk", "/order", "/language", "/back"]), max_size=30
)
PLANS: tuple[Callable[[], Plan], ...] = (appetite, without_extras, shut)


@given(doings, st.sampled_from(PLANS), st.booleans(), st.sampled_from([*"0123456789", "tea"]))
def test_nobody_is_lost_and_no_answer_goes_to_another_question(
    texts: list[str],
    plan: Callable[[], Plan],
    known: bool,  # noqa: FBT001 - a test's argument
    said: str,
) -> None:
    guest = Guest().says("hello", *texts)
    before, shown = guest.place, guest.told[-1]

    deployed(guest, plan(), known=known).says(said)

    assert isinstance(guest.book.question(guest.place), Question)
    assert guest.book.holds(guest.place)
    goes_on = before.parked is not None and guest.place.parked is None  # it has its own past
    for entry in () if goes_on else guest.place.log[len(before.log) :]:
        asked = guest.book.seen(entry.frames[-1])
        assert isinstance(asked, Question)
        assert shown == asked.text or "{" in asked.text
    if guest.told[0] == "stale":
        assert answers(guest.place).items() <= {**answers(before), **renamed(before)}.items()


def answers(place: Place) -> dict[str, Any]:
    return dict(place.known.answers)


def renamed(place: Place) -> dict[str, Any]:
    known = answers(place)
    return {"appetite": known["hungry"]} if "hungry" in known else {}
