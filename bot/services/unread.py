"""What waits for people who fetch: what they had before them goes, what they never saw stays."""

from collections.abc import Sequence

import msgspec

from bot.domain.messages import Incoming, Outgoing


class Unread(msgspec.Struct, frozen=True):
    """One of our messages that was not acknowledged: a `reply`, or what came by itself."""

    id: int
    outgoing: Outgoing
    reply: bool


class Beside(msgspec.Struct, frozen=True):
    """What is shown together with a reply; a question that is `asked` there needs none."""

    shown: tuple[Unread, ...]
    asked: bool = False


def beside(unread: Sequence[Unread], incoming: Incoming, reply: Outgoing) -> Beside:
    """What stays beside the reply to a message.  What it says in the same words is said once."""
    if reply.hides:
        return Beside(())
    left = unseen(unread, incoming)
    if _only_looks(incoming) and any(each.outgoing.turn == reply.turn for each in left):
        return Beside(left, asked=True)
    return Beside(tuple(each for each in left if not says_the_same(each, reply)))


def unseen(unread: Sequence[Unread], incoming: Incoming) -> tuple[Unread, ...]:
    """What a person did not have before them when they sent something.

    Our own pages say how far they were.  Of others, who answers the question that stands has had
    every reply up to it; who answers an earlier one, or only looks, may have had none.
    """
    if incoming.shown is not None:
        return tuple(each for each in unread if each.id > incoming.shown)
    newest = max((each.outgoing.turn for each in unread), default=0)
    if _only_looks(incoming) or (incoming.turn is not None and incoming.turn < newest):
        return tuple(unread)
    return tuple(each for each in unread if not each.reply)


def says_the_same(unread: Unread, reply: Outgoing) -> bool:
    return unread.reply and unread.outgoing.text == reply.text


def _only_looks(incoming: Incoming) -> bool:
    """Nothing was sent but the wish to see what there is."""
    return incoming.choice is None and incoming.text is None and incoming.media is None
