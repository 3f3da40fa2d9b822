"""What would be sent, line by line, so that nothing leaves unread."""

from collections.abc import Iterable, Iterator, Mapping

from bot.domain.answers import AgeBand, Danger, Duration, Knows, MaySee, Sector, Wish
from bot.domain.content import Content
from bot.domain.files import FileKind
from bot.domain.options import Option
from bot.domain.specials import Special
from bot.domain.text import Text
from bot.engine.place import Known
from bot.engine.said import Fill, Line
from bot.engine.vocabulary import SKIP, YES, Choice
from bot.flows import care, concerned, countries, special
from bot.flows.choices import YES_NO
from bot.flows.consent import SHORT_CONSENT
from bot.flows.danger import CONTACT as MAY_WRITE
from bot.flows.rules import is_special, report_kind
from bot.flows.signs import PREFIX

UNSAID = "unsaid"
SHOWN_OF_A_STORY = 1_000  # characters; the rest is sent, and only not shown again

ABOUT = Text("About: {answer}")
KNOWS = Text("Whether they know of it: {answer}")
HOW_MANY = Text("How many of you: {count}")
WHO_IN_DANGER = Text("Who is in danger: {answer}")
CONTACT = Text("A person may write to you here: {answer}")
AGE = Text("Age: {answer}")
YOUNGEST = Text("Age of the youngest: {answer}")
DANGER = Text("Danger: {answer}")
WRONG = Text("What is wrong: {answer}")
COUNTRY = Text("Country: {answer}")
SECTOR = Text("Work: {answer}")
HOW_LONG = Text("How long: {answer}")
EMPLOYER = Text("Employer: {words}")
AGENT = Text("Agent: {words}")
WORKPLACE = Text("Place of work: {words}")
STORY = Text("Your words: {words}")
STORY_CUT = Text(
    "Your words: {words}\nNot shown here, but part of your report: {count} characters."
)
FILES: Mapping[FileKind, Text] = {
    "voice": Text("Voice messages: {count}"),
    "picture": Text("Pictures: {count}"),
    "video": Text("Videos: {count}"),
    "document": Text("Documents: {count}"),
}
WISH = Text("You want: {answer}")
WHO = Text("Who may read it: {answer}")
ONLY_FOR_THIS = Text("Only an organisation that is there for this")
_AGREED = {"child": MaySee.NGO.label, "danger": MaySee.BOTH.label}


class Summary:
    """The read-back of a report; what was skipped is not in it, since it is not sent."""

    def __init__(self, content: Content) -> None:
        self._indicators = content.indicators
        self._questions = content.indicators.questions()
        signs = {each.id: each.label for each in content.indicators.problems()}
        self._problems = signs | _options(Special)
        places = countries.choices(content.countries.values())
        self._countries = _labels(places)

    def __call__(self, known: Known) -> tuple[Fill, ...]:
        return tuple(self._lines(known))

    def _lines(self, known: Known) -> Iterator[Line]:
        yield from _concerned(known)
        yield from _one(CONTACT, known, "contact", _labels(MAY_WRITE))
        yield from _ages(known)
        yield from _one(WRONG, known, special.OF_A_CHILD, _labels(special.OF_CHILDREN))
        yield from _many(WRONG, known, "problems", self._problems)
        yield from self._signs(known)
        yield from _one(COUNTRY, known, "country", self._countries)
        yield from _one(SECTOR, known, "sector", _options(Sector))
        yield from _one(HOW_LONG, known, "how_long", _options(Duration))
        yield from _names(known)
        yield from _story(known)
        yield from _files(known)
        yield from _many(WISH, known, "wishes", _options(Wish))
        yield from self._who(known)

    def _signs(self, known: Known) -> Iterator[Line]:
        for question in self._questions:
            yield from _one(
                Text("{question} – {answer}"),
                known,
                PREFIX + question.id,
                _labels(YES_NO),
                question=Line(question.read_back),
            )

    def _who(self, known: Known) -> Iterator[Line]:
        """Who is not asked agreed to it before, or reads it here, and is asked on their wish."""
        agreed = self._agreed(known)
        if agreed is None or known.one("who"):
            yield from _one(WHO, known, "who", _options(MaySee))
        else:
            yield Line(WHO, {"answer": Line(agreed)})
        if is_special(known) and known.one("who"):
            yield Line(WHO, {"answer": Line(ONLY_FOR_THIS)})

    def _agreed(self, known: Known) -> Text | None:
        if is_special(known):
            return ONLY_FOR_THIS
        if care.told(self._indicators, known):
            return MaySee.NGO.label
        return _AGREED.get(report_kind(known))


def _concerned(known: Known) -> Iterator[Line]:
    """Whom it is about, and whether anybody is in danger."""
    yield from _one(ABOUT, known, "whom", _labels(concerned.WHOM))
    yield from _one(KNOWS, known, "knows", _options(Knows))
    if (count := known.one("how_many", SKIP)) != SKIP:
        yield Line(HOW_MANY, {"count": count})
    who = tuple(_one(WHO_IN_DANGER, known, "who_in_danger", _said(concerned.IN_DANGER)))
    if known.has(SHORT_CONSENT, YES) and not who:
        yield Line(DANGER, {"answer": Line(concerned.SOMEBODY)})
    yield from who
    yield from _one(DANGER, known, "danger", _options(Danger))
    yield from _one(DANGER, known, "danger_theirs", _said(concerned.THEIR_DANGER))


def _ages(known: Known) -> Iterator[Line]:
    yield from _one(AGE, known, "age", _options(AgeBand))
    yield from _one(AGE, known, "child_age", _said(concerned.CHILD_AGES))
    yield from _one(YOUNGEST, known, "youngest", _said(concerned.THEIR_AGES))


def _one(
    text: Text, known: Known, answer: str, labels: Mapping[str, Text], **fills: Fill
) -> Iterator[Line]:
    """Nothing for a skip: a key without a label."""
    if label := labels.get(known.one(answer)):
        yield Line(text, {"answer": Line(label), **fills})


def _many(text: Text, known: Known, answer: str, labels: Mapping[str, Text]) -> Iterator[Line]:
    for key in known.many(answer):
        yield Line(text, {"answer": Line(labels[key])})


def _names(known: Known) -> Iterator[Line]:
    for answer, text in (("employer", EMPLOYER), ("agent", AGENT), ("workplace", WORKPLACE)):
        if (words := known.one(answer, SKIP)) not in {"", SKIP}:
            yield Line(text, {"words": words})


def _story(known: Known) -> Iterator[Line]:
    words = "\n".join(known.many("story"))
    if len(words) > SHOWN_OF_A_STORY:
        hidden = len(words) - SHOWN_OF_A_STORY
        yield Line(STORY_CUT, {"words": words[:SHOWN_OF_A_STORY], "count": str(hidden)})
    elif words:
        yield Line(STORY, {"words": words})


def _files(known: Known) -> Iterator[Line]:
    """How many there are of each kind; a file cannot be shown again here."""
    kinds = [file.kind for file in known.files("story")]
    for kind, text in FILES.items():
        if count := kinds.count(kind):
            yield Line(text, {"count": str(count)})


def _labels(choices: Iterable[Choice]) -> dict[str, Text]:
    return {choice.key: choice.label for choice in choices}


def _said(choices: Iterable[Choice]) -> dict[str, Text]:
    return {key: label for key, label in _labels(choices).items() if key != UNSAID}


def _options(options: type[Option]) -> dict[str, Text]:
    return {str(option): option.label for option in options if option != UNSAID}
