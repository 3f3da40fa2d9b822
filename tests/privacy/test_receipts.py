"""A receipt is twenty digits that any keyboard can type; it opens one report, slowly."""

import random
import struct
import sys
import unicodedata
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.digits import check_digit
from bot.privacy.pairs import SecretKey
from bot.privacy.receipts import (
    NotAReceipt,
    Receipt,
    WrongReceipt,
    lock_with_receipt,
    unlock_with_receipt,
)
from bot.privacy.sealed import CannotOpen, UnknownKey, Where, key_named
from bot.privacy.server import ServerKeys
from tests.privacy.cast import CHEAP, ELSEWHERE, HERE, damaged, patient, repeatable

KEYS = ServerKeys.new(repeatable(1))
REPORT = SecretKey(bytes(range(32)))
RECEIPT = Receipt.new(random.Random(1).randrange)
OTHER = Receipt.new(random.Random(2).randrange)
LOCKED = lock_with_receipt(REPORT, RECEIPT, KEYS, HERE, CHEAP)

receipts = st.integers(0, 10**19 - 1).map(lambda drawn: Receipt.new(lambda _: drawn))
zeros = [chr(c) for c in range(sys.maxunicode) if unicodedata.decimal(chr(c), None) == 0]


@patient
@given(receipts)
def test_a_receipt_reads_as_it_is_shown(receipt: Receipt) -> None:
    assert Receipt.read(receipt.shown()) == receipt
    assert [len(group) for group in receipt.shown().split()] == [4] * 5
    assert receipt.digits[:-1] == receipt.locator + receipt.secret
    assert (len(receipt.locator), len(receipt.secret)) == (7, 12)


@pytest.mark.parametrize("drawn", [0, 10**19 - 1])
def test_every_number_below_ten_to_the_nineteenth_is_a_receipt(drawn: int) -> None:
    asked: list[int] = []

    def randbelow(limit: int) -> int:
        asked.append(limit)
        return drawn

    assert Receipt.new(randbelow).digits.startswith(f"{drawn:019}")
    assert asked == [10**19]


@patient
@given(receipts)
def test_every_single_wrong_digit_is_seen(receipt: Receipt) -> None:
    for at, wrong in product(range(20), "0123456789"):
        if wrong != receipt.digits[at]:
            with pytest.raises(NotAReceipt, match="digit of this receipt is wrong"):
                Receipt(receipt.digits[:at] + wrong + receipt.digits[at + 1 :])


@patient
@given(receipts)
def test_every_swap_of_neighbours_is_seen(receipt: Receipt) -> None:
    for at, (left, right) in enumerate(pairwise(receipt.digits)):
        if left != right:
            with pytest.raises(NotAReceipt, match="digit of this receipt is wrong"):
                Receipt(receipt.digits[:at] + right + left + receipt.digits[at + 2 :])


def test_the_check_digit_is_damms() -> None:
    assert check_digit("572") == "4"
    assert check_digit("5724") == "0"


@pytest.mark.parametrize("zero", zeros, ids=unicodedata.name)
def test_the_digits_of_every_script_are_the_same_receipt(zero: str) -> None:
    native = "".join(chr(ord(zero) + int(digit)) for digit in RECEIPT.digits)

    assert Receipt.read(native) == RECEIPT


@pytest.mark.parametrize(
    "between",
    [
        "",
        " ",
        "-",
        "\u2013",
        "\u00a0",
        "\u200f",
        "\u2067\u2069",
        "\u202b",
        "\ufe0f\u20e3",
        "\r\n",
        ".",
    ],
)
def test_what_stands_between_the_digits_does_not_matter(between: str) -> None:
    assert Receipt.read(between.join(["", *RECEIPT.digits, ""])) == RECEIPT


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1234",
        "a" * 20,
        "CANARY",
        RECEIPT.digits[1:],
        RECEIPT.digits + "0",
        "\0" * 20,
        "½" * 20,
    ],
)
def test_what_is_no_receipt_is_refused(typed: str) -> None:
    with pytest.raises(NotAReceipt, match="A receipt has 20 digits"):
        Receipt.read(typed)


def test_a_receipt_is_made_of_plain_digits_only() -> None:
    with pytest.raises(NotAReceipt, match="A receipt has 20 digits"):
        Receipt("٠" * 20)


def test_the_receipt_opens_the_report() -> None:
    typed = Receipt.read(RECEIPT.shown())

    assert unlock_with_receipt(LOCKED, typed, KEYS, HERE).raw == REPORT.raw
    assert key_named(LOCKED) == KEYS.fingerprint()


def test_another_receipt_does_not_even_with_the_same_locator() -> None:
    near = Receipt.new(lambda _: int(RECEIPT.digits[:-1]) ^ 1)

    assert near.locator == RECEIPT.locator
    for wrong in (OTHER, near):
        with pytest.raises(WrongReceipt, match="does not open the report"):
            unlock_with_receipt(LOCKED, wrong, KEYS, HERE)


def test_the_receipt_without_the_server_key_does_not() -> None:
    others = ServerKeys.new(repeatable(2))

    with pytest.raises(UnknownKey, match=KEYS.fingerprint()):
        unlock_with_receipt(LOCKED, RECEIPT, others, HERE)


def test_it_still_opens_after_the_server_key_was_rotated() -> None:
    rotated = KEYS.rotated()

    assert unlock_with_receipt(LOCKED, RECEIPT, rotated, HERE).raw == REPORT.raw


def test_a_damaged_lock_does_not_open() -> None:
    for blob in damaged(LOCKED):
        with pytest.raises(CannotOpen):
            unlock_with_receipt(blob, RECEIPT, KEYS, HERE)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_lock_that_was_moved_does_not_open(where: Where) -> None:
    with pytest.raises(CannotOpen):
        unlock_with_receipt(LOCKED, RECEIPT, KEYS, where)


def test_a_forged_cost_is_refused_before_a_single_guess() -> None:
    cost_at = 10 + 8 + 16
    forged = LOCKED[:cost_at] + struct.pack(">II", 1, 2**32 - 1) + LOCKED[cost_at + 8 :]

    with pytest.raises(CannotOpen) as refusal:
        unlock_with_receipt(forged, RECEIPT, KEYS, HERE)

    assert refusal.type is CannotOpen
