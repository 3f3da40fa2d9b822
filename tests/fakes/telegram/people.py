"""A person with a phone: what they do becomes updates, what the bot does is on their screen."""

from collections.abc import Callable
from typing import Any

from tests.fakes.telegram.chats import Chat, Message
from tests.fakes.telegram.media import Kind, content_of
from tests.fakes.telegram.texts import command_in
from tests.fakes.telegram.updates import A_DAY
from tests.fakes.telegram.world import Tap, World

TAP_LASTS = 150.0
PATIENCE = 5.0


class Person:
    """Someone who talks with the bot.  What they do returns the update's id (0: unasked for)."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.chat = chat
        self._world = world
        self._heard = 0

    @property
    def chat_id(self) -> int:
        return self.chat.id

    @property
    def received(self) -> list[Message]:
        """Every message of the bot's, as it is now; deleted ones are marked."""
        return [message for message in self.chat.messages.values() if message.from_bot]

    @property
    def screen(self) -> list[Message]:
        """What the phone shows of the bot's messages."""
        return [message for message in self.received if not message.deleted]

    @property
    def answers(self) -> list[str | None]:
        """What the bot answered to each tap: None is a button that still spins."""
        return [tap.answer for tap in self._world.taps.values() if tap.chat_id == self.chat_id]

    async def says(self, text: str) -> int:
        entities = command_in(text)
        return self._sends({"entities": entities} if entities else {}, text)

    async def sends(
        self,
        kind: Kind,
        caption: str | None = None,
        *,
        content: bytes | None = None,
        size: int | None = None,
    ) -> int:
        """A photo, a voice note, a place: anything that is not text.

        `size` is what Telegram says of a file, where there is no need for so many bytes.
        """
        shape = content_of(kind, caption)
        if content is not None:
            self._world.uploads.put(shape, content, size)
        return self._sends(shape)

    async def sends_album(self, *kinds: Kind, caption: str | None = None) -> list[int]:
        """Several files at once: Telegram makes a message of each, with one name for all."""
        album = {"media_group_id": f"1{len(self.chat.messages):016}"}
        captions = [caption, *[None] * len(kinds)]
        return [
            self._sends(content_of(kind, each) | album)
            for kind, each in zip(kinds, captions, strict=False)
        ]

    async def edits(self, message_id: int, text: str) -> int:
        """Change the words of a message of one's own."""
        message = self.chat.messages[message_id]
        message.text, message.edited_at = text, self._world.clock()
        return self._happens("edited_message", self._world.chats.shape(message), "edited")

    async def taps(self, message: Message | int, label_or_data: str) -> int:
        """Press a button of a message that is still on the screen."""
        if isinstance(message, int):
            message = self.chat.messages[message]
        if message.deleted:
            raise LookupError("This message is no longer on the screen.")
        button = message.button(label_or_data)
        tap_id = str(4_000_000_000 + len(self._world.taps))
        self._world.taps[tap_id] = Tap(self.chat_id, self._world.clock())
        query = {
            "id": tap_id,
            "from": self.chat.user(),
            "chat_instance": f"instance-{self.chat_id}",
            "message": self._world.chats.shape(message),
            "data": button["callback_data"],
        }
        return self._happens("callback_query", query, "taps", TAP_LASTS)

    async def says_in_group(self, text: str, group_id: int = -1001) -> int:
        """Write where several people, and the bot, are."""
        group = self._world.chats.add(Chat(group_id, "group", started=True))
        message = self._world.chats.put(group, from_bot=False, text=text)
        shape = self._world.chats.shape(message) | {"from": self.chat.user()}
        return self._happens("message", shape, "group")

    async def adds_to_group(self, group_id: int = -1001) -> int:
        """The bot is in a group from now on."""
        group = self._world.chats.add(Chat(group_id, "group", started=True))
        return self._membership("left", "member", group)

    async def blocks(self) -> int:
        """From now on the bot cannot write here."""
        self.chat.blocked = True
        return self._membership("member", "kicked")

    async def unblocks(self) -> int:
        self.chat.blocked = False
        return self._membership("kicked", "member")

    def deactivates(self) -> None:
        """The account is gone; Telegram tells nobody."""
        self.chat.deactivated = True

    async def waits_for(
        self, wanted: str | int | Callable[[Message], bool], seconds: float = PATIENCE
    ) -> Message:
        """The first message on the screen with these words (or the nth, or one that fits)."""

        def found() -> Message | None:
            if isinstance(wanted, int):
                return self.screen[wanted - 1] if len(self.screen) >= wanted else None
            fits = (
                (lambda each: wanted in (each.text or "")) if isinstance(wanted, str) else wanted
            )
            return next((message for message in self.screen if fits(message)), None)

        return await self._until(found, seconds)

    async def hears(self, seconds: float = PATIENCE) -> Message:
        """The next message that was not yet heard."""

        def found() -> Message | None:
            return next((each for each in self.received if each.id > self._heard), None)

        message = await self._until(found, seconds)
        self._heard = message.id
        return message

    async def _until(self, found: Callable[[], Message | None], seconds: float) -> Message:
        message = await self._world.chats.bell.until(found, seconds)
        if message is None:
            shown = [each.text for each in self.screen]
            raise TimeoutError(f"It did not come within {seconds} s; the screen shows {shown}.")
        return message

    def _sends(self, content: dict[str, Any], text: str | None = None) -> int:
        if self.chat.blocked or self.chat.deactivated:
            raise PermissionError("Who has blocked the bot, or has no account, cannot write.")
        self.chat.started = True
        message = self._world.chats.put(self.chat, from_bot=False, text=text, content=content)
        return self._happens("message", self._world.chats.shape(message), "messages")

    def _membership(self, before: str, after: str, chat: Chat | None = None) -> int:
        def member(status: str) -> dict[str, Any]:
            shape = {"user": self._world.chats.bot, "status": status}
            return shape | ({"until_date": 0} if status == "kicked" else {})

        shape = {
            "chat": (chat or self.chat).shape(),
            "from": self.chat.user(),
            "date": int(self._world.clock()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }
        return self._happens("my_chat_member", shape, "membership")

    def _happens(self, kind: str, shape: dict[str, Any], queue: str, lasts: float = A_DAY) -> int:
        """Telegram queues a person's messages and taps apart."""
        name = f"{queue}-{self.chat_id}"
        return self._world.updates.add(kind, shape, queue=name, lasts=lasts)
