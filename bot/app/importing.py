"""`haki directory import` and `remove`: services of other organisations come in, and leave."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from bot.domain.directory import Service
from bot.domain.hsds import Listing, NoServices, listings
from bot.domain.imported_services import Ended, Given, NotTaken, Taken, taken
from bot.domain.parsing import MalformedContent
from bot.settings import Settings
from bot.settings.kept import keep_services, kept_in

LARGEST = 50_000_000  # bytes
AFTER = (
    "A Haki that runs knows of it after its next start. Outside the demonstration a number is "
    "shown only after a partner called it: write that down with `haki directory call`."
)

Say = Callable[[str], None]


class CannotImport(Exception):
    """A file is no list of services, and nothing changed; the message says what it should be."""


class NoSuchService(Exception):
    """No imported service has this id; the message says where the ids are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """Which file, and what holds where it says nothing."""

    file: Path
    source: str = ""
    checked: date | None = None
    zones: Mapping[str, str]


class _Desk:
    """Takes one service after the other, and remembers which are there now."""

    def __init__(self, settings: Settings, given: Given) -> None:
        self._given = given
        self._countries = settings.content.countries
        self._own = {each.id for each in settings.directory.services if not each.imported}
        self._new: set[str] = set()
        self.kept = {each.id: each for each in kept_in(settings.home).services}
        self.refused = 0

    def look_at(self, record: Any, number: int) -> str:
        """One sentence about it."""
        where = _called(record, number)
        try:
            listing = Listing.from_data(record, where=where)
            return self._take(listing, where)
        except Ended as ended:
            return self._let_go(str(record["id"]), f"{where} is refused: {ended}")
        except NotTaken as problem:
            self.refused += 1
            stays = "; what is there of it stays" if record["id"] in self.kept else ""
            return f"{where} is refused: {problem}{stays}."
        except MalformedContent as malformed:
            self.refused += 1
            return f"{malformed}; it is refused."

    def _take(self, listing: Listing, where: str) -> str:
        if listing.id in self._own:
            raise NotTaken("a service of partners.yaml or of a country has this id")
        if listing.id in self._new:
            raise NotTaken("this id was in the file before")
        found = taken(listing, self._given)
        self._new.add(listing.id)
        self.kept[listing.id] = found.service
        return f"{where} is taken: {'; '.join(self._facts(found))}."

    def _facts(self, found: Taken) -> Iterable[str]:
        service = found.service
        yield f"{service.name}, {service.country}, for {', '.join(service.needs)}"
        yield f"to call for a test: {', '.join(each.number for each in service.phones)}"
        if service.country not in self._countries:
            yield f"countries/{service.country}.yaml is not there, so nobody can choose it"
        yield from found.left_out

    def _let_go(self, id_: str, why: str) -> str:
        self.refused += 1
        gone = self.kept.pop(id_, None)
        return f"{why}, so it is taken out of the directory." if gone else f"{why}."


def import_file(settings: Settings, wish: Import, today: date, say: Say) -> int:
    """How many are refused.

    Raises CannotImport and SettingsUnusable, and changes nothing then.
    """
    given = Given(
        today=today,
        terms=settings.partners.terms,
        source=wish.source,
        checked=wish.checked,
        zones=wish.zones,
    )
    records = _records(wish.file)
    desk = _Desk(settings, given)
    said = [desk.look_at(each, number) for number, each in enumerate(records, start=1)]
    keep_services(settings.home, tuple(sorted(desk.kept.values(), key=_place)))
    for line in said:
        say(line)
    took = len(records) - desk.refused
    say(f"Taken: {took}. Refused: {desk.refused}.")
    if took:
        say(AFTER)
    return desk.refused


def remove(settings: Settings, id_: str, say: Say) -> None:
    """Raises NoSuchService."""
    services = kept_in(settings.home).services
    rest = tuple(each for each in services if each.id != id_)
    if len(rest) == len(services):
        raise NoSuchService(f"No imported service is called {id_}: see `haki directory list`.")
    keep_services(settings.home, rest)
    say(f"{id_} is out of the directory. A Haki that runs shows it until its next start.")


def _records(file: Path) -> list[Any]:
    try:
        if file.stat().st_size > LARGEST:
            raise CannotImport(f"{file} is larger than {LARGEST // 1_000_000} MB; part it.")
        return listings(msgspec.json.decode(file.read_bytes().removeprefix(b"\xef\xbb\xbf")))
    except OSError as error:
        raise CannotImport(
            f"{file} cannot be read ({error.strerror}); name a file of HSDS 3 in JSON."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CannotImport(f"{file} is no JSON ({error}); nothing changed.") from None
    except NoServices as missing:
        raise CannotImport(f"{file} is not taken, since {missing}; nothing changed.") from None


def _called(record: Any, number: int) -> str:
    """By its id, where it has one that can be said."""
    id_ = record.get("id") if isinstance(record, Mapping) else None
    return id_ if isinstance(id_, str) and id_.isprintable() and id_ else f"service {number}"


def _place(service: Service) -> tuple[str, str]:
    return service.country, service.id
