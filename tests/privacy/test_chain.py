"""The whole hierarchy: who has to have what, to read one report."""

import random
from dataclasses import dataclass

import pytest

from bot.privacy import passwords, sessions
from bot.privacy.pairs import SecretKey, new_pair, open_with, seal_to, unwrap, wrap
from bot.privacy.receipts import Receipt, lock_with_receipt, unlock_with_receipt
from bot.privacy.sealed import CannotOpen, Where
from bot.privacy.server import ServerKeys
from tests.privacy.cast import CHEAP, STORY

MEMBER = Where("members", "secret", "ana")
SESSION = Where("sessions", "secret", "s-1")
MEMBERSHIP = Where("member_keys", "secret", "ana")
STORY_AT = Where("reports", "story", "r-1")
RECEIPT_AT = Where("reports", "receipt", "r-1")


def grant(organisation: str) -> Where:
    return Where("grants", "secret", f"r-1:{organisation}")


@dataclass(frozen=True)
class Rows:
    """What the database holds: nobody's secret."""

    member: bytes
    membership: bytes
    story: bytes
    grants: dict[str, bytes]
    receipt: bytes


@dataclass(frozen=True)
class Told:
    """What a worker was told, and the server key file."""

    receipt: Receipt
    keys: ServerKeys


def submitted() -> tuple[Rows, Told]:
    """A report that was sent to three organisations; no secret key outlives this function."""
    ana, report = new_pair(), new_pair()
    organisations = {name: new_pair() for name in ("first", "second", "union")}
    told = Told(Receipt.new(random.Random(1).randrange), ServerKeys.new())
    rows = Rows(
        member=passwords.lock(ana, "a long password", MEMBER, CHEAP),
        membership=wrap(organisations["first"], ana.public, MEMBERSHIP),
        story=seal_to(report.public, STORY, STORY_AT),
        grants={
            name: wrap(report, pair.public, grant(name)) for name, pair in organisations.items()
        },
        receipt=lock_with_receipt(report, told.receipt, told.keys, RECEIPT_AT, CHEAP),
    )
    return rows, told


def report_of(member: SecretKey, rows: Rows) -> SecretKey:
    organisation = unwrap(rows.membership, member, MEMBERSHIP)
    return unwrap(rows.grants["first"], organisation, grant("first"))


def test_a_password_leads_to_the_story_over_member_organisation_and_report() -> None:
    rows, _ = submitted()

    member = passwords.unlock(rows.member, "a long password", MEMBER)

    assert open_with(report_of(member, rows), rows.story, STORY_AT) == STORY


def test_a_session_leads_to_the_story_without_the_password() -> None:
    rows, _ = submitted()
    cookie = sessions.new_session_secret()
    member = passwords.unlock(rows.member, "a long password", MEMBER)
    row = sessions.lock(member, cookie, SESSION)

    again = sessions.unlock(row, cookie, SESSION)

    assert open_with(report_of(again, rows), rows.story, STORY_AT) == STORY


def test_the_receipt_leads_to_the_story() -> None:
    rows, told = submitted()

    report = unlock_with_receipt(rows.receipt, told.receipt, told.keys, RECEIPT_AT)

    assert open_with(report, rows.story, STORY_AT) == STORY


def test_the_server_can_append_with_what_it_keeps_and_not_read() -> None:
    rows, told = submitted()
    report = unlock_with_receipt(rows.receipt, told.receipt, told.keys, RECEIPT_AT)
    place = Where("messages", "body", "m-1")

    message = seal_to(report.public, b"and they took my phone", place)

    assert open_with(report, message, place) == b"and they took my phone"
    for blob in (rows.story, message, *rows.grants.values()):
        with pytest.raises(CannotOpen):
            told.keys.open(blob, STORY_AT)


def test_an_organisation_that_was_not_given_the_report_cannot_open_it() -> None:
    rows, _ = submitted()
    stranger = new_pair()

    for name, blob in rows.grants.items():
        with pytest.raises(CannotOpen):
            unwrap(blob, stranger, grant(name))


def test_a_grant_of_another_report_cannot_be_put_in_its_place() -> None:
    rows, _ = submitted()
    member = passwords.unlock(rows.member, "a long password", MEMBER)
    organisation = unwrap(rows.membership, member, MEMBERSHIP)

    with pytest.raises(CannotOpen):
        unwrap(rows.grants["first"], organisation, Where("grants", "secret", "r-2:first"))


def test_after_a_rotation_of_the_organisations_key_the_old_reports_still_open() -> None:
    rows, _ = submitted()
    member = passwords.unlock(rows.member, "a long password", MEMBER)
    old, new = unwrap(rows.membership, member, MEMBERSHIP), new_pair()
    past = Where("organisation_keys", "secret", old.public.id)
    row = wrap(old, new.public, past)

    report = unwrap(rows.grants["first"], unwrap(row, new, past), grant("first"))

    assert open_with(report, rows.story, STORY_AT) == STORY
