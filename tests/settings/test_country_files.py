"""A country's file that cannot be used is refused with its name, the field, and what to do."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.facts import SHOWABLE
from bot.settings import SettingsUnusable, read_settings
from bot.settings.files import ConfigFiles
from bot.settings.kinds import KINDS, made
from bot.settings.reading import CONFIG
from tests.settings.conftest import Lay, Read

KENYA: dict[str, Any] = yaml.safe_load((CONFIG / "countries" / "KE.yaml").read_text())
FIELDS = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)


def refusal(read: Read, file: Path) -> str:
    with pytest.raises(SettingsUnusable) as refused:
        read()
    return str(refused.value).replace(str(file), "FILE")


def laid(lay: Lay, **changes: Any) -> Path:
    return lay("countries/KE.yaml", yaml.safe_dump(KENYA | changes, allow_unicode=True))


def fact(name: str, **changes: Any) -> dict[str, Any]:
    return {"facts": KENYA["facts"] | {name: KENYA["facts"][name] | changes}}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"capital": "Nairobi"}, "FILE: capital is unknown; there is code, facts, "),
        (fact("fee_ceiling", valeu="x"),
         "FILE: facts.fee_ceiling.valeu is unknown; did you mean value?"),
        (fact("licence_registry", certainty="sure"),
         "FILE: facts.licence_registry: certainty: Invalid enum value 'sure'; correct it there."),
        (fact("fee_ceiling", text="You pay nothing."),
         "FILE: facts.fee_ceiling: certainty low is never shown to a worker, so it has no text"),
        (fact("licence_registry", source_year=""),
         "FILE: facts.licence_registry: what is not unknown needs a source and source_year; "),
        ({"facts": KENYA["facts"] | {"fee_cieling": KENYA["facts"]["fee_ceiling"]}},
         "FILE: facts.fee_cieling is unknown; did you mean fee_ceiling?"),
        ({"ratifications": {"R203": KENYA["ratifications"]["C182"]}},
         "FILE: ratifications.R203 is unknown; "),
        ({"unions": {"membershp": "barred"}},
         "FILE: unions.membershp is unknown; did you mean membership?"),
        ({"numbers": [{"nummer": "1"}]},
         "FILE: numbers.1.nummer is unknown; did you mean number?"),
    ],
)  # fmt: skip
def test_a_slip_is_said_in_a_sentence_with_its_file_and_field(
    lay: Lay, read: Read, changes: dict[str, Any], sentence: str
) -> None:
    file = laid(lay, **changes)

    assert refusal(read, file).startswith(sentence)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=st.sampled_from(sorted(KENYA["facts"])), field=FIELDS)
def test_no_field_that_nobody_knows_is_taken(lay: Lay, name: str, field: str) -> None:
    file = laid(lay, **fact(name, **{field: "x"}))
    (document,) = ConfigFiles([file.parents[1]], list(KINDS.values())).read("countries/*.yaml")
    (kind,) = [kind for kind, pattern in KINDS.items() if pattern == "countries/*.yaml"]

    certain = KENYA["facts"][name]["certainty"] in SHOWABLE
    if field in {"value", "note", "unverified", *(("text",) if certain else ())}:
        made(document, kind)
        return
    with pytest.raises(SettingsUnusable) as refused:
        made(document, kind)
    assert str(refused.value).startswith(f"{file}: facts.{name}")


def test_a_topic_names_facts_that_there_are(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "topics" / "pay.yaml").read_text()
    file = lay("topics/pay.yaml", ours.replace("- wage_protection", "- wage_protecton"))

    assert refusal(read, file) == (
        "FILE: facts.wage_protecton is unknown; did you mean wage_protection?"
    )


def test_a_topic_names_conventions_that_there_are(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "topics" / "pay.yaml").read_text()
    file = lay("topics/pay.yaml", ours.replace("- C189", "- C198"))

    assert refusal(read, file).startswith("FILE: conventions.C198 is unknown; did you mean C98?")


def test_a_topic_without_a_convention_behind_it_is_refused(lay: Lay, read: Read) -> None:
    ours = yaml.safe_load((CONFIG / "topics" / "pay.yaml").read_text())
    file = lay("topics/pay.yaml", yaml.safe_dump(ours | {"conventions": []}))

    assert "every topic names a convention that is behind it" in refusal(read, file)


def test_the_topics_that_are_shown_come_in_their_order(lay: Lay, read: Read) -> None:
    lay("default.toml", '[topics]\nshown = ["union", "pay"]\n')

    assert [topic.id for topic in read().content.topics] == ["union", "pay"]


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ('["heat"]', "FILE: topics.shown names heat, and there is no topics/heat.yaml; "),
        ('["pay", "pay"]', "FILE: topics: shown pay is there twice; correct it there."),
        ("[]", "FILE: topics: shown names one topic at least; correct it there."),
    ],
)  # fmt: skip
def test_a_topic_that_cannot_be_shown_is_refused(
    lay: Lay, read: Read, shown: str, sentence: str
) -> None:
    file = lay("default.toml", f"[topics]\nshown = {shown}\n")

    assert refusal(read, file).startswith(sentence)


def test_the_countries_that_are_served_come_in_their_order(lay: Lay, read: Read) -> None:
    lay("default.toml", '[countries]\nserved = ["TW", "LB", "NP"]\n')

    content = read().content

    assert [country.code for country in content.served] == ["TW", "LB", "NP"]
    assert len(content.countries) == 29


@pytest.mark.parametrize(
    ("served", "sentence"),
    [
        ('["XX"]', "FILE: countries.served names XX, and there is no countries/XX.yaml; "),
        ('["QA", "QA"]', "FILE: countries: served QA is there twice; correct it there."),
        ("[]", "FILE: countries: served names one country at least; correct it there."),
    ],
)  # fmt: skip
def test_a_country_that_cannot_be_served_is_refused(
    lay: Lay, read: Read, served: str, sentence: str
) -> None:
    file = lay("default.toml", f"[countries]\nserved = {served}\n")

    assert refusal(read, file).startswith(sentence)


def test_a_kind_of_facts_may_be_added_without_a_programmer(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "facts.yaml").read_text()
    lay("facts.yaml", f"{ours}  heat:\n    about: work in the heat\n    expected_of: []\n")
    laid(lay, facts=KENYA["facts"] | {"heat": KENYA["facts"]["licence_registry"]})

    assert read().content.countries["KE"].shown("heat") is not None


def test_a_check_lasts_a_sensible_time(lay: Lay, read: Read) -> None:
    ours = (CONFIG / "facts.yaml").read_text()
    file = lay("facts.yaml", ours.replace("review_after_months: 12", "review_after_months: 0"))

    assert refusal(read, file).startswith("FILE: review_after_months: Expected `int` >= 1")
    assert read_settings({}).content.fact_kinds.review_after_months == 12
