"""The content that we ship, as every test of a rule meets it."""

import pytest

from bot.domain.clocks import Clocks
from bot.domain.costs import RecruitmentCosts
from bot.domain.countries import Country
from bot.domain.indicators import IndicatorSet
from bot.domain.operational_indicators import OperationalIndicators
from bot.domain.screening import RiskRule
from bot.domain.topics import Topic
from tests.plain import CONFIG, plain


@pytest.fixture(scope="session")
def indicators() -> IndicatorSet:
    return IndicatorSet.from_data(plain("indicators.yaml"), where="config/indicators.yaml")


@pytest.fixture(scope="session")
def operational() -> OperationalIndicators:
    name = "operational_indicators.yaml"
    return OperationalIndicators.from_data(plain(name), where=f"config/{name}")


@pytest.fixture(scope="session")
def rule() -> RiskRule:
    return RiskRule.from_data(plain("risk.toml"), where="config/risk.toml")


@pytest.fixture(scope="session")
def clocks() -> Clocks:
    return Clocks.from_data(plain("clocks.toml"), where="config/clocks.toml")


@pytest.fixture(scope="session")
def costs() -> RecruitmentCosts:
    name = "recruitment_costs.yaml"
    return RecruitmentCosts.from_data(plain(name), where=f"config/{name}")


@pytest.fixture(scope="session")
def countries() -> dict[str, Country]:
    names = sorted(path.name for path in (CONFIG / "countries").glob("*.yaml"))
    return {
        name.removesuffix(".yaml"): Country.from_data(
            plain(f"countries/{name}"), where=f"config/countries/{name}"
        )
        for name in names
    }


@pytest.fixture(scope="session")
def topics() -> dict[str, Topic]:
    names = sorted(path.name for path in (CONFIG / "topics").glob("*.yaml"))
    return {
        name.removesuffix(".yaml"): Topic.from_data(
            plain(f"topics/{name}"), where=f"config/topics/{name}"
        )
        for name in names
    }
