"""The people of one broadcast: frozen when it begins, each with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.broadcasts import Segment
from bot.storage.conversations import ConversationRow
from bot.storage.drivers import Statement, driver_of

FREEZE = Statement(
    "WITH frozen AS ("
    " INSERT INTO broadcast_recipients (broadcast_id, conversation_id, status)"
    " SELECT CAST(:broadcast AS uuid), s.conversation_id, 'waiting'"
    " FROM subscriptions s JOIN conversations c ON c.id = s.conversation_id"
    " WHERE s.organisation_id = :organisation AND CAST(:topic AS text) = ANY (s.topics)"
    " AND (cardinality(CAST(:countries AS text[])) = 0 OR s.country = ANY (:countries))"
    " AND (cardinality(CAST(:sectors AS text[])) = 0 OR s.sector = ANY (:sectors))"
    " AND c.unreachable_at IS NULL AND c.quiet_at IS NULL AND c.erased_at IS NULL"
    " RETURNING 1) SELECT count(*) FROM frozen"
)
# People are held in the order of their ids, as in a turn: nobody waits for each other, and what
# they are sent has a number on the right side of what they are answered.
NEXT = Statement(
    "SELECT c.id, c.channel, c.address_hash, c.address_sealed, c.lang, c.unreachable_at,"
    " coalesce(c.quiet_at, c.erased_at) AS quiet_at, s.shown, h.sealed AS hours,"
    " (SELECT count(*) FROM broadcast_recipients AS o WHERE o.conversation_id = c.id"
    "  AND o.handed_at > CAST(:week_ago AS timestamptz)) AS had"
    " FROM broadcast_recipients AS r"
    " JOIN conversations AS c ON c.id = r.conversation_id"
    " LEFT JOIN subscriptions AS s"
    "  ON s.conversation_id = c.id AND s.organisation_id = :organisation"
    " LEFT JOIN hours AS h ON h.conversation_id = c.id"
    " WHERE r.broadcast_id = :broadcast AND r.status = 'waiting'"
    " AND (r.next_at IS NULL OR r.next_at <= CAST(:at AS timestamptz))"
    " ORDER BY r.conversation_id LIMIT :room FOR UPDATE OF r, c"
)
HAND = Statement(
    "UPDATE broadcast_recipients AS r SET status = 'handed', outbox_id = new.number,"
    " handed_at = CAST(:at AS timestamptz)"
    " FROM unnest(CAST(:people AS uuid[]), CAST(:numbers AS bigint[])) AS new (person, number)"
    " WHERE r.broadcast_id = :broadcast AND r.conversation_id = new.person"
)
SKIP = Statement(
    "UPDATE broadcast_recipients SET status = 'skipped', done_at = CAST(:at AS timestamptz)"
    " WHERE broadcast_id = :broadcast AND conversation_id = ANY (CAST(:people AS uuid[]))"
)
PUT_OFF = Statement(
    "UPDATE broadcast_recipients AS r SET next_at = later.at"
    " FROM unnest(CAST(:people AS uuid[]), CAST(:moments AS timestamptz[])) AS later (person, at)"
    " WHERE r.broadcast_id = :broadcast AND r.conversation_id = later.person"
)
# The row of the outbox is found by its whole key: the moment at which it was handed over, and its
# number.
RESULTS = Statement(
    "WITH done AS ("
    " UPDATE broadcast_recipients AS r"
    " SET status = CASE WHEN o.sent_at IS NULL THEN 'failed' ELSE 'sent' END,"
    " done_at = coalesce(o.sent_at, o.failed_at)"
    " FROM outbox AS o WHERE r.broadcast_id = :broadcast AND r.status = 'handed'"
    " AND o.created_at = r.handed_at AND o.id = r.outbox_id"
    " AND coalesce(o.sent_at, o.failed_at) IS NOT NULL RETURNING r.status)"
    " SELECT count(*) FILTER (WHERE status = 'sent') AS sent,"
    " count(*) FILTER (WHERE status = 'failed') AS failed FROM done"
)
LEFT = Statement(
    "SELECT EXISTS (SELECT 1 FROM broadcast_recipients"
    " WHERE broadcast_id = :broadcast AND status = 'waiting') AS waiting"
)
ON_THEIR_WAY = Statement(
    "SELECT DISTINCT broadcast_id FROM broadcast_recipients WHERE status = 'handed'"
)
UNREAD = Statement(
    "SELECT r.broadcast_id FROM broadcast_recipients AS r"
    " WHERE r.conversation_id = :person AND r.status IN ('handed', 'sent')"
    " ORDER BY (r.read_at IS NOT NULL), r.handed_at DESC LIMIT 1"
)
READ = Statement(
    "UPDATE broadcast_recipients SET read_at = CAST(:at AS timestamptz)"
    " WHERE broadcast_id = :broadcast AND conversation_id = :person AND read_at IS NULL"
)
FORGET = Statement(
    "DELETE FROM broadcast_recipients WHERE broadcast_id IN"
    " (SELECT id FROM broadcasts WHERE ended_at < CAST(:before AS timestamptz))"
)


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One person whose turn it is; `shown` is None where they left meanwhile."""

    row: ConversationRow
    shown: bool | None
    hours: bytes | None = field(repr=False)
    had: int
    """Updates in the last seven days, of everyone."""


