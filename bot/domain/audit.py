"""What happened, by whom, to what: one event of the audit log, and how events are chained."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

START = bytes(32)
"""The hash before the first event."""


class Actor(StrEnum):
    WORKER = "worker"
    MEMBER = "member"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """Ids and names of acts; `detail` holds ids and names of levels, never what people wrote."""

    id: UUID
    at: datetime
    actor: Actor
    act: str
    subject_kind: str
    subject_id: UUID | None = None
    actor_id: UUID | None = None
    organisation_id: UUID | None = None
    detail: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The one way of writing it down that the chain is made over."""
        return msgspec.json.encode(self, order="deterministic")


def linked(before: bytes, event: AuditEvent) -> bytes:
    """The hash of an event in the chain: over the hash before it and all of the event."""
    return hashlib.blake2b(before + event.to_bytes(), digest_size=32).digest()
