"""Inline keyboards: what Telegram takes as one."""

from typing import Any

from tests.fakes.telegram.parameters import Parameters
from tests.fakes.telegram.refusals import Refusal, bad_request

LONGEST_DATA = 64  # bytes
MOST_BUTTONS = 100

Rows = list[list[dict[str, Any]]]


def keyboard_of(parameters: Parameters) -> Rows:
    """The rows of buttons of a call, empty if it has none."""
    markup = parameters.parsed("reply_markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if sum(len(_row(row)) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_button(button) for button in row] for row in rows if row]


def _row(row: Any) -> list[Any]:
    if isinstance(row, list):
        return row
    raise bad_request(
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
    )


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    text, data = button.get("text"), button.get("callback_data")
    if text is None:
        raise _unparsed('Can\'t find field "text"')
    if not isinstance(text, str) or not isinstance(data or "", str):
        raise _unparsed('Field "text" must be of type String')
    if not text.strip():
        raise _unparsed("text must be non-empty")
    if not data and not button.get("url"):
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    if data and len(data.encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def _unparsed(why: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {why}")
