"""What Telegram sends, as far as we look at it.

Only what is used is decoded.  Of a contact or a place we learn that it is there, of a file by what
to fetch it; how it is called, and who someone is (name, username), is never read.
"""

import msgspec

from bot.domain.messages import Media


class _Part(msgspec.Struct, frozen=True, gc=False):
    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Present(_Part, frozen=True, gc=False):
    """Something is there; what it holds is passed over."""


class Attached(_Part, frozen=True, gc=False):
    """A file that can be fetched; a size that is not said is found out on the way."""

    file_id: str = ""
    file_size: int = 0


class Sender(_Part, frozen=True, gc=False):
    language_code: str | None = None
    is_bot: bool = False


class Chat(_Part, frozen=True, gc=False):
    id: int
    type: str


class Message(_Part, frozen=True, gc=False, rename={"sender": "from"}):
    chat: Chat
    message_id: int = 0
    date: int = 0
    edit_date: int = 0
    sender: Sender | None = None
    text: str | None = None
    caption: str | None = None
    media_group_id: str | None = None
    migrate_to_chat_id: int | None = None
    voice: Attached | None = None
    audio: Attached | None = None
    photo: list[Attached] | None = None
    live_photo: Attached | None = None
    animation: Attached | None = None
    document: Attached | None = None
    video: Attached | None = None
    video_note: Attached | None = None
    sticker: Present | None = None
    contact: Present | None = None
    venue: Present | None = None
    location: Present | None = None
    poll: Present | None = None
    dice: Present | None = None
    game: Present | None = None
    story: Present | None = None
    checklist: Present | None = None
    invoice: Present | None = None
    paid_media: Present | None = None
    giveaway: Present | None = None
    giveaway_winners: Present | None = None


KINDS: tuple[tuple[str, Media], ...] = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("photo", "picture"),
    ("live_photo", "picture"),
    ("animation", "video"),  # before document: Telegram sends an animation as both
    ("document", "document"),
    ("video", "video"),
    ("video_note", "video"),
    ("sticker", "other"),
    ("contact", "contact"),
    ("venue", "place"),
    ("location", "place"),
    ("poll", "other"),
    ("dice", "other"),
    ("game", "other"),
    ("story", "other"),
    ("checklist", "other"),
    ("invoice", "other"),
    ("paid_media", "other"),
    ("giveaway", "other"),
    ("giveaway_winners", "other"),
)
"""What somebody sends that is not words.  All else without words is Telegram's own news (a
message was pinned, a background was chosen): it asks nothing of us."""


class Tapped(_Part, frozen=True, gc=False):
    """The message that a tapped button belongs to; without a date Telegram has forgotten it."""

    chat: Chat
    message_id: int
    date: int = 0


class CallbackQuery(_Part, frozen=True, gc=False, rename={"sender": "from"}):
    id: str
    sender: Sender | None = None
    message: Tapped | None = None
    data: str | None = None


class Member(_Part, frozen=True, gc=False):
    """What the bot is in a chat: member, kicked, left, ..."""

    status: str


class Membership(
    _Part, frozen=True, gc=False, rename={"sender": "from", "now": "new_chat_member"}
):
    """The bot was blocked, unblocked, or put into a group."""

    chat: Chat
    date: int
    now: Member
    sender: Sender | None = None


class Update(_Part, frozen=True, gc=False):
    update_id: int
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    edited_message: Message | None = None
    my_chat_member: Membership | None = None
