"""The first screen on the wire: every byte that a phone receives for it, over a raw socket."""

import asyncio
import gzip
import re
from dataclasses import dataclass

import pytest

from tests.whole.running import say
from tests.whole.sites import Site

FILES = re.compile(rb"""(?:href|src)="(/chat/static/[^"]+)\"""")
MOST = 30_000
WITHOUT, WITH = "identity", "gzip, deflate, br"


@dataclass
class Answer:
    """As it came: head, body, and how many bytes both are."""

    head: bytes
    body: bytes

    @property
    def packed(self) -> bool:
        return b"content-encoding: gzip" in self.head.lower()

    @property
    def read(self) -> bytes:
        return gzip.decompress(self.body) if self.packed else self.body

    def __len__(self) -> int:
        return len(self.head) + len(self.body) + 4


async def asked(port: int, path: str, accepts: str) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {accepts}\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode())
    async with asyncio.timeout(30):
        found = Answer(*(await reader.read()).split(b"\r\n\r\n", 1))
    writer.close()
    await writer.wait_closed()
    assert found.head.startswith(b"HTTP/1.1 200 ")
    return found


async def screen(port: int, accepts: str) -> dict[str, Answer]:
    """The page and all that it names."""
    page = await asked(port, "/chat", accepts)
    names = [name.decode() for name in FILES.findall(page.read)]
    return {"page": page} | {name: await asked(port, name, accepts) for name in names}


@pytest.mark.parametrize("accepts", [WITHOUT, WITH])
async def test_the_first_screen_is_light_with_every_header(
    site: Site, accepts: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = await screen(site.haki.port, accepts)

    total = sum(map(len, found.values()))
    say(capsys, f"first screen, {accepts}: {total} bytes in {len(found)} answers")
    assert len(found) == 5  # page, icon, style, two scripts
    assert 5_000 < total < MOST


async def test_what_everybody_may_read_is_packed_and_the_same_unpacked(site: Site) -> None:
    plain, packed = [await screen(site.haki.port, accepts) for accepts in (WITHOUT, WITH)]

    assert {name for name, answer in packed.items() if answer.packed} == {*packed} - {"page"}
    assert not any(answer.packed for answer in plain.values())
    for name in plain.keys() - {"page"}:
        assert packed[name].read == plain[name].read
        assert b"vary: accept-encoding" in packed[name].head.lower()
