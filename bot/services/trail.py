"""Every look and every act as a row for the audit log: ids and names of acts, never content."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bot.domain.audit import Actor, AuditEvent


def submitted(id_: UUID, at: datetime, report: UUID, organisation: UUID) -> AuditEvent:
    return AuditEvent(
        id=id_,
        at=at,
        actor=Actor.WORKER,
        act="report.submitted",
        subject_kind="report",
        subject_id=report,
        organisation_id=organisation,
    )


def by_worker(
    id_: UUID, at: datetime, act: str, report: UUID, detail: Mapping[str, str] | None = None
) -> AuditEvent:
    """Something that the worker did with a report, from whatever chat."""
    return AuditEvent(
        id=id_,
        at=at,
        actor=Actor.WORKER,
        act=act,
        subject_kind="report",
        subject_id=report,
        detail=dict(detail or {}),
    )


def by_member(
    id_: UUID,
    at: datetime,
    act: str,
    *,
    member: UUID,
    organisation: UUID,
    subject: tuple[str, UUID] | None = None,
    detail: Mapping[str, str] | None = None,
) -> AuditEvent:
    """Something that a member of an organisation looked at or did."""
    kind, subject_id = subject or ("organisation", organisation)
    return AuditEvent(
        id=id_,
        at=at,
        actor=Actor.MEMBER,
        actor_id=member,
        act=act,
        subject_kind=kind,
        subject_id=subject_id,
        organisation_id=organisation,
        detail=dict(detail or {}),
    )


def by_system(id_: UUID, at: datetime, act: str, detail: Mapping[str, str]) -> AuditEvent:
    """Something that happened by itself."""
    return AuditEvent(
        id=id_, at=at, actor=Actor.SYSTEM, act=act, subject_kind="deployment", detail=dict(detail)
    )
