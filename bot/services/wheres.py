"""Which row and column a ciphertext is bound to: one name where it is sealed and opened."""

from uuid import UUID

from bot.privacy.sealed import Where


def facts(report: UUID) -> Where:
    return Where("reports", "facts", str(report))


def route(report: UUID) -> Where:
    return Where("reports", "route", str(report))


def receipt(report: UUID) -> Where:
    return Where("reports", "receipt_locked", str(report))


def report_key(report: UUID, organisation: UUID) -> Where:
    return Where("report_keys", "wrapped", f"{report}/{organisation}")


def entry(id_: UUID) -> Where:
    return Where("entries", "sealed", str(id_))


def entry_for_worker(id_: UUID) -> Where:
    return Where("entries", "for_worker", str(id_))


def assessment(id_: UUID) -> Where:
    return Where("assessments", "sealed", str(id_))


def file(id_: UUID) -> Where:
    return Where("files", "sealed", str(id_))


def file_of_draft(id_: UUID) -> Where:
    return Where("files", "for_draft", str(id_))


def file_for_worker(id_: UUID) -> Where:
    return Where("files", "for_worker", str(id_))


def member_secret(member: UUID) -> Where:
    return Where("members", "locked", str(member))


def member_key(member: UUID, organisation_key: str) -> Where:
    return Where("member_keys", "wrapped", f"{member}/{organisation_key}")


def invitation(id_: UUID) -> Where:
    return Where("invitations", "wrapped", str(id_))


def session(id_: bytes) -> Where:
    return Where("sessions", "locked", id_.hex())


def diary_receipt(id_: UUID) -> Where:
    return Where("diaries", "receipt_locked", str(id_))


def diary_day(id_: UUID) -> Where:
    return Where("diary_days", "sealed", str(id_))


def broadcast(id_: UUID) -> Where:
    return Where("broadcasts", "sealed", str(id_))
