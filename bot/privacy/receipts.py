"""The receipt that a worker keeps: twenty digits that lead back to a report and open it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.privacy.digits import are_digits, check_digit, drawn, in_fours
from bot.privacy.locks import locked, unlocked
from bot.privacy.pairs import SecretKey
from bot.privacy.passwords import DEFAULT_COST, STRETCH_BYTES, Cost, Stretch
from bot.privacy.sealed import HEAD_BYTES, CannotOpen, Kind, Where, head, key_expected
from bot.privacy.server import ServerKeys
from bot.privacy.subkeys import ID_BYTES
from bot.privacy.typed import folded

_DIGITS = 20
_LOCATOR_DIGITS = 7
_STRETCH_AT = HEAD_BYTES + ID_BYTES
_FRONT_BYTES = _STRETCH_AT + STRETCH_BYTES


def is_like_one(typed: str) -> bool:
    """As long as a receipt and of digits only, whether or not one of them is wrong.

    Asked of nearly every message: most are too short, and need not be folded.
    """
    return len(typed) >= _DIGITS and are_digits(folded(typed), _DIGITS)


class NotAReceipt(ValueError):
    """What was typed is no receipt; the message does not hold it."""


class WrongReceipt(CannotOpen):
    """The receipt does not open the report (or its row was altered: the two look the same)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Twenty ASCII digits: seven to find the report by, twelve to open it, one to check them.

    No `repr` shows them. `Receipt(digits)` raises NotAReceipt where they are not twenty or the
    check digit is wrong.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        if not are_digits(self.digits, _DIGITS):
            raise NotAReceipt("A receipt has 20 digits: type all of them.")
        if check_digit(self.digits) != "0":
            raise NotAReceipt("A digit of this receipt is wrong: compare it with what was kept.")

    @classmethod
    def new(cls, randbelow: Callable[[int], int]) -> Self:
        """A receipt by chance; `randbelow(n)` gives a number from 0 to n - 1, unguessable."""
        return cls(drawn(_DIGITS, randbelow))

    @classmethod
    def read(cls, typed: str) -> Self:
        """The receipt that someone typed, in any script's digits, with spaces, dashes and marks.

        Raises NotAReceipt.
        """
        return cls(folded(typed))

    @property
    def locator(self) -> str:
        """Seven digits to look the report up by, through ServerKeys.hash("receipt", locator)."""
        return self.digits[:_LOCATOR_DIGITS]

    @property
    def secret(self) -> str:
        """The twelve digits that are kept nowhere but with the worker."""
        return self.digits[_LOCATOR_DIGITS:-1]

    def shown(self) -> str:
        """The digits as people read them: five groups of four."""
        return in_fours(self.digits)


def lock_with_receipt(
    secret: SecretKey,
    receipt: Receipt,
    pepper_from: ServerKeys,
    where: Where,
    cost: Cost = DEFAULT_COST,
) -> bytes:
    """The secret key under Argon2id(receipt secret, salt) and the newest server key together.

    Neither the database nor the server key opens it, and both of them only after 10^12 tries of
    Argon2id. Slow on purpose: not for an event loop.
    """
    server_key = pepper_from.fingerprint()
    stretch = Stretch.new(cost)
    front = head(Kind.RECEIPT, server_key) + bytes.fromhex(secret.public.id) + stretch.packed()
    key = pepper_from.peppered(stretch.key(receipt.secret.encode()), under=server_key)
    return locked(secret, key, front, where)


def unlock_with_receipt(
    blob: bytes, receipt: Receipt, pepper_from: ServerKeys, where: Where
) -> SecretKey:
    """The key that `lock_with_receipt` closed. Slow on purpose: not for an event loop.

    Raises WrongReceipt where the digits (or the row) are not the ones, and CannotOpen where no
    digits would help: UnknownKey without the server key, another kind, a cost no `Cost` allows.
    """
    server_key = key_expected(blob, Kind.RECEIPT, where)
    expected = blob[HEAD_BYTES:_STRETCH_AT].hex()
    stretch = Stretch.read(blob, _STRETCH_AT, where)
    key = pepper_from.peppered(stretch.key(receipt.secret.encode()), under=server_key)
    try:
        return unlocked(blob, key, _FRONT_BYTES, where, expected=expected)
    except CannotOpen:
        raise WrongReceipt("This receipt does not open the report: type it again.") from None
