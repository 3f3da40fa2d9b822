"""`haki flows check`: everything that is wrong with the conversations, and how to mend it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bot.app.released import released
from bot.engine.book import Plan
from bot.engine.checks import faults_of
from bot.engine.faults import Fault, FlowsAreFaulty
from bot.engine.successors import lost_steps, unnoted_steps
from bot.engine.texts import placeholders, too_long
from bot.engine.vocabulary import Question, Say
from bot.flows.plan import plan
from bot.i18n import LOCALES, SOURCE, catalog_file, translations
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
TRANSCRIPTS = Path("tests/flows/transcripts")


def check(settings: Settings, say: Callable[[str], None]) -> None:
    """Raises FlowsAreFaulty, with a line for each fault."""
    today = plan(settings.content)
    if faults := list(faults_in(today, settings)):
        raise FlowsAreFaulty(faults)
    steps = sum(len(flow.steps) for flow in today.flows)
    languages = len(settings.content.languages)
    say(f"{len(today.flows)} flows, {steps} steps, {languages} languages, no faults.")
    if not (ROOT / TRANSCRIPTS).is_dir():
        say("Whether each flow has a transcript can be seen only where the tests are.")


def faults_in(today: Plan, settings: Settings) -> Iterator[Fault]:
    """Those of the flows themselves, and what only the files beside them show."""
    yield from faults_of(today.flows, today.declared)
    yield from lost_steps(today.flows, released())
    yield from unnoted_steps(today.flows, released())
    for language in settings.content.languages:
        if language.code != SOURCE:
            yield from mistranslated(today, catalog_file(LOCALES, language.code))
    if (ROOT / TRANSCRIPTS).is_dir():
        yield from unplayed(today, ROOT / TRANSCRIPTS)


def mistranslated(today: Plan, catalog: Path) -> Iterator[Fault]:
    """What a language says with other placeholders, or at greater length."""
    spoken: dict[str, tuple[str, str]] = {
        step.text: (flow.name, step.name)
        for flow in today.flows
        for step in flow.steps
        if isinstance(step, Question | Say)
    }
    file = str(catalog.relative_to(ROOT) if catalog.is_relative_to(ROOT) else catalog)
    for english, translation in translations(catalog):
        flow, step = spoken.get(english, ("", ""))
        if odd := sorted(placeholders(english) ^ placeholders(translation)):
            names = ", ".join(f"{{{name}}}" for name in odd)
            mend = (
                f"The translation of “{english}” has not the same words in braces as the "
                f"English; correct {names}."
            )
            yield Fault(flow, step, mend, file)
        for mend in too_long(translation) if step else ():
            yield Fault(flow, step, mend, file)


def unplayed(today: Plan, transcripts: Path) -> Iterator[Fault]:
    """A flow is held by a conversation on paper that somebody read."""
    for flow in today.flows:
        if not any((transcripts / flow.name).glob("*.txt")):
            mend = f"This flow has no transcript; write one in {TRANSCRIPTS}/{flow.name}/."
            yield Fault(flow.name, "", mend)
