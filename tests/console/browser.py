"""A browser without JavaScript: it follows links and sends forms as they stand in the page."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from io import BytesIO

from aiohttp import ClientResponse, ClientSession
from multidict import CIMultiDictProxy
from yarl import URL

Attributes = dict[str, str | None]


@dataclass
class Form:
    """A form as it stands: where it goes, and what it would send if nobody touched it."""

    action: str
    method: str
    id: str | None
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Element:
    tag: str
    attributes: Attributes
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""


class Page(HTMLParser):
    """What came back, read as a browser would."""

    def __init__(
        self,
        url: URL,
        status: int,
        headers: CIMultiDictProxy[str],
        html: str,
        set_cookies: SimpleCookie,
    ) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.status, self.headers, self.html = url, status, headers, html
        self.set_cookies = set_cookies
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[Element] = []
        self._form: Form | None = None
        self.feed(html)
        self.text = " ".join(self.elements[0].text.split()) if self.elements else ""

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            each
            for each in self.elements
            if each.tag == tag and all(each[name] == value for name, value in attributes.items())
        ]

    def of_class(self, name: str) -> list[Element]:
        return [each for each in self.elements if name in each["class"].split()]

    def counts(self) -> dict[str, int]:
        """What the tabs of the queue say."""
        tabs = f"{' '.join(self.of_class('tabs')[0].text.split())} "
        found = re.findall(r"(\D+) (\d+) ", re.sub(r"\d+ with new words", "", tabs))
        return {label.strip(): int(number) for label, number in found}

    def news(self) -> dict[str, int]:
        """The tabs of the queue that say that something is new."""
        tabs = " ".join(self.of_class("tabs")[0].text.split())
        found = re.findall(r"([A-Z][a-z ]+) \d+ (\d+) with new words", tabs)
        return {label: int(number) for label, number in found}

    def form(self, action: str) -> Form:
        """The form that goes there, or the one whose button does."""
        for form in self.forms:
            if form.action.endswith(action) or (
                not form.action and self.url.path.endswith(action)
            ):
                return form
        for button in self.all("button"):
            if button["formaction"].endswith(action):
                (form,) = (each for each in self.forms if each.id == button["form"])
                return Form(button["formaction"], form.method, form.id, dict(form.fields))
        raise AssertionError(f"no form of this page goes to {action}: {self.text}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag == "form":
            method = element["method"] or "get"
            self._form = Form(element["action"], method, element["id"] or None)
            self.forms.append(self._form)
        if tag == "input" and self._form is not None:
            self._input(element, self._form)
        if tag not in {"input", "link", "meta", "br"}:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            closed = self._open.pop()
            if closed.tag == "textarea" and self._form is not None:
                self._form.fields[closed["name"]] = closed.text.removeprefix("\n")
            if closed.tag == tag:
                break
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def _input(self, element: Element, form: Form) -> None:
        if element["type"] == "radio":
            form.choices.setdefault(element["name"], []).append(element["value"])
        else:
            form.fields[element["name"]] = element["value"]


class Browser:
    """Someone's browser, with its cookies."""

    def __init__(self, session: ClientSession, root: URL) -> None:
        self._session = session
        self.root = root

    async def open(self, path: str, *, follow: bool = True) -> Page:
        url = self._url(path)
        async with self._session.get(url, allow_redirects=follow) as response:
            return await _page(response)

    async def send(
        self,
        page: Page,
        action: str,
        *,
        headers: dict[str, str] | None = None,
        follow: bool = True,
        **typed: str,
    ) -> Page:
        """Fill in a form of the page and send it; fields that it does not have are refused."""
        form = page.form(action)
        assert form.method == "post"
        odd = set(typed) - set(form.fields) - set(form.choices)
        assert not odd, f"this form has no {odd}"
        return await self.post(
            form.action or page.url.path, form.fields | typed, headers=headers, follow=follow
        )

    async def post(
        self,
        path: str,
        fields: dict[str, str],
        *,
        headers: dict[str, str] | None = None,
        follow: bool = True,
    ) -> Page:
        """Send a form that no page showed."""
        async with self._session.post(
            self._url(path), data=fields, headers=headers, allow_redirects=follow
        ) as response:
            return await _page(response)

    async def raw(self, path: str, body: bytes, headers: dict[str, str]) -> Page:
        async with self._session.post(
            self._url(path), data=BytesIO(body), headers=headers
        ) as response:
            return await _page(response)

    async def take(self, path: str) -> tuple[ClientResponse, bytes]:
        """Save a file, as it comes."""
        async with self._session.get(self._url(path), allow_redirects=False) as response:
            return response, await response.read()

    def cookies(self) -> dict[str, str]:
        jar = self._session.cookie_jar.filter_cookies(self.root.with_path("/console"))
        return {name: cookie.value for name, cookie in jar.items()}

    def remember(self, cookies: dict[str, str]) -> None:
        self._session.cookie_jar.update_cookies(cookies, self.root)

    def forget(self) -> None:
        self._session.cookie_jar.clear()

    def _url(self, path: str) -> URL:
        return URL(f"{self.root.origin()}{path}", encoded=True)


async def _page(response: ClientResponse) -> Page:
    return Page(
        response.url,
        response.status,
        response.headers,
        await response.text(),
        response.cookies,
    )
