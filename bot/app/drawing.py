"""`haki flows draw`: a page for each conversation, and sheets of it to print."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.app.languages import language
from bot.app.released import RELEASED, noted, released
from bot.engine.book import Plan
from bot.engine.drawing.charts import page
from bot.engine.drawing.prints import Paper, printed
from bot.engine.drawing.sheets import boxes
from bot.engine.hearing import Speak
from bot.flows.plan import plan
from bot.i18n import LOCALES, SOURCE, Catalogs
from bot.settings import Settings

DRAWINGS = Path(__file__).parents[2] / "docs" / "flows"


class CannotDraw(Exception):
    """The drawings cannot be put where they belong; the message says where, and what to do."""


def draw(settings: Settings, to: Path | None, lang: str, say: Callable[[str], None]) -> None:
    """Sheets in a language into a folder; without a folder what is in docs/flows, anew.

    Raises LanguageUnknown, CannotDraw.
    """
    today = plan(settings.content)
    folder = to or DRAWINGS
    drawn = list(sheets(settings, today, lang) if to else pages(settings, today))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, picture in drawn:
            (folder / name).write_text(picture, "utf-8")
        if to is None:
            RELEASED.write_bytes(noted(today, released()))
    except OSError as error:
        raise CannotDraw(
            f"{error.filename or folder} cannot be written ({error.strerror}); say --to and a "
            "folder that can."
        ) from None
    say(f"{len(today.flows)} flows are drawn in {folder}.")


def pages(settings: Settings, today: Plan) -> Iterator[tuple[str, str]]:
    """What is in docs/flows: for each flow a page with a chart, and sheets, in English."""
    for flow in today.flows:
        yield f"{flow.name}.md", page(flow, today.flows, today.declared)
    yield from sheets(settings, today, SOURCE)


def sheets(settings: Settings, today: Plan, lang: str) -> Iterator[tuple[str, str]]:
    """Each flow as an SVG.  Raises LanguageUnknown."""
    direction = language(settings, lang).dir
    speak: Speak = Catalogs.load(LOCALES, settings.content.languages).speak(lang)
    for flow in today.flows:
        drawn = boxes(flow, today.flows, today.declared, speak)
        yield f"{flow.name}.svg", printed(drawn, Paper(flow.name, lang, direction, speak))
