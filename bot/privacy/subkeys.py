"""Keys that come from keys: one for each purpose, none telling anything of another."""

from hashlib import blake2b

KEY_BYTES = 32
ID_BYTES = 8


def subkey(master: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose (at most 11 plain characters) of a master key.

    BLAKE2b keyed with the master (at most 64 bytes, of full strength: never a password) and
    personalised with the purpose; raises ValueError for a longer purpose or master.
    """
    return blake2b(digest_size=KEY_BYTES, key=master, person=_person(purpose)).digest()


def key_id(key: bytes, purpose: str) -> str:
    """What a key may be called in public: 16 hexadecimal digits, from which it cannot be found."""
    return blake2b(key, digest_size=ID_BYTES, person=_person(purpose)).hexdigest()


def _person(purpose: str) -> bytes:
    return f"haki:{purpose}".encode("ascii")
