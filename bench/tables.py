"""The figures as a table for a terminal."""

from collections.abc import Iterator, Sequence

from bench.figures import Figure, Spread
from bench.results import Result

HEAD = ("measure", "unit", "ours", "peer", "ratio", "aim", "rounds", "")


def lines(result: Result) -> Iterator[str]:
    """Where it was measured, then a line for each figure, then what is worth knowing beside it."""
    here, there = result.before, result.postgresql
    yield f"{here.cpu}, {here.cores} cores, {here.python}, load {here.load[0]:.1f} at the start"
    yield "PostgreSQL: " + ", ".join(f"{name} {value}" for name, value in there.items())
    yield from _table(result.figures)


def _table(figures: Sequence[Figure]) -> Iterator[str]:
    """Medians, and in brackets between what half of all rounds lie."""
    rows = [HEAD, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
    for figure in figures:
        for name, value in figure.beside.items():
            yield f"  {figure.measure}: {name} {value:,.2f}"


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "<=" if figure.less_is_better else ">="
    return (
        figure.measure,
        figure.unit,
        _spread(figure.ours),
        _spread(figure.peer),
        _spread(figure.ratio),
        f"{sign} {figure.aim}",
        str(figure.rounds),
        "met" if figure.met else "NOT MET",
    )


def _spread(spread: Spread) -> str:
    return f"{_short(spread.median)} ({_short(spread.low)} to {_short(spread.high)})"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
