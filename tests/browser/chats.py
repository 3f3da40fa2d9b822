"""A worker's chat in a real browser, to be talked in like in any other."""

from dataclasses import dataclass, field

from playwright.async_api import expect

from tests.browser.phones import Screen
from tests.whole.chats import ISOLATES

ARTICLES = """() => Array.from(document.querySelectorAll("article"), each => [
  each.querySelector("p").textContent,
  Array.from(each.querySelectorAll("button"), button => [button.value, button.textContent]),
])"""


@dataclass
class BrowserChat:
    """What is on the screen, read anew after whatever was done."""

    screen: Screen
    articles: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was said since the last tap, and a while before it."""
        return "\n".join(words for words, _ in self.articles[-3:])

    @property
    def newest(self) -> str:
        return self.articles[-1][0]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        return [button for _, buttons in reversed(self.articles) for button in buttons]

    async def opens(self) -> None:
        await self.screen.opens()
        await self._reads()

    async def taps(self, key: str) -> None:
        await self.screen.taps(key)
        await self._reads()

    async def says(self, text: str) -> None:
        await self.screen.types(text)
        await expect(self.screen.page.locator(".waiting")).to_have_count(0)
        await self._reads()

    async def hears(self, words: str = "") -> None:
        """Wait for these words."""
        await expect(self.screen.said.last).to_contain_text(words)
        await self._reads()

    async def _reads(self) -> None:
        found = await self.screen.page.evaluate(ARTICLES)
        self.articles = [
            (ISOLATES.sub("", words), [(key, label) for key, label in buttons])
            for words, buttons in found
        ]
