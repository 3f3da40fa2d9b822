"""A browser is known to those who were signed in in it, for a while, and to nobody else."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.chance import SystemChance
from bot.privacy.server import ServerKeys
from bot.services.devices import LASTS, MOST, Devices
from tests.console.office import Watch

KEYS = ServerKeys.new()
GOOD = Devices(KEYS, Watch(), SystemChance()).cookie("ana", "")


@pytest.fixture
def clock() -> Watch:
    return Watch()


@pytest.fixture
def devices(clock: Watch) -> Devices:
    return Devices(KEYS, clock, SystemChance())


def test_a_browser_is_known_to_each_who_was_signed_in_in_it(devices: Devices) -> None:
    first = devices.cookie("ana", "")
    both = devices.cookie("ben", first)

    assert devices.known(both, "ana") == devices.known(first, "ana")
    assert devices.known(both, "ben") not in {None, devices.known(both, "ana")}
    assert devices.known(first, "ben") is None
    assert devices.known(both, "an") is None


def test_signing_in_again_puts_a_new_one_in_the_place_of_the_old(devices: Devices) -> None:
    first = devices.cookie("ana", "")
    again = devices.cookie("ana", first)

    assert devices.known(again, "ana") not in {None, devices.known(first, "ana")}
    assert len(again) == len(first)


def test_a_browser_that_many_share_knows_those_who_came_last(devices: Devices) -> None:
    cookie = ""
    people = [f"person {number}" for number in range(MOST + 3)]
    for each in people:
        cookie = devices.cookie(each, cookie)

    assert [each for each in people if devices.known(cookie, each)] == people[3:]
    assert len(cookie) < 1000


def test_a_browser_is_forgotten_after_its_time(devices: Devices, clock: Watch) -> None:
    cookie = devices.cookie("ana", "")

    clock.now += LASTS
    assert devices.known(cookie, "ana")
    clock.now += timedelta(days=1)

    assert devices.known(cookie, "ana") is None


def test_a_new_server_key_still_knows_the_browsers_of_the_old_one(clock: Watch) -> None:
    cookie = Devices(KEYS, clock, SystemChance()).cookie("ana", "")

    assert Devices(KEYS.rotated(), clock, SystemChance()).known(cookie, "ana")
    assert Devices(ServerKeys.new(), clock, SystemChance()).known(cookie, "ana") is None


def test_a_cookie_tells_no_name(devices: Devices) -> None:
    cookie = devices.cookie("ana maria", "")

    assert "ana" not in cookie
    assert b"ana".hex() not in cookie


@given(st.text(), st.text(max_size=20))
def test_whatever_a_browser_sends_is_known_to_nobody(cookie: str, name: str) -> None:
    devices = Devices(KEYS, Watch(), SystemChance())

    assert devices.known(cookie, name) is None
    assert devices.known(devices.cookie(name, cookie), name)


@given(st.integers(0, len(GOOD) - 1), st.characters())
def test_a_cookie_with_one_character_changed_is_known_to_nobody(at: int, other: str) -> None:
    devices = Devices(KEYS, Watch(), SystemChance())
    changed = GOOD[:at] + other + GOOD[at + 1 :]

    assert (devices.known(changed, "ana") is None) == (changed != GOOD)
