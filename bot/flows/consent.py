"""Before a report begins: what it is, what cannot be protected, and a yes or a no."""

from collections.abc import Iterator

from bot.domain.text import Text
from bot.engine.vocabulary import END, Ask, Call, Choice, Say
from bot.flows.choices import NEXT, NO, YES

VERSION = "2026-11-21"  # grows with every change of a text in this file

_MORE = Choice("more", "🔒", Text("Read more first"))


def consent(*, then: str) -> Iterator[Ask | Call | Say]:
    """Short screens, then the question, and more to read for who wants it.  Silence is no."""
    yield from _what_it_is()
    yield from _your_say()
    yield Ask(
        name="consent",
        text=Text(
            "Do you agree that we keep your answers, and give them to the organisation when you "
            "choose Send? Nothing goes out before that. No answer means no."
        ),
        choices=(YES, NO, _MORE),
        then={"yes": then, "no": "no_consent", "more": "more"},
    )
    yield Call(name="more", flow="privacy", then="consent")
    yield Say(
        name="no_consent",
        text=Text("That is all right, and we keep nothing. All information stays open to you."),
        then=END,
    )


def _what_it_is() -> Iterator[Ask]:
    yield _screen(
        "about",
        Text(
            "Here you can tell a partner organisation about a problem at work. A person there "
            "reads it, and the answer comes back to you in this chat. We are not your employer, "
            "an agent, the police or the government."
        ),
        "unprotected",
    )
    yield _screen(
        "unprotected",
        Text(
            "We cannot protect everything. If you write in a chat app, its company can see that "
            "you write here, and may be able to read it. Whoever holds your phone can read it "
            "too, so go on only if this phone is safe for you now."
        ),
        "no_promise",
    )
    yield _screen(
        "no_promise",
        Text(
            "The organisation tries to help, but nobody can promise you help, or that nobody "
            "finds out who you are. It costs nothing, and we never ask for money, codes or your "
            "passport. Information stays open to you if you say no."
        ),
        "your_yes",
    )


def _your_say() -> Iterator[Ask]:
    yield _screen(
        "your_yes",
        Text(
            "Nothing goes to your employer, an agent, the police or an embassy without your yes. "
            "There is one limit: if somebody may be in danger of life, or is under 18, the "
            "organisation may have to tell others who protect people."
        ),
        "your_choice",
    )
    yield _screen(
        "your_choice",
        Text(
            "You can skip questions, stop at any time, and take the report back later. The "
            "organisation keeps it while it needs it for your case. What you do not send is "
            "deleted after some time."
        ),
        "consent",
    )


def _screen(name: str, text: Text, then: str) -> Ask:
    return Ask(name=name, text=text, choices=(NEXT,), then=then)
