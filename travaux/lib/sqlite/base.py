"""The database engine that settings name: Django's SQLite backend over a safe SQLite, with durability set here.

The switches are not settings: an operator cannot turn off what keeps the record.
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from travaux.lib.sqlite import put_in_place

SQLITE = put_in_place()

from django.db.backends.sqlite3 import base  # noqa: E402  after the swap: it binds the module when it is loaded

if base.DatabaseWrapper.Database.sqlite_version_info != SQLITE.sqlite_version_info:
    raise ImproperlyConfigured(
        "Django's SQLite backend was loaded before travaux.lib.sqlite could put its own SQLite in place. "
        'Set ENGINE to "travaux.lib.sqlite" for every database and do not import django.db.backends.sqlite3 earlier.'
    )

APPLICATION_ID = 0x54525658  # "TRVX": the file says whose it is
BUSY_TIMEOUT = 20  # seconds a writer waits for another before it gives up
PRAGMAS = {
    "synchronous": "FULL",  # an acknowledged commit survives loss of power
    "foreign_keys": "ON",
    "trusted_schema": "OFF",  # a prepared file cannot run functions through its views and triggers
    "cell_size_check": "ON",
}
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.glusterfs", "ceph", "afs", "lustre"}


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite in WAL with full synchronisation, writers queued from their first statement."""

    def get_connection_params(self) -> dict[str, Any]:
        # Copied: Django reads OPTIONS again for its own purposes.
        self.settings_dict["OPTIONS"] = {
            **self.settings_dict["OPTIONS"],
            # A transaction that begins with a read and then writes gets "locked" at once, whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT,
        }
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        refuse_network(conn_params["database"])
        connection = super().get_new_connection(conn_params)
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode not in ("wal", "memory"):
            raise ImproperlyConfigured(
                f"SQLite could not switch to its write-ahead log here (it stays in mode {mode}). "
                "Put TRAVAUX_DATA on a local disk that may be written to."
            )
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        claim_file(connection)
        return connection


def claim_file(connection: Any) -> None:
    """Mark a new file as ours; refuse one that another program marked as its own."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    if owner == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    elif owner != APPLICATION_ID:
        raise ImproperlyConfigured(
            f"The database file belongs to another program (application id {owner:#x}). "
            "Nothing was changed. Point TRAVAUX_DATA at an empty folder or at one made by Travaux."
        )


def refuse_network(name: str | os.PathLike[str]) -> None:
    """Refuse a file on a network file system: the write-ahead log needs shared memory, which those do not have."""
    if str(name) == ":memory:" or str(name).startswith("file:"):
        return
    kind = file_system_of(Path(name).resolve(), mounts())
    if kind in NETWORK:
        raise ImproperlyConfigured(
            f"TRAVAUX_DATA lies on a network file system ({kind}), where SQLite can lose or damage data. "
            "Nothing was opened. Put the folder on a local disk, or set DATABASE_URL to a PostgreSQL database."
        )


def mounts() -> list[tuple[str, str]]:
    """Mount points with their kinds of file system; empty where the system does not tell."""
    try:
        lines = Path("/proc/mounts").read_text().splitlines()
    except OSError:
        return []
    return [(fields[1], fields[2]) for fields in map(str.split, lines) if len(fields) > 2]


def file_system_of(path: Path, table: list[tuple[str, str]]) -> str | None:
    """The kind of file system that a path lies on: the longest mount point above it.

    >>> file_system_of(Path("/srv/data/x"), [("/", "ext4"), ("/srv", "nfs4")])
    'nfs4'
    """
    above = [(len(point), kind) for point, kind in table if path.is_relative_to(point)]
    return max(above)[1] if above else None
