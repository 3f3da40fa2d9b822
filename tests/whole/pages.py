"""A page, of the console or the chat, read as a browser without scripts reads it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img"}


@dataclass
class Form:
    """A form as it stands: what it would send if nobody touched it, and what could be chosen."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)  # value -> label


@dataclass
class Article:
    """One message of the chat: its words, and what can be tapped below them."""

    text: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """Its words, its links and its forms."""

    def __init__(self, status: int, path: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.path, self.html = status, path, html
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.rows: list[str] = []
        self.articles: list[Article] = []
        self._words: list[str] = []
        self._area: str | None = None
        self._button: str | None = None
        self._article: Article | None = None
        self._row = 0
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    def form(self, end: str) -> Form:
        """The form whose address ends like this."""
        found = [form for form in self.forms if form.action.endswith(end)]
        assert found, f"no form to {end} on {self.path} ({self.status}): {self.text}"
        return found[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has.get("href", ""))
        elif tag == "form":
            self.forms.append(Form(has.get("action") or self.path))
        elif tag == "input" and has.get("type") == "radio":
            self.forms[-1].options.setdefault(has["name"], []).append(has["value"])
        elif tag == "input" and "name" in has:
            self.forms[-1].fields[has["name"]] = has.get("value", "")
        elif tag == "button" and "value" in has:
            self._button = has["value"]
            self.forms[-1].buttons[self._button] = ""
        elif tag == "article":
            self._article = Article()
            self.articles.append(self._article)
        elif tag == "textarea":
            self._area = has["name"]
            self.forms[-1].fields[self._area] = ""
        elif tag == "li" and "row" in has.get("class", "").split():
            self._row = 1
            self.rows.append("")
        elif self._row and tag not in VOID:
            self._row += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "button":
            self._keep_button()
        if tag == "article":
            self._article = None
        if self._row and tag not in VOID and tag not in {"a", "textarea", "form"}:
            self._row -= 1

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.forms[-1].fields[self._area] += data.removeprefix("\n")
            return
        if self._button is not None:
            self.forms[-1].buttons[self._button] += data
        elif self._article is not None:
            self._article.text += data
        self._words.append(data)
        if self._row:
            self.rows[-1] = " ".join(f"{self.rows[-1]} {data}".split())

    def _keep_button(self) -> None:
        if self._button is not None and self._article is not None:
            label = self.forms[-1].buttons[self._button]
            self._article.buttons.append((self._button, label))
        self._button = None
