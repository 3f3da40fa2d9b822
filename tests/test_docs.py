"""The documents say what is so: every command, setting and route, and no other."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from aiohttp import web

from bot.app.chance import SystemChance, now
from bot.app.house import House
from bot.app.listening import add_probes
from bot.channels.telegram.updates import Updates
from bot.channels.telegram.webhook import add_webhook
from bot.channels.webchat.parts import Webchat
from bot.channels.webchat.site import add_webchat
from bot.cli import _parser
from bot.console.parts import Console
from bot.console.site import add_console
from bot.i18n import LOCALES, Catalogs
from bot.services.counts import Counts
from bot.settings import read_settings
from bot.settings.environment import DEFAULTS

ROOT = Path(__file__).parents[1]
DOCS = {
    str(file.relative_to(ROOT)): file.read_text("utf-8")
    for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
}
README, OPERATIONS = DOCS["README.md"], DOCS["docs/operations.md"]
OF_TESTS = {"HAKI_TEST_DATABASE_URL"}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```", re.DOTALL)
IN_REPOSITORY = re.compile(r"`((?:bot|config|docs|scripts|tests)/[\w./-]+)`")

Tree = dict[str, "Tree"]


def commands(parser: argparse.ArgumentParser) -> Tree:
    return {
        name: commands(each)
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, each in action.choices.items()
    }


def written_out(tree: Tree, above: str = "haki") -> Iterator[str]:
    for name, below in tree.items():
        yield from written_out(below, f"{above} {name}") if below else (f"{above} {name}",)


def options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from (option for option in action.option_strings if option not in {"-h", "--help"})
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from options(each)


def routes() -> set[str]:
    """The paths that a whole Haki listens on; nothing is asked of the parts they are made with."""
    app, nothing = web.Application(), cast("object", None)
    content = read_settings({}).content
    catalogs = Catalogs.load(LOCALES, content.languages)
    webchat = Webchat(
        conversations=nothing,  # type: ignore[arg-type]  # no message is sent here
        files=nothing,  # type: ignore[arg-type]  # nor any file
        names=content.names,
        catalogs=catalogs,
        clock=now,
        chance=SystemChance(),
    )
    console = Console(
        people=nothing,  # type: ignore[arg-type]  # nobody signs in here
        cases=nothing,  # type: ignore[arg-type]  # and nobody looks
        assessments=nothing,  # type: ignore[arg-type]  # nor assesses
        files=nothing,  # type: ignore[arg-type]  # nor takes anything
        broadcasts=nothing,  # type: ignore[arg-type]  # nor sends any
        survey=nothing,  # type: ignore[arg-type]  # nor reads counts
        organisations=nothing,  # type: ignore[arg-type]  # nor invites
        clock=now,
        speak=catalogs.speak("en"),
        content=content,
        chance=SystemChance(),
        token=lambda session: session.hex(),
    )
    add_webchat(app, webchat)
    add_console(app, console)
    add_probes(app, cast("House", None), "token")
    add_webhook(app, cast("Updates", None), "secret", Counts())
    found = (route.resource for resource in app.router.resources() for route in resource)
    return {resource.canonical for resource in found if resource is not None}


def slug(heading: str) -> str:
    """The anchor of a heading, as it is made where the repository is shown."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    headings: list[str] = re.findall(r"^#+ (.+)$", CODE.sub("", text), re.MULTILINE)
    return {slug(heading) for heading in headings}


def broken_links(file: Path, text: str) -> Iterator[str]:
    for target in LINK.findall(CODE.sub("", text)):
        path, _, anchor = target.partition("#")
        to = file.parent / path if path else file
        if "://" in target or (to.is_dir() and not anchor):
            continue
        if not to.is_file() or (anchor and anchor not in anchors(to.read_text("utf-8"))):
            yield target


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_readme_can_be_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_somewhere(name: str) -> None:
    assert list(broken_links(ROOT / name, DOCS[name])) == []


