"""What a deployment knows of itself."""

from bot.storage import schema
from bot.storage.database import Database
from tests.postgres import Urls


async def test_what_a_deployment_knows_can_change(worker_database: Database) -> None:
    async with worker_database.transaction() as work:
        assert await work.deployment.get("key") is None
        await work.deployment.put("key", "one")
        await work.deployment.put("key", "two")

        assert await work.deployment.get("key") == "two"


async def test_the_web_may_look_it_up(worker_database: Database, web_database: Database) -> None:
    async with worker_database.transaction() as work:
        await work.deployment.put("key", "one")
    async with web_database.transaction() as work:
        assert await work.deployment.get("key") == "one"


async def test_a_new_database_was_sealed_with_no_key(empty_database_urls: Urls) -> None:
    assert await schema.fingerprint(empty_database_urls.owner) is None


async def test_a_database_says_which_key_it_was_sealed_with(database_urls: Urls) -> None:
    assert await schema.fingerprint(database_urls.owner) is None
    await schema.set_fingerprint(database_urls.owner, "one")
    await schema.set_fingerprint(database_urls.owner, "two")

    assert await schema.fingerprint(database_urls.owner) == "two"
