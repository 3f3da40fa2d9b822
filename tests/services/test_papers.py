"""A paper for a worker says what is in the diary and no more, in words that can be handed on."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from bot.app.diaries import diary_effects, paper_effects
from bot.engine.said import Done
from bot.i18n import LOCALES, Catalogs
from bot.services.diaries import Diaries
from bot.services.effects import Asked, Effect
from bot.services.hours import HoursKept
from tests.console.office import QUICK
from tests.files import kept
from tests.services.bureau import Bureau
from tests.services.shop import Shop

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
TROUBLE = "No water, and <b>he</b> shouted."
PHOTO = b"a page of a contract"
ESCAPED = "No water, and &lt;b&gt;he&lt;/b&gt; shouted."


class Worker:
    """Somebody with a report and a diary in one chat."""

    def __init__(self, bureau: Bureau, shop: Shop, asked: Asked) -> None:
        self._bureau, self.asked = bureau, asked
        catalogs = Catalogs.load(LOCALES, bureau.content.languages)
        diaries = Diaries(keys=bureau.keys, chance=bureau.chance, receipt_cost=QUICK)
        self._effects: dict[str, Effect] = {
            **diary_effects(diaries, HoursKept(bureau.keys), shop.timers()),
            **paper_effects(diaries, bureau.reports, bureau.content, catalogs),
        }

    async def does(self, effect: str, *, lang: str = "en", **said: str) -> Done:
        known = msgspec.structs.replace(self.asked.known, answers=said, lang=lang)
        asked = Asked(self.asked.conversation_id, known, self._bureau.clock())
        async with self._bureau.worker.transaction() as work:
            done = await self._effects[f"diary.{effect}"](work, asked)
        kept = {**known.kept, **done.keeps}
        self.asked = Asked(
            asked.conversation_id, msgspec.structs.replace(known, kept=kept), asked.now
        )
        return done

    async def page(self, **said: str) -> str:
        paper = (await self.does("paper", **said)).paper
        assert paper is not None
        return paper.page.translate(ISOLATES)


@pytest.fixture
async def ana(bureau: Bureau, shop: Shop) -> Worker:
    """Two days, paid less than agreed, in a chat that sent a report with a picture."""
    await bureau.staffed("Aid")
    worker = Worker(bureau, shop, await bureau.someone())
    known = worker.asked.known
    async with bureau.worker.transaction() as work:
        file = await kept(
            work, bureau.keys, worker.asked.conversation_id, bureau.clock(), PHOTO, "picture"
        )
    told = msgspec.structs.replace(known, answers={**known.answers, "story": ("Look.", file)})
    done = await bureau.submits(replace(worker.asked, known=told))
    known = msgspec.structs.replace(known, kept=dict(done.keeps))
    worker.asked = Asked(worker.asked.conversation_id, known, worker.asked.now)
    await worker.does("begin")
    await worker.does("hours", hours_worked="11")
    await worker.does("paid", money_paid="30 QAR")
    await worker.does("trouble", went_wrong=TROUBLE)
    bureau.clock.passes(days=1)
    await worker.does("look")
    await worker.does("hours", hours_worked="10")
    return worker


async def test_all_of_it_has_every_day_the_sums_and_the_moments(
    ana: Worker, bureau: Bureau
) -> None:
    page = await ana.page(paper="all", letter_country="QA", unit="hour", rate="5 QAR")

    for shown in (
        "Hours: 11.",
        "Hours: 10.",
        "Paid: 30 QAR",
        ESCAPED,
        "days worked 2, hours 21",
        "Hours: 21 × 5 = 105 QAR",
        "By these numbers, 75 QAR is missing.",
        "A report was sent: 20",
        f"Size in bytes: {len(PHOTO)}.",
        f"Fingerprint: {sha256(PHOTO).hexdigest()} (SHA-256)",
        "We do not know until when you have to complain.",
    ):
        assert shown in page, shown
    assert "<b>" not in page
    assert "<script" not in page


async def test_it_says_where_to_complain_only_with_a_source(ana: Worker, bureau: Bureau) -> None:
    fact = bureau.content.countries["QA"].shown("complaint_channel")
    assert fact is not None
    assert fact.text is not None

    known = await ana.page(paper="all", letter_country="QA")
    unknown = await ana.page(paper="all", letter_country="skip")

    about = known[known.index("Where to complain, and until when") :]
    assert "Source: " in about
    assert "Source: " not in unknown


async def test_the_letter_says_nothing_of_trouble_reports_or_numbers(ana: Worker) -> None:
    """It is for an employer: who reads it learns neither of a report nor of a diary's words."""
    done = await ana.does("paper", paper="letter", letter_country="QA")

    assert done.outcome == "letter"
    assert done.paper is not None
    page = done.paper.page.translate(ISOLATES)
    assert "days worked 2, hours 21" in page
    assert "Paid together: 30 QAR" in page
    assert "No water" not in page
    assert "report" not in page.casefold()
    assert sha256(PHOTO).hexdigest() not in page
    for remembered in ana.asked.known.kept.values():
        assert not any(len(each) > 8 and each in page for each in remembered)


