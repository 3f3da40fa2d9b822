"""The phone numbers of an imported service, written as a worker dials them."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.hsds import Language, Listing, Phone
from bot.domain.phone_numbers import Way

MOST = 4  # on one small screen
FEWEST_DIGITS, LONGEST = 3, 20
WAYS = {
    "": Way.CALL,
    "voice": Way.CALL,
    "cell": Way.CALL,
    "text": Way.TEXT_MESSAGE,
    "sms": Way.TEXT_MESSAGE,
}
SAME = {"eng": "en", "nep": "ne", "npi": "ne", "ara": "ar", "arb": "ar", "ben": "bn", "ind": "id"}
_PHONE = re.compile(r"\+?[0-9]+([ -][0-9]+)*")
_CODE = re.compile(r"[a-z]{2,3}")


class NumberUnread(Exception):
    """What stands for a number is none that can be dialled; the message says why."""


def dialled(written: str | None) -> str:
    """The same digits, parted by spaces and hyphens alone.  Raises NumberUnread."""
    text = re.sub(r"^tel:", "", (written or "").strip(' "'), flags=re.IGNORECASE)
    if re.search(r"\(\s*0\s*\)", text):
        raise NumberUnread(f"{text!r} does not say whether its 0 is dialled")
    plain = re.sub(r"[().\s]+", " ", re.sub(r"[‐‑‒–]", "-", text)).strip()
    number = re.sub(r"\s*-\s*", "-", plain).replace("+ ", "+")
    if not _PHONE.fullmatch(number) or len(number) > LONGEST:
        raise NumberUnread(f"{text!r} is no phone number")
    if sum(each.isdigit() for each in number) < FEWEST_DIGITS:
        raise NumberUnread(f"{text!r} is too short")
    return number


def way_of(phone: Phone) -> Way:
    """Raises NumberUnread."""
    kind = (phone.type or "").strip().lower()
    if kind not in WAYS:
        raise NumberUnread(f"{(phone.number or '').strip()!r} is for {kind}")
    return WAYS[kind]


def phones_of(listing: Listing) -> Iterator[Sequence[Phone]]:
    """From the nearest to the service to the furthest: its own, of its places, of who runs it.

    Numbers of named contacts are those of people.
    """
    yield listing.phones or ()
    yield [phone for place in listing.places for phone in place.phones or ()]
    yield [phone for place in listing.places for phone in place.there.phones or ()]
    yield listing.run_by.phones or ()


def codes_of(languages: Sequence[Language]) -> tuple[str, ...]:
    """Those whose code we can tell; a name alone may be written in any language."""
    codes = [re.split("[-_]", (each.code or "").strip().lower())[0] for each in languages]
    known = [SAME.get(code, code) for code in codes if _CODE.fullmatch(code)]
    return tuple(dict.fromkeys(known))
