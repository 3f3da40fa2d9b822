"""Every transcript is what the flows say, and together they go everywhere."""

from functools import cache
from pathlib import Path

import pytest

from bot.engine.vocabulary import SKIP, Ask, AskMany, Flow, Question
from bot.flows import countries
from bot.flows.choices import OTHER
from bot.flows.plan import plan
from tests.flows.contents import delivered
from tests.flows.player import NotAsDeclared, NotedBook, Player, english, main, player, voices
from tests.flows.transcripts import FOLDER, Transcript, Unreadable, every

FLOWS = {flow.name: flow for flow in plan(delivered()).flows}
COUNTRIES = {choice.key for choice in countries.choices(delivered().served)}
FILES = {str(file.relative_to(FOLDER)): file for file in every()}


@pytest.mark.parametrize("name", FILES)
def test_the_flows_say_what_the_transcript_says(name: str) -> None:
    expected = Transcript.read(FILES[name])

    assert str(player(expected).play(expected)) == str(expected)


@pytest.mark.parametrize("name", FILES)
def test_a_transcript_is_on_file_as_it_is_written(name: str) -> None:
    file = FILES[name]

    assert str(Transcript.read(file)) == file.read_text("utf-8")
    assert Transcript.read(file).title.endswith(".")


@cache
def noted() -> NotedBook:
    """The steps and choices of all transcripts together."""
    book, closed = NotedBook(), NotedBook(reports=False)
    for transcript in map(Transcript.read, every()):
        own = closed if "reports" in transcript.settings else book
        Player(own, voices(transcript)).play(transcript)
    book.come_to |= closed.come_to
    book.left_by |= closed.left_by
    return book


@pytest.mark.parametrize("name", FLOWS)
def test_every_flow_has_transcripts_of_its_own(name: str) -> None:
    assert list((FOLDER / name).glob("*.txt"))


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_every_step_is_in_some_transcript(flow: Flow) -> None:
    assert {(flow.name, step.name) for step in flow.steps} <= noted().come_to


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_every_choice_is_made_in_some_transcript(flow: Flow) -> None:
    """Of countries only the one we do not know: test_countries.py goes to each of them."""
    wanted = {
        (flow.name, step.name, key)
        for step in flow.steps
        if isinstance(step, Question)
        for key in (
            *(_keys(step) if isinstance(step, Ask | AskMany) else []),
            *([SKIP] if step.skip else []),
        )
    }

    assert wanted <= noted().left_by


def _keys(step: Ask | AskMany) -> list[str]:
    keys = [choice.key for choice in step.choices]
    return [OTHER] if set(keys) <= COUNTRIES else keys


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_every_outcome_is_had_in_some_transcript(flow: Flow) -> None:
    wanted = {
        (flow.name, step.name, outcome)
        for step in flow.steps
        for outcome in getattr(step, "to", {})
    }

    assert wanted <= noted().left_by


def test_a_changed_word_is_noticed() -> None:
    transcript = Transcript.read(FILES["start/first_words.txt"])
    transcript.exchanges[0].answer = "bot: Please pick a language.\n"

    assert str(player(transcript).play(transcript)) != str(transcript)


@pytest.mark.parametrize("done", [[], ["partners.look: some", "partners.look: some"]])
def test_what_a_service_answers_must_be_declared_and_asked_for(done: list[str]) -> None:
    transcript = Transcript.read(FILES["report/by_command.txt"])
    transcript.exchanges[-1].done = done

    with pytest.raises(NotAsDeclared):
        player(transcript).play(transcript)


@pytest.mark.parametrize("line", ["bot: nobody said anything", "so what"])
def test_a_line_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(f"# Title.\n\n{line.replace('bot: ', 'bot ')}\n", "utf-8")

    with pytest.raises(Unreadable):
        Transcript.read(file)


def test_an_outcome_that_is_none_is_refused() -> None:
    transcript = Transcript.read(FILES["report/by_command.txt"])
    transcript.exchanges[-1].done = ["look: for partners"]

    with pytest.raises(Unreadable):
        Player(NotedBook(), english).play(transcript)


def test_transcripts_are_written_anew_on_purpose_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "first_words.txt"
    right = FILES["start/first_words.txt"].read_text("utf-8")
    file.write_text(right.replace("Please", "Kindly"), "utf-8")

    assert main([]) == 2
    assert "--write" in capsys.readouterr().err
    assert main(["--write", str(file)]) == 0
    assert file.read_text("utf-8") == right
