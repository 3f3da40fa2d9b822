"""A member's secret key under their password: Argon2id makes every guess expensive."""

import struct
from dataclasses import dataclass
from typing import Self
from unicodedata import normalize

from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_argon2id_MEMLIMIT_MIN,
    crypto_pwhash_argon2id_OPSLIMIT_MIN,
    crypto_pwhash_SALTBYTES,
    randombytes,
)

from bot.privacy.locks import locked, unlocked
from bot.privacy.pairs import SecretKey
from bot.privacy.sealed import HEAD_BYTES, CannotOpen, Kind, Where, closed, head, key_expected
from bot.privacy.subkeys import KEY_BYTES

MOST_OPS = 10
MOST_MEMORY = 256 * 2**20
LONGEST_PASSWORD = 1_000  # normalising takes time by the square of what is typed

_STRETCH = struct.Struct(f">{crypto_pwhash_SALTBYTES}sII")
STRETCH_BYTES = _STRETCH.size


class WrongPassword(CannotOpen):
    """The password does not open the key (or its row was altered: the two look the same)."""


class PasswordTooLong(ValueError):
    """Nobody types a password of this length; the message does not hold it."""


class UnreasonableCost(ValueError):
    """A cost below what Argon2id takes, or above what one guess may cost this server."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs: passes over the memory, and bytes of memory.

    The default is above libsodium's "interactive", and RFC 9106's second choice on one lane:
    a tenth to a quarter of a second. Raises UnreasonableCost below Argon2id's minimum, and above
    MOST_OPS and MOST_MEMORY: a forged row must not eat the memory of the server.
    """

    opslimit: int = 3
    memlimit: int = 64 * 2**20

    def __post_init__(self) -> None:
        ops = crypto_pwhash_argon2id_OPSLIMIT_MIN <= self.opslimit <= MOST_OPS
        memory = crypto_pwhash_argon2id_MEMLIMIT_MIN <= self.memlimit <= MOST_MEMORY
        if not (ops and memory):
            raise UnreasonableCost(
                f"An Argon2id cost is at most {MOST_OPS} passes and {MOST_MEMORY} bytes, and not "
                "below the algorithm's own minimum: choose one between."
            )


DEFAULT_COST = Cost()


@dataclass(frozen=True, slots=True)
class Stretch:
    """How one lock makes a guess expensive: a salt of its own, and a cost."""

    salt: bytes
    cost: Cost

    @classmethod
    def new(cls, cost: Cost) -> Self:
        """A random salt and this cost."""
        return cls(randombytes(crypto_pwhash_SALTBYTES), cost)

    @classmethod
    def read(cls, blob: bytes, at: int, where: Where) -> Self:
        """What the front of a ciphertext carries from here on; raises CannotOpen if forged."""
        try:
            salt, opslimit, memlimit = _STRETCH.unpack_from(blob, at)
            return cls(salt, Cost(opslimit, memlimit))
        except (struct.error, UnreasonableCost):
            raise closed(where) from None

    def packed(self) -> bytes:
        """STRETCH_BYTES for the front of a ciphertext."""
        return _STRETCH.pack(self.salt, self.cost.opslimit, self.cost.memlimit)

    def key(self, guessable: bytes) -> bytes:
        """Argon2id: a key of 32 bytes. Slow on purpose."""
        ops, memory = self.cost.opslimit, self.cost.memlimit
        return crypto_pwhash_alg(
            KEY_BYTES, guessable, self.salt, ops, memory, crypto_pwhash_ALG_ARGON2ID13
        )


def lock(secret: SecretKey, password: str, where: Where, cost: Cost = DEFAULT_COST) -> bytes:
    """The secret key under Argon2id(password, random salt) and XChaCha20-Poly1305.

    The password counts as people see it: NFKC, so that full-width or composed letters of another
    keyboard are the same letters; case and spaces do count. Slow on purpose: not for an event
    loop. Raises PasswordTooLong above LONGEST_PASSWORD characters.
    """
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(f"A password has at most {LONGEST_PASSWORD} characters: shorten it.")
    stretch = Stretch.new(cost)
    front = head(Kind.PASSWORD, secret.public.id) + stretch.packed()
    return locked(secret, stretch.key(_typed(password)), front, where)


def unlock(blob: bytes, password: str, where: Where) -> SecretKey:
    """The key that `lock` closed. Slow on purpose: not for an event loop.

    Raises WrongPassword where the password (or the row) is not the one, and CannotOpen where no
    password would help: bytes of another kind, or a cost that no `Cost` allows.
    """
    expected = key_expected(blob, Kind.PASSWORD, where)
    stretch = Stretch.read(blob, HEAD_BYTES, where)
    try:
        if len(password) > LONGEST_PASSWORD:
            raise closed(where)
        key = stretch.key(_typed(password))
        return unlocked(blob, key, HEAD_BYTES + STRETCH_BYTES, where, expected=expected)
    except CannotOpen:
        raise WrongPassword("This password does not open the key: type it again.") from None


def _typed(password: str) -> bytes:
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")
