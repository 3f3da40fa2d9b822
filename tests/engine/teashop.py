"""A tea shop: flows with every word of the vocabulary, and somebody who talks to them."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.domain.messages import Address, Incoming
from bot.domain.text import Text
from bot.engine.book import Book, Phrases, Plan
from bot.engine.place import Known, Place
from bot.engine.said import Done, Fill, Line, Said, Turn
from bot.engine.turns import reply, resume
from bot.engine.vocabulary import (
    END,
    LATER,
    Ask,
    AskMany,
    AskWords,
    Call,
    Choice,
    Decide,
    Do,
    Flow,
    Resume,
    Say,
    When,
)

YES_NO = (Choice("yes", "✅", Text("Yes")), Choice("no", "❌", Text("No")))

PHRASES = Phrases(
    unclear=Text("unclear"),
    unclear_again=Text("unclear again"),
    unread=Text("unread"),
    left_behind=Text("left behind"),
    meant=Text("meant {answer}?"),
    found=Text("is it this?"),
    stale=Text("stale"),
    edited=Text("edited"),
    media=Text("media"),
    personal=Text("personal"),
    receipt=Text("receipt"),
    other=Text("other"),
    large=Text("large"),
    many=Text("many"),
    lost=Text("lost"),
    number=Text("number"),
    date=Text("date"),
    money=Text("money"),
    calendar=Text("calendar"),
    currency=Text("currency"),
    long=Text("long"),
    kept=Text("kept"),
    still_here=Text("still here: {words}"),
    files_here=Text("files here: {count}"),
    deleted=Text("deleted"),
    at_least_one=Text("at least one"),
)

_LANGUAGE = Ask(
    name="language",
    text=Text("Language?"),
    choices=(Choice("en", "", Text("English")), Choice("ne", "", Text("नेपाली"))),
    then=END,
    kind="language",
)

LANGUAGE = Flow(name="language", steps=(_LANGUAGE,))

START = Flow(
    name="start",
    steps=(
        Decide(name="known", by="language.known", to={"yes": END, "no": "language"}),
        _LANGUAGE,
    ),
)

MENU = Flow(
    name="menu",
    steps=(
        Ask(
            name="menu",
            text=Text("What now?"),
            choices=(
                Choice("order", "🍵", Text("Order tea")),
                Choice("talk", "💬", Text("Talk about tea")),
            ),
            then={"order": "order", "talk": "talk"},
        ),
        Call(name="order", flow="order", then=END),
        Call(name="talk", flow="talk", then=END),
    ),
)

TEAS = tuple(
    Choice(key, "🍃", Text(label))
    for key, label in (
        ("green", "Green tea"),
        ("black", "Black tea"),
        ("white", "White tea"),
        ("mint", "Mint tea"),
        ("lemon", "Lemon tea"),
        ("ginger", "Ginger tea"),
        ("ginger_milk", "Ginger tea with milk"),
        ("plain_milk", "Milk tea"),
    )
)

ORDER = Flow(
    name="order",
    draft=True,
    parts=("hungry", "teas", "send"),
    steps=(
        Decide(name="waiting", by="draft.waiting", to={"yes": "draft", "no": "hungry"}),
        Ask(
            name="draft",
            text=Text("Go on with the order?"),
            choices=YES_NO,
            then={"yes": "resume", "no": "hungry"},
        ),
        Resume(name="resume", otherwise="hungry"),
        Ask(name="hungry", text=Text("Are you hungry?"), choices=YES_NO, then="teas", skip=True),
        AskMany(name="teas", text=Text("Which teas?"), choices=TEAS, then="sugar", paged=True),
        Ask(
            name="sugar",
            text=Text("Sugar in the mint tea?"),
            choices=YES_NO,
            then="extras",
            when=(When("teas", "mint"), When("teas", "black", holds=False)),
        ),
        AskMany(
            name="extras",
            text=Text("What else?"),
            choices=(Choice("cake", "🍰", Text("Cake")), Choice("nuts", "🥜", Text("Nuts"))),
            then="note",
            skip=True,
        ),
        AskWords(
            name="note",
            text=Text("A note?"),
            then="name",
            skip=True,
            several=True,
            files=True,
        ),
        AskWords(name="name", text=Text("Which table?"), then="send"),
        Ask(
            name="send",
            text=Text("Order {order}?"),
            choices=(*YES_NO, Choice("talk", "💬", Text("Talk first"))),
            then={"yes": "submit", "no": "not_now", "talk": "talk"},
        ),
        Call(name="talk", flow="talk", then="send"),
        Say(name="not_now", text=Text("It waits for you."), then=LATER),
        Do(
            name="submit",
            effect="order.submit",
            to={"taken": "thanks", "closed": "closed"},
            gives=("number",),
            seals=("taken",),
        ),
        Say(name="thanks", text=Text("Thanks. Number {number}, {order}."), then=END),
        Say(name="closed", text=Text("We are closed."), then=LATER),
    ),
)

TALK = Flow(
    name="talk",
    steps=(
        Say(name="hello", text=Text("Tea is old."), then="more"),
        Ask(
            name="more",
            text=Text("More of it?"),
            choices=YES_NO,
            then={"yes": "word", "no": END},
        ),
        AskWords(name="word", text=Text("Your word for tea?"), then="learn"),
        Do(name="learn", effect="word.learn", to={"learnt": "more"}, seals=("learnt",)),
    ),
)

EFFECTS = {"order.submit": ("taken", "closed"), "word.learn": ("learnt",)}


def _ordered(known: Known) -> Fill:
    return tuple(Line(Text(key)) for key in known.many("teas"))


PLAN = Plan(
    flows=(START, LANGUAGE, MENU, ORDER, TALK),
    rules={
        "language.known": lambda known: "yes" if known.lang else "no",
        "draft.waiting": lambda known: "yes" if known.parked else "no",
    },
    says={"language.known": ("yes", "no"), "draft.waiting": ("yes", "no")},
    fills={"order": _ordered},
    effects=EFFECTS,
    commands={"/talk": "talk", "/order": "order", "/language": "language"},
    phrases=PHRASES,
    uses={
        "order": ("teas",),
        "order.submit": ("hungry", "teas", "sugar", "extras", "note", "name"),
        "word.learn": ("word",),
    },
)

BOOK = Book(PLAN)


class Guest:
    """Somebody who talks to a book; what they were told last is in `said`."""

    def __init__(
        self, book: Book = BOOK, *, lang: str = "en", speaks: Mapping[str, str] | None = None
    ) -> None:
        self.book = book
        self.place = Place(lang=lang)
        self.outcomes: dict[str, Done] = {}
        self.turn: Turn | None = None
        self._words = speaks or {}

    def says(self, *texts: str) -> "Guest":
        for text in texts:
            self._sends(_incoming(text=text))
        return self

    def taps(self, key: str, *, turn: int | None = None) -> "Guest":
        return self._sends(_incoming(choice=key, turn=turn))

    def sends(self, **what: str) -> "Guest":
        return self._sends(_incoming(**what))

    @property
    def said(self) -> Said:
        assert self.turn is not None
        return self.turn.said

    @property
    def told(self) -> list[str]:
        return [words(line) for line in self.said.lines]

    @property
    def asked(self) -> str:
        return self.book.question(self.place).name

    def _sends(self, incoming: Incoming) -> "Guest":
        self.turn = reply(self.book, self.place, incoming, self._speak)
        while self.turn.effect is not None:
            name = self.turn.effect.name
            done = self.outcomes.get(name, Done(EFFECTS[name][0], {"number": "12"}))
            self.turn = resume(self.book, self.turn, done)
        # what is kept between two messages is bytes
        self.place = Place.from_bytes(self.turn.place.to_bytes())
        return self

    def _speak(self, text: Text) -> str:
        return self._words.get(text, text)


def _incoming(**what: object) -> Incoming:
    return replace(Incoming(Address("test", "1"), "1"), **what)


def words(line: Line) -> str:
    text = str(line.text)
    for name, fill in line.fills.items():
        text = text.replace(f"{{{name}}}", _filled(fill))
    return text


def _filled(fill: Fill) -> str:
    if isinstance(fill, str):
        return fill
    return words(fill) if isinstance(fill, Line) else ", ".join(map(_filled, fill))
