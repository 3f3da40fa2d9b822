"""Stay in touch: which organisations may send updates to this chat, about what, shown how."""

from collections.abc import Iterator

from bot.domain.broadcasts import Topic
from bot.domain.content import Content
from bot.domain.text import Text
from bot.engine.vocabulary import END, AnyStep, Ask, AskMany, Call, Choice, Do, Flow, Say
from bot.flows import onward
from bot.flows.choices import CLOSE, of
from bot.flows.leave import leave_all
from bot.flows.work import work

COMMAND = "/updates"

_MORE = Choice("more", "➕", Text("Find more organisations"))
_LEAVE = Choice("leave", "🔕", Text("Stop all updates"))
_HOURS = Choice("hours", "🕐", Text("Choose the hours"))


def flow(content: Content) -> Flow:
    return Flow(name="updates", steps=(*_look(), *_wanted(content), *_offer(), *_over()))


def _look() -> Iterator[AnyStep]:
    yield Do(
        name="look",
        effect="updates.look",
        to={"none": "nobody_sends", "some": "about", "member": "joined_so_far"},
        gives=("joined",),
    )
    yield Say(
        name="nobody_sends",
        text=Text("No organisation sends updates here yet."),
        then=END,
    )
    yield Say(name="joined_so_far", text=Text("You get updates from:\n{joined}"), then="member")
    yield Ask(
        name="member",
        text=Text("What do you want to do?"),
        choices=(_MORE, _HOURS, onward.SURVEY, _LEAVE, CLOSE),
        then={
            "more": "country",
            "hours": "hours",
            "survey": "survey",
            "leave": "leave_all",
            "close": END,
        },
    )
    yield Call(name="hours", flow="hours", then=END)
    yield from onward.calls([onward.SURVEY])
    yield from leave_all()


def _wanted(content: Content) -> Iterator[AnyStep]:
    yield Ask(
        name="about",
        text=Text(
            "A union or another organisation can send you news about work. It learns how many "
            "people get its news, but not who. We keep that this chat wants it, with what you "
            "answer now, until you stop it."
        ),
        choices=(Choice("go_on", "▶️", Text("Go on")), onward.SURVEY, CLOSE),
        then={"go_on": "country", "survey": "survey", "close": END},
    )
    where = Text("In which country do you work, or want to work?")
    yield from work(content, where, then="topics")
    yield AskMany(
        name="topics",
        text=Text("What do you want to hear about? Choose all, then choose Done."),
        choices=of(Topic),
        then="on_screen",
    )


def _offer() -> Iterator[AnyStep]:
    yield Ask(
        name="on_screen",
        text=Text(
            "Who else can see your phone? Choose whether a message shows what it is about, or "
            "only says that you have a new message."
        ),
        choices=(
            Choice("notice", "🤫", Text("Only that there is a message")),
            Choice("words", "👁️", Text("The words themselves")),
        ),
        then="offer",
    )
    yield Do(
        name="offer",
        effect="updates.offer",
        to={"next": "partner_is", "over": "over", "nobody": "nobody", "had": "had"},
        gives=("partner",),
    )
    yield Say(name="partner_is", text=Text("This one fits:\n{partner}"), then="join")
    yield Ask(
        name="join",
        text=Text("Do you want its updates? You can stop them at any time."),
        choices=(
            Choice("yes", "✅", Text("Yes, send them")),
            Choice("no", "❌", Text("No, thank you")),
        ),
        then={"yes": "joining", "no": "offer"},
    )
    yield Do(name="joining", effect="updates.join", to={"joined": "joined"}, seals=("joined",))
    yield Say(name="joined", text=Text("You will get its updates here."), then="offer")


def _over() -> Iterator[AnyStep]:
    yield Say(name="had", text=Text("You get the updates of all that fit already."), then=END)
    yield Say(
        name="nobody",
        text=Text("No organisation sends updates for this country yet. Nothing was kept."),
        then=END,
    )
    yield Ask(
        name="over",
        text=Text(
            "These are all that fit. To change this, write /updates; to stop it, write /leave."
        ),
        choices=(_HOURS, CLOSE),
        then={"hours": "hours", "close": END},
    )
