"""Tables that the database itself keeps append-only, on SQLite and PostgreSQL alike.

Trap: SQLite rebuilds a table for most column changes and drops its triggers with the old one. A migration that alters
a guarded table repeats `append_only` as its last operation; the operation replaces what is there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

PREFIX = "append_only_"
FUNCTION = "travaux_append_only"


class AppendOnly(Operation):
    """What `append_only` makes. Remembers its model, so that `unguarded_tables` knows what was promised.

    It asks the state that stands for the columns alone; RunPython would build all models anew each time.
    """

    def __init__(self, model: str, allowed: tuple[str, ...], condition: str) -> None:
        self.model, self.allowed, self.condition = model, allowed, condition

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are not part of a model."""

    def database_forwards(self, app_label: str, editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        meta = to_state.apps.get_model(self.model)._meta
        when = _update_refused_when(meta, self.allowed, self.condition)
        for statement in _statements(editor.connection.vendor, meta.db_table, meta.pk.column, when):
            editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, editor: Any, from_state: ProjectState, to_state: ProjectState) -> None:
        for statement in _drops(editor.connection.vendor, to_state.apps.get_model(self.model)._meta.db_table):
            editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Let the database refuse changes of {self.model}"


def append_only(model: str, *, allow_update_of: Iterable[str] = (), allow_update_when: str = "") -> AppendOnly:
    """A migration operation: the database refuses UPDATE and DELETE of a model's rows.

    `model` is "app.model". `allow_update_of` names fields that may change while all others stay as they are;
    `allow_update_when` is an SQL condition over OLD and NEW, the same on both databases, under which an UPDATE passes.
    """
    return AppendOnly(model, tuple(allow_update_of), allow_update_when)


def _update_refused_when(meta: Any, allowed: tuple[str, ...], condition: str) -> str:
    permitted = [f"({condition})"] if condition else []
    if allowed:
        fixed = [field.column for field in meta.concrete_fields if field.name not in allowed]
        permitted.append("(" + " AND ".join(f'NEW."{c}" IS NOT DISTINCT FROM OLD."{c}"' for c in fixed) + ")")
    return f"NOT ({' OR '.join(permitted)})" if permitted else ""


def _statements(vendor: str, table: str, pk: str, update_when: str) -> list[str]:
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[vendor]
    return [*_drops(vendor, table), *make(table, pk, update_when)]


def _sqlite(table: str, pk: str, update_when: str) -> list[str]:
    # INSERT OR REPLACE deletes the old row without a DELETE trigger, hence the third one.
    events = {
        "update": ("UPDATE", update_when),
        "delete": ("DELETE", ""),
        "insert": ("INSERT", f'EXISTS (SELECT 1 FROM "{table}" WHERE "{pk}" = NEW."{pk}")'),
    }
    return [
        f'CREATE TRIGGER "{PREFIX}{name}_{table}" BEFORE {event} ON "{table}" FOR EACH ROW '
        f"{f'WHEN {when} ' if when else ''}BEGIN SELECT RAISE(ABORT, '{_message(table, name)}'); END"
        for name, (event, when) in events.items()
    ]


def _postgresql(table: str, pk: str, update_when: str) -> list[str]:
    function = (
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    events = {
        "update": ("UPDATE", f"FOR EACH ROW{f' WHEN ({update_when})' if update_when else ''}"),
        "delete": ("DELETE", "FOR EACH ROW"),
        "truncate": ("TRUNCATE", "FOR EACH STATEMENT"),
    }
    return [function] + [
        f'CREATE TRIGGER "{PREFIX}{name}_{table}" BEFORE {event} ON "{table}" {rest} '
        f"EXECUTE FUNCTION {FUNCTION}('{_message(table, name)}')"
        for name, (event, rest) in events.items()
    ]


def _drops(vendor: str, table: str) -> list[str]:
    on = "" if vendor == "sqlite" else f' ON "{table}"'
    return [f'DROP TRIGGER IF EXISTS "{PREFIX}{event}_{table}"{on}' for event in _events(vendor)]


def _events(vendor: str) -> tuple[str, ...]:
    return ("update", "delete", "insert" if vendor == "sqlite" else "truncate")


def _message(table: str, event: str) -> str:
    return f"{table} is append-only: {'an existing row is not replaced' if event == 'insert' else event + ' refused'}"


def guarded_tables(using: BaseDatabaseWrapper = connection) -> set[str]:
    """The tables that are append-only in this database now, against every event."""
    query = (
        f"SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND {_ours('name')}"
        if using.vendor == "sqlite"
        else "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        f"WHERE tgenabled <> 'D' AND {_ours('tgname')}"
    )
    with using.cursor() as cursor:
        cursor.execute(query)
        triggers = Counter(table for (table,) in cursor.fetchall())
    return {table for table, count in triggers.items() if count == len(_events(using.vendor))}


def unguarded_tables(using: BaseDatabaseWrapper = connection) -> set[str]:
    """Tables that a migration made append-only and that are not: by hand, or by a later migration (see above)."""
    migrated = MigrationLoader(None).disk_migrations.values()
    promised = {each.model for one in migrated for each in one.operations if isinstance(each, AppendOnly)}
    return {apps.get_model(model)._meta.db_table for model in promised} - guarded_tables(using)


@contextmanager
def lifted(using: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Without the triggers while it lasts: for tests that empty tables or play the forger, never in the product.

    On PostgreSQL the role of the tests must be a superuser.
    """
    lift, restore = _sqlite_lift(using) if using.vendor == "sqlite" else _postgresql_lift()
    with using.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
    try:
        yield
    finally:
        with using.cursor() as cursor:
            for statement in restore:
                cursor.execute(statement)


def _sqlite_lift(using: BaseDatabaseWrapper) -> tuple[list[str], list[str]]:
    with using.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND {_ours('name')}")
        found = cursor.fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _ in found], [definition for _, definition in found]


def _postgresql_lift() -> tuple[list[str], list[str]]:
    # Not ALTER TABLE: it is refused while foreign keys of the open transaction wait to be checked.
    return ["SET session_replication_role = replica"], ["SET session_replication_role = origin"]


def _ours(column: str) -> str:
    return f"substr({column}, 1, {len(PREFIX)}) = '{PREFIX}'"
