"""`haki links`: posters made, counted and drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app import posters
from bot.app.chance import SystemChance, now
from bot.app.databases import opened
from bot.channels.telegram.channel import telegram
from bot.i18n import LOCALES, Catalogs
from bot.services.links import Link, Links
from bot.settings import Settings

WEEKS = 8  # in the list

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn: `way` is telegram or chat; without languages, all of them."""

    code: str
    way: str
    file: Path | None = None
    langs: Sequence[str] = ()


class NoSuchWay(Exception):
    """There is no link of that kind; the message says what is missing."""


class NotWritten(Exception):
    """A picture could not be written; the message says why."""


async def new(settings: Settings, note: str, say: Say) -> None:
    """Make another code, and print where it leads."""
    links = await _ways(settings, say)
    async with opened(settings, say=say) as databases:
        made = await Links(databases.worker, databases.keys, now, SystemChance()).new(note)
    say(f"The code is {made.code}. Whoever begins with it is counted by the week, and not named.")
    for each in links:
        say(f"  {each(made.code)}")
    say(posters.terminal(links[0](made.code)))


async def listed(settings: Settings, say: Say) -> None:
    """Every code with its note, and how many began with it in each of the last weeks."""
    async with opened(settings, say=say) as databases:
        found = await Links(databases.worker, databases.keys, now, SystemChance()).all()
    for link in found:
        say(f"{link.code}  {link.note or '-'}  {_weeks(link)}")
    if not found:
        say("There are no posters yet: make one with `haki links new`.")


async def drawn(settings: Settings, wish: Wish, say: Say) -> None:
    """The QR code in the terminal, or in a file.  Raises NoSuchLink, NoSuchWay, NotWritten."""
    if wish.file is None:
        link = await _address(settings, wish, say)
        say(posters.terminal(link))
        say(link)
        return
    draw = {".svg": posters.svg, ".png": posters.png}.get(wish.file.suffix)
    if draw is None:
        raise NotWritten(f"{wish.file} is neither .svg nor .png: call it one of these.")
    link = await _address(settings, wish, say)
    _write(wish.file, draw(link))
    say(f"{link} is drawn in {wish.file}.")


async def hung_up(settings: Settings, wish: Wish, file: Path, say: Say) -> None:
    """A sheet of paper.  Raises NoSuchLink, NoSuchWay, NotWritten."""
    link = await _address(settings, wish, say)
    content = settings.content
    catalogs = Catalogs.load(LOCALES, content.languages)
    offered = [each.code for each in content.languages]
    wanted = [lang for lang in offered if lang in (wish.langs or offered)]
    _write(file, posters.sheet(link, content.names.title, wanted, catalogs))
    say(f"{link} is on {file}, a sheet of A4.")


async def _address(settings: Settings, wish: Wish, say: Say) -> str:
    async with opened(settings, say=say) as databases:
        await Links(databases.worker, databases.keys, now, SystemChance()).of(wish.code)
    way = await _telegram(settings) if wish.way == "telegram" else _chat(settings)
    return way(wish.code)


async def _ways(settings: Settings, say: Say) -> list[Callable[[str], str]]:
    """Telegram first, where there is a bot and it can be reached."""
    if settings.telegram_token is None:
        return [_chat(settings)]
    try:
        return [await _telegram(settings), _chat(settings)]
    except NoSuchWay as missing:
        say(str(missing))
        return [_chat(settings)]


async def _telegram(settings: Settings) -> Callable[[str], str]:
    """Telegram alone knows what the bot of a token is called."""
    if settings.telegram_token is None:
        raise NoSuchWay("There is no bot: set HAKI_TELEGRAM_TOKEN, or say `--to chat`.")
    token = settings.telegram_token.reveal()
    async with telegram(token, settings.telegram_api) as bot:
        name = await bot.username()
    if name is None:
        raise NoSuchWay(
            "Telegram did not say what the bot is called: see that HAKI_TELEGRAM_TOKEN is right "
            "and Telegram can be reached."
        )
    return lambda code: f"https://t.me/{name}?start={code}"


def _chat(settings: Settings) -> Callable[[str], str]:
    base = (settings.public_url or f"http://{settings.listen}").rstrip("/")
    return lambda code: f"{base}/chat?code={code}"


def _weeks(link: Link) -> str:
    last = sorted(link.weeks.items())[-WEEKS:]
    return ", ".join(f"{week}: {begun}" for week, begun in last) or "nobody yet"


def _write(file: Path, picture: bytes) -> None:
    try:
        file.write_bytes(picture)
    except OSError as error:
        raise NotWritten(
            f"{file} cannot be written ({error.strerror}): name another file."
        ) from None
