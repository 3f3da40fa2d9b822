"""Delete: everything that is kept of this chat, and the report too if the person wants that."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, Call, Choice, Do, Flow
from bot.flows.choices import CLOSE

COMMAND = "/delete"

_BOTH = Choice("both", "🗑️", Text("Take all back, and delete"))
_KEEP = Choice("keep", "📌", Text("Keep them, delete the rest"))
_ANSWERS = (
    Choice("yes", "🗑️", Text("Yes, delete it")),
    Choice("no", "↩️", Text("No, delete nothing")),
)


def flow(_: Content) -> Flow:
    return Flow(name="delete", steps=(*_what(), *_sure(), *_gone()))


def _what() -> Iterator[AnyStep]:
    yield Do(name="look", effect="chat.look", to={"report": "report", "none": "sure"})
    yield Ask(
        name="report",
        text=Text(
            "You sent one report or more from this chat. Do you want to take all of them back, "
            "too? What you keep you find again only with its number."
        ),
        choices=(_BOTH, _KEEP, CLOSE),
        then={"both": "sure_both", "keep": "sure", "close": END},
    )


def _sure() -> Iterator[AnyStep]:
    yield Ask(
        name="sure",
        text=Text(
            "Then we delete what we keep of this chat: your language, your place in it, what you "
            "did not send, your work diary, and the address to answer you. This cannot be "
            "undone. Do you want that?"
        ),
        choices=_ANSWERS,
        then={"yes": "erase", "no": END},
        kind="send",
    )
    yield Ask(
        name="sure_both",
        text=Text(
            "Then all reports of this chat are taken back, and we delete what we keep, also what "
            "you did not send and your work diary. This cannot be undone, and what a person has "
            "read cannot be made unread. Do you want that?"
        ),
        choices=_ANSWERS,
        then={"yes": "withdraw", "no": END},
        kind="send",
    )


def _gone() -> Iterator[AnyStep]:
    yield Do(
        name="withdraw",
        effect="report.withdraw_all",
        to={"withdrawn": "erase", "none": "erase"},
        seals=("withdrawn",),
    )
    yield Do(name="erase", effect="chat.erase", to={"erased": "erased"}, seals=("erased",))
    yield Ask(
        name="erased",
        text=Text(
            "It is deleted. What is still on your screen goes when you delete this chat in the "
            "menu of your app, or close this page. Whoever writes here again begins anew."
        ),
        choices=(Choice("anew", "🆕", Text("Begin anew")),),
        then={"anew": "language"},
        hides=True,
    )
    yield Call(name="language", flow="language", then=END)
