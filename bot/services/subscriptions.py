"""The worker's side of updates: who sends them, join, read what came, leave."""

from uuid import UUID

from bot.domain.routing import UNSAID, Kind
from bot.domain.text import Text
from bot.domain.weeks import monday
from bot.engine.said import Done, Line
from bot.privacy.server import ServerKeys
from bot.services.broadcasts import opened
from bot.services.effects import Asked
from bot.storage.broadcasts import BroadcastRow
from bot.storage.database import Work
from bot.storage.subscriptions import NewSubscription, SenderRow

OFFERED = "offered"  # among what a chat keeps: who was offered since it began to look
AN_NGO = Text("{partner}: an organisation that helps workers.")
A_UNION = Text("{partner}: a trade union.")
KINDS = {Kind.NGO: AN_NGO, Kind.UNION: A_UNION}


class Subscriptions:
    """Each method is an effect, named after what it does."""

    def __init__(self, *, keys: ServerKeys, demonstration: bool) -> None:
        self._keys = keys
        self._demonstration = demonstration

    async def look(self, work: Work, asked: Asked) -> Done:
        """`none` where nobody sends updates, `member` where this chat gets some, else `some`."""
        anew: dict[str, tuple[str, ...]] = {OFFERED: ()}
        joined = await work.subscriptions.joined(asked.conversation_id)
        if joined:
            return Done("member", {"joined": _described(joined)}, anew)
        there = await work.subscriptions.senders(demonstration=self._demonstration)
        return Done("some" if there else "none", keeps=anew)

    async def offer(self, work: Work, asked: Asked) -> Done:
        """The `next` organisation that covers the country; `over` behind the last.

        `nobody` where there is none at all, `had` where this chat has all that there are.
        """
        joined = {each.id for each in await work.subscriptions.joined(asked.conversation_id)}
        offered = {UUID(id_) for id_ in asked.known.kept.get(OFFERED, ())}
        country = _said(asked, "country")
        left = await work.subscriptions.to_offer(
            country, joined | offered, demonstration=self._demonstration
        )
        if left:
            kept = tuple(str(each) for each in (*offered, left[0].id))
            # the one that is offered stands last: `join` is about it
            return Done("next", {"partner": _described(left[:1])}, {OFFERED: kept})
        if offered:
            return Done("over")
        return Done("had" if joined else "nobody")

    async def join(self, work: Work, asked: Asked) -> Done:
        """`joined`: the chat gets the updates of the one that was offered last."""
        subscription = NewSubscription(
            organisation_id=UUID(asked.known.kept[OFFERED][-1]),
            conversation_id=asked.conversation_id,
            country=_said(asked, "country"),
            sector=_said(asked, "sector"),
            topics=asked.known.many("topics"),
            shown=asked.known.one("on_screen") == "words",
            week=monday(asked.now),
        )
        await work.subscriptions.join(subscription)
        return Done("joined")

    async def read(self, work: Work, asked: Asked) -> Done:
        """The newest update: `some`, or `none`."""
        row = await _newest(work, asked)
        if row is None:
            return Done("none")
        await work.recipients.read(row.id, asked.conversation_id, asked.now)
        words = opened(self._keys, row).of(asked.known.lang)
        return Done("some", {"partner": row.organisation, "words": words or ""})

    async def leave(self, work: Work, asked: Asked) -> Done:
        """Whoever wrote last writes no more: `left`, `more` where others still do, or `none`."""
        joined = await work.subscriptions.joined(asked.conversation_id)
        if not joined:
            return Done("none")
        row = await _newest(work, asked)
        last = [each for each in joined if row and each.id == row.organisation_id] or joined
        await work.subscriptions.leave(asked.conversation_id, [each.id for each in last])
        others = [each for each in joined if each not in last]
        fills = {"partner": _names(last), "others": _names(others)}
        return Done("more" if others else "left", fills)

    async def leave_all(self, work: Work, asked: Asked) -> Done:
        """`left`: nobody sends updates to this chat."""
        await work.subscriptions.leave_all(asked.conversation_id)
        return Done("left")


async def _newest(work: Work, asked: Asked) -> BroadcastRow | None:
    """The update that somebody comes for."""
    broadcast = await work.recipients.to_read(asked.conversation_id)
    return await work.broadcasts.of(broadcast) if broadcast else None


def _said(asked: Asked, step: str) -> str:
    """The answer, or nothing where it was skipped or is none that we know."""
    answer = asked.known.one(step)
    return UNSAID if answer in {"skip", "other", ""} else answer


def _described(senders: list[SenderRow]) -> tuple[Line, ...]:
    return tuple(Line(KINDS[each.kind], {"partner": each.name}) for each in senders)


def _names(senders: list[SenderRow]) -> tuple[str, ...]:
    return tuple(each.name for each in senders)
