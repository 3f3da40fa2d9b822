"""A signed-in member's secret key, under a secret that only their cookie holds."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from nacl.bindings import randombytes

from bot.privacy.locks import locked, unlocked
from bot.privacy.pairs import SecretKey
from bot.privacy.sealed import HEAD_BYTES, Kind, Where, head, key_expected
from bot.privacy.subkeys import KEY_BYTES, subkey

_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


class NotACookie(ValueError):
    """The text is no session's cookie; the message does not hold it."""


def new_session_secret() -> bytes:
    """32 bytes from libsodium's own randomness: what the cookie holds and nothing else keeps."""
    return bytes(randombytes(KEY_BYTES))


def as_cookie(session_secret: bytes) -> str:
    """The secret as 43 characters that any cookie may hold."""
    return urlsafe_b64encode(session_secret).decode().rstrip("=")


def from_cookie(text: str) -> bytes:
    """The secret of 32 bytes that `as_cookie` wrote; raises NotACookie."""
    if not _COOKIE.fullmatch(text):
        raise NotACookie("This is no cookie of a session: sign in again.")
    return urlsafe_b64decode(text + "=")


def session_id(session_secret: bytes) -> bytes:
    """32 bytes to find the session's row by, from which neither cookie nor key can be found."""
    return subkey(session_secret, "session-id")


def lock(secret: SecretKey, session_secret: bytes, where: Where) -> bytes:
    """The secret key under XChaCha20-Poly1305 with a key from the cookie: a row alone is shut."""
    front = head(Kind.SESSION, secret.public.id)
    return locked(secret, _key(session_secret), front, where)


def unlock(blob: bytes, session_secret: bytes, where: Where) -> SecretKey:
    """The key that `lock` closed; raises CannotOpen."""
    expected = key_expected(blob, Kind.SESSION, where)
    return unlocked(blob, _key(session_secret), HEAD_BYTES, where, expected=expected)


def _key(session_secret: bytes) -> bytes:
    return subkey(session_secret, "session-key")
