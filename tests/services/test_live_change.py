"""A changed flow is deployed under a thousand conversations: nobody is lost or misunderstood."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from bot.domain.messages import Address
from bot.domain.text import Text
from bot.engine.book import Book, Plan
from bot.engine.place import Place
from bot.engine.vocabulary import Question
from bot.privacy.server import ServerKeys
from bot.services.flow_versions import FlowVersions
from bot.storage.database import Database
from bot.storage.flow_versions import FlowVersion
from tests.console.office import Watch
from tests.engine.changes import STEPS, changed, order, with_use
from tests.engine.teashop import PLAN, Guest
from tests.services.shop import FETCHED, Shop
from tests.storage.cast import NOON

PEOPLE = [f"guest {number}" for number in range(1_000)]
ASIDE = ("/talk", "/order", "/language", "0")
WALKED = {
    "menu": ("1", "1", "2"),
    "draft": ("1", "2"),
    "hungry": ("1", "2", "7"),
    "teas": ("1", "4", "7", "7"),
    "sugar": ("yes", "no"),
    "extras": ("1", "7", "7"),
    "note": ("Warm", "7", "7"),
    "name": ("by the door",),
    "send": ("2", "3", "3"),
    "more": ("1", "2"),
    "word": ("cha",),
    "language": ("1",),
}
ANSWERS = ("1", "2", "7", "yes", "no", "green tea", "cake", "cha")
TO_THE_END = {
    "menu": "1",
    "draft": "1",
    "appetite": "1",
    "teas": "1",  # and then it is done
    "sugar": "1",
    "note": "7",
    "name": "by the door",
    "send": "1",
    "more": "2",
    "word": "cha",
    "language": "1",
}
RENAMED = {"hungry": "appetite", "extras": "note"}


def reworded() -> Plan:
    """Other words, for those who begin; everybody else ends what they began."""
    return changed(order(msgspec.structs.replace(STEPS["note"], text=Text("Another note?"))))


def rebuilt() -> Plan:
    """One question has another name, one is gone, and both have successors."""

    def other(step: str, **fields: Any) -> Any:
        return msgspec.structs.replace(STEPS[step], **fields)

    flow = order(
        other("hungry", name="appetite"),
        other("waiting", to={"yes": "draft", "no": "appetite"}),
        other("draft", then={"yes": "resume", "no": "appetite"}),
        other("resume", otherwise="appetite"),
        other("sugar", then="note"),
        without="hungry",
        parts=("appetite", "teas", "send"),
        renamed=RENAMED,
    )
    steps = tuple(step for step in flow.steps if step.name != "extras")
    used = with_use("appetite", "hungry")
    uses = {name: tuple({*each} - {"extras"}) for name, each in used.items()}
    return changed(msgspec.structs.replace(flow, steps=steps), uses=uses)


@dataclass
class Person:
    """Where somebody stands, and what they saw last."""

    name: str
    place: Place
    shown: str


Deploy = Callable[[Plan], Awaitable[tuple[Shop, Book]]]


@pytest.fixture
def deploy(worker_database: Database) -> Deploy:
    """A program with this plan, on the database of the one before."""
    keys, numbers = ServerKeys.new(), iter(range(1, 9))

    async def deployed(plan: Plan) -> tuple[Shop, Book]:
        book = Book(plan, await FlowVersions(worker_database, Watch()).met(plan.flows))
        return Shop(worker_database, keys=keys, instance=next(numbers), book=book), book

    return deployed


def walked(chance: random.Random) -> list[Person]:
    """A thousand people in the middle of a conversation, each somewhere else."""
    found = []
    for name in PEOPLE:
        guest = Guest().says("hello", "1")
        for _ in range(chance.randrange(14)):
            guest.says(chance.choice(WALKED[guest.asked] * 3 + ASIDE))
        found.append(Person(name, guest.place, "\n\n".join(guest.told)))
    return found


async def settle(shop: Shop, people: Sequence[Person]) -> None:
    """These conversations, as an earlier program left them in the database."""
    wanted = {shop.places.chat_hash(Address(FETCHED, each.name)): each for each in people}
    new = [shop.places.new(shop.chance.id(), Address(FETCHED, each.name)) for each in people]
    async with shop.database.transaction() as work:
        rows = await work.conversations.lock_or_create(new, NOON)
        saved = [shop.places.saved(row.id, wanted[row.address_hash].place) for row in rows]
        await work.conversations.save(saved, NOON)


async def everyone_says(shop: Shop, people: Mapping[str, str]) -> list[Person]:
    """Each says something at the same time, and sees what comes of it."""
    received = await asyncio.gather(
        *(shop.hears(name, text, channel=FETCHED) for name, text in people.items())
    )
    stand = {name: shop.places.place(await shop.row(name, FETCHED)) for name in people}
    return [
        Person(name, stand[name], got.parcels[-1].outgoing.text)
        for name, got in zip(people, received, strict=True)
    ]


def ordered(place: Place, renamed: Mapping[str, str]) -> dict[str, Any]:
    """What was said of an order, under the names of today; talk of tea is not kept."""
    return {
        renamed.get(name, name): value
        for name, value in place.known.answers.items()
        if name not in {"menu", "draft", "more", "word", "language"}
    }


def look(book: Book, was: Person, now: Person, renamed: Mapping[str, str]) -> None:
    """Everything said is still there, and what is new answers the question that was seen."""
    stood = was.place.frames[-1].step
    assert isinstance(book.question(now.place), Question)
    assert "went wrong" not in now.shown
    if "Thanks" in now.shown:
        assert "Order" in was.shown
        return
    before = {} if stood == "word" else ordered(was.place, renamed)  # to learn a word seals
    before.pop("note" if "extras" in was.place.known.answers and renamed else "", None)
    waits = now.place.parked.log if now.place.parked else ()
    there = {**{entry.name: entry.value for entry in waits}, **now.place.known.answers}
    assert before.items() <= there.items()
    if len(now.place.log) > len(was.place.log) and stood != "draft":
        asked = book.seen(now.place.log[-1].frames[-1])
        assert isinstance(asked, Question)
        assert re.search(re.sub(r"\\\{\w+\\\}", "[^?]*", re.escape(asked.text)), was.shown)


async def test_nobody_is_lost_and_nobody_answers_a_question_that_they_did_not_see(
    deploy: Deploy,
) -> None:
    chance = random.Random(4)  # the same people each time
    people = walked(chance)
    assert {each.place.frames[-1].step for each in people} >= {*STEPS} & {
        "draft",
        "hungry",
        "teas",
        "sugar",
        "extras",
        "note",
        "name",
        "send",
    }
    first, _ = await deploy(PLAN)
    await settle(first, people)

    for plan, renamed in ((reworded(), {}), (rebuilt(), RENAMED)):
        shop, book = await deploy(plan)
        said = {each.name: chance.choice(ANSWERS) for each in people}
        after = await everyone_says(shop, said)
        for was, now in zip(people, after, strict=True):
            look(book, was, now, renamed)
        if not renamed:
            assert not any("Another note?" in each.shown for each in after if each.place.log[1:])
        people = after
        await shop.close()


async def test_everyone_can_end_what_they_began(deploy: Deploy) -> None:
    everybody = walked(random.Random(5))
    people = [each for each in everybody if "hungry" in each.place.known.answers][:60]
    first, _ = await deploy(PLAN)
    await settle(first, people)
    shop, _ = await deploy(rebuilt())

    there, sent = people, set[str]()
    for _ in range(20):
        said = {each.name: _answer(each) for each in there if each.name not in sent}
        there = await everyone_says(shop, said) if said else []
        sent |= {each.name for each in there if "Thanks" in each.shown}

    assert sent == {each.name for each in people}
    await shop.close()


def _answer(person: Person) -> str:
    step = person.place.frames[-1].step
    return "7" if person.place.picked else TO_THE_END[RENAMED.get(step, step)]


async def test_a_version_that_cannot_be_read_any_more_keeps_nobody_from_going_on(
    worker_database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with worker_database.transaction() as work:
        odd = b'{"name":"order","steps":[{"word":"sing","name":"a"}]}'
        await work.flow_versions.add([FlowVersion("odd", "order", odd)], NOON)

    earlier = await FlowVersions(worker_database, Watch()).met(PLAN.flows)
    again = await FlowVersions(worker_database, Watch()).met(PLAN.flows)

    assert earlier == {}
    assert again == {flow.hash: flow for flow in PLAN.flows}
    assert "odd cannot be read" in caplog.text
