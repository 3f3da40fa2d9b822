"""How the server is set: what it may say in its log, who may connect, how much it takes."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bot.storage.embedded.accounts import Account
from bot.storage.embedded.sockets import PORT

SETTINGS: Mapping[str, str] = {
    "port": str(PORT),
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "password_encryption": "scram-sha-256",
    "allow_alter_system": "off",
    # Not one word of a statement, a parameter or a value: errors quote values, so they stay out
    # ("log" ranks above "error" in a server's log), and terse drops details and contexts.
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_connections": "off",
    "log_disconnections": "off",
    "log_checkpoints": "off",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_autovacuum_min_duration": "-1",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "timezone": "UTC",
    "datestyle": "iso, ymd",
    "default_text_search_config": "pg_catalog.simple",
    # One machine, a few processes, a container's small /dev/shm.
    "shared_buffers": "128MB",
    "shared_memory_type": "mmap",
    "dynamic_shared_memory_type": "posix",
    "huge_pages": "off",
    "io_method": "sync",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    # What was deleted is in the write-ahead log until that is gone: keep it short.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "wal_recycle": "off",
    "checkpoint_timeout": "5min",
}
# Either way a commit outlives every process; only with fsync does it outlive the machine.
DURABLE: Mapping[str, str] = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
THROWAWAY: Mapping[str, str] = {**DURABLE, "fsync": "off", "full_page_writes": "off"}


def write(data: Path, account: Account, socket: str, *, fsync: bool) -> None:
    """Write the three files anew, so that each start begins from what this version means."""
    settings = {
        **SETTINGS,
        **(DURABLE if fsync else THROWAWAY),
        "unix_socket_directories": f'"{socket}"',
    }
    lines = [f"{name} = {_quoted(value)}\n" for name, value in settings.items()]
    guests = [f'haki "{guest}" all\n' for guest in account.guests]
    folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _put(folder, "postgresql.conf", "".join(lines), account)
        _put(folder, "pg_hba.conf", "local all all peer map=haki\n", account)
        _put(folder, "pg_ident.conf", "".join(guests), account)
    finally:
        os.close(folder)


def _put(folder: int, name: str, text: str, account: Account) -> None:
    """Replace a file without following a link: root writes where a lesser account may too."""
    draft = f"{name}.new"
    with suppress(FileNotFoundError):
        os.unlink(draft, dir_fd=folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(draft, flags, 0o600, dir_fd=folder), "w") as file:
        file.write(text)
        if account.lent:
            os.fchown(file.fileno(), account.uid, account.gid)
    os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
