"""A watch on the one door: refuses any write to a recorded table that does not come through an open act.

Installed by the test suite on every connection, so that a forgotten journal line is a failing test and not a discovery
of `record verify` years later. Costs one regular expression a statement.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from travaux.lib.triggers import lifted

from .states import row_models

WRITE = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?
        |TRUNCATE(?:\s+TABLE)?)\s+"?(?P<table>\w+)"?""",
    re.IGNORECASE | re.VERBOSE,
)

_door_open: ContextVar[bool] = ContextVar("record_door_open", default=False)


class WriteOutsideAct(RuntimeError):
    """A recorded table was about to be written past the record. Nothing was written."""


@contextmanager
def door() -> Iterator[None]:
    """Open while an act writes. Outside the record only tests use it, to play the forger."""
    token = _door_open.set(True)
    try:
        yield
    finally:
        _door_open.reset(token)


@cache
def recorded_tables() -> frozenset[str]:
    """Tables of recorded rows and of their many-to-many links."""
    own = {model._meta.db_table for model in row_models()}
    links = {field.m2m_db_table() for model in row_models() for field in model._meta.many_to_many}
    return frozenset(own | links)


def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's shape of an `execute_wrapper`."""
    found = None if _door_open.get() else WRITE.match(sql)
    if found and found["table"] in recorded_tables():
        raise WriteOutsideAct(
            f"{found['table']} was about to be written past the record; nothing was written. "
            "Write it with `with act(by=…, verb=…) as a:` and a.save, a.save_all or a.amend."
        )
    return execute(sql, params, many, context)


def install() -> None:
    """Put the watch on every connection, those of other threads included as they open."""
    connection_created.connect(_watch_connection, dispatch_uid="travaux.record.guard")
    for connection in connections.all(initialized_only=True):
        _watch_connection(connection=connection)


def _watch_connection(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


@contextmanager
def unguarded(using: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the watch and without the triggers: for tests that empty tables between them or play the forger."""
    with door(), lifted(using):
        yield
