"""Amounts of money that people type, each with its currency, exact."""

from collections.abc import Mapping

from bot.domain import numbers
from bot.domain.comparison import compared
from bot.domain.numerals import western


class NoCurrency(Exception):
    """It is said how much, and not in which money."""


def readings(
    text: str, currencies: Mapping[str, tuple[str, ...]], scales: Mapping[str, int]
) -> tuple[str, ...]:
    """What this may be, the likeliest first, as ``1234.50 QAR``.

    `currencies` are the codes of all that a word may name, by how it is compared: a riyal is one
    of several.  Raises NoCurrency.
    """
    typed = western(text)
    found = numbers.WRITTEN.search(typed)
    amounts = numbers.readings(found[0]) if found else ()
    if found is None or not amounts:
        return ()
    scale, after = _scaled(typed[found.end() :], scales)
    word = compared(f"{typed[: found.start()]} {after}")
    if not word.strip("-/="):
        raise NoCurrency
    codes = currencies.get(word, ())
    return tuple(f"{amount * scale:f} {code}" for amount in amounts for code in codes)


def _scaled(after: str, scales: Mapping[str, int]) -> tuple[int, str]:
    """A first word that says thousands, and what comes after it."""
    word, _, others = after.strip().partition(" ")
    scale = scales.get(compared(word))
    return (1, after) if scale is None else (scale, others)
