"""SQLite as this product needs it: a version that keeps what it acknowledged, and every durability switch on.

Django loads `travaux.lib.sqlite.base` as its database engine. Importing this package puts the SQLite that comes with
the product in place of the interpreter's, before Django's own backend is loaded.
"""

import sqlite3
import sys
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured

Version = tuple[int, int, int]


def keeps_commits(version: Version) -> bool:
    """Whether a version of SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2 can lose acknowledged commits).

    Repaired in 3.51.3 and carried back to 3.50.7 and 3.44.6; 3.52.0 was withdrawn by its makers.

    >>> keeps_commits((3, 53, 4)), keeps_commits((3, 40, 1)), keeps_commits((3, 50, 7)), keeps_commits((3, 52, 0))
    (True, False, True, False)
    """
    if version == (3, 52, 0):
        return False
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def choose(candidates: list[ModuleType]) -> ModuleType:
    """The first module whose SQLite keeps its commits.

    Raises ImproperlyConfigured, naming the versions found and the remedy, when there is none.
    """
    for module in candidates:
        if keeps_commits(module.sqlite_version_info):
            return module
    found = ", ".join(f"{module.__name__} has SQLite {module.sqlite_version}" for module in candidates)
    raise ImproperlyConfigured(
        f"No safe SQLite here: {found}. Versions 3.7.0-3.51.2 (and 3.52.0) can lose changes that were already "
        "acknowledged. Nothing was opened or changed. Install the product's own SQLite (`pip install pysqlite3`), "
        "or a Python built with SQLite 3.51.3 or later, or set DATABASE_URL to a PostgreSQL database."
    )


def put_in_place() -> ModuleType:
    """Make `import sqlite3` mean the chosen module from here on, and return it."""
    candidates: list[ModuleType] = []
    try:
        import pysqlite3  # inline: not on every platform, see pyproject.toml

        candidates.append(pysqlite3)
    except ImportError:
        pass
    chosen = choose([*candidates, sqlite3])
    if chosen is not sqlite3:
        sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = chosen, chosen.dbapi2
    return chosen