@pytest.mark.parametrize("name", DOCS)
def test_files_that_are_named_are_there(name: str) -> None:
    named = set(IN_REPOSITORY.findall(CODE.sub("", DOCS[name])))
    of_the_example = {path for path in named if "notes" in Path(path).parts or "notes.py" in path}

    assert sorted(path for path in named - of_the_example if not (ROOT / path).exists()) == []


def test_every_command_is_there() -> None:
    assert [each for each in written_out(commands(_parser())) if each not in OPERATIONS] == []
    assert [each for each in options(_parser()) if each not in OPERATIONS] == []


@pytest.mark.parametrize("name", DOCS)
def test_no_other_command_is_there(name: str) -> None:
    known = commands(_parser())
    named = re.findall(
        r"(?<![\w/.-])(?:\./)?haki (?!haki)([a-z]+)(?: ([a-z]+))?", flat(DOCS[name])
    )

    unknown = [
        (c, sub) for c, sub in named if c not in known or (known[c] and sub not in known[c])
    ]

    assert unknown == []


@pytest.mark.parametrize("name", ["README.md", "docs/operations.md"])
def test_every_setting_is_there_with_its_default(name: str) -> None:
    for setting, default in DEFAULTS.items():
        row = re.search(rf"^\| `{setting}` \|(.*)$", DOCS[name], re.MULTILINE)
        assert row is not None, setting
        assert not default or f"`{default}`" in row[1], setting


@pytest.mark.parametrize("name", DOCS)
def test_no_other_setting_is_there(name: str) -> None:
    named = set(re.findall(r"HAKI_[A-Z_]*[A-Z]", DOCS[name]))

    assert named - {*DEFAULTS, *OF_TESTS, "HAKI_"} == set()


def test_every_route_is_there_and_no_other() -> None:
    rows = re.findall(r"^\| `(/[^`]*)` \|", OPERATIONS, re.MULTILINE)

    assert sorted(rows) == sorted(routes())


@pytest.mark.parametrize("name", DOCS)
def test_what_is_to_be_made_can_be_made(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    in_code = "\n".join([*CODE.findall(DOCS[name]), *re.findall(r"`[^`\n]+`", DOCS[name])])
    named = set(re.findall(r"^`?make ([a-z]+)", in_code, re.MULTILINE))

    assert named - targets == set()


def test_what_is_checked_is_told() -> None:
    recipe = re.search(r"^check:.*\n(?:\t.*\n)+", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert recipe is not None
    parts = set(re.findall(r"\b(lint|types|imports|licences|test|browser|crash)\b", recipe[0]))

    told = set(re.findall(r"^\| `make ([a-z]+)` \|", DOCS["CONTRIBUTING.md"], re.MULTILINE))

    assert told == parts


def test_spans_are_those_that_are_set() -> None:
    kept = read_settings({}).retention
    privacy, architecture = DOCS["docs/privacy.md"], DOCS["docs/architecture.md"]

    assert f"or {kept.drafts_days} days after the last message" in privacy
    assert f"finds them for {kept.drafts_days} days" in flat(architecture)
    assert f"{kept.answers_kept_days} days from reading, {kept.answers_days} unread" in privacy
    for each in (
        "docs/threat-model.md",
        "docs/decisions/0010-answers-wait-sealed-for-the-worker.md",
    ):
        assert f"for {kept.answers_days} days at the most" in flat(DOCS[each])
        assert f"for {kept.answers_kept_days} days after" in flat(DOCS[each])
    assert f"| keyed hash | {kept.seen_days} days |" in privacy
    assert kept.invitations_days == 3
    assert "for three days" in flat(README)


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    file = tmp_path / "odd.md"
    text = "[a](nowhere.md) [b](#a-heading-it-has) [c](#none) [d](https://example.org) [e](odd.md)"
    file.write_text(f"{text}\n## A heading: it has!\n", "utf-8")

    assert list(broken_links(file, text)) == ["nowhere.md", "#none"]
