"""A flow to be read step by step: what is said, what can be answered, where it leads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from bot.engine.drawing import words
from bot.engine.faults import Declared
from bot.engine.hearing import Speak
from bot.engine.uses import is_used, used_by
from bot.engine.vocabulary import (
    END,
    LATER,
    SKIP,
    AnyStep,
    Ask,
    AskMany,
    AskWords,
    Call,
    Decide,
    Do,
    Flow,
    Question,
    Resume,
    Say,
    When,
)
from bot.engine.ways import DONE, pages
from bot.engine.ways import SKIP as SKIP_OFFER


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: what leads there, and the step's number, or none where the flow ends."""

    label: str
    to: int | None
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One step, with everything there is to know of it."""

    number: int
    name: str
    style: str
    kind: str
    text: str
    choices: tuple[str, ...]
    ways: tuple[Way, ...]
    notes: tuple[str, ...]


def boxes(
    flow: Flow, flows: Collection[Flow], declared: Declared, speak: Speak
) -> tuple[Box, ...]:
    """The steps of a flow in the order in which they were written, which is how they are read."""
    reader = _Reader(flow, flows, declared, speak)
    return tuple(reader.box(step) for step in flow.steps)


class _Reader:
    """Reads the steps of one flow in one language."""

    def __init__(
        self, flow: Flow, flows: Collection[Flow], declared: Declared, speak: Speak
    ) -> None:
        self._flows, self._declared, self._speak = flows, declared, speak
        self._numbers = {step.name: number for number, step in enumerate(flow.steps, start=1)}
        self._steps = {step.name: step for step in flow.steps}

    def box(self, step: AnyStep) -> Box:
        style, kind = words.kind(step)
        return Box(
            number=self._numbers[step.name],
            name=step.name,
            style=style,
            kind=self._speak(kind),
            text=self._text(step),
            choices=tuple(self._listed(step)),
            ways=tuple(self._ways(step)),
            notes=tuple(self._notes(step)),
        )

    def _text(self, step: AnyStep) -> str:
        match step:
            case Decide(by=name) | Do(effect=name):
                meaning = self._declared.meanings.get(name)
                return self._speak(meaning) if meaning else name
            case Call(flow=flow, at=at):
                return f"{flow}: {at}" if at else flow
            case Resume():
                return ""
            case _:
                return self._speak(step.text)

    # where it leads ---------------------------------------------------------------------------

    def _ways(self, step: AnyStep) -> Iterator[Way]:
        match step:
            case Ask(then=dict() as each):
                for key, label in self._labels(step):
                    yield self._way(label, each[key])
                if SKIP in each:
                    yield self._way(self._skip(), each[SKIP])
            case Ask(then=str() as then) | AskMany(then=then) | AskWords(then=then):
                yield self._way(self._answered(step), then)
                if step.skip:
                    yield self._way(self._skip(), then)
            case Say(then=then):
                yield self._way("", then)
            case Call(then=then):
                yield self._way(self._speak(words.AFTERWARDS), then)
            case Decide(to=to) | Do(to=to):
                yield from (self._way(outcome, target) for outcome, target in to.items())
            case Resume(otherwise=otherwise):
                yield Way(self._speak(words.AS_IT_WAS), None)
                yield self._way(self._speak(words.OTHERWISE), otherwise)

    def _way(self, label: str, target: str) -> Way:
        endings = {END: words.THE_END, LATER: words.WAITS}
        if target in endings:
            return Way(label, None, self._speak(endings[target]))
        return Way(label, self._numbers[target])

    def _answered(self, step: Question) -> str:
        if isinstance(step, AskMany) or (isinstance(step, AskWords) and step.several):
            return f"{DONE.digit} {DONE.emoji} {self._speak(DONE.label)}"
        if isinstance(step, AskWords):
            return self._speak(words.WRITTEN)
        if len(step.choices) == 1:
            return self._labels(step)[0][1]
        return self._speak(words.ANSWER)

    def _skip(self) -> str:
        return f"{SKIP_OFFER.digit} {SKIP_OFFER.emoji} {self._speak(SKIP_OFFER.label)}"

    def _labels(self, step: Ask | AskMany) -> list[tuple[str, str]]:
        """Each choice as it is shown, with the digit that it has on its page."""
        return [
            (choice.key, f"{digit} {choice.emoji} {self._speak(choice.label)}".replace("  ", " "))
            for page in pages(step.choices)
            for digit, choice in enumerate(page, start=1)
        ]

    def _listed(self, step: AnyStep) -> list[str]:
        """The choices that all lead the same way; the others stand with their ways."""
        if isinstance(step, AskMany) or (
            isinstance(step, Ask) and isinstance(step.then, str) and len(step.choices) > 1
        ):
            return [label for _, label in self._labels(step)]
        return []

    # what is to be known ------------------------------------------------------------------------

    def _notes(self, step: AnyStep) -> Iterator[str]:
        if step.when:
            conditions = " + ".join(self._condition(when) for when in step.when)
            yield self._speak(words.ONLY_IF).replace("{conditions}", conditions)
        match step:
            case Ask(kind="language"):
                yield self._speak(words.LANGUAGE)
            case Ask(kind="consent"):
                yield self._speak(words.CONSENT)
            case Ask(kind="send") | AskWords(kind="send"):
                yield self._speak(words.SEND)
            case Do():
                yield from self._done(step)
        if isinstance(step, Question):
            yield from self._kept(step)

    def _condition(self, when: When) -> str:
        asked = self._steps.get(when.answer)
        labels = dict(self._labels(asked)) if isinstance(asked, Ask | AskMany) else {}
        sentence = self._speak(words.IS if when.holds else words.IS_NOT)
        question = self._numbered(when.answer)
        return sentence.replace("{question}", question).replace(
            "{answer}", labels.get(when.has, when.has)
        )

    def _kept(self, step: Question) -> Iterator[str]:
        if isinstance(step, Ask) and step.kind == "language":
            return
        sent = {a for effect in self._declared.sends for a in used_by(effect, self._declared)}
        if any(fnmatchcase(step.name, answer) for answer in sent):
            yield self._speak(words.IS_SENT)
        elif is_used(step, self._flows, self._declared):
            yield self._speak(words.IS_KEPT)

    def _done(self, do: Do) -> Iterator[str]:
        if do.effect in self._declared.sends:
            used = used_by(do.effect, self._declared)
            names = [n for n in self._steps if any(fnmatchcase(n, answer) for answer in used)]
            steps = ", ".join(self._numbered(name) for name in names)
            leaves = self._speak(words.LEAVES).replace("{steps}", steps)
            yield leaves if steps else self._speak(words.FOR_GOOD)
        if do.seals:
            outcomes = ", ".join(f"“{outcome}”" for outcome in do.seals)
            yield self._speak(words.SEALED).replace("{outcomes}", outcomes)

    def _numbered(self, name: str) -> str:
        return str(self._numbers.get(name, name))
