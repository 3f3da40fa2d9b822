"""A worker's own diary: sealed to a key that only their chat's place, or their number, opens."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bot.domain.diary import MOST_DAYS, Day, usual_hours
from bot.domain.weeks import monday
from bot.privacy.pairs import SecretKey, new_pair, open_with, seal_to
from bot.privacy.passwords import Cost
from bot.privacy.receipts import NotAReceipt, Receipt, lock_with_receipt, unlock_with_receipt
from bot.privacy.sealed import CannotOpen
from bot.privacy.server import ServerKeys
from bot.services import tries, wheres
from bot.services.effects import Asked
from bot.services.ports import Chance
from bot.storage.database import Work
from bot.storage.diaries import DayRow, DiaryRow

DIARY = "diary"  # what the chat keeps: the diary's id and the key that opens it
DAY = "diary_day"  # and the day that is being written

Change = Callable[[Day], Day]


class DiaryFull(Exception):
    """A diary has no room for one more day."""


@dataclass(frozen=True, slots=True)
class Open:
    """A diary that its worker has open in this chat."""

    id: UUID
    secret: SecretKey = field(repr=False)


class Diaries:
    """What is in a diary is opened only while its worker asks for something of it."""

    def __init__(self, *, keys: ServerKeys, chance: Chance, receipt_cost: Cost) -> None:
        self._keys = keys
        self._chance = chance
        self._cost = receipt_cost

    async def begun(self, work: Work, today: date) -> tuple[Open, Receipt]:
        """A new one, and the number that opens it from another chat."""
        secret, receipt, id_ = new_pair(), Receipt.new(self._chance.below), self._chance.id()
        # the key derivation is slow on purpose, so it has a thread of its own
        locked = await asyncio.to_thread(
            lock_with_receipt, secret, receipt, self._keys, wheres.diary_receipt(id_), self._cost
        )
        hashed = self._keys.hash("diary receipt", receipt.locator)
        row = DiaryRow(id_, secret.public.raw, hashed, locked, monday(today))
        await work.diaries.add(row)
        return Open(id_, secret), receipt

    async def here(self, work: Work, asked: Asked) -> Open | None:
        """The diary of this chat, held; None where there is none, or it was deleted elsewhere."""
        kept = asked.known.kept.get(DIARY, ())
        if not kept:
            return None
        id_, secret = kept
        if await work.diaries.held(UUID(id_)) is None:
            return None
        return Open(UUID(id_), SecretKey(bytes.fromhex(secret)))

    async def found(self, work: Work, asked: Asked, typed: str) -> Open | None:
        """The one that this number opens.  Whoever tries too often gets TooManyTries."""
        if not await tries.are_left(work, self._keys, asked, tries.DIARY):
            raise TooManyTries(TooManyTries.__doc__)
        try:
            receipt = Receipt.read(typed)
            row = await self._located(work, receipt)
            if row is None:
                return None
            secret = await asyncio.to_thread(
                unlock_with_receipt,
                row.receipt_locked,
                receipt,
                self._keys,
                wheres.diary_receipt(row.id),
            )
        except (NotAReceipt, CannotOpen):
            return None
        return Open(row.id, secret)

    async def days(self, work: Work, diary: Open) -> Sequence[Day]:
        """Every day that was written, in order."""
        rows = await work.diaries.days(diary.id)
        return sorted((_opened(diary, row) for row in rows), key=lambda each: each.date)

    async def day(self, work: Work, diary: Open, of: date) -> Day:
        """What was written of this day; nothing, if nothing was."""
        found = {each.date: each for each in await self.days(work, diary)}
        return found.get(of, Day(of))

    async def changed(
        self, work: Work, diary: Open, of: date, change: Change, *, today: date
    ) -> Day:
        """What was written of this day is written anew.  Raises DiaryFull."""
        days = {each.date: each for each in await self.days(work, diary)}
        if of not in days and len(days) >= MOST_DAYS:
            raise DiaryFull(DiaryFull.__doc__)
        new = change(days.get(of, Day(of)))
        id_, hashes = self._chance.id(), self._hashes(diary, of)
        sealed = seal_to(diary.secret.public, new.to_bytes(), wheres.diary_day(id_))
        row = DayRow(id_, diary.id, hashes[0], sealed)
        await work.diaries.put_day(row, hashes, monday(today))
        return new

    async def usual(self, work: Work, diary: Open, before: date) -> str:
        """The hours of the last day before this one on which they were said."""
        return usual_hours(await self.days(work, diary), before=before)

    async def drop(self, work: Work, diary: Open, of: date) -> bool:
        """Whether something was written of that day."""
        return await work.diaries.drop_day(diary.id, self._hashes(diary, of))

    async def _located(self, work: Work, receipt: Receipt) -> DiaryRow | None:
        for hashed in self._keys.hashes("diary receipt", receipt.locator):
            if row := await work.diaries.by_receipt(hashed):
                return row
        return None

    def _hashes(self, diary: Open, of: date) -> list[bytes]:
        return self._keys.hashes("diary day", f"{diary.id}:{of.isoformat()}")


class TooManyTries(Exception):
    """A number was typed too often in this chat: wait a while."""


def kept(diary: Open) -> dict[str, tuple[str, ...]]:
    """What the chat keeps to open its diary with."""
    return {DIARY: (str(diary.id), diary.secret.raw.hex())}


def _opened(diary: Open, row: DayRow) -> Day:
    return Day.from_bytes(open_with(diary.secret, row.sealed, wheres.diary_day(row.id)))
