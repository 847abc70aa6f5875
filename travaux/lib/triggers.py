"""Tables that the database itself keeps append-only, on SQLite and PostgreSQL alike.

Trap: SQLite rebuilds a table for most column changes and drops its triggers with the old one. A migration that alters
a guarded table repeats `append_only` as its last operation; the operation replaces what is there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "append_only_"
FUNCTION = "travaux_append_only"


def append_only(
    model: str, *, allow_update_of: Iterable[str] = (), allow_update_when: str = ""
) -> migrations.RunPython:
    """A migration operation: the database refuses UPDATE and DELETE of a model's rows.

    `model` is "app.model". `allow_update_of` names fields that may change while all others stay as they are;
    `allow_update_when` is an SQL condition over OLD and NEW, the same on both databases, under which an UPDATE passes.
    """
    allowed = tuple(allow_update_of)

    def create(apps: Any, editor: Any) -> None:
        meta = apps.get_model(model)._meta
        when = _update_refused_when(meta, allowed, allow_update_when)
        for statement in _statements(editor.connection.vendor, meta.db_table, meta.pk.column, when):
            editor.execute(statement, params=None)

    def drop(apps: Any, editor: Any) -> None:
        for statement in _drops(editor.connection.vendor, apps.get_model(model)._meta.db_table):
            editor.execute(statement, params=None)

    return migrations.RunPython(create, drop)


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
    names = ("update", "delete", "insert" if vendor == "sqlite" else "truncate")
    on = "" if vendor == "sqlite" else f' ON "{table}"'
    return [f'DROP TRIGGER IF EXISTS "{PREFIX}{name}_{table}"{on}' for name in names]


def _message(table: str, event: str) -> str:
    return f"{table} is append-only: {'an existing row is not replaced' if event == 'insert' else event + ' refused'}"


def guarded_tables(using: BaseDatabaseWrapper = connection) -> set[str]:
    """The tables that are append-only in this database now."""
    return {table for _, table, _ in _existing(using)}


@contextmanager
def lifted(using: BaseDatabaseWrapper = connection) -> Iterator[None]:
    """Without the triggers while it lasts: for tests that empty tables or play the forger, never in the product."""
    found = _existing(using)
    with using.cursor() as cursor:
        for name, table, _ in found:
            cursor.execute(_lift(using.vendor, name, table))
    try:
        yield
    finally:
        with using.cursor() as cursor:
            for name, table, definition in found:
                cursor.execute(definition or f'ALTER TABLE "{table}" ENABLE TRIGGER "{name}"')


def _lift(vendor: str, name: str, table: str) -> str:
    return f'DROP TRIGGER "{name}"' if vendor == "sqlite" else f'ALTER TABLE "{table}" DISABLE TRIGGER "{name}"'


def _existing(using: BaseDatabaseWrapper) -> list[tuple[str, str, str]]:
    """Name, table and (SQLite only) definition of each trigger made here."""
    query = (
        f"SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 12) = '{PREFIX}'"
        if using.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text, '' FROM pg_trigger "
        f"WHERE NOT tgisinternal AND left(tgname, 12) = '{PREFIX}'"
    )
    with using.cursor() as cursor:
        cursor.execute(query)
        return [(name, table.strip('"'), definition) for name, table, definition in cursor.fetchall()]
