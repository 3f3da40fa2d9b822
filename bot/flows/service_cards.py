"""A service as people read it: for whom, how to reach it, when, in which languages, since when."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.content import Content
from bot.domain.directory import Service
from bot.domain.language_names import own_name
from bot.domain.phone_numbers import Hours, PhoneNumber, Use, Way
from bot.domain.schedules import Day, Open, Opening, Schedule
from bot.domain.text import Text
from bot.engine.said import Fill, Line
from bot.flows import cards

ELSEWHERE = Text("They are in another country and answer calls from abroad: {country}.")
RUN_BY = Text("This is run by {organisation}.")
FOR_WHOM = Text("Whom it is for: {whom}")
WHERE = Text("Where it is: {address}")
REACHED = {
    Way.CALL: Text("Call: {number}"),
    Way.TEXT_MESSAGE: Text("Send a text message to: {number}"),
    Way.APP: Text("Write or call in the app: {number}"),
}
FROM_ABROAD = Text("Call from another country: {number}")
UNTESTED = Text("Nobody has called this number for a test yet, so it may be wrong.")
ALSO_POLICE = Text("This number also reaches the police.")
POLICE = Text("Some people have reasons to fear the police. You choose whom you call.")

ALWAYS = Text("It is open day and night, so it should be open now.")
OFFICE = Text("It has office hours. We do not know them exactly.")
UNKNOWN = Text("We do not know its hours.")
OPEN_NOW = Text("It should be open now. The clock there shows {time}.")
CLOSED_NOW = Text("It is closed now. The clock there shows {time}.")
ON_A_DAY = Text("{day}: {opens}–{closes}")
FROM_DAY_TO_DAY = Text("{first} to {last}: {opens}–{closes}")
DAYS = {
    Day.MO: Text("Monday"),
    Day.TU: Text("Tuesday"),
    Day.WE: Text("Wednesday"),
    Day.TH: Text("Thursday"),
    Day.FR: Text("Friday"),
    Day.SA: Text("Saturday"),
    Day.SU: Text("Sunday"),
}

LANGUAGES = Text("Languages: {languages}")
LANGUAGES_UNKNOWN = Text("We do not know which languages they speak.")
COST_UNKNOWN = Text("We do not know what a call costs.")
BOTH_UNKNOWN = Text("We do not know which languages they speak, or what a call costs.")
STALE = Text("Nobody has checked this for more than six months.")


def card(content: Content, service: Service, here: str, moment: datetime | None) -> Fill:
    """Of a line of another country only what can be reached from here."""
    away = service.country != here
    phones = [each for each in service.phones if each.from_abroad or not away]
    return (
        *_who(service),
        *((Line(ELSEWHERE, {"country": _country(content, service)}),) if away else ()),
        *_numbers(phones, _of_police(content, service.country)),
        *_hours(service, phones, moment),
        *_languages_and_cost(service),
        *_since(service, moment),
    )


def _country(content: Content, service: Service) -> Fill:
    known = content.countries.get(service.country)
    return Line(known.name) if known else service.country


def _who(service: Service) -> Iterator[Fill]:
    yield _own(service, service.name)
    if service.organisation and service.organisation != service.name:
        yield Line(RUN_BY, {"organisation": service.organisation})
    if service.for_whom:
        yield Line(FOR_WHOM, {"whom": _own(service, service.for_whom)})
    if service.address:
        yield Line(WHERE, {"address": service.address})


def _own(service: Service, text: Text) -> Fill:
    """What an organisation wrote is shown as it is."""
    return str(text) if service.imported else Line(text)


def _of_police(content: Content, code: str) -> frozenset[str]:
    """What the police of a country answer, tested or not: who calls it should know it."""
    country = content.countries.get(code)
    phones = country.numbers if country else ()
    return frozenset(each.dialled for each in phones if each.use is Use.POLICE and each.sure)


def _numbers(phones: list[PhoneNumber], of_police: frozenset[str]) -> Iterator[Line]:
    for each in phones:
        away = each.from_abroad and each.by is Way.CALL
        yield Line(FROM_ABROAD if away else REACHED[each.by], {"number": each.number})
        if each.use is not Use.POLICE and each.dialled in of_police:
            yield Line(ALSO_POLICE)
    if any(each.tested is None for each in phones):
        yield Line(UNTESTED)
    if any(each.use is Use.POLICE or each.dialled in of_police for each in phones):
        yield Line(POLICE)


def _hours(service: Service, phones: list[PhoneNumber], moment: datetime | None) -> Iterator[Fill]:
    schedule = service.schedule
    if schedule is not None:
        yield tuple(_line(each) for opening in schedule.openings for each in _days(opening))
        if moment is not None:
            yield _now(service, schedule, moment)
    elif any(each.hours is Hours.ALWAYS for each in phones):
        yield Line(ALWAYS)
    elif any(each.hours is Hours.OFFICE for each in phones):
        yield Line(OFFICE)
    else:
        yield Line(UNKNOWN)


def _now(service: Service, schedule: Schedule, moment: datetime) -> Line:
    is_open = service.open_at(moment) is Open.YES
    time = schedule.wall_clock(moment).strftime("%H:%M")
    return Line(OPEN_NOW if is_open else CLOSED_NOW, {"time": time})


def _days(opening: Opening) -> Iterator[tuple[Day, Day, Opening]]:
    """Days that follow each other as one: Monday to Friday."""
    days = sorted(set(opening.days), key=lambda each: each.number)
    while days:
        last = next(
            (i for i in range(1, len(days)) if days[i].number != days[i - 1].number + 1), len(days)
        )
        yield days[0], days[last - 1], opening
        days = days[last:]


def _line(span: tuple[Day, Day, Opening]) -> Line:
    first, last, opening = span
    hours: dict[str, Fill] = {"opens": opening.opens, "closes": opening.closes}
    if first is last:
        return Line(ON_A_DAY, {"day": Line(DAYS[first]), **hours})
    return Line(FROM_DAY_TO_DAY, {"first": Line(DAYS[first]), "last": Line(DAYS[last]), **hours})


def _languages_and_cost(service: Service) -> Iterator[Fill]:
    spoken = ", ".join(own_name(code) for code in sorted(service.spoken))
    if not spoken and not service.cost:
        yield Line(BOTH_UNKNOWN)
        return
    yield Line(LANGUAGES, {"languages": spoken}) if spoken else Line(LANGUAGES_UNKNOWN)
    yield _own(service, service.cost) if service.cost else Line(COST_UNKNOWN)


def _since(service: Service, moment: datetime | None) -> Iterator[Line]:
    oldest = min(service.phones, key=lambda each: each.last_checked)
    yield cards.sourced(oldest)
    if moment is not None and service.stale(moment.date()):
        yield Line(STALE)
