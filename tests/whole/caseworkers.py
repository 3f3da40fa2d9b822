"""A caseworker in the console, by its forms alone."""

import re
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.whole.pages import Page

PASSWORD = "a long enough password of nobody"
REFERENCE = re.compile(r"/console/reports/([0-9A-Z]{7})$")


@dataclass
class Caseworker:
    """One browser."""

    url: str
    session: aiohttp.ClientSession
    name: str = "Caseworker One"

    @property
    def token(self) -> str:
        """What the browser keeps of being signed in."""
        return next(c.value for c in self.session.cookie_jar if c.key.endswith("haki-session"))

    async def joins(self, code: str, password: str = PASSWORD) -> Page:
        """With an invitation, once."""
        page = await self.looks(f"/console/welcome/{code}")
        return await self.fills(
            page, f"/welcome/{code}", name=self.name, password=password, again=password
        )

    async def signs_in(self, password: str = PASSWORD) -> Page:
        page = await self.looks("/console")
        return await self.fills(page, "/sign-in", name=self.name, password=password)

    async def queue(self, show: str = "waiting") -> dict[str, str]:
        """Each report in it: its reference, and all that its row says; all pages."""
        found: dict[str, str] = {}
        number, last = 1, 1
        while number <= last:
            page = await self.looks(f"/console?show={show}&page={number}")
            assert page.status == 200, (page.status, page.text)
            links = [match[1] for link in page.links if (match := REFERENCE.search(link))]
            found |= dict(zip(links, page.rows, strict=True))
            pages = re.search(r"Page \d+ of (\d+)", page.text)
            number, last = number + 1, int(pages[1]) if pages else 1
        return found

    async def opens(self, reference: str) -> Page:
        return await self.looks(f"/console/reports/{reference}")

    async def takes(self, reference: str) -> Page:
        return await self.fills(await self.opens(reference), "/take")

    async def answers(self, reference: str, words: str) -> Page:
        return await self.fills(await self.opens(reference), "/answer", words=words)

    async def closes(self, reference: str, reason: str) -> Page:
        return await self.fills(await self.opens(reference), "/close", reason=reason)

    async def looks(self, path: str) -> Page:
        async with self.session.get(self.url + path) as answer:
            return await _page(answer)

    async def fills(self, page: Page, end: str, **fields: Any) -> Page:
        """Send the form of a page whose address ends like this."""
        form = page.form(end)
        async with self.session.post(
            self.url + form.action, data={**form.fields, **fields}
        ) as answer:
            return await _page(answer)


async def _page(answer: aiohttp.ClientResponse) -> Page:
    return Page(answer.status, str(answer.url.relative()), await answer.text())
