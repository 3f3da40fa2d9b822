"""Every measure runs, at the smallest size: what nobody runs does not run for long."""

from pathlib import Path

import msgspec
import pytest

from bench.__main__ import MEASURES, measured
from bench.figures import Figure, Spread, compared
from bench.posts import NotTaken, connected
from bench.results import Result, write
from bench.sizes import SMALLEST, Size
from bench.tables import lines
from bench.updates import Crowd
from bench.walks import walks
from bench.webhooks import line
from bot.channels.telegram.receive import decode, read
from bot.domain.messages import Incoming
from bot.settings import read_settings


async def test_every_measure_ends_in_figures_and_a_file(tmp_path: Path) -> None:
    result = await measured(list(MEASURES), SMALLEST, fsync=False)

    assert [each.measure.partition(",")[0] for each in result.figures] == [
        "step in process",
        "webhook to commit",
        "step",
        "step",
    ]
    assert all(each.rounds == SMALLEST.rounds for each in result.figures)
    assert all(each.ratio.median > 0 for each in result.figures)
    assert result.postgresql["synchronous_commit"] == "on"
    assert result.figures[0].measure in "\n".join(lines(result))
    kept = msgspec.json.decode(write(result, tmp_path).read_bytes(), type=Result)
    assert kept.figures == result.figures


def test_a_ratio_is_that_of_rounds_which_stood_together() -> None:
    slow_minute = compared("steps", "updates/s", [100, 50, 100], [50, 25, 50], 1.5)

    assert slow_minute.ratio == Spread(2, 2, 2)
    assert slow_minute.met


@pytest.mark.parametrize(
    ("ours", "less_is_better", "met"),
    [(1.0, False, True), (0.99, False, False), (1.0, True, True), (1.01, True, False)],
)
def test_an_aim_is_met_or_not(ours: float, *, less_is_better: bool, met: bool) -> None:
    figure: Figure = compared("x", "s", [ours], [1.0], 1.0, less_is_better=less_is_better)

    assert figure.met is met


def test_whoever_walks_always_writes_something() -> None:
    walked = walks(read_settings({}), Size(people=64, messages=40))

    assert [word for walk in walked for word in walk if not word.strip()] == []


def test_people_write_what_is_offered_to_them_and_nothing_twice() -> None:
    crowd = Crowd(walks(read_settings({}), SMALLEST))
    written = [raw for _ in range(2) for walk in crowd.walks() for raw in walk.updates]

    heard = [read(decode(raw)) for raw in written]
    assert all(isinstance(each, Incoming) for each in heard)
    assert len({decode(raw).update_id for raw in written}) == len(written)


async def test_a_refusal_is_no_answer() -> None:
    async with line("echo", "", SMALLEST) as peer:
        with pytest.raises(NotTaken, match="500"):
            await peer.connections[0].post(b"no JSON")
        with pytest.raises(NotTaken, match="404"):
            await (await connected(peer.port)).get("/elsewhere")
