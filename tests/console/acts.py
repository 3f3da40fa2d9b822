"""What a caseworker does with one case."""

from tests.console.browser import Browser, Page
from tests.console.office import Sent


def case(sent: Sent) -> str:
    return f"/console/reports/{sent.reference}"


async def taken(browser: Browser, sent: Sent) -> Page:
    return await browser.send(await browser.open(case(sent)), "/take")
