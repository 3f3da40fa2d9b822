"""Which addresses are this machine's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.addresses import Listen, NotAnAddress, loopback


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "127.0.0.1", "127.255.255.254", "::1"])
def test_this_machine_is_recognised(host: str) -> None:
    assert loopback(host)


@given(st.ip_addresses().filter(lambda address: not address.is_loopback).map(str))
def test_no_other_address_is_taken_for_this_machine(address: str) -> None:
    assert not loopback(address)


@given(st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True))
def test_a_name_is_this_machine_only_if_it_is_localhost_or_an_address_of_it(name: str) -> None:
    assert loopback(name) <= (name == "localhost" or name.startswith("127."))


@given(st.ip_addresses().map(str), st.integers(0, 65_535))
def test_what_is_listened_on_is_written_as_it_was_read(host: str, port: int) -> None:
    listen = Listen(host, port)

    assert Listen.parse(str(listen)) == listen


@given(st.text())
def test_any_text_is_a_place_to_listen_on_or_none(text: str) -> None:
    try:
        listen = Listen.parse(text)
    except NotAnAddress:
        return
    assert listen.host
    assert listen.host in text
