"""`haki facts report` counts, lists by country, and speaks to people and to spreadsheets."""

import csv
from datetime import date
from io import StringIO

import pytest

from bot.app.fact_reports import NoSuchCountry, Wish, report
from bot.cli import main
from bot.domain.gaps import Lack
from bot.settings import read_settings

SETTINGS = read_settings({})
CHECKED = date(2026, 11, 21)


def reported(country: str = "", form: str = "text", *, today: date = CHECKED) -> str:
    lines: list[str] = []
    report(SETTINGS, Wish(country, form), today, lines.append)
    return "\n".join(lines)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_the_counts_stand_on_top_and_are_those_of_the_list() -> None:
    counts = dict(line.split(": ") for line in reported().splitlines()[:5])
    listed = rows(reported(form="csv"))

    assert counts.pop("Countries") == "29"
    assert counts == {lack.label: str(sum(row["lack"] == lack for row in listed)) for lack in Lack}


def test_the_text_names_every_gap_of_the_table() -> None:
    text = reported()

    for row in rows(reported(form="csv")):
        assert row["field"] in text
        assert row["detail"] in text


def test_one_country_can_be_asked_for() -> None:
    text = reported("KW")

    assert text.startswith("Countries: 1\n")
    assert "\nKW Kuwait: " in text
    assert "domestic_worker_minimum_age: low: Order 640" in text
    assert "complaint 24937600: never called" in text
    assert "Nepal" not in text
    assert {row["country"] for row in rows(reported("KW", "csv"))} == {"KW"}


def test_what_is_of_no_country_stands_at_the_end() -> None:
    late = reported(today=date(2030, 1, 1)).split("Of no country")[1]

    for name in ("topic pay 1", "rule of costs 1", "cost medical", "help now proof", "C29"):
        assert f"{name}: last checked 2026-11-21" in late


def test_a_country_without_a_file_is_refused() -> None:
    with pytest.raises(NoSuchCountry, match=r"There is no config/countries/XX\.yaml"):
        reported("XX")


@pytest.mark.parametrize("more", [[], ["--country", "QA"], ["--country", "QA", "--format", "csv"]])
def test_gaps_are_no_failure_of_the_command(
    more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", "report", *more]) == 0
    assert "licence_registry" in capsys.readouterr().out


def test_a_country_that_is_not_there_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["facts", "report", "--country", "ZZ"]) == 2
    assert capsys.readouterr().err.startswith("haki: There is no config/countries/ZZ.yaml;")
