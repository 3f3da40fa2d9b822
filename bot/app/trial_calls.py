"""`haki directory call`: the day on which a partner called a number, and somebody could help."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.phone_numbers import plain
from bot.domain.trial_calls import TrialCall
from bot.settings import Settings
from bot.settings.kept import keep_calls, kept_in

Say = Callable[[str], None]


class NotCalled(Exception):
    """A test call is not written down; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Which number, when and by whom; the country where the number is in several."""

    number: str
    on: date
    by: str
    country: str = ""


def write_down(settings: Settings, call: Call, today: date, say: Say) -> None:
    """Raises NotCalled."""
    if call.on > today:
        raise NotCalled(f"{call.on} is still to come; say the day on which somebody called.")
    made = _call(settings, call)
    before = kept_in(settings.home).calls
    if made not in before:
        keep_calls(settings.home, (*before, made))
    say(
        f"{made.number} in {made.country}: {made.by} called it on {made.on}. A Haki that runs "
        "knows it after its next start."
    )


def take_back(settings: Settings, call: Call, say: Say) -> None:
    """As if it had never been written down.  Raises NotCalled."""
    made = _call(settings, call)
    before = kept_in(settings.home).calls
    rest = tuple(each for each in before if not _same(each, made))
    if len(rest) == len(before):
        raise NotCalled(f"No call of {made.number} by {made.by} on {made.on} is written down.")
    keep_calls(settings.home, rest)
    say(
        f"The call of {made.number} by {made.by} on {made.on} is taken back. A Haki that runs "
        "forgets it at its next start."
    )


def _call(settings: Settings, call: Call) -> TrialCall:
    """With the number as it stands in the directory."""
    found = {
        each.country: phone.number
        for each in settings.directory.services
        for phone in each.phones
        if phone.dialled == plain(call.number) and call.country in ("", each.country)
    }
    if not found:
        where = f" of {call.country}" if call.country else ""
        raise NotCalled(f"No entry{where} has {call.number}: see `haki directory list`.")
    if len(found) > 1:
        raise NotCalled(f"{call.number} is in {' and '.join(sorted(found))}: say `--country`.")
    ((country, number),) = found.items()
    return TrialCall(country=country, number=number, on=call.on, by=call.by)


def _same(one: TrialCall, other: TrialCall) -> bool:
    """Whatever way the number was written on that day."""
    same = (one.country, one.on, one.by) == (other.country, other.on, other.by)
    return same and plain(one.number) == plain(other.number)
