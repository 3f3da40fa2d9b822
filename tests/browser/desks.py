"""A caseworker's window of the console, and what is looked at in it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Page, Request

from tests.console.office import PASSWORD

# What is written on what, for everything that can be seen: the least contrast of the page.
LEAST_CONTRAST = """() => {
  const parts = colour => colour.match(/[0-9.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(each => each / 255).map(each =>
    each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = parts(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  let least = { ratio: 21, text: "" };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, text = walker.currentNode.data.trim();
    if (!text || element.closest("[aria-hidden=true]") || !element.checkVisibility()) continue;
    const pair = [light(parts(getComputedStyle(element).color)), light(ground(element))].sort();
    const ratio = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
    if (ratio < least.ratio) least = { ratio, text };
  }
  return least;
}"""


@dataclass
class Desk:
    """One window, with everything it complained of and everything it fetched."""

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    @classmethod
    async def at(cls, browser: Browser, root: str, **how: Any) -> "Desk":
        context = await browser.new_context(**how)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        desk = cls(page, root)
        page.on("console", desk._said)
        page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        page.on("request", desk._fetched)
        return desk

    async def joins(self, code: str, name: str) -> None:
        await self.go(f"/console/welcome/{code}")
        await self.page.get_by_label("Name").fill(name)
        await self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        await self.page.get_by_label("The password again").fill(PASSWORD)
        await self.page.get_by_role("button", name="Begin").click()
        await self.page.wait_for_url("**/console")

    async def go(self, path: str) -> None:
        await self.page.goto(self.root + path)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    async def types(self, words: str) -> None:
        await self.page.keyboard.type(words)

    async def arrives(self, pattern: str) -> None:
        await self.page.wait_for_url(pattern)

    async def focused(self) -> str:
        found: str = await self.page.evaluate(
            "document.activeElement.id || document.activeElement.textContent.trim()"
        )
        return found

    async def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        found: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return found

    async def least_contrast(self) -> tuple[float, str]:
        found = await self.page.evaluate(LEAST_CONTRAST)
        return found["ratio"], found["text"]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "server responded" not in message.text:
            self.complaints.append(message.text)

    def _fetched(self, request: Request) -> None:
        self.fetched.append(request.url)
