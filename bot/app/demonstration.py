"""A deployment to try Haki with: plainly fictional, and only where nobody real can come."""

import json
import os
from pathlib import Path

from bot.app.banner import Fictional
from bot.app.house import House
from bot.domain.routing import WORLDWIDE, Kind, Partner
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.services.members import NotInvited
from bot.services.organisations import NewOrganisation
from bot.services.ports import Chance

# What stands above every page of the console.
NOTICE = Text("Demonstration: these organisations are fictional, and no report here is real.")
INVITATIONS = "demonstration-invitations.json"


async def set_up(house: House, chance: Chance, *, wanted: bool) -> Fictional:
    """Set up on an empty database; what is there of it now.

    Nowhere else than in a demonstration are codes kept: here a newcomer may come back to them.
    """
    if not house.settings.demonstration_allowed:
        return Fictional(await house.organisations.fictional())
    kept = house.settings.home / INVITATIONS
    if wanted and not await house.organisations.names():
        spoken = frozenset(each.code for each in house.settings.content.languages)
        new = organisations(chance, spoken)
        names = [each.partner.name for each in new]
        await house.organisations.set_up_together(
            new, lambda made: _keep(kept, dict(zip(names, [i.code for i in made], strict=True)))
        )
    return Fictional(await house.organisations.fictional(), await _open(house, kept))


async def _open(house: House, kept: Path) -> dict[str, str]:
    return {name: code for name, code in _kept(kept).items() if await _usable(house, code)}


def _kept(file: Path) -> dict[str, str]:
    return dict(json.loads(file.read_text())) if file.exists() else {}


async def _usable(house: House, code: str) -> bool:
    try:
        await house.people.invitation(code)
    except NotInvited:
        return False
    return True


def _keep(file: Path, codes: dict[str, str]) -> None:
    """Whole or not at all, whenever we are ended."""
    unfinished = file.with_suffix(".new")
    opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w") as kept:
        json.dump(codes, kept)
    unfinished.replace(file)


def organisations(chance: Chance, languages: frozenset[str]) -> list[NewOrganisation]:
    """Two NGOs and a union, on the ways from Nepal to Qatar and from Bangladesh to Malaysia.

    The first is there for every special kind of harm.  Their ids are in this order, so where
    several fit, a report goes to the first on the terminal.
    """
    ids = iter(sorted(chance.id() for _ in range(3)))
    return [
        NewOrganisation(partner, demonstration=True)
        for partner in (
            Partner(
                id=next(ids),
                name="Example Aid Qatar (fictional)",
                kind=Kind.NGO,
                countries=frozenset({"QA", "NP"}),
                languages=languages,
                child_protection=True,
                special=frozenset(Special),
            ),
            Partner(
                id=next(ids),
                name="Example Aid Malaysia (fictional)",
                kind=Kind.NGO,
                countries=frozenset({"MY", "BD"}),
                languages=languages,
                child_protection=True,
            ),
            Partner(
                id=next(ids),
                name="Example Workers' Union of Nepal and Bangladesh (fictional)",
                kind=Kind.UNION,
                countries=frozenset({WORLDWIDE}),
                origins=frozenset({"NP", "BD"}),
                languages=languages,
                sends_updates=True,
            ),
        )
    ]
