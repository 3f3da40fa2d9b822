"""The one shape of every ciphertext: what it is, which key it names, and the place it belongs to.

A ciphertext begins with a head, which is part of what is authenticated: a version byte, a kind
byte, a key id of eight bytes, and for some kinds a salt and a cost.
"""

import struct
from enum import IntEnum
from hashlib import blake2b

import msgspec
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    randombytes,
)
from nacl.exceptions import CryptoError

VERSION = 1
_HEAD = struct.Struct(">BB8s")
HEAD_BYTES = _HEAD.size
BINDING_BYTES = 32
_NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES


class CannotOpen(Exception):
    """Wrong key, wrong place or altered ciphertext; the message never holds content."""


class UnknownKey(CannotOpen):
    """The ciphertext names a key that is not at hand."""


class Kind(IntEnum):
    """How a ciphertext is closed, so that one kind is never taken for another."""

    SERVER = 1  # names the server key
    BOX = 2  # names the key pair it is sealed to
    WRAPPED = 3  # a secret key in a box; names the key pair it is sealed to
    PASSWORD = 4  # a person's password has no name: names the key pair that lies in it
    RECEIPT = 5  # names the server key that has to be at hand beside the receipt
    SESSION = 6  # names the key pair that lies in it
    FILE = 7  # names the key of one file


_KINDS = frozenset(Kind)


class Where(msgspec.Struct, frozen=True, gc=False):
    """The place a ciphertext is bound to; moved to another row, column or table it stays shut."""

    table: str
    column: str
    row: str


def binding(front: bytes, where: Where) -> bytes:
    """The 32 bytes that tie a front (head, salt, cost) to a place.

    Only this front in this place has them: the parts cannot be shifted into one another.
    """
    return binding_in(front_of(front, where.table, where.column), where.row)


def front_of(front: bytes, table: str, column: str) -> blake2b:
    """What the bindings of all rows of a column begin with: it can be kept and used again."""
    parts = (front, _encoded(table), _encoded(column))
    return blake2b(b"".join(map(_framed, parts)), digest_size=BINDING_BYTES, person=b"haki:where")


def binding_in(begun: blake2b, row: str) -> bytes:
    """The binding of one row."""
    state = begun.copy()
    state.update(_framed(_encoded(row)))
    return state.digest()


def head(kind: Kind, key: str) -> bytes:
    """The ten bytes that a ciphertext of this kind under this key id begins with."""
    return _HEAD.pack(VERSION, kind, bytes.fromhex(key))


def key_named(blob: bytes) -> str:
    """The id of the key that a ciphertext names, without opening it (see `Kind`).

    16 hexadecimal digits; raises CannotOpen for bytes that are no ciphertext of this version.
    """
    if len(blob) > HEAD_BYTES:
        version, kind, key = _HEAD.unpack_from(blob)
        if version == VERSION and kind in _KINDS:
            return str(key.hex())
    raise CannotOpen("These bytes are no ciphertext that this version knows: restore the row.")


def key_expected(blob: bytes, kind: Kind, where: Where) -> str:
    """The key id that a ciphertext of this kind names; raises CannotOpen for any other kind."""
    key = key_named(blob)
    if blob[1] != kind:
        raise closed(where)
    return key


def closed(where: Where) -> CannotOpen:
    """The refusal of a ciphertext found in this place."""
    return CannotOpen(
        f"What is kept in {where.table}.{where.column} does not open: it was sealed with another "
        "key or for another row, or it was altered."
    )


def seal_under(key: bytes, front: bytes, plain: bytes, where: Where) -> bytes:
    """XChaCha20-Poly1305 under a key of 32 bytes: front, random nonce, ciphertext.

    The front (a head and what a kind adds to it) and the place are authenticated.
    """
    return seal_bound(key, front, plain, binding(front, where))


def seal_bound(key: bytes, front: bytes, plain: bytes, bound: bytes) -> bytes:
    """The same with the binding made already."""
    nonce = randombytes(_NONCE_BYTES)
    return front + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def open_under(key: bytes, front_bytes: int, blob: bytes, where: Where) -> bytes:
    """What `seal_under` closed with a front of so many bytes; raises CannotOpen."""
    return open_bound(key, front_bytes, blob, where, binding(blob[:front_bytes], where))


def open_bound(key: bytes, front_bytes: int, blob: bytes, where: Where, bound: bytes) -> bytes:
    """The same with the binding made already."""
    start = front_bytes + _NONCE_BYTES
    if len(blob) < start + _TAG_BYTES:
        raise closed(where)
    nonce = blob[front_bytes:start]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(blob[start:], bound, nonce, key)
    except CryptoError:
        raise closed(where) from None


def _framed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
