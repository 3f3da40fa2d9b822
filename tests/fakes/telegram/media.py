"""What people send that is not text: each kind with the fields that Telegram promises."""

from typing import Any, Literal, get_args

Kind = Literal[
    "animation",
    "audio",
    "contact",
    "dice",
    "document",
    "location",
    "photo",
    "poll",
    "sticker",
    "video",
    "video_note",
    "voice",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

CAPTIONED = frozenset({"animation", "audio", "document", "photo", "video", "voice"})
PHONE = "+12025550142"  # a number that is reserved for fiction
PLACE = {"latitude": 0.0, "longitude": -160.0}  # in the middle of an ocean


def content_of(kind: Kind, caption: str | None) -> dict[str, Any]:
    """The fields that such a message has instead of a text."""
    content: dict[str, Any] = {kind: _things()[kind]}
    if kind == "animation":
        content["document"] = _file("document", mime_type="video/mp4")  # as Telegram does
    if caption is not None and kind in CAPTIONED:
        content["caption"] = caption
    return content


def _things() -> dict[str, Any]:
    size = {"width": 320, "height": 240}
    return {
        "animation": _file("animation", duration=2, **size),
        "audio": _file("audio", duration=30, mime_type="audio/mpeg"),
        "contact": {"phone_number": PHONE, "first_name": "Contactname"},
        "dice": {"emoji": "🎲", "value": 4},
        "document": _file("document", file_name="Filename.pdf", mime_type="application/pdf"),
        "location": PLACE,
        "photo": [_file("small", width=90, height=68), _file("large", **size)],
        "poll": _poll(),
        "sticker": _file("sticker", type="regular", is_animated=False, is_video=False, **size),
        "video": _file("video", duration=10, **size),
        "video_note": _file("video_note", duration=5, length=240),
        "voice": _file("voice", duration=4, mime_type="audio/ogg"),
    }


def _file(name: str, **more: Any) -> dict[str, Any]:
    return {"file_id": f"file-{name}", "file_unique_id": f"unique-{name}", "file_size": 512} | more


def _poll() -> dict[str, Any]:
    return {
        "id": "1",
        "question": "Questionwords",
        "options": [
            {"text": "One", "voter_count": 0, "persistent_id": "1"},
            {"text": "Two", "voter_count": 0, "persistent_id": "2"},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
