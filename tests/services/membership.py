"""A member of a group, and whoever began it: what they do in their chats."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from bot.engine.place import Value
from bot.engine.said import Done
from bot.services.effects import Asked
from bot.services.group_numbers import GroupNumbers
from bot.services.joining import Joining
from tests.services.bureau import Bureau

MINE = "My own words about the foreman."
SAYS: Mapping[str, Value] = {
    "age": "18_plus",
    "problems": ("withholding_wages",),
    "contact": "yes",
    "story": (MINE,),
    "wishes": ("money",),
}


class Chat:
    """A chat, in which something is asked for after the other."""

    def __init__(self, bureau: Bureau, asked: Asked) -> None:
        self._bureau, self._asked = bureau, asked
        self.kept = dict(asked.known.kept)
        content = bureau.content
        self._numbers = GroupNumbers(
            reports=bureau.reports, keys=bureau.keys, chance=bureau.chance
        )
        self._joining = Joining(
            submission=bureau.submission, keys=bureau.keys, indicators=content.indicators
        )

    @property
    def asked(self) -> Asked:
        known = msgspec.structs.replace(self._asked.known, kept=self.kept)
        return replace(self._asked, known=known, now=self._bureau.clock())

    def says(self, **said: Value) -> None:
        answers = {**self._asked.known.answers, **said}
        known = msgspec.structs.replace(self._asked.known, answers=answers)
        self._asked = replace(self._asked, known=known)

    async def does(self, what: str) -> Done:
        side = self._numbers if what in {"look", "begin", "end"} else self._joining
        async with self._bureau.worker.transaction() as work:
            done: Done = await getattr(side, what)(work, self.asked)
        self.kept |= done.keeps
        return done

    async def invites(self, people: int = 3) -> str:
        self.says(how_many_others=str(people))
        done = await self.does("begin")
        number = done.fills["number"]
        assert done.outcome == "begun"
        assert isinstance(number, str)
        return number

    async def types(self, number: str) -> Done:
        self.says(group_number=number)
        return await self.does("find")


async def member(bureau: Bureau, **said: Value) -> Chat:
    asked = await bureau.someone()
    known = msgspec.structs.replace(asked.known, answers={**SAYS, **said})
    return Chat(bureau, replace(asked, known=known))


async def joined(bureau: Bureau, number: str, **said: Value) -> tuple[Chat, Done]:
    chat = await member(bureau, **said)
    assert (await chat.types(number)).outcome == "found"
    return chat, await chat.does("submit")
