"""The words a flow is written in: ask, ask many, ask words, say, decide, do, call, resume."""

import hashlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from bot.domain.text import Text

END = "end"
LATER = "later"  # leaves a draft as it stood before the last answer, to be gone on with
LEAVING = frozenset({END, LATER})
SKIP = "skip"
NEXT = "next"
YES = "yes"  # the key that is a consent
NO = "no"
CHOICES_PER_PAGE = 6  # what a small screen shows without scrolling (and the digits 1 to 6)


Form = Literal["words", "number", "date", "money"]


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step is taken only if the answer called `answer` holds (or lacks) the key `has`."""

    answer: str
    has: str
    holds: bool = True


class Choice(msgspec.Struct, frozen=True):
    """One answer: a key for us, an emoji and a word for the person."""

    key: str
    emoji: str
    label: Text


class Find(msgspec.Struct, frozen=True, omit_defaults=True):
    """What words at a question may look for: its search words go by `key`.

    `way` are the answers that lead there, from this question on.  `for_stories` says that it is
    offered beside whatever is found for words that may be meant for a person.
    """

    key: str
    emoji: str
    label: Text
    way: tuple[str, ...]
    for_stories: bool = False


class Step(msgspec.Struct, frozen=True, kw_only=True, tag_field="word", omit_defaults=True):
    """What every word has: a name that is unique in its flow, and when it is taken at all.

    What has its default is not written down, so that a new field makes no new version of a flow.
    """

    name: str
    when: tuple[When, ...] = ()


class Ask(Step, frozen=True, kw_only=True, tag="ask"):
    """One question, one answer.  `then` is one target, or a target for each key.

    `kind` says what the answer is besides: the person's language; their consent, by a *yes*; or
    their word that something may be sent.  `paged` says that the list may be longer than a page.
    `hides` says that it takes the place of everything said before it, as far as that can be.
    `finds` are looked through for words that are no answer: what they may mean is offered.
    """

    text: Text
    choices: tuple[Choice, ...]
    then: str | dict[str, str]
    skip: bool = False
    paged: bool = False
    kind: Literal["answer", "language", "consent", "send"] = "answer"
    hides: bool = False
    finds: tuple[Find, ...] = ()


class AskMany(Step, frozen=True, kw_only=True, tag="ask_many"):
    """One question, several answers, then *done*; at least one unless it may be skipped."""

    text: Text
    choices: tuple[Choice, ...]
    then: str
    skip: bool = False
    paged: bool = False


class AskWords(Step, frozen=True, kw_only=True, tag="ask_words"):
    """A question answered in the person's own words, in one message or several, then *done*.

    `form` says that the words are a number, a date or an amount of money, kept as ``1234.50``,
    ``2024-04-03`` (or as much of it as the person knows) and ``1234.50 QAR``; what may be read in
    two ways is asked about before it counts.
    `files` says that a voice message, a picture, a video or a document answers it too.
    `kind="send"` says that these words are sent when they are written.
    """

    text: Text
    then: str
    skip: bool = False
    several: bool = False
    files: bool = False
    kind: Literal["answer", "send"] = "answer"
    form: Form = "words"

    @property
    def choices(self) -> tuple[Choice, ...]:
        return ()


class Say(Step, frozen=True, kw_only=True, tag="say"):
    """Something said, without a question."""

    text: Text
    then: str


class Decide(Step, frozen=True, kw_only=True, tag="decide"):
    """A branch by a named rule, so that a flow can be stored, hashed and gone on with."""

    by: str
    to: dict[str, str]


class Do(Step, frozen=True, kw_only=True, tag="do"):
    """Something a service makes so; it comes back with one of the outcomes in `to`.

    `gives` names what its outcome may put into texts; `seals` the outcomes after which nothing
    before it can be undone by Back, or is kept.
    """

    effect: str
    to: dict[str, str]
    gives: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()


class Call(Step, frozen=True, kw_only=True, tag="call"):
    """Another flow, and back here; with `each`, once for every answer of that question.

    `at` names the step of it to begin with, where that is not the first.
    """

    flow: str
    then: str
    each: str = ""
    at: str = ""


class Resume(Step, frozen=True, kw_only=True, tag="resume"):
    """The draft that was left waiting goes on where it was; `otherwise` if there is none."""

    otherwise: str


AnyStep = Ask | AskMany | AskWords | Say | Decide | Do | Call | Resume
Question = Ask | AskMany | AskWords


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """Workers who went through a flow and said what they understood: how many, never who.

    `by` is the organisation that sat beside them; `women` and those `not_reading` are of the
    workers, and may be the same people.
    """

    by: str
    on: str  # a day: 2027-01-31
    workers: int
    women: int
    not_reading: int


ENOUGH_WORKERS = 5


class Flow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One conversation as data.  The first step is where it begins.

    `draft` says that leaving in the middle keeps what was answered, to be resumed.  `parts` are
    the steps, in order, with which another part begins: so many dots show how far one has come.
    `renamed` names the successors of steps that earlier versions had: `{"old": "new"}`, or
    `{"sign_*": "country"}` for all that are called like this and are not there any more.
    `reviewed_by` says which workers tried it; whoever changes what it says takes them out again.
    """

    name: str
    steps: tuple[AnyStep, ...]
    draft: bool = False
    parts: tuple[str, ...] = ()
    renamed: dict[str, str] = {}
    reviewed_by: tuple[Tried, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Five workers tried it, women and people who do not read among them; nothing less."""
        return (
            sum(each.workers for each in self.reviewed_by) >= ENOUGH_WORKERS
            and any(each.women for each in self.reviewed_by)
            and any(each.not_reading for each in self.reviewed_by)
        )

    def to_bytes(self) -> bytes:
        return msgspec.json.encode(self, order="deterministic")

    @classmethod
    def from_bytes(cls, data: bytes) -> "Flow":
        return msgspec.json.decode(data, type=cls)

    @property
    def hash(self) -> str:
        """Names this very version of the flow; every conversation carries it.

        Who tried it makes no other version of it.
        """
        said = msgspec.structs.replace(self, reviewed_by=())
        return hashlib.blake2b(said.to_bytes(), digest_size=8).hexdigest()


def targets(step: AnyStep) -> Iterator[tuple[str, str]]:
    """Every (event, target) that leaves a step."""
    match step:
        case Ask():
            yield from _of_choices(step)
        case Decide() | Do():
            yield from step.to.items()
        case Resume():
            yield NEXT, step.otherwise
        case _:
            yield NEXT, step.then
    yield from _way_past(step)


def _of_choices(step: Ask) -> Iterator[tuple[str, str]]:
    if isinstance(step.then, dict):
        yield from step.then.items()
    else:
        yield from ((choice.key, step.then) for choice in step.choices)


def _way_past(step: AnyStep) -> Iterator[tuple[str, str]]:
    """Where a question that is skipped, or a step whose condition does not hold, goes on."""
    match step:
        case Ask(then=str() as then) | AskMany(then=then) | AskWords(then=then):
            yield SKIP, then
        case Say(then=then) | Call(then=then):
            yield SKIP, then
        case Resume():
            yield SKIP, step.otherwise
        case _:
            return
