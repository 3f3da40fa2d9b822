"""What is kept, who can see it, and what cannot be protected."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Flow
from bot.flows.choices import CLOSE, NEXT

COMMAND = "/privacy"


def flow(_: Content) -> Flow:
    return Flow(name="privacy", steps=(*_what_we_keep(), *_what_others_see()))


def _what_we_keep() -> Iterator[Ask]:
    yield _screen(
        "chat",
        Text(
            "We keep your language, your place in this chat and a sealed address, so that "
            "we can answer you. We do not keep your name. When you only read information, "
            "we keep no more than that, when you wrote, and the numbers of our messages."
        ),
        then="report",
    )
    yield _screen(
        "report",
        Text(
            "When you send a report, it is sealed. Only people of the organisations that "
            "you allow can open it. They keep it while they need it for your case, and you can "
            "take it back at any time; what you do not send is deleted after {draft_days} days."
        ),
        then="limits",
    )


def _what_others_see() -> Iterator[Ask]:
    yield _screen(
        "limits",
        Text(
            "We cannot protect everything. If you write in a chat app, its company can "
            "see that you write here, and may be able to read it. Whoever holds your "
            "phone can read it too."
        ),
        then="clear",
    )
    yield Ask(
        name="clear",
        text=Text(
            "You can delete this chat on your phone. Then others cannot read it there, "
            "but the company of a chat app may still have it. Write /delete to delete what we "
            "keep of it, and to take back what you sent."
        ),
        choices=(CLOSE,),
        then={"close": END},
    )


def _screen(name: str, text: Text, *, then: str) -> Ask:
    return Ask(name=name, text=text, choices=(NEXT, CLOSE), then={"next": then, "close": END})
