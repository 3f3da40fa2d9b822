"""Haki's commands: each ends with 0, or with one clear sentence and 2; `doctor` may end with 1."""

import argparse
import asyncio
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from bot.app import auditing, checking, doctor, drawing, fact_reports, inviting, linking, playing
from bot.app.chance import now
from bot.app.refusals import REFUSALS
from bot.app.running import Run, run
from bot.domain.routing import WORLDWIDE, Kind, Partner
from bot.domain.specials import Special
from bot.i18n import SOURCE
from bot.services.organisations import NewOrganisation
from bot.settings import Settings, read_settings

NOT_READY, UNUSABLE = 1, 2
PROMPT = "> "
LONGEST_NAME = 100  # what a worker reads on one line or two
QUIET = ("transitions", "pgqueuer", "httpx", "httpcore", "alembic", "aiohttp", "telegram")

Command = Callable[[Settings, argparse.Namespace], int | None]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - has no other name


def main(arguments: Sequence[str]) -> int:
    """The exit code; whatever cannot be done is said in one sentence on stderr."""
    asked = _parser().parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level="INFO")
    for library in QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
    try:
        return asked.command(read_settings(os.environ), asked) or 0
    except REFUSALS as refusal:
        print(f"haki: {refusal}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="haki", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _run_parser(commands)
    _people_parser(commands)
    _links_parser(commands)
    _plain(commands, "config", "what is in force, secrets masked, and where from", _config)
    examined = commands.add_parser("doctor", help="what is in force, and what is not ready")
    examined.add_argument("--copy", type=Path, help="a copy of the server key, to show it")
    examined.set_defaults(command=_examine)
    _flows_parser(commands)
    _facts_parser(commands)
    _play_parser(commands)
    audit = commands.add_parser("audit", help="who looked and who acted")
    _plain(audit.add_subparsers(required=True), "verify", "see that it is whole", _verify)
    return parser


def _plain(commands: Commands, name: str, help_: str, command: Command) -> None:
    commands.add_parser(name, help=help_).set_defaults(command=command)


def _run_parser(commands: Commands) -> None:
    parser = commands.add_parser("run", help="serve the chat, the console and Telegram")
    parser.add_argument("--role", choices=("all", "web", "worker"), default="all")
    parser.add_argument("--empty", action="store_true", help="without the demonstration")
    parser.set_defaults(command=_run)


def _flows_parser(commands: Commands) -> None:
    flows = commands.add_parser("flows", help="the conversations").add_subparsers(required=True)
    _plain(flows, "check", "find what is wrong with them", _check_flows)
    parser = flows.add_parser("draw", help="draw each of them, to read and to print")
    parser.add_argument("--to", type=Path, help="sheets only, into this folder")
    parser.add_argument("--lang", type=_lang, default="en", help="of the sheets: en ne ar ...")
    parser.set_defaults(command=_draw_flows, wrong=parser.error)


def _facts_parser(commands: Commands) -> None:
    facts = commands.add_parser("facts", help="what we say of countries")
    report = facts.add_subparsers(required=True).add_parser(
        "report", help="what is missing, not verified or old, and numbers nobody called"
    )
    report.add_argument("--country", type=_country, help="QA; all, if not said")
    report.add_argument("--format", choices=("text", "csv"), default="text")
    report.set_defaults(command=_report_facts)


def _play_parser(commands: Commands) -> None:
    parser = commands.add_parser("play", help="talk to the bot here; nothing is stored or sent")
    parser.add_argument("--lang", type=_lang, help="en ne ar ...")
    parser.add_argument("--state", action="store_true", help="show steps and answers, too")
    parser.set_defaults(command=_play)


def _people_parser(commands: Commands) -> None:
    people = commands.add_parser("people", help="who works here").add_subparsers(required=True)
    parser = people.add_parser("invite", help="set up an organisation, invite its first member")
    parser.add_argument("organisation", type=_name, help="its name")
    parser.add_argument("--kind", choices=[str(kind) for kind in Kind], required=True)
    countries = partial(parser.add_argument, nargs="+", type=_country)
    countries("--countries", required=True, help="QA MY ..., or * for all")
    parser.add_argument("--languages", nargs="+", type=_lang, required=True, help="en ne ar ...")
    countries("--origins", default=[], help="whose workers it is there for")
    parser.add_argument("--child-protection", action="store_true")
    kinds = [str(each) for each in Special]
    parser.add_argument("--special", nargs="+", choices=kinds, default=[], help="harm it is for")
    parser.add_argument("--updates", action="store_true", help="it sends news to who wants it")
    parser.set_defaults(command=_invite)


def _links_parser(commands: Commands) -> None:
    links = commands.add_parser("links", help="posters that lead here").add_subparsers(
        required=True
    )
    new = links.add_parser("new", help="make a code for another poster")
    new.add_argument("note", type=_name, help="for yourself: where it hangs (kept sealed)")
    new.set_defaults(command=_new_link)
    _plain(links, "list", "every code, and how many began with it in a week", _list_links)
    qr = links.add_parser("qr", help="its QR code, here or in a file")
    qr.add_argument("code")
    qr.add_argument("--out", type=Path, help="FILE.svg or FILE.png")
    poster = links.add_parser("poster", help="a sheet of A4 to hang up, as SVG")
    poster.add_argument("code")
    poster.add_argument("--out", type=Path, required=True, help="FILE.svg")
    poster.add_argument("--languages", nargs="+", type=_lang, default=[], help="all, if not said")
    for each, command in ((qr, _draw_link), (poster, _hang_up_link)):
        each.add_argument("--to", choices=("telegram", "chat"), default="telegram")
        each.set_defaults(command=command)


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise argparse.ArgumentTypeError(f"a name has 1 to {LONGEST_NAME} letters")
    return name


def _country(typed: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", typed) and typed != WORLDWIDE:
        raise argparse.ArgumentTypeError(f"{typed!r} is no country: two capitals, as in QA")
    return typed


def _lang(typed: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}", typed):
        raise argparse.ArgumentTypeError(f"{typed!r} is no language: two letters, as in ne")
    return typed


def _run(settings: Settings, asked: argparse.Namespace) -> None:
    asyncio.run(run(settings, Run(role=asked.role, empty=asked.empty), _say))


def _invite(settings: Settings, asked: argparse.Namespace) -> None:
    partner = Partner(
        id=UUID(int=0),  # the real one is made when it is set up
        name=asked.organisation,
        kind=Kind(asked.kind),
        countries=frozenset(asked.countries),
        languages=frozenset(asked.languages),
        origins=frozenset(asked.origins),
        child_protection=asked.child_protection,
        sends_updates=asked.updates,
        special=frozenset(map(Special, asked.special)),
    )
    asyncio.run(inviting.invite(settings, NewOrganisation(partner), _say))


def _new_link(settings: Settings, asked: argparse.Namespace) -> None:
    asyncio.run(linking.new(settings, asked.note, _say))


def _list_links(settings: Settings, _: argparse.Namespace) -> None:
    asyncio.run(linking.listed(settings, _say))


def _draw_link(settings: Settings, asked: argparse.Namespace) -> None:
    wish = linking.Wish(asked.code, asked.to, asked.out)
    asyncio.run(linking.drawn(settings, wish, _say))


def _hang_up_link(settings: Settings, asked: argparse.Namespace) -> None:
    wish = linking.Wish(asked.code, asked.to, langs=asked.languages)
    asyncio.run(linking.hung_up(settings, wish, asked.out, _say))


def _config(settings: Settings, _: argparse.Namespace) -> None:
    for name, value, origin in settings.listing():
        _say(f"{name} = {value}    ({origin})")


def _examine(settings: Settings, asked: argparse.Namespace) -> int:
    return NOT_READY if asyncio.run(doctor.examine(settings, asked.copy, _say)) else 0


def _check_flows(settings: Settings, _: argparse.Namespace) -> None:
    checking.check(settings, _say)


def _draw_flows(settings: Settings, asked: argparse.Namespace) -> None:
    if asked.lang != SOURCE and asked.to is None:
        asked.wrong("docs/flows is in English; say --to FOLDER for another language")
    drawing.draw(settings, asked.to, asked.lang, _say)


def _report_facts(settings: Settings, asked: argparse.Namespace) -> None:
    wish = fact_reports.Wish(asked.country or "", asked.format)
    fact_reports.report(settings, wish, now().date(), _say)


def _play(settings: Settings, asked: argparse.Namespace) -> None:
    playing.play(settings, playing.Play(asked.lang or "", asked.state), _typed(), _say)


def _verify(settings: Settings, _: argparse.Namespace) -> None:
    asyncio.run(auditing.verify(settings, _say))


def _say(line: str) -> None:
    print(line, flush=True)


def _typed() -> Iterator[str]:
    """What is typed, line by line; what comes through a pipe is shown, as if it were typed."""
    while True:
        try:
            line = input(PROMPT if sys.stdin.isatty() else "")
        except EOFError:
            _say("")
            return
        if not sys.stdin.isatty():
            _say(f"{PROMPT}{line}")
        yield line
