"""Numbers are read as people write them: exact, and in every way that they may be meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import LONGEST, readings

SCALES = {"thousand": 1000, "हजार": 1000, "lakh": 100_000}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def read(text: str) -> list[str]:
    return [str(each) for each in readings(text, SCALES)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12", ["12"]),
        (" १२ ", ["12"]),
        ("1,234.50", ["1234.50"]),
        ("1.234,50", ["1234.50"]),
        ("1 234,50", ["1234.50"]),
        ("1'234.50", ["1234.50"]),
        ("١٬٢٣٤٫٥٠", ["1234.50"]),
        ("1,23,456", ["123456"]),
        ("1,234,567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("12,5", ["12.5"]),
        ("0.5", ["0.5"]),
        (".5", ["0.5"]),
        ("0,500", ["0.500"]),
        ("12345,678", ["12345.678"]),
        ("1,234", ["1234", "1.234"]),
        ("1.234", ["1234", "1.234"]),
        ("25 thousand", ["25000"]),
        ("२.५ हजार", ["2500.0"]),
        ("2 LAKH.", ["200000"]),
    ],
)
def test_a_number_is_read_in_each_way_that_people_write_it(text: str, numbers: list[str]) -> None:
    assert read(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tea",
        "1.2.3",
        "1,2,3",
        "12 teas",
        "1,23,45",
        "5 - 6",
        "1,2345,678",
        "01,234,567,8",
        "½",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read(text) == []


def test_a_number_without_end_is_none() -> None:
    assert read("9" * LONGEST) == ["9" * LONGEST]
    assert read("9" * (LONGEST + 1)) == []


AMOUNTS = st.decimals(min_value=0, max_value=10**11, places=2)


@given(AMOUNTS)
def test_an_amount_is_the_same_however_it_is_grouped(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    european = english.translate(str.maketrans(",.", ".,"))
    arabic = english.translate(str.maketrans(",.", "٬٫")).translate(ARABIC)

    for written in (str(amount), english, european, arabic, english.replace(",", "\u00a0")):
        assert readings(written) == (amount,)


@given(st.integers(0, 10**11))
def test_a_whole_number_is_among_its_readings_and_first(number: int) -> None:
    for written in (f"{number:,}", f"{number:,}".replace(",", "."), _indian(number)):
        assert readings(written)[0] == number


@given(st.text(max_size=30))
def test_all_readings_have_the_digits_that_were_typed(text: str) -> None:
    for each in readings(text):
        assert each.is_finite()
        assert each >= 0


def _indian(number: int) -> str:
    """The last three digits, and before them two by two."""
    *_, head, last = f"0,{number // 1000},{number % 1000:03}".split(",")
    if head == "0":
        return str(number)
    pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), last])
