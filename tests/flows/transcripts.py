"""A conversation on paper: what a person does, what a service answers, and what must come back.

    # One sentence that says what is true.
    lang: en

      > 3
    bot: Here you can tell a partner organisation about a problem at work.
         [1 ➡️ Next]
         [9 ⬅️ Back] [0 🏠 Menu]
      > Next
      ~ report.submit: sent, receipt = 1234 5678 9012 3456
    bot: ...

A line `>` is what the person writes; `> [key]` a tap, `> [key @4]` a tap on the question of turn
4, `> (voice)` a file that nobody fetched, `> (voice, 2 MB) words` one that was kept, with words,
`> (voice, large)` one that could not be; `> 3 times: words` the same words so often.  A line `~`
under it is what a service answers; `;` parts the lines of what it gives; `kept.report = 1; 2` is
what the chat keeps from then on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.channels.terminal.receive import incoming
from bot.domain.messages import Incoming
from bot.engine.said import Done, Fill

FOLDER = Path(__file__).parent / "transcripts"

_DONE = re.compile(r"([\w.]+): (\w+)((?:, [\w.]+ = [^=]*)*)")
_KEPT = "kept."


class Unreadable(Exception):
    """A line of a transcript is none of the kinds that there are."""


@dataclass(slots=True)
class Exchange:
    """One message of the person, and what came of it."""

    typed: str
    done: list[str] = field(default_factory=list)
    answer: str = ""

    @property
    def incoming(self) -> Incoming:
        return incoming(self.typed)

    def outcomes(self) -> Iterator[tuple[str, Done]]:
        """What services answered, in order."""
        for line in self.done:
            found = _DONE.fullmatch(line)
            if found is None:
                raise Unreadable(f"~ {line}")
            given = dict(each.split(" = ", 1) for each in found[3].split(", ")[1:])
            fills = {n: _fill(v) for n, v in given.items() if not n.startswith(_KEPT)}
            kept = {n: tuple(v.split("; ")) for n, v in given.items() if n.startswith(_KEPT)}
            keeps = {name.removeprefix(_KEPT): each for name, each in kept.items()}
            yield found[1], Done(found[2], fills, keeps, forgets=found[1] == "chat.erase")


@dataclass(slots=True)
class Transcript:
    title: str
    settings: dict[str, str]
    exchanges: list[Exchange]

    @classmethod
    def read(cls, file: Path) -> "Transcript":
        """Raises Unreadable."""
        transcript = cls("", {}, [])
        for line in file.read_text("utf-8").splitlines():
            transcript._add(line)
        return transcript

    def write(self, file: Path) -> None:
        file.write_text(str(self), "utf-8")

    def __str__(self) -> str:
        parts = [f"# {self.title}\n"]
        parts += [f"{name}: {value}\n" for name, value in self.settings.items()]
        parts.append("\n")
        for each in self.exchanges:
            parts.append(f"  > {each.typed}\n")
            parts += [f"  ~ {line}\n" for line in each.done]
            parts.append(each.answer)
        return "".join(parts)

    def _add(self, line: str) -> None:
        if line.startswith("# ") and not self.title:
            self.title = line[2:]
        elif line.startswith("  > "):
            self.exchanges.append(Exchange(line[4:]))
        elif line.startswith("  ~ ") and self.exchanges:
            self.exchanges[-1].done.append(line[4:])
        elif line.startswith(("bot: ", "     ")) and self.exchanges:
            self.exchanges[-1].answer += f"{line}\n"
        elif not self.exchanges and ": " in line:
            name, value = line.split(": ", 1)
            self.settings[name] = value
        elif line.strip():
            raise Unreadable(line)


def every() -> list[Path]:
    return sorted(FOLDER.glob("*/*.txt"))


def _fill(value: str) -> Fill:
    lines = value.split("; ")
    return lines[0] if len(lines) == 1 else tuple(lines)
