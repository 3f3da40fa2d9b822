"""The server's own keys: they seal drafts and routes back to chats, and make the keyed hashes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Self

from nacl.bindings import randombytes

from bot.privacy.sealed import (
    HEAD_BYTES,
    Kind,
    UnknownKey,
    Where,
    binding_in,
    front_of,
    head,
    key_expected,
    open_bound,
    seal_bound,
)
from bot.privacy.subkeys import KEY_BYTES, key_id, subkey

_COMMENT = (
    "# Haki server key. Keep it apart from the database and keep a copy: without it no chat is "
    "found again and no draft opens."
)
_LINE = re.compile(r"key ([1-9][0-9]{0,5}) ([0-9a-f]{16}) ([0-9a-f]{64})")
_HASH_BYTES = 24  # and the eight of the key id before it


class MalformedKeyFile(ValueError):
    """The text is no key file; the message names the line and never quotes it."""


@dataclass(frozen=True, slots=True, eq=False)
class ServerKeys:
    """What the server key file holds: one or more versions of the key, of which the newest seals.

    The ids of the keys are public; no `repr` shows more.
    """

    _versions: "tuple[_Version, ...]"

    @classmethod
    def new(cls, random: Callable[[int], bytes] = randombytes) -> Self:
        """A first key; `random(n)` gives n bytes, libsodium's own unless a test repeats it."""
        return cls((_version(1, random(KEY_BYTES)),))

    def rotated(self, random: Callable[[int], bytes] = randombytes) -> Self:
        """The same keys behind a new one, which seals and hashes from now on."""
        newest = _version(self._versions[0].number + 1, random(KEY_BYTES))
        return type(self)((newest, *self._versions))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The keys that `dump` wrote; raises MalformedKeyFile.

        A line is `key VERSION ID KEY` in any order of versions, a comment after # or empty. The id
        is a checksum as well: a key that lost a digit is not taken for another key.
        """
        numbered = enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
        return cls(_in_order(_read(at, line.strip()) for at, line in numbered if _says(line)))

    def dump(self) -> str:
        """The text for the key file: a comment for people, then a line a version."""
        lines = [f"key {key.number} {key.id} {key.raw.hex()}" for key in self._versions]
        return "\n".join((_COMMENT, *lines, ""))

    def fingerprint(self) -> str:
        """The id of the newest key: public, to tell a wrong key file from the database's own."""
        return self._versions[0].id

    def knows(self, fingerprint: str) -> bool:
        """Whether a key of this id is here: the newest one or one that it came after."""
        return any(key.id == fingerprint for key in self._versions)

    def seal(self, plain: bytes, where: Where) -> bytes:
        """XChaCha20-Poly1305 under the newest key, bound to the place."""
        newest = self._versions[0]
        return seal_bound(newest.sealing, newest.head, plain, newest.bound(where))

    def open(self, blob: bytes, where: Where) -> bytes:
        """What `seal` closed under any version known here.

        Raises CannotOpen; UnknownKey, which is one, where the key file lacks the key it names.
        """
        key = self._named(key_expected(blob, Kind.SERVER, where))
        return open_bound(key.sealing, HEAD_BYTES, blob, where, key.bound(where))

    def hash(self, kind: str, value: str) -> bytes:
        """32 bytes to find a value by: the newest key's id (8), then a BLAKE2b keyed by it (24).

        Each kind has its own key, so that a chat and a receipt of the same digits share no hash.
        """
        return self._versions[0].hash(kind, value)

    def hashes(self, kind: str, value: str) -> list[bytes]:
        """The hash under every version, newest first: finds what was kept before a rotation."""
        return [key.hash(kind, value) for key in self._versions]

    def peppered(self, stretched: bytes, *, under: str) -> bytes:
        """A key of 32 bytes that needs these bytes and the server key of this id together.

        Raises UnknownKey where the key file lacks it.
        """
        pepper = self._named(under).peppering
        return blake2b(stretched, digest_size=KEY_BYTES, key=pepper).digest()

    def _named(self, id_: str) -> "_Version":
        for key in self._versions:
            if key.id == id_:
                return key
        raise UnknownKey(f"The key file lacks server key {id_}: put back the file that has it.")


@dataclass(frozen=True, slots=True, eq=False)
class _Version:
    """One key, and the keys that come from it: each purpose has its own.

    Kinds of hashes and sealed columns are few: what all of one have in common is made once.
    """

    number: int
    id: str
    named: bytes  # the same as bytes
    head: bytes
    raw: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    hashing: bytes = field(repr=False)
    peppering: bytes = field(repr=False)
    _kinds: dict[str, blake2b] = field(default_factory=dict, repr=False)
    _columns: dict[tuple[str, str], blake2b] = field(default_factory=dict, repr=False)

    def hash(self, kind: str, value: str) -> bytes:
        begun = self._kinds.get(kind)
        if begun is None:
            name = kind.encode("utf-8", "surrogatepass")
            key = blake2b(name, digest_size=KEY_BYTES, key=self.hashing).digest()
            begun = self._kinds[kind] = blake2b(digest_size=_HASH_BYTES, key=key)
        state = begun.copy()
        state.update(value.encode("utf-8", "surrogatepass"))
        return self.named + state.digest()

    def bound(self, where: Where) -> bytes:
        """What ties a ciphertext under this key to its place."""
        column = (where.table, where.column)
        begun = self._columns.get(column)
        if begun is None:
            begun = self._columns[column] = front_of(self.head, *column)
        return binding_in(begun, where.row)


def _version(number: int, raw: bytes) -> _Version:
    id_ = key_id(raw, "server-key")
    return _Version(
        number=number,
        id=id_,
        named=bytes.fromhex(id_),
        head=head(Kind.SERVER, id_),
        raw=raw,
        sealing=subkey(raw, "seal"),
        hashing=subkey(raw, "hash"),
        peppering=subkey(raw, "pepper"),
    )


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _read(at: int, line: str) -> _Version:
    found = _LINE.fullmatch(line)
    if not found:
        raise MalformedKeyFile(
            f"Line {at} of the key file is no key: put back the file as it was made."
        )
    key = _version(int(found[1]), bytes.fromhex(found[3]))
    if key.id != found[2]:
        raise MalformedKeyFile(
            f"Line {at} of the key file was altered: put back the file as it was made."
        )
    return key


def _in_order(keys: Iterable[_Version]) -> tuple[_Version, ...]:
    newest_first = sorted(keys, key=lambda key: key.number, reverse=True)
    if not newest_first:
        raise MalformedKeyFile("The key file holds no key: put back the file as it was made.")
    numbers, ids = {key.number for key in newest_first}, {key.id for key in newest_first}
    if len(newest_first) > min(len(numbers), len(ids)):
        raise MalformedKeyFile(
            "The key file has a version or a key twice: put back the file as it was made."
        )
    return tuple(newest_first)
