"""Forms of the page, read or refused."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.webchat.forms import Form, read_form
from bot.channels.webchat.refusals import Refused
from bot.domain.messages import Address

ME = Address("webchat", "a-token")


def form(**fields: str) -> Form:
    return read_form(urlencode(fields).encode())


def external_id(form: Form) -> str:
    return form.incoming(ME, "otherwise").external_id


def test_a_form_says_which_page_it_stood_in() -> None:
    assert form(id="0a", turn="3", after="17", lang="ar", choice="yes") == Form(
        id="0a", turn=3, after=17, lang="ar", choice="yes"
    )


def test_an_empty_form_asks_for_nothing_but_the_question() -> None:
    asked = form().incoming(ME, "otherwise")

    assert (asked.turn, asked.choice, asked.text) == (None, None, None)


def test_an_empty_box_asks_for_the_question_too() -> None:
    assert form(text="").incoming(ME, "otherwise").text is None


def test_lines_end_as_they_do_everywhere_else() -> None:
    assert form(text="one\r\ntwo").text == "one\ntwo"


def test_any_script_arrives_also_unescaped() -> None:
    assert read_form("text=नमस्ते".encode()).text == "नमस्ते"


def test_the_same_sent_twice_from_one_page_is_one_message() -> None:
    assert external_id(form(id="a", choice="yes")) == external_id(form(id="a", choice="yes"))


@pytest.mark.parametrize(
    "other",
    [
        {"id": "a", "choice": "no"},
        {"id": "b", "choice": "yes"},
        {"id": "a", "text": "yes, and more"},
    ],
)
def test_another_button_page_or_word_is_another_message(other: dict[str, str]) -> None:
    assert external_id(form(id="a", choice="yes")) != external_id(form(**other))


def test_a_form_without_a_page_is_a_message_of_its_own() -> None:
    assert external_id(form(choice="yes")) == "otherwise"


@pytest.mark.parametrize(
    "fields",
    [
        {"turn": "x"},
        {"turn": "-1"},
        {"turn": "१"},
        {"turn": "9" * 16},
        {"after": "1.5"},
        {"id": "<b>"},
        {"id": "a" * 65},
        {"lang": '"><script>'},
        {str(n): "" for n in range(11)},
        {"text": "a", "choice": "b"},
    ],
)
def test_what_our_page_would_not_send_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Refused):
        form(**fields)


@given(st.binary())
def test_no_body_at_all_is_more_than_refused(body: bytes) -> None:
    try:
        read_form(body).incoming(ME, "otherwise").external_id.encode()
    except Refused:
        return
