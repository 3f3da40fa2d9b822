"""People sign in by a name that is theirs alone, and get the keys that were sealed to them."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.members import MemberKeyRow, NameIsTaken
from tests.storage.cast import ANA, Office, uid


async def test_a_name_is_found_however_it_is_written(web_database: Database, ana: Office) -> None:
    async with web_database.transaction() as work:
        assert await work.members.named("mEMBER oF 1000") == ana.member
        assert await work.members.named("member of 100") is None
        assert await work.members.named("%") is None


@pytest.mark.parametrize("name", ["Member of 1000", "MEMBER OF 1000"])
async def test_a_name_is_taken_once(
    name: str, web_database: Database, ana: Office, ben: Office
) -> None:
    twin = replace(ben.member, id=uid(7), name=name)
    scope = replace(ben.scope, member_id=uid(7))

    with pytest.raises(NameIsTaken, match="choose another"):
        async with web_database.transaction(visible_to=scope) as work:
            await work.members.add(twin)


async def test_an_id_that_is_taken_is_no_matter_of_names(
    web_database: Database, ana: Office
) -> None:
    with pytest.raises(IntegrityError, match="members_pkey"):
        async with web_database.transaction(visible_to=ana.scope) as work:
            await work.members.add(replace(ana.member, name="Somebody else"))


async def test_a_member_gets_their_own_keys(web_database: Database, ana: Office) -> None:
    async with web_database.transaction(visible_to=ana.scope) as work:
        keys = await work.members.keys(ana.member_id)

        assert keys == [MemberKeyRow(ana.id, ana.member_id, ana.key.id, b"wrapped")]
        assert await work.members.names() == {ana.member_id: ana.member.name}
    assert ana.member.public_key.id == ANA.member.key_id
