"""Whom an imported service is for and what it costs, in the words of who runs it."""

from datetime import date

from bot.domain.hsds import CostOption, Listing
from bot.domain.imported_words import fit, one_line


def whom_of(listing: Listing) -> str:
    """Raises WordsUnfit."""
    ages = _ages(listing.minimum_age, listing.maximum_age)
    words = one_line(listing.eligibility_description)
    return fit(f"{words} ({ages})" if words and ages else words or ages)


def cost_of(listing: Listing, today: date) -> str:
    """What they write of it, or each price that holds today.  Raises WordsUnfit."""
    words = one_line(listing.fees_description or listing.fees)
    if words:
        return fit(words)
    return "; ".join(filter(None, (_price(each, today) for each in listing.cost_options or ())))


def _ages(youngest: float | None, oldest: float | None) -> str:
    if youngest and oldest:
        return f"{youngest:g}–{oldest:g}"
    if youngest:
        return f"{youngest:g}+"
    return f"0–{oldest:g}" if oldest else ""


def _price(cost: CostOption, today: date) -> str:
    """A sum is no phone number; the words beside it are looked at like all others."""
    day = today.isoformat()
    if cost.amount is None or (cost.valid_to or day) < day or (cost.valid_from or day) > day:
        return ""
    about = ", ".join(filter(None, (fit(cost.option), fit(cost.amount_description))))
    amount = f"{cost.amount:g} {fit(cost.currency, longest=3).upper()}".strip()
    return f"{amount} ({about})" if about else amount
