"""Haki's commands: 0 if all is well, 1 if something is to be done, 2 and one sentence else."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from bot.app import (
    arguments,
    auditing,
    checking,
    directory,
    doctor,
    drawing,
    fact_reports,
    importing,
    inviting,
    linking,
    playing,
    trial_calls,
)
from bot.app.chance import now
from bot.app.refusals import REFUSALS
from bot.app.running import Run, run
from bot.domain.routing import Kind, Partner
from bot.domain.specials import Special
from bot.i18n import SOURCE
from bot.services.organisations import NewOrganisation
from bot.settings import Settings, read_settings

NOT_READY, UNUSABLE = 1, 2
PROMPT = "> "
QUIET = ("transitions", "pgqueuer", "httpx", "httpcore", "alembic", "aiohttp", "telegram")

Command = Callable[[Settings, argparse.Namespace], int | None]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - has no other name


def main(typed: Sequence[str]) -> int:
    """The exit code; whatever cannot be done is said in one sentence on stderr."""
    asked = _parser().parse_args(typed)
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
    _directory_parser(commands)
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
    parser.add_argument(
        "--lang", type=arguments.lang, default="en", help="of the sheets: en ne ar ..."
    )
    parser.set_defaults(command=_draw_flows, wrong=parser.error)


def _facts_parser(commands: Commands) -> None:
    facts = commands.add_parser("facts", help="what we say of countries")
    report = facts.add_subparsers(required=True).add_parser(
        "report", help="what is missing, not verified or old, and numbers nobody called"
    )
    report.add_argument("--country", type=arguments.country, help="QA; all, if not said")
    report.add_argument("--format", choices=("text", "csv"), default="text")
    report.set_defaults(command=_report_facts)


def _directory_parser(commands: Commands) -> None:
    services = commands.add_parser("directory", help="who can help").add_subparsers(required=True)
    taken = services.add_parser("import", help="services of others, from a file of HSDS 3")
    taken.add_argument("file", type=Path)
    taken.add_argument("--source", type=arguments.name, help="where it is from")
    taken.add_argument("--checked", type=arguments.day, help="when it was looked at")
    zones = partial(taken.add_argument, nargs="+", type=arguments.zone, default=[])
    zones("--zones", help="of the hours, by country: QA=Asia/Qatar ...")
    taken.set_defaults(command=_import_services)
    for name, command in (("list", _list_services), ("check", _check_services)):
        each = services.add_parser(name, help="every service" if name == "list" else "what to do")
        each.add_argument("--country", type=arguments.country, help="QA; all else")
        each.set_defaults(command=command)
    call = services.add_parser("call", help="write down that a partner called a number")
    call.add_argument("number", type=arguments.name)
    call.add_argument("--on", type=arguments.day, required=True, help="the day: 2026-11-21")
    call.add_argument("--by", type=arguments.name, required=True, help="which organisation")
    call.add_argument("--country", type=arguments.country, help="if several have it")
    call.add_argument("--undo", action="store_true", help="take it back")
    call.set_defaults(command=_write_down_call)
    removed = services.add_parser("remove", help="take out an imported service")
    removed.add_argument("id")
    removed.set_defaults(command=_remove_service)


def _play_parser(commands: Commands) -> None:
    parser = commands.add_parser("play", help="talk to the bot here; nothing is stored or sent")
    parser.add_argument("--lang", type=arguments.lang, help="en ne ar ...")
    parser.add_argument("--state", action="store_true", help="show steps and answers, too")
    parser.set_defaults(command=_play)


def _people_parser(commands: Commands) -> None:
    people = commands.add_parser("people", help="who works here").add_subparsers(required=True)
    parser = people.add_parser("invite", help="set up an organisation, invite its first member")
    parser.add_argument("organisation", type=arguments.name, help="its name")
    parser.add_argument("--kind", choices=[str(kind) for kind in Kind], required=True)
    countries = partial(parser.add_argument, nargs="+", type=arguments.country)
    countries("--countries", required=True, help="QA MY ..., or * for all")
    parser.add_argument(
        "--languages", nargs="+", type=arguments.lang, required=True, help="en ne ar ..."
    )
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
    new.add_argument(
        "note", type=arguments.name, help="for yourself: where it hangs (kept sealed)"
    )
    new.set_defaults(command=_new_link)
    _plain(links, "list", "every code, and how many began with it in a week", _list_links)
    qr = links.add_parser("qr", help="its QR code, here or in a file")
    qr.add_argument("code")
    qr.add_argument("--out", type=Path, help="FILE.svg or FILE.png")
    poster = links.add_parser("poster", help="a sheet of A4 to hang up, as SVG")
    poster.add_argument("code")
    poster.add_argument("--out", type=Path, required=True, help="FILE.svg")
    poster.add_argument(
        "--languages", nargs="+", type=arguments.lang, default=[], help="all, if not said"
    )
    for each, command in ((qr, _draw_link), (poster, _hang_up_link)):
        each.add_argument("--to", choices=("telegram", "chat"), default="telegram")
        each.set_defaults(command=command)


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


def _import_services(settings: Settings, asked: argparse.Namespace) -> int:
    wish = importing.Import(
        file=asked.file, source=asked.source or "", checked=asked.checked, zones=dict(asked.zones)
    )
    return NOT_READY if importing.import_file(settings, wish, now().date(), _say) else 0


def _list_services(settings: Settings, asked: argparse.Namespace) -> None:
    directory.listed(settings, asked.country or "", _say)


def _check_services(settings: Settings, asked: argparse.Namespace) -> int:
    return NOT_READY if directory.check(settings, asked.country or "", now().date(), _say) else 0


def _write_down_call(settings: Settings, asked: argparse.Namespace) -> None:
    call = trial_calls.Call(
        number=asked.number, on=asked.on, by=asked.by, country=asked.country or ""
    )
    if asked.undo:
        trial_calls.take_back(settings, call, _say)
    else:
        trial_calls.write_down(settings, call, now().date(), _say)


def _remove_service(settings: Settings, asked: argparse.Namespace) -> None:
    importing.remove(settings, asked.id, _say)


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
