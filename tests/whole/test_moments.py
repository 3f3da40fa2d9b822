"""Where a kill finds a fault, the same moments can be had again."""

from tests.whole.moments import SEED, drawn


def test_each_run_kills_at_other_moments() -> None:
    assert drawn({}).again != drawn({}).again


def test_what_a_failure_prints_gives_the_same_moments() -> None:
    first = drawn({})
    name, _, seed = first.again.partition("=")
    again = drawn({name: seed})

    assert name == SEED
    assert [again.random() for _ in range(9)] == [first.random() for _ in range(9)]
