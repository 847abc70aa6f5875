"""Which database: SQLite in the data folder, or PostgreSQL by address. Nothing else is supported, and it says so."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from travaux.config.folder import DataFolder

SQLITE = "travaux.lib.sqlite"


def database(*, url: str, folder: DataFolder) -> dict[str, Any]:
    """Django's entry for the one database.

    Raises ImproperlyConfigured, with a remedy, for an address of any other kind of database.
    """
    if not url:
        return sqlite_at(str(folder.database))
    config = environ.Env.db_url_config(url)
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        return sqlite_at(config["NAME"])
    if engine.endswith("postgresql"):
        # With a pool the connection itself must not outlive the request: Django refuses both at once.
        options = {"pool": True, **config.get("OPTIONS", {})}
        return {**config, "OPTIONS": options, "CONN_MAX_AGE": 0}
    raise ImproperlyConfigured(
        f"DATABASE_URL names a database that Travaux does not run on ({engine or url.split(':')[0]}). "
        "Use postgres://user:password@host/name, or leave it empty for SQLite in TRAVAUX_DATA."
    )


def sqlite_at(name: str) -> dict[str, Any]:
    """SQLite through our own engine, which sets every durability switch itself."""
    # One connection a thread, kept: opening costs more than most of our queries.
    return {"ENGINE": SQLITE, "NAME": name, "CONN_MAX_AGE": None}