class Recipients:
    def __init__(self, connection: AsyncConnection) -> None:
        self._driver = driver_of(connection)

    async def freeze(self, broadcast: UUID, organisation: UUID, segment: Segment) -> int:
        """Write down who gets it; how many people that is."""
        (row,) = await FREEZE.rows(
            self._driver,
            broadcast=broadcast,
            organisation=organisation,
            topic=segment.topic.value,
            countries=list(segment.countries),
            sectors=list(segment.sectors),
        )
        return int(row[0])

    async def next(
        self, broadcast: UUID, organisation: UUID, room: int, *, at: datetime, week_ago: datetime
    ) -> list[RecipientRow]:
        """Those whose turn it is, held until the transaction ends."""
        rows = await NEXT.rows(
            self._driver,
            broadcast=broadcast,
            organisation=organisation,
            room=room,
            at=at,
            week_ago=week_ago,
        )
        return [_recipient(row) for row in rows]

    async def hand(
        self, broadcast: UUID, people: Sequence[UUID], numbers: Sequence[int], at: datetime
    ) -> None:
        """They are in the outbox under these numbers, since this very moment."""
        await HAND.rows(self._driver, broadcast=broadcast, people=people, numbers=numbers, at=at)

    async def skip(self, broadcast: UUID, people: Sequence[UUID], at: datetime) -> None:
        await SKIP.rows(self._driver, broadcast=broadcast, people=people, at=at)

    async def put_off(
        self, broadcast: UUID, people: Sequence[UUID], moments: Sequence[datetime]
    ) -> None:
        """Not before these moments: it is not their hour."""
        await PUT_OFF.rows(self._driver, broadcast=broadcast, people=people, moments=moments)

    async def results(self, broadcast: UUID) -> tuple[int, int]:
        """Note what became of those handed over: how many were sent to, how many refused."""
        (row,) = await RESULTS.rows(self._driver, broadcast=broadcast)
        return int(row["sent"]), int(row["failed"])

    async def any_left(self, broadcast: UUID) -> bool:
        (row,) = await LEFT.rows(self._driver, broadcast=broadcast)
        return bool(row[0])

    async def on_their_way(self) -> list[UUID]:
        """Broadcasts of which something is handed over and not sent yet, ended ones too."""
        return [row[0] for row in await ON_THEIR_WAY.rows(self._driver)]

    async def to_read(self, person: UUID) -> UUID | None:
        """The broadcast that somebody comes for: the newest that they have not read, or read."""
        rows = await UNREAD.rows(self._driver, person=person)
        return rows[0][0] if rows else None

    async def read(self, broadcast: UUID, person: UUID, at: datetime) -> None:
        await READ.rows(self._driver, broadcast=broadcast, person=person, at=at)

    async def forget(self, before: datetime) -> None:
        """Who got what, of everything that ended before then."""
        await FORGET.rows(self._driver, before=before)


def _recipient(row: object) -> RecipientRow:
    got = dict(row)  # type: ignore[call-overload]  # a record of the driver's is a mapping
    person = ConversationRow(
        got["id"],
        got["channel"],
        got["address_hash"],
        got["address_sealed"],
        None,
        got["lang"],
        got["unreachable_at"],
        got["quiet_at"],
    )
    return RecipientRow(person, got["shown"], got["hours"], got["had"])