async def test_the_letter_is_in_a_language_of_the_country_and_in_the_worker_s(
    ana: Worker,
) -> None:
    page = await ana.page(paper="letter", letter_country="QA", lang="ne")

    arabic, nepali = page.index('<section lang="ar" dir="rtl"'), page.index('<section lang="ne"')
    assert page.startswith('<!doctype html><html lang="ne" dir="ltr">')
    assert "أيام العمل 2" in page[arabic:nepali]
    assert "घण्टा 21" in page[nepali:]
    assert "अनुवाद अहिलेसम्म कसैले जाँचेको छैन" in page  # the Arabic is a draft
    assert 'class="note"' not in page[arabic:]


@pytest.mark.parametrize("country", ["skip", "other", "MY"])
async def test_where_we_have_no_language_of_the_country_it_is_english_and_says_so(
    ana: Worker, country: str
) -> None:
    page = await ana.page(paper="letter", letter_country=country, lang="ar")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<section lang="en" dir="ltr" class="alone">' in page
    assert "الرسالة بالإنجليزية" in page


async def test_the_letter_counts_only_what_they_said_was_agreed(ana: Worker) -> None:
    without = await ana.page(paper="letter", letter_country="skip")
    by_day = await ana.page(paper="letter", letter_country="skip", unit="day", rate="50 QAR")
    enough = await ana.page(paper="letter", letter_country="skip", unit="day", rate="15 QAR")
    no_months = await ana.page(paper="letter", letter_country="skip", unit="month", rate="90 QAR")
    other = await ana.page(paper="letter", letter_country="skip", unit="day", rate="50 NPR")

    assert "What was agreed, less what was paid: 70 QAR" in by_day
    for page in (without, enough, no_months, other):
        assert "What was agreed" not in page
    assert "The letter does not say what your pay comes to." in without
    assert "The letter does not say" not in by_day
    assert "You got" not in by_day  # it speaks to somebody else


async def test_the_name_of_the_file_is_the_deployment_s_harmless_title(
    ana: Worker, bureau: Bureau
) -> None:
    done = await ana.does("paper", paper="letter", letter_country="QA")

    assert done.paper is not None
    assert done.paper.name == f"{bureau.content.names.title}.html"
    assert f"<title>{bureau.content.names.title}</title>" in done.paper.page


async def test_without_a_day_or_a_diary_there_is_no_paper(bureau: Bureau, shop: Shop) -> None:
    worker = Worker(bureau, shop, await bureau.someone())
    assert (await worker.does("paper", paper="all")).outcome == "gone"
    await worker.does("begin")

    done = await worker.does("paper", paper="all")

    assert (done.outcome, done.paper) == ("none", None)


async def test_no_table_holds_a_paper(ana: Worker, tables: Any) -> None:
    before = await _rows(tables)
    await ana.page(paper="all", letter_country="QA")

    assert await _rows(tables) == before


async def _rows(tables: Any) -> dict[str, int]:
    names = await tables.fetch(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    found = {}
    for each in names:
        name = each["table_name"]
        found[name] = await tables.fetchval(f'SELECT count(*) FROM "{name}"')
    return found
