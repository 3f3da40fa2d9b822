"""How often a number may be typed in one chat: nobody finds one by guessing."""

from datetime import timedelta
from uuid import UUID

from bot.privacy.server import ServerKeys
from bot.services.effects import Asked
from bot.storage.database import Work

TRIES, WITHIN = 5, timedelta(hours=1)
RECEIPT, DIARY, GROUP = (
    "receipt tries",
    "diary tries",
    "group tries",
)  # what is typed: each is counted by itself


async def are_left(work: Work, keys: ServerKeys, asked: Asked, of: str) -> bool:
    """Whether one more may be typed now; then this is one."""
    chat = _chat(keys, asked.conversation_id, of)
    if await work.tries.count(chat, asked.now - WITHIN) >= TRIES:
        return False
    await work.tries.add(chat, asked.now)
    return True


async def forget(work: Work, keys: ServerKeys, conversation_id: UUID) -> None:
    for of in (RECEIPT, DIARY, GROUP):
        await work.tries.forget(_chat(keys, conversation_id, of))


def _chat(keys: ServerKeys, conversation_id: UUID, of: str) -> bytes:
    return keys.hash(of, str(conversation_id))
