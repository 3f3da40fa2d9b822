"""X25519 key pairs: anybody seals to the public half, only the secret half opens."""

import hmac
from dataclasses import dataclass, field

from nacl.bindings import (
    crypto_box_PUBLICKEYBYTES,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_SECRETKEYBYTES,
    crypto_scalarmult_base,
    randombytes,
)
from nacl.exceptions import CryptoError

from bot.privacy.sealed import (
    BINDING_BYTES,
    HEAD_BYTES,
    Kind,
    Where,
    binding,
    closed,
    head,
    key_expected,
)
from bot.privacy.subkeys import key_id


class NotAKey(ValueError):
    """These bytes cannot be half of a key pair; the message never holds them."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half that may lie in clear: `raw`, 32 bytes; `id`, 16 hexadecimal digits of its hash.

    `PublicKey(raw)` raises NotAKey for another length.
    """

    id: str = field(init=False)
    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != crypto_box_PUBLICKEYBYTES:
            raise NotAKey("A public key has 32 bytes: restore the row it was kept in.")
        object.__setattr__(self, "id", key_id(self.raw, "public-key"))


@dataclass(frozen=True, slots=True, eq=False)
class SecretKey:
    """The half that opens: `raw`, 32 bytes that no `repr` shows, and its `public` half.

    `SecretKey(raw)` raises NotAKey for another length.
    """

    raw: bytes = field(repr=False)
    public: PublicKey = field(init=False)

    def __post_init__(self) -> None:
        if len(self.raw) != crypto_box_SECRETKEYBYTES:
            raise NotAKey("A secret key has 32 bytes: restore the row it was kept in.")
        object.__setattr__(self, "public", PublicKey(crypto_scalarmult_base(self.raw)))


def new_pair() -> SecretKey:
    """A new key pair from libsodium's own randomness."""
    return SecretKey(randombytes(crypto_box_SECRETKEYBYTES))


def seal_to(public: PublicKey, plain: bytes, where: Where) -> bytes:
    """An anonymous sealed box that only the secret half of `public` opens, at this place only.

    The digest of head and place lies inside the box: who cannot open it cannot move it to another
    row, nor alter it. It does not say who sealed: whoever knows the public half can make a new
    box for any place. Raises NotAKey where nothing can be sealed to these bytes.
    """
    return _boxed(public, plain, where, Kind.BOX)


def open_with(secret: SecretKey, blob: bytes, where: Where) -> bytes:
    """What `seal_to` closed; raises CannotOpen for another key, place or kind, or if altered."""
    return _opened(secret, blob, where, Kind.BOX)


def wrap(secret: SecretKey, to: PublicKey, where: Where) -> bytes:
    """One secret key sealed to another public key: report to organisation, organisation to member.

    Bound as in `seal_to`, and of another kind: a text that someone sealed is never taken for a
    key. Raises NotAKey where nothing can be sealed to these bytes.
    """
    return _boxed(to, secret.raw, where, Kind.WRAPPED)


def unwrap(blob: bytes, with_: SecretKey, where: Where) -> SecretKey:
    """The secret key that `wrap` closed; raises CannotOpen.

    The box is anonymous: compare `.public` with the public key on record before trusting it.
    """
    raw = _opened(with_, blob, where, Kind.WRAPPED)
    if len(raw) != crypto_box_SECRETKEYBYTES:
        raise closed(where)
    return SecretKey(raw)


def _boxed(to: PublicKey, plain: bytes, where: Where, kind: Kind) -> bytes:
    front = head(kind, to.id)
    try:
        return front + crypto_box_seal(binding(front, where) + plain, to.raw)
    except CryptoError:
        raise NotAKey("Nothing can be sealed to this public key: restore its row.") from None


def _opened(secret: SecretKey, blob: bytes, where: Where, kind: Kind) -> bytes:
    key_expected(blob, kind, where)
    try:
        inner = crypto_box_seal_open(blob[HEAD_BYTES:], secret.public.raw, secret.raw)
    except CryptoError:
        raise closed(where) from None
    if not hmac.compare_digest(inner[:BINDING_BYTES], binding(blob[:HEAD_BYTES], where)):
        raise closed(where)
    return inner[BINDING_BYTES:]
