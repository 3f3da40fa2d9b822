"""What flows ask to be done: each effect has one use case, in the transaction of its turn."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.engine.place import Known
from bot.engine.said import Done
from bot.storage.database import Work


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, what is known of them in this conversation, and when."""

    conversation_id: UUID
    known: Known
    now: datetime


Effect = Callable[[Work, Asked], Awaitable[Done]]


class NobodyDoes(Exception):
    """A flow names an effect that no service makes so, or a service one that no flow names."""


class Effects:
    """The effects of a deployment.  Raises NobodyDoes where flows and services do not agree."""

    def __init__(self, effects: Mapping[str, Effect], declared: Mapping[str, object]) -> None:
        if odd := set(effects) ^ set(declared):
            raise NobodyDoes(f"Flows and services do not agree on: {', '.join(sorted(odd))}.")
        self._effects = dict(effects)

    async def make_so(self, work: Work, name: str, asked: Asked) -> Done:
        return await self._effects[name](work, asked)
