"""What time it is, for whoever asks who is there now."""

from bot.engine.said import Done
from bot.flows.finding import NOW
from bot.services.effects import Asked
from bot.storage.database import Work


async def look(_: Work, asked: Asked) -> Done:
    """The effect `clock.look`: the chat keeps the minute, by which cards say what is open."""
    minute = asked.now.replace(second=0, microsecond=0)
    return Done("looked", keeps={NOW: (minute.isoformat(),)})
