"""A one-time invitation: a code to type, from which a lookup hash and a key pair come."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bot.privacy.pairs import SecretKey
from bot.privacy.subkeys import key_id, subkey
from bot.privacy.typed import folded

# Crockford's: without I, L, O and U, which are taken for 1, 1, 0 and V, or make words.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_LETTER_BITS = 5
_LETTERS = 28
_GROUP = 4
_SECRET_BYTES = 16
_CHECK_BITS = _LETTERS * _LETTER_BITS - _SECRET_BYTES * 8


class NotAnInvitation(ValueError):
    """What was typed is no invitation code; the message does not hold it."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A secret of 128 bits that opens an organisation's door once; no `repr` shows it."""

    _secret: bytes = field(repr=False)

    @classmethod
    def new(cls, random_bytes: Callable[[int], bytes]) -> Self:
        """An invitation by chance; `random_bytes(n)` gives n bytes, unguessable."""
        return cls(random_bytes(_SECRET_BYTES))

    @classmethod
    def read(cls, typed: str) -> Self:
        """The invitation that someone typed: any case, spaces, dashes, and O, I, L for 0, 1, 1.

        Raises NotAnInvitation, also where a letter is wrong: twelve bits of the code check it.
        """
        letters = folded(typed).upper().translate(_LOOKALIKES)
        if len(letters) != _LETTERS or not set(letters) <= set(_ALPHABET):
            raise NotAnInvitation(
                f"An invitation code has {_LETTERS} letters and digits: copy all of it."
            )
        number = sum(
            _ALPHABET.index(letter) << (_LETTER_BITS * place)
            for place, letter in enumerate(reversed(letters))
        )
        found = cls((number >> _CHECK_BITS).to_bytes(_SECRET_BYTES, "big"))
        if found._number() != number:
            raise NotAnInvitation("A letter of this code is wrong: compare it with what you got.")
        return found

    @property
    def code(self) -> str:
        """28 letters and digits in groups of four, for the invited person's eyes only."""
        number = self._number()
        places = range(_LETTERS - 1, -1, -1)
        letters = "".join(_ALPHABET[number >> (_LETTER_BITS * place) & 31] for place in places)
        return "-".join(letters[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP))

    @property
    def lookup(self) -> bytes:
        """32 bytes to find the invitation's row by, from which the code cannot be found."""
        return subkey(self._secret, "invite-id")

    @property
    def key(self) -> SecretKey:
        """The key pair that the organisation's secret is wrapped to until the first sign-in."""
        return SecretKey(subkey(self._secret, "invite-key"))

    def _number(self) -> int:
        check = int(key_id(self._secret, "invite-sum"), 16) & ((1 << _CHECK_BITS) - 1)
        return int.from_bytes(self._secret, "big") << _CHECK_BITS | check
