"""Questions, words of two languages, and what is heard of a message."""

from bot.domain.messages import Address, Incoming
from bot.domain.spoken import Spoken
from bot.domain.text import Text
from bot.engine.hearing import Heard, hear
from bot.engine.lexicon import Lexicon
from bot.engine.place import Place
from bot.engine.vocabulary import END, Ask, AskMany, AskWords, Choice, Question

LABELS = (
    "Green tea",
    "Black tea",
    "Ginger tea",
    "Ginger tea with milk",
    "Mint",
    "No",
    "No thanks",
)
CHOICES = tuple(Choice(f"key{n}", "🍵", Text(label)) for n, label in enumerate(LABELS, start=1))

ONE = Ask(name="one", text=Text("One?"), choices=CHOICES, then=END)
ONE_OR_NONE = Ask(name="one", text=Text("One?"), choices=CHOICES[:2], then=END, skip=True)
MANY = AskMany(name="many", text=Text("Many?"), choices=CHOICES, then=END)
WORDS = AskWords(name="words", text=Text("Words?"), then=END, skip=True)
SEVERAL = AskWords(name="words", text=Text("Words?"), then=END, several=True)

YES_NO = (Choice("yes", "✅", Text("Yes")), Choice("no", "❌", Text("No")))
UNSURE = Choice("unsure", "🤷", Text("I do not know"))
PLAIN = Ask(name="plain", text=Text("Is it?"), choices=(*YES_NO, UNSURE), then=END)
CONSENT = Ask(
    name="consent", text=Text("May we?"), choices=YES_NO, then=END, kind="consent", skip=True
)
DANGER = Ask(
    name="danger",
    text=Text("Is it hot?"),
    choices=(
        Choice("yes", "🔥", Text("Yes, it burns")),
        Choice("no", "✅", Text("No, it does not burn")),
        Choice("stop", "✋", Text("Stop here")),
    ),
    then=END,
)

LEXICON = Lexicon(
    (
        Spoken(
            lang="en",
            yes=("yes", "yeah"),
            no=("no", "nope", "nai"),
            perhaps=("ok", "👍"),
            commands={
                "back": ("back",),
                "help": ("help", "?"),
                "hide": ("hide",),
                "menu": ("menu",),
                "skip": ("skip", "pass"),
                "stop": ("stop", "stop it"),
                "done": ("finished",),
            },
        ),
        Spoken(
            lang="ne",
            yes=("हो", "ho", "nai"),
            no=("होइन", "hoina"),
            commands={
                "back": ("पछाडि",),
                "help": ("मद्दत",),
                "hide": ("लुकाउ",),
                "menu": ("मेनु",),
                "skip": ("छोड",),
                "stop": ("रोक", "rok"),
            },
        ),
    )
)
ENGLISH, NEPALI = Place(lang="en"), Place(lang="ne")


def heard(
    question: Question | None,
    place: Place | None = None,
    *,
    speaks: dict[str, str] | None = None,
    **what: object,
) -> Heard:
    incoming = Incoming(Address("test", "1"), "1", **what)  # type: ignore[arg-type]  # the test knows which kind it is
    words = speaks or {}
    return hear(place or Place(), question, incoming, lambda text: words.get(text, text), LEXICON)
