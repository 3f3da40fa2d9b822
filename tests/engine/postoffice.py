"""A post office beside the tea shop: flows in which people write several messages."""

from dataclasses import replace

from bot.domain.text import Text
from bot.engine.book import Book
from bot.engine.vocabulary import END, Ask, AskWords, Choice, Do, Flow, Say
from tests.engine.teashop import PLAN, YES_NO

LETTER = Flow(
    name="letter",
    steps=(
        Ask(
            name="what",
            text=Text("What now?"),
            choices=(
                Choice("write", "✍️", Text("Write")),
                Choice("burn", "🔥", Text("Burn all")),
                Choice("leave", "👋", Text("Leave")),
            ),
            then={"write": "letter", "burn": "burn", "leave": END},
        ),
        AskWords(name="letter", text=Text("Your letter?"), then="post", several=True),
        Do(name="post", effect="word.learn", to={"learnt": "posted"}, seals=("learnt",)),
        Say(name="posted", text=Text("Posted."), then="what"),
        Do(
            name="burn",
            effect="order.submit",
            to={"taken": "what", "closed": END},
            seals=("taken",),
        ),
    ),
)
FORM = Flow(
    name="form",
    draft=True,
    steps=(
        Ask(
            name="how",
            text=Text("How?"),
            choices=(
                Choice("long", "📜", Text("In words")),
                Choice("short", "✂️", Text("In short")),
                Choice("never", "👋", Text("Not at all")),
            ),
            then={"long": "words", "short": "sure", "never": END},
        ),
        AskWords(name="words", text=Text("Which?"), then="sure", several=True),
        Ask(
            name="sure",
            text=Text("Send?"),
            choices=(Choice("yes", "✅", Text("Yes")),),
            then="file",
        ),
        Do(name="file", effect="word.learn", to={"learnt": "filed"}, seals=("learnt",)),
        Ask(
            name="filed",
            text=Text("Filed. Good?"),
            choices=(Choice("yes", "✅", Text("Yes")),),
            then=END,
        ),
    ),
)
DIARY = Flow(
    name="diary",
    draft=True,
    steps=(
        AskWords(name="day", text=Text("Today?"), then="more", several=True),
        Ask(name="more", text=Text("More?"), choices=YES_NO, then={"yes": "day", "no": "keep"}),
        Do(name="keep", effect="word.learn", to={"learnt": END}, seals=("learnt",)),
    ),
)
POST_OFFICE = Book(
    replace(
        PLAN,
        flows=(*PLAN.flows, LETTER, FORM, DIARY),
        commands={**PLAN.commands, "/letter": "letter", "/form": "form", "/diary": "diary"},
        uses={
            **PLAN.uses,
            "word.learn": ("word", "letter", "words", "how", "sure", "day", "more"),
        },
    )
)
