"""Who works here: invitations, sign-in, sessions, and what a stolen database is good for."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.privacy.invitations import Invitation
from bot.privacy.passwords import WrongPassword, unlock
from bot.privacy.sealed import CannotOpen, Where
from bot.privacy.server import ServerKeys
from bot.services import wheres
from bot.services.members import (
    Invited,
    NameTaken,
    NameUnusable,
    NotInvited,
    PasswordTooWeak,
    PasswordUnusable,
    Role,
    SignedOut,
    TooManyTries,
    WrongNameOrPassword,
)
from bot.services.organisations import OrganisationExists
from bot.services.people import TRIES, WITHIN
from tests.console.office import PASSWORD
from tests.services.bureau import Bureau


async def test_who_accepts_an_invitation_is_signed_in_and_has_the_organisations_key(
    bureau: Bureau, tables: Any
) -> None:
    code = await bureau.organisation("Lamplight")
    assert await bureau.people.invitation(code) == Invited("Lamplight", Role.COORDINATOR)

    ana = await bureau.member("Ana", code)

    assert (ana.name, ana.organisation, ana.role) == ("Ana", "Lamplight", Role.COORDINATOR)
    public = await tables.fetchval("SELECT public FROM organisation_keys")
    assert [key.public.raw for key in ana.keys.values()] == [public]


async def test_signing_in_opens_the_same_keys(bureau: Bureau) -> None:
    ana = await bureau.staffed("Ana")

    again = await bureau.people.who(await bureau.people.sign_in(name="ana", password=PASSWORD))

    assert (again.member_id, set(again.keys)) == (ana.member_id, set(ana.keys))
    assert again.session != ana.session


async def test_a_name_is_the_same_however_it_is_spaced_and_written(bureau: Bureau) -> None:
    await bureau.member("Ana  of Lamplight ", await bureau.organisation("Lamplight"))

    assert await bureau.people.sign_in(name=" ANA of  lamplight", password=PASSWORD)


@pytest.mark.parametrize(("name", "password"), [("Ana", "not it"), ("Nobody", PASSWORD)])
async def test_a_wrong_name_and_a_wrong_password_are_the_same_refusal(
    bureau: Bureau, tables: Any, name: str, password: str
) -> None:
    await bureau.staffed("Ana")

    with pytest.raises(WrongNameOrPassword):
        await bureau.people.sign_in(name=name, password=password)

    assert await tables.fetchval("SELECT count(*) FROM sessions") == 1


async def test_with_the_database_alone_the_right_password_opens_nothing(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")
    locked = await tables.fetchval("SELECT locked FROM members")
    where = wheres.member_secret(ana.member_id)

    with pytest.raises(CannotOpen) as refused:
        unlock(locked, PASSWORD, where)
    assert not isinstance(refused.value, WrongPassword)  # it does not come to the password
    with pytest.raises(CannotOpen):
        ServerKeys.new().open(locked, where)

    with_the_key = unlock(bureau.keys.open(locked, where), PASSWORD, where)
    public = await tables.fetchval("SELECT public FROM members")
    assert with_the_key.public.raw == public
    with pytest.raises(CannotOpen):
        unlock(bureau.keys.open(locked, where), "not it", where)


async def test_another_server_key_signs_nobody_in(bureau: Bureau) -> None:
    await bureau.staffed("Ana")
    elsewhere = bureau.people_with(ServerKeys.new())

    with pytest.raises(CannotOpen):
        await elsewhere.sign_in(name="Ana", password=PASSWORD)


async def test_after_so_many_tries_a_name_waits_even_with_the_right_password(
    bureau: Bureau,
) -> None:
    await bureau.staffed("Ana")
    await bureau.staffed("Ben")
    for number in range(TRIES):
        with pytest.raises(WrongNameOrPassword):
            await bureau.people.sign_in(name="ana" if number % 2 else "ANA ", password="not it")

    with pytest.raises(TooManyTries) as refused:
        await bureau.people.sign_in(name="Ana", password=PASSWORD)

    assert refused.value.retry_after == WITHIN
    assert await bureau.people.sign_in(name="Ben", password=PASSWORD)
    bureau.clock.now += WITHIN + timedelta(seconds=1)
    assert await bureau.people.sign_in(name="Ana", password=PASSWORD)


@pytest.mark.parametrize("typed", ["İsmail Ali", "ISMAİL ALI", "ismaiL  alİ"])
async def test_another_way_of_writing_a_name_has_no_tries_of_its_own(
    bureau: Bureau, typed: str
) -> None:
    """To some databases both are the same name, whatever becomes of the dot."""
    await bureau.member("Ismail Ali", await bureau.organisation("Lamplight"))
    for _ in range(TRIES):
        with pytest.raises(WrongNameOrPassword):
            await bureau.people.sign_in(name=typed, password="not it")

    with pytest.raises(TooManyTries):
        await bureau.people.sign_in(name="Ismail Ali", password=PASSWORD)


async def test_a_right_password_begins_the_count_anew(bureau: Bureau) -> None:
    await bureau.staffed("Ana")
    for _ in range(3):
        for _ in range(TRIES - 1):
            with pytest.raises(WrongNameOrPassword):
                await bureau.people.sign_in(name="Ana", password="not it")
        assert await bureau.people.sign_in(name="Ana", password=PASSWORD)


async def test_tries_at_once_are_counted_each(bureau: Bureau) -> None:
    await bureau.staffed("Ana")

    tries = await asyncio.gather(
        *(bureau.people.sign_in(name="Ana", password="not it") for _ in range(TRIES + 4)),
        return_exceptions=True,
    )

    assert sum(isinstance(each, TooManyTries) for each in tries) == 4


async def test_an_invitation_is_used_once(bureau: Bureau, tables: Any) -> None:
    code = await bureau.organisation("Lamplight")
    await bureau.member("Ana", code)

    with pytest.raises(NotInvited):
        await bureau.people.invitation(code)
    with pytest.raises(NotInvited):
        await bureau.member("Ben", code)

    assert await tables.fetchval("SELECT count(*) FROM members") == 1


async def test_an_invitation_that_two_use_at_once_lets_one_in(bureau: Bureau, tables: Any) -> None:
    code = await bureau.organisation("Lamplight")

    came = await asyncio.gather(
        *(bureau.people.accept(code, name=who, password=PASSWORD) for who in ("Ana", "Ben")),
        return_exceptions=True,
    )

    assert [type(each) for each in came if isinstance(each, Exception)] == [NotInvited]
    assert await tables.fetchval("SELECT count(*) FROM members") == 1


async def test_an_invitation_ends_with_its_time(bureau: Bureau) -> None:
    code = await bureau.organisation("Lamplight")

    bureau.clock.passes(days=13)
    assert (await bureau.people.invitation(code)).organisation == "Lamplight"
    bureau.clock.passes(days=2)

    with pytest.raises(NotInvited):
        await bureau.member("Ana", code)


async def test_a_code_that_nobody_gave_is_no_invitation(bureau: Bureau) -> None:
    await bureau.organisation("Lamplight")

    for code in (Invitation.new(bureau.chance.bytes).code, "", "words", "\0"):
        with pytest.raises(NotInvited):
            await bureau.people.invitation(code)


async def test_what_refuses_a_name_or_password_leaves_the_invitation_good(
    bureau: Bureau, tables: Any
) -> None:
    await bureau.staffed("Ana")
    code = await bureau.organisation("Lamplight")
    refusals: list[tuple[str, str, type[Exception]]] = [
        ("ana", PASSWORD, NameTaken),
        ("B", PASSWORD, NameUnusable),
        ("B" * 41, PASSWORD, NameUnusable),
        ("B\0b", PASSWORD, NameUnusable),
        ("\u3164\u3164", PASSWORD, NameUnusable),
        ("Ben", "short word", PasswordTooWeak),
        ("Benjamin of Lamplight", "benjamin-lamplight", PasswordTooWeak),
        ("Ben", "lamplight 2026", PasswordTooWeak),
        ("Ben", "123456789012", PasswordTooWeak),
        ("Ben", "long" * 300, PasswordUnusable),
    ]

    for name, password, refusal in refusals:
        with pytest.raises(refusal):
            await bureau.people.accept(code, name=name, password=password)

    assert (await bureau.member("Ben", code)).organisation == "Lamplight"


async def test_a_colleague_comes_in_with_the_same_key_and_the_role_they_were_given(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")

    ben = await bureau.colleague("Ben", ana)

    assert (ben.organisation_id, ben.role) == (ana.organisation_id, Role.CASEWORKER)
    assert set(ben.keys) == set(ana.keys)
    detail = await tables.fetchval("SELECT detail FROM audit_events WHERE act = 'member.invited'")
    assert "caseworker" in detail


async def test_a_session_ends_with_its_time(bureau: Bureau) -> None:
    await bureau.staffed("Ana")
    cookie = await bureau.people.sign_in(name="Ana", password=PASSWORD)

    bureau.clock.passes(hours=bureau.people.session_hours, seconds=-1)
    assert (await bureau.people.who(cookie)).name == "Ana"
    bureau.clock.passes(seconds=1)

    with pytest.raises(SignedOut):
        await bureau.people.who(cookie)


async def test_who_signs_out_is_nobody_and_others_stay(bureau: Bureau, tables: Any) -> None:
    await bureau.staffed("Ana")
    one, other = [await bureau.people.sign_in(name="Ana", password=PASSWORD) for _ in range(2)]

    await bureau.people.sign_out(one)
    await bureau.people.sign_out("no cookie")

    with pytest.raises(SignedOut):
        await bureau.people.who(one)
    assert (await bureau.people.who(other)).name == "Ana"


@pytest.mark.parametrize("cookie", ["", "A" * 43, "A" * 42, "é" * 43, "A" * 43 + "\n"])
async def test_a_cookie_of_nobody_is_nobody(bureau: Bureau, cookie: str) -> None:
    await bureau.staffed("Ana")

    with pytest.raises(SignedOut):
        await bureau.people.who(cookie)


async def test_a_row_of_a_session_opens_nothing_without_the_cookie(
    bureau: Bureau, tables: Any
) -> None:
    ana = await bureau.staffed("Ana")

    rows = await tables.fetch("SELECT * FROM sessions")

    kept = b"".join(each for row in rows for each in row.values() if isinstance(each, bytes))
    for key in ana.keys.values():
        assert key.raw not in kept
    where = Where("sessions", "locked", rows[0]["id"].hex())
    with pytest.raises(CannotOpen):
        bureau.keys.open(rows[0]["locked"], where)


async def test_who_came_in_and_signed_in_is_on_record(bureau: Bureau, tables: Any) -> None:
    ana = await bureau.staffed("Ana")
    await bureau.people.sign_in(name="Ana", password=PASSWORD)

    events = await tables.fetch("SELECT act, actor_id, organisation_id FROM audit_events")
    assert sorted(tuple(event) for event in events) == [
        ("member.joined", ana.member_id, ana.organisation_id),
        ("member.signed_in", ana.member_id, ana.organisation_id),
    ]


async def test_an_organisation_is_set_up_once(bureau: Bureau, tables: Any) -> None:
    await bureau.organisation("Lamplight")

    with pytest.raises(OrganisationExists):
        await bureau.organisation("Lamplight")

    assert await bureau.organisations.names() == ["Lamplight"]
    assert not await bureau.organisations.fictional()
    assert await tables.fetchval("SELECT count(*) FROM invitations") == 1
