"""The image and the compose file: what goes in, as whom it runs, and no password that we chose."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings.environment import DEFAULTS, read_environment

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def lines(instruction: str) -> list[str]:
    return re.findall(rf"^{instruction} (.*)$", DOCKERFILE, re.MULTILINE)


def environment() -> dict[str, str]:
    """What the image sets."""
    pairs = re.findall(r"(\w+)=(\S+)", " ".join(lines("ENV")))
    return {name: value for name, value in pairs if name.startswith("HAKI_")}


def test_the_image_is_made_from_what_is_there_and_not_ignored() -> None:
    copied = {
        source.strip("./")
        for line in lines("COPY")
        if "--from" not in line
        for source in line.split()[:-1]
    }

    assert copied == {line[1:] for line in IGNORED if line.startswith("!")}
    assert all((ROOT / source).exists() for source in copied)
    assert "*" in IGNORED


def test_the_image_installs_from_the_lock_and_nothing_else() -> None:
    installs = [line for line in lines("RUN") if "pip install" in line]

    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "-r requirements.lock" in installs[0]


def test_the_image_runs_as_somebody_who_is_not_root() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]

    assert lines("USER") == ["haki"]
    assert "\nUSER haki\n" in last_stage
    assert "useradd --system --uid 10001" in last_stage


def test_the_image_keeps_its_data_in_a_volume_and_can_be_reached() -> None:
    found = read_environment(environment())

    assert lines("VOLUME") == [str(found.home)] == ["/var/lib/haki"]
    assert (found.listen.host, str(found.listen.port)) == ("0.0.0.0", *lines("EXPOSE"))
    assert f"127.0.0.1:{found.listen.port}/readyz" in DOCKERFILE
    assert not found.demonstration_allowed


def test_compose_sets_what_there_is_to_set() -> None:
    assert set(SERVICES["haki"]["environment"]) <= set(DEFAULTS)


@pytest.mark.parametrize("name", SERVICES)
def test_compose_has_no_password_of_its_own(name: str) -> None:
    for variable, value in SERVICES[name]["environment"].items():
        if "PASSWORD" in variable or "_URL" in variable:
            assert re.search(r"\$\{\w+:\?[^}]+\}", str(value)), variable
        if "TOKEN" in variable or "SECRET" in variable:
            assert re.fullmatch(r"\$\{\w+:-\}", str(value)), variable


@pytest.mark.parametrize("name", SERVICES)
def test_compose_gives_a_container_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert any(each.startswith("/tmp:") for each in service["tmpfs"])
    assert "cap_add" not in service
    assert "privileged" not in service


def test_compose_publishes_haki_to_this_machine_only_and_postgresql_to_nobody() -> None:
    assert SERVICES["haki"]["ports"] == ["127.0.0.1:8087:8087"]
    assert "ports" not in SERVICES["postgres"]
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_compose_waits_for_a_healthy_postgresql_and_keeps_both_ones_data() -> None:
    assert SERVICES["haki"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert SERVICES["postgres"]["healthcheck"]["test"]
    assert set(COMPOSE["volumes"]) == {"haki", "postgres"}
    assert SERVICES["postgres"]["image"] == "postgres:18"
