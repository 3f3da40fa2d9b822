"""A worker's phone: a browser without JavaScript, and a program that knows the API's promise."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp import ClientResponse, ClientSession
from yarl import URL

API = "/chat/api/messages"


@dataclass
class Form:
    """A form as it stands: what it would send if nobody touched it, and its buttons."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)  # value -> label


class Page(HTMLParser):
    """What came back, read as a browser would."""

    def __init__(self, status: int, headers: dict[str, str], html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.status, self.headers, self.html = status, headers, html
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.forms: list[Form] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    @property
    def buttons(self) -> dict[str, str]:
        return {value: label for form in self.forms for value, label in form.buttons.items()}

    def form_of(self, choice: str) -> Form:
        return next(form for form in self.forms if choice in form.buttons)

    @property
    def box(self) -> Form:
        return next(form for form in self.forms if "text" in form.fields)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag in {"meta", "link", "path"}:
            return
        if tag == "form":
            self.forms.append(Form(attributes["action"], attributes["method"]))
        elif tag in {"input", "textarea"}:
            self.forms[-1].fields[attributes["name"]] = attributes.get("value", "")
        elif tag == "button" and "value" in attributes:
            self.forms[-1].buttons[attributes["value"]] = ""
        elif tag == "p":
            self.said.append("")
        if tag != "input":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "p":
            self.said[-1] += data
        elif inside == "textarea":
            self.forms[-1].fields["text"] += data.removeprefix("\n")
        elif inside == "button" and self.forms[-1].buttons:
            self.forms[-1].buttons[list(self.forms[-1].buttons)[-1]] += data


@dataclass
class Answered:
    """What the API answered."""

    status: int
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def turn(self) -> int | None:
        turn: int | None = self.body["turn"]
        return turn

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.body["messages"]]

    @property
    def last(self) -> int:
        id_: int = self.body["messages"][-1]["id"]
        return id_

    @property
    def choices(self) -> list[str]:
        return [each["key"] for message in self.body["messages"] for each in message["choices"]]


class Phone:
    """One cookie jar; `page` is what its screen shows."""

    def __init__(self, session: ClientSession, root: URL) -> None:
        self._session = session
        self._root = root
        self.page = Page(0, {}, "")

    @property
    def token(self) -> str:
        return self._session.cookie_jar.filter_cookies(self._root / "chat/")["chat"].value

    # the page ---------------------------------------------------------------------------------

    async def opens(self, path: str = "/chat", **headers: str) -> Page:
        return await self._shows(await self.asks("GET", path, headers=headers))

    async def taps(self, choice: str, *, on: Page | None = None) -> Page:
        form = (on or self.page).form_of(choice)
        return await self._sends(form, {**form.fields, "choice": choice})

    async def types(self, text: str, *, on: Page | None = None) -> Page:
        form = (on or self.page).box
        return await self._sends(form, {**form.fields, "text": text})

    async def asks(self, method: str, path: str, **how: Any) -> ClientResponse:
        """Any request; redirects are followed as a browser does."""
        return await self._session.request(method, self._root.join(URL(path)), **how)

    async def _sends(self, form: Form, fields: dict[str, str]) -> Page:
        assert form.method == "post"
        return await self._shows(await self.asks("POST", form.action, data=fields))

    async def _shows(self, response: ClientResponse) -> Page:
        self.page = Page(response.status, dict(response.headers), await response.text())
        return self.page

    # the API ----------------------------------------------------------------------------------

    async def posts(self, **message: Any) -> Answered:
        return await self._answered(await self.asks("POST", API, json=message))

    async def fetches(self, after: int = 0) -> Answered:
        return await self._answered(await self.asks("GET", f"{API}?after={after}"))

    async def _answered(self, response: ClientResponse) -> Answered:
        return Answered(response.status, dict(response.headers), await response.json())
