"""Conversations as they are kept: found by a keyed hash, everything else sealed."""

from uuid import UUID

from bot.domain.messages import Address, Incoming, Outgoing
from bot.engine.place import Place
from bot.privacy.sealed import Where
from bot.privacy.server import ServerKeys
from bot.services.rendering import packed, unpacked
from bot.storage.batches import Came
from bot.storage.conversations import ConversationRow, NewConversation, SavedPlace


class Places:
    """Seals and opens what a conversation consists of, with the server key."""

    def __init__(self, keys: ServerKeys) -> None:
        self._keys = keys

    def chat_hash(self, address: Address) -> bytes:
        return self._keys.hash("chat", f"{address.channel}:{address.id}")

    def came(self, incoming: Incoming) -> Came:
        """What a message is known by, and who sent it."""
        address = incoming.address
        return Came(address.channel, self.seen_hash(incoming), self.chat_hash(address))

    def seen_hash(self, incoming: Incoming) -> bytes:
        """Names a message without its address: what was here before is not done again."""
        address = incoming.address
        return self._keys.hash("seen", f"{address.channel}:{address.id}:{incoming.external_id}")

    def album_hash(self, incoming: Incoming, said: str) -> bytes:
        """Names what was said to an album, so that it is not said to each of its files."""
        address = incoming.address
        what = f"{address.channel}:{address.id}:{incoming.album}:{said}"
        return self._keys.hash("album", what)

    def new(self, id_: UUID, address: Address) -> NewConversation:
        sealed = self._keys.seal(address.id.encode(), _where("address_sealed", id_))
        return NewConversation(id_, address.channel, self.chat_hash(address), sealed)

    def chat(self, row: ConversationRow) -> str:
        """The chat id, token or name that the channel knows the person by."""
        return self._keys.open(row.address_sealed, _where("address_sealed", row.id)).decode()

    def place(self, row: ConversationRow) -> Place:
        if row.place_sealed is None:
            return Place()
        return Place.from_bytes(self._keys.open(row.place_sealed, _where("place_sealed", row.id)))

    def saved(self, id_: UUID, place: Place) -> SavedPlace:
        sealed = self._keys.seal(place.to_bytes(), _where("place_sealed", id_))
        # In clear, so it is the flow that one began in, and not Help now or what else was opened.
        flow_hash = place.frames[0].hash if place.frames else ""
        return SavedPlace(id_, sealed, flow_hash, place.lang)

    def payload(self, conversation_id: UUID, outgoing: Outgoing) -> bytes:
        return self._keys.seal(packed(outgoing), _payload(conversation_id))

    def outgoing(self, conversation_id: UUID, payload: bytes) -> Outgoing:
        return unpacked(self._keys.open(payload, _payload(conversation_id)))


def _where(column: str, id_: UUID) -> Where:
    return Where("conversations", column, str(id_))


def _payload(conversation_id: UUID) -> Where:
    """Bound to the conversation: the row's own number is not known before it is there."""
    return Where("outbox", "payload", str(conversation_id))
