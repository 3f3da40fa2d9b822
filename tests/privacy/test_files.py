"""A file comes out as it went in, or not at all."""

from hashlib import blake2b, sha256
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.files import LARGEST
from bot.privacy.files import BUCKETS, CHUNK, FileKey, Sealing, chunks_of, open_chunk
from bot.privacy.sealed import CannotOpen

ONE, OTHER = UUID(int=1), UUID(int=2)
KEY = FileKey(b"k" * 32)
EDGES = sorted({edge + by for edge in (0, *BUCKETS[:5]) for by in (-1, 0, 1) if edge + by >= 0})
SIZES = st.sampled_from(EDGES) | st.integers(0, 3 * CHUNK)


def content(size: int) -> bytes:
    """Bytes that look like nothing, and end with no zeros that could be taken for filling."""
    block = b"".join(blake2b(bytes([n])).digest() for n in range(16))
    return (block * (size // len(block) + 1))[: max(0, size - 1)] + b"x"[: min(1, size)]


def sealed(
    plain: bytes, *, piece: int = CHUNK, key: FileKey = KEY, file: UUID = ONE
) -> list[bytes]:
    sealing = Sealing(key, file)
    chunks: list[bytes] = []
    for at in range(0, len(plain), piece):
        chunks += sealing.add(plain[at : at + piece])
    return [*chunks, *sealing.end()]


def opened(chunks: list[bytes], size: int, *, key: FileKey = KEY, file: UUID = ONE) -> bytes:
    """As a reader does it: so many as the size says."""
    return b"".join(
        open_chunk(key, file, number, chunks[number], size=size)
        for number in range(chunks_of(size))
    )


@settings(deadline=None, max_examples=60)
@given(size=SIZES, piece=st.integers(1_000, 2 * CHUNK))
def test_any_size_in_any_pieces_comes_out_as_it_went_in(size: int, piece: int) -> None:
    plain = content(size)
    chunks = sealed(plain, piece=piece)

    assert len(chunks) == chunks_of(size)
    assert opened(chunks, size) == plain


@settings(deadline=None, max_examples=40)
@given(size=SIZES, piece=st.integers(1_000, 2 * CHUNK))
def test_its_fingerprint_is_that_of_the_file_and_not_of_what_fills_it_up(
    size: int, piece: int
) -> None:
    plain, sealing = content(size), Sealing(KEY, ONE)
    for at in range(0, size, piece):
        list(sealing.add(plain[at : at + piece]))
    list(sealing.end())

    assert sealing.fingerprint == sha256(plain).hexdigest()


@settings(deadline=None, max_examples=60)
@given(size=SIZES)
def test_what_is_kept_is_as_long_as_a_bucket(size: int) -> None:
    over = 10 + 24 + 16  # head, nonce and tag of each chunk

    chunks = sealed(content(size))

    assert sum(map(len, chunks)) - over * len(chunks) in BUCKETS


def test_the_largest_file_fits_the_last_bucket() -> None:
    assert BUCKETS[-1] == LARGEST
    assert chunks_of(LARGEST) == 80
    assert chunks_of(LARGEST + 1) == 81


@settings(deadline=None, max_examples=40)
@given(size=st.integers(CHUNK + 1, 4 * CHUNK), data=st.data())
def test_chunks_that_changed_places_do_not_open(size: int, data: st.DataObject) -> None:
    chunks = sealed(content(size))
    first, second = data.draw(
        st.lists(st.integers(0, len(chunks) - 1), min_size=2, max_size=2, unique=True)
    )
    chunks[first], chunks[second] = chunks[second], chunks[first]

    with pytest.raises(CannotOpen):
        opened(chunks, size)


def test_a_chunk_of_another_file_does_not_open_even_under_the_same_key() -> None:
    chunks = sealed(content(10), file=OTHER)

    with pytest.raises(CannotOpen):
        opened(chunks, 10)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        opened(sealed(content(10)), 10, key=FileKey(b"o" * 32))


@pytest.mark.parametrize("kept", range(1, 4))
def test_a_file_that_was_cut_is_not_taken_for_a_shorter_one(kept: int) -> None:
    """Whoever can also say that it is shorter still finds that its last chunk is not the last."""
    chunks = sealed(content(4 * CHUNK))
    assert len(chunks) == 4

    with pytest.raises((CannotOpen, IndexError)):
        opened(chunks[:kept], kept * CHUNK)


@settings(deadline=None, max_examples=60)
@given(at=st.integers(min_value=0), flip=st.integers(1, 255))
def test_an_altered_chunk_does_not_open(at: int, flip: int) -> None:
    (chunk,) = sealed(content(100))
    at %= len(chunk)
    altered = chunk[:at] + bytes([chunk[at] ^ flip]) + chunk[at + 1 :]

    with pytest.raises(CannotOpen):
        opened([altered], 100)


@pytest.mark.parametrize("length", [0, 9, 10, 49])
def test_a_chunk_that_was_cut_does_not_open(length: int) -> None:
    (chunk,) = sealed(content(100))

    with pytest.raises(CannotOpen):
        opened([chunk[:length]], 100)


def test_the_same_file_never_looks_the_same() -> None:
    assert sealed(content(10), key=FileKey.new()) != sealed(content(10), key=FileKey.new())
    assert sealed(content(10)) != sealed(content(10))


def test_a_key_is_not_shown() -> None:
    assert "6b6b" not in repr(KEY)
    assert "kkkk" not in repr(KEY)
