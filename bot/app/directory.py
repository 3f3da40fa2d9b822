"""`haki directory list` and `check`: every service, and what is to be done about each."""

from collections.abc import Callable, Iterator
from datetime import date

from bot.domain.directory import FRESH, Service
from bot.domain.fact_kinds import FactKinds
from bot.domain.phone_numbers import Hours, PhoneNumber
from bot.domain.schedules import Schedule
from bot.settings import Settings

Say = Callable[[str], None]


def listed(settings: Settings, country: str, say: Say) -> None:
    """Also what no worker may read, and why not."""
    shown = {each.id for each in settings.content.directory.services}
    found = _of(settings, country)
    for each in found:
        for line in _told(each, shown=each.id in shown):
            say(line)
    if not found:
        say(f"There is no service of {country}." if country else "There is no service.")


def check(settings: Settings, country: str, today: date, say: Say) -> int:
    """How many services there is something to do about."""
    kinds = settings.content.fact_kinds
    found = _of(settings, country)
    to_do = {each.id: list(_lacks(each, kinds, today)) for each in found}
    for each in found:
        if to_do[each.id]:
            say(f"{each.id} {each.name} ({each.country}): {'; '.join(to_do[each.id])}")
    count = sum(map(bool, to_do.values()))
    say(f"Services: {len(found)}. With something to do: {count}.")
    return count


def _of(settings: Settings, country: str) -> list[Service]:
    services = settings.directory.services
    return [each for each in services if country in ("", each.country)]


def _told(service: Service, *, shown: bool) -> Iterator[str]:
    by = f", {service.organisation}" if service.organisation else ""
    yield f"{service.id}  {service.name}{by} ({service.country})"
    yield f"  for: {', '.join(service.needs)}"
    for each in service.phones:
        yield f"  {each.number}: {_tested(each)}"
    yield f"  hours: {_hours(service)}"
    yield f"  languages: {', '.join(sorted(service.spoken)) or 'not known'}"
    for what, words in (("for whom", service.for_whom), ("cost", service.cost)):
        if words:
            yield f"  {what}: {words}"
    if service.address:
        yield f"  address: {service.address}"
    yield f"  checked: {service.last_checked}{', imported' if service.imported else ''}"
    yield f"  workers {'read it' if shown else 'do not read it'}"


def _tested(phone: PhoneNumber) -> str:
    return f"called on {phone.tested}" if phone.tested else "never called"


def _hours(service: Service) -> str:
    if service.schedule is not None:
        return _week(service.schedule)
    return ", ".join(sorted({str(each.hours) for each in service.phones}))


def _week(schedule: Schedule) -> str:
    openings = (f"{','.join(o.days)} {o.opens}-{o.closes}" for o in schedule.openings)
    return f"{'; '.join(openings)} ({schedule.timezone})"


def _lacks(service: Service, kinds: FactKinds, today: date) -> Iterator[str]:
    if service.stale(today):
        yield f"not checked since {service.last_checked}, which is over {FRESH.days} days"
    for each in service.phones:
        if each.tested is None:
            yield f"{each.number} was never called for a test"
        elif kinds.to_call_again(each.tested, today=today):
            yield f"{each.number} was last called on {each.tested}"
    always = any(each.hours is Hours.ALWAYS for each in service.phones)
    if service.schedule is None and not always:
        yield "no schedule, so nobody is told when it is open"
