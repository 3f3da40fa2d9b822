"""Browsers in which somebody was signed in: each is known again by a cookie, and nothing is kept.

The cookie says nothing but that. It is not signed in with; it only spares its browser from the
tries that others make with the same name.
"""

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.privacy.server import ServerKeys
from bot.services.ports import Chance, Clock

MOST = 8  # people who share a browser: what a cookie holds without becoming long
LASTS = timedelta(days=180)  # since the last sign-in: longer than a leave, shorter than a computer
NUMBER_BYTES = 16
A_DAY = 86_400  # seconds
KIND = "device"

_BETWEEN = "~"
_PASS = re.compile(rf"([0-9]{{1,6}})\.([0-9a-f]{{{NUMBER_BYTES * 2}}})\.([0-9a-f]{{64}})")


class Devices:
    """Makes and reads the cookies: passes, one for each person who uses the browser."""

    def __init__(self, keys: ServerKeys, clock: Clock, chance: Chance) -> None:
        self._keys = keys
        self._clock = clock
        self._chance = chance

    def known(self, cookie: str, name: str) -> str | None:
        """The number under which this person's tries in this browser count, if it is known."""
        today = self._today()
        for each in _passes(cookie):
            if each.until >= today and self._is_for(name, each):
                return each.number
        return None

    def cookie(self, name: str, before: str) -> str:
        """For a browser in which this person has just signed in; `before` is the one it had."""
        until, number = self._today() + LASTS.days, self._chance.bytes(NUMBER_BYTES).hex()
        proof = self._keys.hash(KIND, _said(until, number, name)).hex()
        others = [each for each in _passes(before) if not self._is_for(name, each)]
        return _BETWEEN.join(map(str, (_Pass(until, number, proof), *others[: MOST - 1])))

    def _is_for(self, name: str, given: "_Pass") -> bool:
        proof = bytes.fromhex(given.proof)
        said = _said(given.until, given.number, name)
        return any(hmac.compare_digest(each, proof) for each in self._keys.hashes(KIND, said))

    def _today(self) -> int:
        return int(self._clock().timestamp()) // A_DAY


@dataclass(frozen=True, slots=True)
class _Pass:
    """Until which day, a number of chance, and the proof that we gave both to one name."""

    until: int
    number: str
    proof: str

    def __str__(self) -> str:
        return f"{self.until}.{self.number}.{self.proof}"


def _said(until: int, number: str, name: str) -> str:
    return f"{until}.{number}.{name}"


def _passes(cookie: str) -> Iterator[_Pass]:
    """What has the form of one; whether we gave it is another question."""
    for text in cookie.split(_BETWEEN)[:MOST]:
        if found := _PASS.fullmatch(text):
            yield _Pass(int(found[1]), found[2], found[3])
