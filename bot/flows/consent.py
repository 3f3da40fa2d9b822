"""Before a report begins: what it is, what cannot be protected, and a yes or a no."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Say
from bot.flows.choices import NEXT, NO, YES

VERSION = "2026-11-22.2"  # grows with every change of a text that is agreed to

SHORT_CONSENT = "short_consent"  # that of who is in danger
CONSENTS = ("consent", SHORT_CONSENT)
_DANGER = Choice("danger", "🆘", Text("I am in danger now"))
_MORE = Choice("more", "🔒", Text("Read more first"))

LIMITS = Text(
    "We cannot protect everything: whoever holds your phone can read this chat (write 00 "
    "to hide the screen), and the company of a chat app may be able to. Nobody can "
    "promise you help, or that nobody finds out who you are. If somebody may be in danger "
    "of life, or is under 18, the organisation may have to tell others who protect people."
)


def consent(*, then: str, in_danger: str) -> Iterator[Ask | Call | Say]:
    """Short screens, then the question, and more to read for who wants it.  Silence is no.

    Who is in danger is asked at once, on one screen.
    """
    yield from _what_it_is()
    yield from _your_say(then)
    yield from _short(in_danger)
    yield Say(
        name="no_consent",
        text=Text(
            "That is all right: nothing was passed on, and nothing of this is kept but your place "
            "in this chat. If you began a report before, it still waits here. “I need help now” "
            "and all information stay open to you."
        ),
        then=END,
    )


def _what_it_is() -> Iterator[Ask]:
    yield Ask(
        name="about",
        text=Text(
            "Here you can tell a partner organisation about a problem at work, without your "
            "name. A person there can read it and answer in this chat. We are not your employer, "
            "an agent, the police or the government."
        ),
        choices=(NEXT, _DANGER),
        then={"next": "limits", "danger": SHORT_CONSENT},
    )
    yield Ask(
        name="limits",
        text=LIMITS,
        choices=(NEXT,),
        then="consent",
    )


def _your_say(then: str) -> Iterator[Ask | Call]:
    yield Ask(
        name="consent",
        text=Text(
            "Do you agree that we keep your answers, and give them to the organisation when you "
            "choose Send? Nothing goes out before that, and nothing goes to your employer, an "
            "agent, the police or an embassy without your yes. You can skip questions, and take "
            "your report back later."
        ),
        choices=(YES, NO, _MORE),
        then={"yes": then, "no": "no_consent", "more": "your_say"},
        kind="consent",
    )
    yield Ask(
        name="your_say",
        text=Text(
            "Nothing goes to your employer, an agent, the police or an embassy without your yes. "
            "There is one limit: if somebody may be in danger of life, or is under 18, the "
            "organisation may have to tell others who protect people. You can skip questions, "
            "and what you do not send is deleted after {draft_days} days."
        ),
        choices=(NEXT,),
        then="more",
    )
    yield Call(name="more", flow="privacy", then="consent")


def _short(then: str) -> Iterator[Ask | Call]:
    yield Ask(
        name=SHORT_CONSENT,
        text=Text(
            "If you agree, an NGO or a union gets your answers when you choose Send, and may have "
            "to tell others who protect people. Nothing goes to employers, agents, police or "
            "embassies without your yes. Whoever holds this phone can read this (write 00 to hide "
            "the screen), the chat company may too, and nobody can promise help. Do you agree?"
        ),
        choices=(YES, NO, _MORE),
        then={"yes": then, "no": "no_consent", "more": "short_more"},
        kind="consent",
    )
    yield Call(name="short_more", flow="privacy", then=SHORT_CONSENT)
