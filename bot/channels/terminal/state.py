"""Where a conversation is, for whoever wants to see behind what is said."""

from collections.abc import Iterator

from bot.engine.place import Place, Value


def state(place: Place) -> Iterator[str]:
    """The steps that stand, the answers that are known, and what else is kept."""
    stands = " > ".join(f"{frame.flow}.{frame.step}" for frame in place.frames)
    yield f"at: {stands} (turn {place.turn})"
    answers = place.known.answers
    yield f"answers: {_listed({name: _shown(value) for name, value in answers.items()})}"
    if place.picked:
        yield f"picked: {_shown(place.picked)}"
    if place.parked is not None:
        waits = {entry.name: _shown(entry.value) for entry in place.parked.log}
        yield f"a draft waits: {_listed(waits)}"
    if place.kept:
        yield f"kept: {_listed({name: _shown(value) for name, value in place.kept.items()})}"


def _listed(named: dict[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in named.items()) or "none"


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return value
    return " + ".join(each if isinstance(each, str) else f"({each.kind})" for each in value)
