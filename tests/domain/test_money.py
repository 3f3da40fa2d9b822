"""Money is read with its currency, exact; a word that several call their money is all of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import NoCurrency, readings

CALLED = {
    "qar": ("QAR",),
    "riyal": ("QAR", "SAR"),
    "ريال": ("QAR", "SAR"),
    "npr": ("NPR",),
    "rs": ("NPR", "INR"),
    "रु": ("NPR",),
    "taka": ("BDT",),
    "৳": ("BDT",),
    "$": ("USD",),
}
SCALES = {"k": 1000, "हजार": 1000}


def read(text: str) -> list[str]:
    return list(readings(text, CALLED, SCALES))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("500 QAR", ["500 QAR"]),
        ("qar 1,234.50", ["1234.50 QAR"]),
        ("1.234,50 Taka", ["1234.50 BDT"]),
        ("$5", ["5 USD"]),
        ("৳ ৫০০", ["500 BDT"]),
        ("रु. २५ हजार", ["25000 NPR"]),
        ("25k npr", ["25000 NPR"]),
        ("NPR 500/-", ["500 NPR"]),
        ("Rs.25,000", ["25000 NPR", "25000 INR", "25.000 NPR", "25.000 INR"]),
        ("٥٠٠ ريال", ["500 QAR", "500 SAR"]),
    ],
)
def test_an_amount_is_read_with_its_currency(text: str, amounts: list[str]) -> None:
    assert read(text) == amounts


@pytest.mark.parametrize("text", ["500", "१५००", "1,500.50", "25 k", "500/-"])
def test_an_amount_without_a_currency_is_known_to_lack_it(text: str) -> None:
    with pytest.raises(NoCurrency):
        read(text)


@pytest.mark.parametrize(
    "text", ["", "qar", "500 cows", "500 qar a month", "five qar", "1.2.3 qar"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read(text) == []


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_not_a_penny_is_lost(amount: Decimal) -> None:
    (found,) = read(f"{amount:,} QAR")

    assert Decimal(found.removesuffix(" QAR")) == amount
