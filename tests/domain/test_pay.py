"""Pay and debts add up exactly, whatever anybody was told and got."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pay import LONGEST_DEBT, Debt, DifferentMoney, Money, Pay, in_one_currency, shown

AMOUNTS = st.decimals(0, 10**9, places=2)
COUNTS = st.decimals(0, 1_000, places=1)
PAYS = st.builds(Pay, AMOUNTS, COUNTS, AMOUNTS, COUNTS, AMOUNTS, AMOUNTS)
DEBTS = st.builds(Debt, AMOUNTS, AMOUNTS, AMOUNTS, COUNTS)


@given(PAYS)
def test_what_is_missing_and_what_came_and_what_was_taken_is_what_was_agreed(pay: Pay) -> None:
    assert pay.got + pay.missing + pay.taken == pay.rate * pay.units + (
        pay.extra_rate * pay.extra_hours
    )


def test_a_day_labourer_s_month() -> None:
    pay = Pay(*map(Decimal, ("50", "26", "8", "10", "100", "900")))

    sums = (pay.basic, pay.extra, pay.left, pay.missing)
    assert sums == (Decimal(1300), Decimal(80), Decimal(1280), Decimal(380))


@given(DEBTS)
def test_nothing_of_a_debt_is_lost_or_paid_twice(debt: Debt) -> None:
    assert debt.grown - debt.paid == debt.left - debt.overpaid
    assert min(debt.left, debt.overpaid) == 0


@given(DEBTS)
def test_a_debt_ends_in_the_month_that_is_said_and_not_before(debt: Debt) -> None:
    months = debt.months_to_go

    if months is None:
        assert debt.left + debt.added * LONGEST_DEBT > debt.cut * LONGEST_DEBT
        return
    assert debt.left + debt.added * months <= debt.cut * months
    if months:
        assert debt.left + debt.added * (months - 1) > debt.cut * (months - 1)


@pytest.mark.parametrize(("cut", "added"), [("300", "300"), ("0", "0"), ("10", "11")])
def test_a_debt_that_grows_as_fast_as_it_is_paid_has_no_end(cut: str, added: str) -> None:
    debt = Debt(Decimal(100_000), Decimal(cut), Decimal(added), Decimal(1))

    assert debt.months_to_go is None


def test_amounts_in_different_money_are_not_added() -> None:
    with pytest.raises(DifferentMoney):
        in_one_currency(Money.read("1 QAR"), Money.read("1 MYR"))


def test_zero_is_zero_in_every_money() -> None:
    assert in_one_currency(Money.read("0 QAR"), Money.read("1.50 MYR")) == "MYR"
    assert in_one_currency(Money.read("0 QAR")) == "QAR"


@given(st.decimals(0, 10**12, places=3))
def test_an_amount_is_shown_exactly(amount: Decimal) -> None:
    assert Decimal(shown(amount).replace(",", "")) == amount


@pytest.mark.parametrize(
    ("amount", "as_shown"),
    [("1200.50", "1,200.5"), ("100", "100"), ("0", "0"), ("0.00", "0"), ("1000000", "1,000,000")],
)
def test_thousands_are_apart_and_fractions_short(amount: str, as_shown: str) -> None:
    assert shown(Decimal(amount)) == as_shown
