"""Kinds of harm whose reports only an organisation that is there for them may read."""

from collections.abc import Collection

from bot.domain.options import Option
from bot.domain.text import Text


class Special(Option):
    """What somebody ticks beside the signs; the ILO's list of eleven has nothing on it."""

    STATE_IMPOSED = "state_imposed", "🏛️", Text("The state or the army makes people work")
    SEXUAL_EXPLOITATION = "sexual_exploitation", "🚨", Text("Somebody makes me sell sex")
    FORCED_MARRIAGE = "forced_marriage", "💍", Text("I am or was made to marry")
    ARMED_GROUPS = "armed_groups", "🪖", Text("A child is with an armed group")


def specials(ticked: Collection[str]) -> frozenset[Special]:
    """Which of them are among the problems that were ticked."""
    return frozenset(each for each in Special if each in ticked)
