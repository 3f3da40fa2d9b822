"""By when a worker hears that there should be an answer: hours where it is grave, else days."""

import pytest

from bot.engine.place import Value
from tests.services.bureau import Bureau


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"problems": ("locked_in",)}, "sent_in_danger"),
        ({"problems": ("sexual_violence",)}, "sent_in_danger"),
        ({"age": "under_15"}, "sent_in_danger"),
        ({"problems": ("debt_bondage",)}, "sent"),
        ({"problems": ("withholding_wages",)}, "sent"),
    ],
)
async def test_whose_report_is_as_grave_as_danger_is_told_of_hours_and_others_of_days(
    bureau: Bureau, said: dict[str, Value], outcome: str
) -> None:
    await bureau.staffed("Ana")

    assert (await bureau.submits(await bureau.someone(said))).outcome == outcome
