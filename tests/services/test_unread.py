"""Whichever tabs ask what, in any order: what came of a message is shown before it goes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.messages import Address, Incoming, Outgoing
from bot.services.unread import Unread, beside, says_the_same, unseen

STALE = "That was an earlier question."
ME = Address("fetched", "ana")

Kind = Literal["answers", "goes to the menu", "says what nobody understands", "looks", "is poison"]
KINDS = get_args(Kind)
MOVED_ON = ("Came of", "The menu")
SORRY = Outgoing("Sorry", "en", "ltr", 0)


def reply(id_: int, text: str = "", turn: int = 1) -> Unread:
    return Unread(id_, Outgoing(text or f"words {id_}", "en", "ltr", turn), reply=True)


def notice(id_: int) -> Unread:
    return replace(reply(id_, turn=0), reply=False)


def sent(
    *, turn: int | None = None, shown: int | None = None, text: str | None = "hello"
) -> Incoming:
    return Incoming(ME, "1", turn=turn, text=text, shown=shown)


def ids(found: tuple[Unread, ...]) -> list[int]:
    return [each.id for each in found]


WAITING = (reply(1, turn=4), notice(2), reply(3, turn=5), reply(4, "again", turn=5))
NEXT = Outgoing("the next", "en", "ltr", 6)


def test_what_a_page_says_it_had_goes_and_all_after_it_stays() -> None:
    assert ids(beside(WAITING, sent(turn=5, shown=2), NEXT).shown) == [3, 4]
    assert ids(beside(WAITING, sent(turn=5, shown=0), NEXT).shown) == [1, 2, 3, 4]


def test_who_answers_the_question_that_stands_had_every_reply_and_perhaps_no_notice() -> None:
    assert ids(unseen(WAITING, sent(turn=5))) == [2]
    assert ids(unseen(WAITING, sent())) == [2]


def test_who_answers_an_earlier_question_or_only_looks_may_have_had_nothing() -> None:
    assert ids(unseen(WAITING, sent(turn=4))) == [1, 2, 3, 4]
    assert ids(unseen(WAITING, sent(text=None))) == [1, 2, 3, 4]


def test_a_file_or_a_tap_is_more_than_a_look() -> None:
    assert ids(unseen(WAITING, Incoming(ME, "1", media="voice"))) == [2]
    assert ids(unseen(WAITING, Incoming(ME, "1", choice="yes"))) == [2]


def test_what_is_said_in_the_same_words_is_said_once() -> None:
    again = Outgoing("again", "en", "ltr", 5)

    assert ids(beside(WAITING, sent(turn=4), again).shown) == [1, 2, 3]


def test_a_notice_is_no_reply_whatever_its_words() -> None:
    told = notice(2)

    assert ids(beside((told,), sent(), told.outgoing).shown) == [2]


def test_a_look_needs_no_reply_where_the_question_that_stands_is_there() -> None:
    look = sent(text=None)

    assert beside(WAITING, look, Outgoing("the question", "en", "ltr", 5)).asked
    assert not beside((notice(2),), look, Outgoing("the question", "en", "ltr", 5)).asked
    assert not beside(WAITING, sent(), Outgoing("the question", "en", "ltr", 5)).asked


# whatever several tabs do ------------------------------------------------------------------------


@dataclass
class Tab:
    """A page: its question, and the newest message that it shows."""

    turn: int = 0
    last: int = 0


@dataclass
class Talk:
    """A conversation that several tabs look at; nothing of it but what the rule decides."""

    turn: int = 1
    number: int = 1
    waiting: list[Unread] = field(default_factory=lambda: [reply(1, "Question 1", 1)])
    told: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    def posts(self, tab: Tab, kind: Kind, *, known: bool = True, hears: bool = False) -> None:
        """`known`: the tab says how far it is.  Unless it `hears`, the answer is lost."""
        text = None if kind == "looks" else "words"
        message = sent(turn=tab.turn, shown=tab.last if known else None, text=text)
        said = self._said(tab, kind)
        if said is SORRY:
            self.waiting = [each for each in self.waiting if not says_the_same(each, said)]
            answer = unseen(self.waiting, message)
        else:
            found = beside(self.waiting, message, said)
            self.waiting, answer = list(found.shown), found.shown
            if found.asked:
                return self._shows(tab, answer) if hears else None
        answer = (*answer, self._adds(said))
        return self._shows(tab, answer) if hears else None

    def _said(self, tab: Tab, kind: Kind) -> Outgoing:
        question = f"Question {self.turn}"
        if kind == "looks":
            return Outgoing(question, "en", "ltr", self.turn)
        if kind == "is poison":
            return SORRY
        if kind == "says what nobody understands":
            return Outgoing(f"Unclear. {question}", "en", "ltr", self.turn)
        if kind == "answers" and tab.turn != self.turn:
            return Outgoing(f"{STALE} {question}", "en", "ltr", self.turn)
        self.turn += 1
        menu = kind == "goes to the menu"
        text = "The menu" if menu else f"Came of {self.turn - 1}. Question {self.turn}"
        return Outgoing(text, "en", "ltr", self.turn)

    def _adds(self, said: Outgoing) -> Unread:
        self.number += 1
        self.told.add(said.text)
        new = Unread(self.number, said, reply=True)
        self.waiting.append(new)
        return new

    def loads(self, tab: Tab) -> None:
        """The whole page anew; it acknowledges nothing."""
        if not self.waiting:
            self._adds(Outgoing(f"Question {self.turn}", "en", "ltr", self.turn))
        self._shows(tab, self.waiting)

    def fetches(self, tab: Tab) -> None:
        """What came after what the page has; it acknowledges nothing either."""
        self._shows(tab, [each for each in self.waiting if each.id > tab.last])

    def _shows(self, tab: Tab, unread: Sequence[Unread]) -> None:
        self.shown |= {each.outgoing.text for each in unread}
        tab.last = max([tab.last, *(each.id for each in unread)])
        tab.turn = max([tab.turn, *(each.outgoing.turn for each in unread)])

    def does(self, tab: Tab, what: str, *, known: bool, hears: bool) -> None:
        if what == "loads":
            self.loads(tab)
        elif what == "fetches":
            self.fetches(tab)
        else:
            self.posts(tab, what, known=known, hears=hears)  # type: ignore[arg-type]  # it is one of the kinds


TABS = 4
doings = st.lists(
    st.tuples(
        st.integers(0, TABS - 1),
        st.sampled_from([*KINDS, "answers", "loads", "fetches"]),
        st.booleans(),
    ),
    max_size=60,
)


@given(doings=doings, known=st.booleans())
def test_nothing_goes_that_no_tab_has_shown(
    *, doings: list[tuple[int, str, bool]], known: bool
) -> None:
    """Of clients that do not say how far they are, what led to another question; of ours, all."""
    talk, tabs = Talk(), [Tab() for _ in range(TABS)]
    for tab in tabs:
        talk.loads(tab)

    for number, what, hears in doings:
        talk.does(tabs[number], what, known=known, hears=hears)

        waits = {each.outgoing.text for each in talk.waiting}
        lost = talk.told - talk.shown - waits
        assert {text for text in lost if known or text.startswith(MOVED_ON)} == set()
        assert len(waits) == len(talk.waiting)


@given(st.integers(1, 60), st.integers(0, 3))
def test_stale_taps_make_the_page_longer_by_one_of_them(taps: int, outcomes: int) -> None:
    talk, late, quick = Talk(), Tab(), Tab()
    talk.loads(late)
    talk.loads(quick)
    for _ in range(outcomes):
        talk.posts(quick, "answers", hears=True)

    for _ in range(taps):
        talk.posts(late, "answers" if outcomes else "says what nobody understands")

    assert len(talk.waiting) <= 2
