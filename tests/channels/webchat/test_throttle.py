"""How often one session may ask."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.webchat.throttle import Throttle, TooFast


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def throttle(watch: Watch) -> Throttle:
    return Throttle(watch, most=3, window=timedelta(seconds=10))


def asks(throttle: Throttle, session: str, times: int) -> None:
    for _ in range(times):
        throttle.let_through(session)


def test_one_request_too_many_is_too_fast(throttle: Throttle) -> None:
    asks(throttle, "ana", 3)

    with pytest.raises(TooFast):
        throttle.let_through("ana")


def test_another_session_has_a_count_of_its_own(throttle: Throttle) -> None:
    asks(throttle, "ana", 3)

    asks(throttle, "ben", 3)


def test_after_a_while_all_is_well_again(throttle: Throttle, watch: Watch) -> None:
    asks(throttle, "ana", 3)
    watch.now += timedelta(seconds=10)

    asks(throttle, "ana", 3)


def test_sessions_that_have_gone_are_forgotten(throttle: Throttle, watch: Watch) -> None:
    for n in range(1000):
        throttle.let_through(str(n))
    watch.now += timedelta(seconds=10)
    throttle.let_through("ana")

    assert len(throttle._counts) == 1


def test_a_clock_that_is_set_back_shuts_nobody_out(throttle: Throttle, watch: Watch) -> None:
    asks(throttle, "ana", 3)
    watch.now -= timedelta(hours=1)

    asks(throttle, "ana", 3)
