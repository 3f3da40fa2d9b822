"""A reply that comes too late waits until the person is there; the phone shows a notice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from bot.domain.messages import Outgoing
from bot.services.places import Places
from bot.services.ports import REPLIES
from bot.services.steps import Step
from bot.services.unread import Beside, Unread
from bot.storage.conversations import ConversationRow
from bot.storage.database import Work
from bot.storage.outbox import MessageRow, NewMessage

TELL = "late"  # the job that puts the notice on its way
OPEN = "/again"  # the command behind its button: the question that stands


class Late:
    """Who wrote long ago has put the phone down, and others may see what it shows.

    `after` is how long that takes.  Where people fetch, nothing shows by itself.
    """

    def __init__(
        self, places: Places, pushes: Callable[[str], bool], after: timedelta, instance: int
    ) -> None:
        self._places = places
        self._pushes = pushes
        self._after = after
        self._instance = instance

    def marked(self, step: Step, now: datetime) -> Step:
        """The step as it is, or as one whose reply is to wait.

        What takes everything off the screen does so whenever it comes, and without a sound.
        """
        at = step.incoming.at
        if at is None or now - at <= self._after or not self._pushes(step.row.channel):
            return step
        if step.outgoing.hides:
            return replace(step, outgoing=replace(step.outgoing, silent=True))
        return replace(step, late=True)

    async def put_by(self, work: Work, steps: Sequence[Step], now: datetime) -> None:
        """The replies to these wait, in rows that are there already."""
        late = [step.row for step in steps if step.late and not step.said]
        await work.late.mark([row.id for row in late], now)
        for row in late:
            await told(work, row, now, self._after)

    async def beside(
        self, work: Work, steps: Sequence[Step], now: datetime
    ) -> Mapping[UUID, Beside]:
        """What waited for those who are there now: it goes out before the reply.

        Who hides everything sees none of it, until they write again.
        """
        there = {
            step.row.id: step
            for step in steps
            if step.row.late_at is not None and not step.late and not step.outgoing.hides
        }
        if not there:
            return {}
        waited: dict[UUID, list[MessageRow]] = {id_: [] for id_ in there}
        for row in await work.late.taken_out(list(there), now):
            waited[row.conversation_id].append(row)
        return {id_: await self._shown(work, there[id_], waited[id_], now) for id_ in there}

    async def _shown(
        self, work: Work, step: Step, rows: Sequence[MessageRow], now: datetime
    ) -> Beside:
        """The question that stands is asked once, and what says the same is said once."""
        said = [(row, self._places.outgoing(step.row.id, row.payload)) for row in rows]
        asked = step.incoming.choice == OPEN and any(
            each.turn == step.outgoing.turn for _, each in said
        )
        last = {each.text: row.id for row, each in said}
        left = [
            (row.answers, _anew(each))
            for row, each in said
            if last[each.text] == row.id and (asked or each.text != step.outgoing.text)
        ]
        if asked:  # then nothing else puts the notice's button away
            answers, newest = left[-1]
            left[-1] = answers, replace(newest, clears=step.outgoing.clears)
        messages = [self._message(step.row, each, answers) for answers, each in left]
        ids = await work.outbox.add(messages, now)
        shown = zip(ids, left, strict=True)
        return Beside(tuple(Unread(id_, each, reply=True) for id_, (_, each) in shown), asked)

    def _message(self, row: ConversationRow, said: Outgoing, answers: str | None) -> NewMessage:
        payload = self._places.payload(row.id, said)
        return NewMessage(row.id, row.channel, REPLIES, self._instance, payload, answers)


async def told(work: Work, row: ConversationRow, now: datetime, after: timedelta) -> None:
    """There is to be a notice, unless one stands for what was put by a moment ago."""
    if row.late_at is None or now - row.late_at > after:
        await work.jobs.enqueue(TELL, str(row.id).encode())


def _anew(waited: Outgoing) -> Outgoing:
    """What it was to take the place of stands above the notice, where nobody looks any more."""
    return replace(waited, replaces=None, clears=waited.replaces or waited.clears)
