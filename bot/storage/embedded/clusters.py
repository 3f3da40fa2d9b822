"""A running embedded server: started or joined, addressed, let go."""

from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from urllib.parse import quote

from bot.storage.embedded import (
    accounts,
    configuration,
    creation,
    guardian,
    locks,
    places,
    postmasters,
    programs,
    sockets,
)
from bot.storage.embedded.accounts import Account
from bot.storage.embedded.creation import SUPERUSER
from bot.storage.embedded.places import PATIENCE, Busy, Place
from bot.storage.embedded.programs import Programs
from bot.storage.embedded.unavailable import NotStarted, in_words

FAST = 10.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server that is ours to use until `stop`; the last to let go stops it."""

    data: Path
    socket_folder: Path
    superuser: str
    pid: int
    hold: FileIO = field(repr=False, compare=False)

    def url(self, *, user: str, database: str, password: str | None = None) -> str:
        secret = "" if password is None else f":{quote(password, safe='')}"
        who = f"{quote(user, safe='')}{secret}"
        where = f"host={quote(str(self.socket_folder))}&port={sockets.PORT}"
        return f"postgresql://{who}@/{quote(database, safe='')}?{where}"


def start(home: Path, *, fsync: bool = True) -> Cluster:
    """Start the server of this home, or join the one that runs; make it at the first time."""
    tools = programs.locate()
    place = places.at(home)
    with in_words(place.folder):
        places.make(place)
        with places.turn(place):
            hold = _hold(place)
            try:
                return _joined(place, hold) or _started(place, hold, tools, fsync=fsync)
            except BaseException:
                hold.close()
                raise


def find(home: Path) -> Cluster | None:
    """Join the server of this home if one runs; let go of it with `stop`."""
    place = places.at(home)
    with in_words(place.folder):
        if not place.folder.exists():
            return None
        places.check(place)
        with places.turn(place):
            hold = _hold(place)
            cluster = _joined(place, hold)
            if cluster is None:
                hold.close()
            return cluster


def stop(cluster: Cluster, *, timeout: float = 8.0) -> None:
    """Let go of the server; stop it, at first gently, if nobody else holds it."""
    if cluster.hold.closed:
        return
    place = Place(cluster.data.parent)
    with in_words(place.folder), places.turn(place), cluster.hold as hold:
        if not locks.alone(hold) and locks.shared(hold):
            return  # others hold it too
        # Here nobody does. Where neither lock was to be had, its guardian is stopping it already.
        with places.owned(place, place.alive) as alive:
            postmasters.end(place, alive, fast=timeout)
        _see_off(place)
    if cluster.socket_folder != cluster.data:
        sockets.remove(cluster.socket_folder)


def _hold(place: Place) -> FileIO:
    hold = places.owned(place, place.held)
    if locks.shared(hold, PATIENCE):
        return hold
    hold.close()
    raise Busy(
        f"The PostgreSQL in {place.folder} has been stopping for over {PATIENCE:.0f} seconds: "
        "wait until it is gone, then start again."
    )


def _joined(place: Place, hold: FileIO) -> Cluster | None:
    """Join a server that is ready or about to be, if a guardian would stop it with us."""
    locks.within(PATIENCE, lambda: not postmasters.is_starting(place.data))
    found = postmasters.living(place.data)
    if found is None or not found.ready or not _is_guarded(place):
        return None
    folder = sockets.named(found.socket, place.data)
    return Cluster(place.data, folder, SUPERUSER, found.pid, hold)


def _started(place: Place, hold: FileIO, tools: Programs, *, fsync: bool) -> Cluster:
    with places.owned(place, place.alive) as alive:
        postmasters.end(place, alive, fast=FAST)
        account = accounts.of_server(place.data)
        tools = programs.for_account(tools, account)
        creation.ensure(place, account, tools, alive, fsync=fsync)
        folder = sockets.choose(place.data, account)
        socket = sockets.prepare(folder, place.data, account)
        sockets.clear(folder)
        postmasters.clear(place.data)
        configuration.write(place.data, account, socket, fsync=fsync)
        _launch(place, account, tools, alive)
    cluster = _joined(place, hold)
    if cluster is None:
        raise NotStarted(f"PostgreSQL stopped as soon as it had started: see {place.log}.")
    return cluster


def _launch(place: Place, account: Account, tools: Programs, alive: FileIO) -> None:
    """Have a guardian start the server, and wait until that is ready or the guardian gone."""
    place.guarded.unlink(missing_ok=True)  # an old guardian, stuck, may hold the one that was
    with (
        places.owned(place, place.held) as held,
        places.owned(place, place.guarded) as guarded,
        places.log(place) as log,
    ):
        locks.alone(guarded)
        before = log.tell()
        files = guardian.Files(held=held, guarded=guarded, alive=alive, log=log)
        folder = creation.folder_name(place.data, account)
        command = [str(tools.postgres), "-D", folder, postmasters.mark(place.data)]
        who = (account.uid, account.gid) if account.lent else None
        guardian.launch(command, place.data, programs.environment(), files, who)
    if not locks.within(PATIENCE, lambda: _ready(place) or not _is_guarded(place)):
        raise NotStarted(
            f"PostgreSQL was not ready after {PATIENCE:.0f} seconds: see {place.log}."
        )
    if not _ready(place):
        said = place.log.read_bytes()[before:].decode(errors="replace")
        raise NotStarted.because(place.data, said)


def _ready(place: Place) -> bool:
    found = postmasters.read(place.data)
    return found is not None and found.ready


def _is_guarded(place: Place) -> bool:
    with places.owned(place, place.guarded) as guarded:
        return not locks.shared(guarded)


def _see_off(place: Place) -> None:
    """Wait for the guardian, which goes right after its server."""
    with places.owned(place, place.guarded) as guarded:
        locks.alone(guarded, 1)
