"""A Telegram that cannot be reached stops nothing else, is said once, and is found again."""

from pathlib import Path

from tests.fakes.patience import eventually
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.server import TOKEN
from tests.whole.chats import WebChat
from tests.whole.deployments import browser, copied
from tests.whole.running import ended_at_last, free_port, made
from tests.whole.workers import begins

LOST, BACK = "Telegram cannot be reached", "Telegram can be reached again"


async def test_the_web_chat_serves_while_telegram_is_away_and_telegram_is_found_when_it_is_back(
    home: Path,
) -> None:
    port = free_port()
    with copied(home) as folder:
        haki = made(folder)
        api = f"http://127.0.0.1:{port}"
        haki.environment |= {"HAKI_TELEGRAM_TOKEN": TOKEN, "HAKI_TELEGRAM_API": api}
        async with ended_at_last(haki):
            await haki.start()
            async with browser() as session:
                await begins(WebChat(haki.url, session))
            await eventually(lambda: LOST in haki.log.read_text(), 10)
            async with FakeTelegram(port=port, pace=None) as telegram:
                ana = telegram.person(started=True)
                await ana.says("/start")
                await eventually(lambda: ana.received, 40)
                await eventually(lambda: BACK in haki.log.read_text(), 10)
                logged = haki.log.read_text()
            await haki.end()

    assert logged.count(LOST) == 1, logged
    assert "Traceback" not in logged
