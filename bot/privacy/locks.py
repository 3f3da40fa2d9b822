"""A secret key locked with something that a person has: what the three kinds of locks share."""

from bot.privacy.pairs import SecretKey
from bot.privacy.sealed import Where, closed, open_under, seal_under


def locked(secret: SecretKey, under: bytes, front: bytes, where: Where) -> bytes:
    """The secret key under a symmetric key of 32 bytes, behind this front, bound to the place."""
    return seal_under(under, front, secret.raw, where)


def unlocked(
    blob: bytes, under: bytes, front_bytes: int, where: Where, *, expected: str
) -> SecretKey:
    """The key pair of the expected id that `locked` closed; raises CannotOpen for any other.

    The id was in the front before anybody guessed. So a forged row that opens under many passwords
    at once, which the cipher alone would allow, still gives no key.
    """
    raw = open_under(under, front_bytes, blob, where)
    if len(raw) != len(under):
        raise closed(where)
    secret = SecretKey(raw)
    if secret.public.id != expected:
        raise closed(where)
    return secret
