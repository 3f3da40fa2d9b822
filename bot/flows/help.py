"""How this works, and how to use it."""

from collections.abc import Iterator

from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Flow
from bot.flows.choices import CLOSE

COMMAND = "/help"

_USE = Choice("use", "👆", Text("How to answer"))
_PRIVACY = Choice("privacy", "🔒", Text("What is kept"))
_CHECK = Choice("really_us", "🔎", Text("Is this really us?"))
_LANGUAGE = Choice("language", "🌐", Text("Change language"))
_LEAVE = Choice("leaving", "✋", Text("Hide, stop or delete"))
_BROWSER = Choice("browser", "💻", Text("In a browser"))
_EXIT = Choice("exit", "🚪", Text("The button Exit"))
ENDS = (
    Choice("hide", "🧹", Text("Hide the screen")),
    Choice("stop", "🔕", Text("Stop messages")),
    Choice("delete", "🗑️", Text("Delete what you have")),
)

CHOICES = (_USE, _PRIVACY, _CHECK, _LANGUAGE, _LEAVE)

_IN_A_BROWSER = (
    Ask(
        name="browser",
        text=Text(
            "When you close the browser, the way back to this chat is usually gone. If you sent a "
            "report, only its number leads back to it, from any browser or phone. What you began "
            "and did not send is then lost."
        ),
        choices=(_EXIT, CLOSE),
        then={"exit": "exit", "close": END},
    ),
    Ask(
        name="exit",
        text=Text(
            "In a browser, the button Exit opens another site at once; on a keyboard, Esc three "
            "times does the same. The history of the browser still shows that this site was "
            "open, and Back may lead here again. Clear the history, or use a private window."
        ),
        choices=(CLOSE,),
        then={"close": END},
    ),
)


def flow(_: Content) -> Flow:
    return Flow(name="help", steps=(_what_this_is(), *_more(), *_leaving()))


def _what_this_is() -> Ask:
    return Ask(
        name="help",
        text=Text(
            "This is an automatic service: a program answers you, not a person. You can "
            "read about work here, and tell a partner organisation about a problem. We never "
            "ask for money, codes or your passport; only your phone company may take money for "
            "the internet."
        ),
        choices=(*CHOICES, CLOSE),
        then={
            "use": "use",
            "privacy": "privacy",
            "really_us": "really_us",
            "language": "language",
            "leaving": "leaving",
            "close": END,
        },
    )


def _more() -> Iterator[Ask | Call]:
    yield Ask(
        name="use",
        text=Text(
            "Tap an answer, or write its number or its word. Write 7 to skip where you "
            "see Skip, 9 to go back and 0 for the menu. Write 00 to hide the screen, and "
            "/language to change the language."
        ),
        choices=(_PRIVACY, CLOSE),
        then={"privacy": "privacy", "close": END},
    )
    yield Call(name="privacy", flow="privacy", then=END)
    yield Call(name="really_us", flow="really_us", then=END)
    yield Call(name="language", flow="language", then=END)


def _leaving() -> Iterator[Ask | Call]:
    yield Ask(
        name="leaving",
        text=Text(
            "You can hide the screen, stop what comes to you by itself, or delete what we "
            "keep of this chat. What do you want?"
        ),
        choices=(*ENDS, _BROWSER, CLOSE),
        then={**{way.key: way.key for way in (*ENDS, _BROWSER)}, "close": END},
    )
    yield from _IN_A_BROWSER
    yield from (Call(name=choice.key, flow=choice.key, then=END) for choice in ENDS)
