"""A deployment to try Haki with: plainly fictional, and only where nobody real can come."""

from bot.domain.routing import WORLDWIDE, Kind, Partner
from bot.services.organisations import NewOrganisation
from bot.services.ports import Chance

LANGUAGES = frozenset({"en", "ne", "bn", "ar"})


def organisations(chance: Chance) -> list[NewOrganisation]:
    """Two NGOs and a union, on the ways from Nepal to Qatar and from Bangladesh to Malaysia."""
    return [
        NewOrganisation(partner, demonstration=True)
        for partner in (
            Partner(
                id=chance.id(),
                name="Example Aid Qatar (fictional)",
                kind=Kind.NGO,
                countries=frozenset({"QA", "NP"}),
                languages=LANGUAGES,
                child_protection=True,
            ),
            Partner(
                id=chance.id(),
                name="Example Aid Malaysia (fictional)",
                kind=Kind.NGO,
                countries=frozenset({"MY", "BD"}),
                languages=LANGUAGES,
                child_protection=True,
            ),
            Partner(
                id=chance.id(),
                name="Example Workers' Union of Nepal and Bangladesh (fictional)",
                kind=Kind.UNION,
                countries=frozenset({WORLDWIDE}),
                origins=frozenset({"NP", "BD"}),
                languages=LANGUAGES,
            ),
        )
    ]
