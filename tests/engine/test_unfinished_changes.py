"""A flow is changed while something written in it waits to be answered."""

from msgspec.structs import replace

from tests.engine.changes import (
    STEPS,
    changed,
    deployed,
    order,
    then,
    with_use,
    without_extras,
)
from tests.engine.teashop import Guest


def test_what_was_written_in_a_draft_that_waits_is_still_there() -> None:
    guest = Guest().says("hello", "1")
    guest.says("1", "1", "7", "7", "Warm", "9", "0")

    deployed(guest, without_extras()).says("1", "1")

    assert guest.told == ["still here: Warm", "●●○", "A note?"]


def test_what_was_written_at_a_step_with_another_name_is_still_there() -> None:
    guest = Guest().says("hello", "1")
    remark = order(
        replace(STEPS["note"], name="remark"),
        then("extras", "remark"),
        without="note",
        renamed={"note": "remark"},
    )
    guest.says("1", "1", "7", "7", "Warm", "9")

    deployed(guest, changed(remark, uses=with_use("remark", "note"))).says("7")

    assert guest.told == ["still here: Warm", "●●○", "A note?"]
