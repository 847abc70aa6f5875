"""All rows as lines of JSON, table by table, and back: how an installation moves between two kinds of database."""

import base64
import datetime as dt
import decimal
import json
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connections, models, transaction

from travaux.record.guard import door

AT_ONCE = 500
# Made again by `migrate`, or of no use elsewhere.
LEFT_OUT = {"contenttypes", "auth", "sessions", "sites", "admin"}


def kinds(apps: Apps) -> list[type[models.Model]]:
    """Every table that is carried over, the links between rows included, in a settled order."""
    found = apps.get_models(include_auto_created=True)
    kept = [m for m in found if m._meta.app_label not in LEFT_OUT and m._meta.managed and not m._meta.proxy]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def lines(model: type[models.Model], *, using: str) -> Iterator[str]:
    """Each row as one line: a JSON array in the order of the table's columns."""
    names = columns(model)
    for row in model._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=AT_ONCE):
        yield json.dumps([as_json(value) for value in row], ensure_ascii=False, separators=(",", ":"))


def columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def as_json(value: Any) -> Any:
    """A column's value as JSON; what JSON has no word for becomes a one-key object."""
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, dt.datetime | dt.date | dt.time | decimal.Decimal | uuid.UUID):
        return {"text": value.isoformat() if isinstance(value, dt.datetime | dt.date | dt.time) else str(value)}
    if isinstance(value, dict):
        return {"object": value}
    return value


def from_json(value: Any, field: "models.Field[Any, Any]") -> Any:
    if not isinstance(value, dict):
        return value
    kind, inner = next(iter(value.items()))
    if kind == "bytes":
        return base64.b64decode(inner)
    return field.to_python(inner) if kind == "text" else inner


def load(model: type[models.Model], names: list[str], source: Iterator[str], *, using: str) -> int:
    """Insert rows written by `lines`; how many. The rows bring their own lines of the record with them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    count = 0
    while batch := list(islice(source, AT_ONCE)):
        rows = [
            model(**{name: from_json(value, fields[name]) for name, value in zip(names, json.loads(line), strict=True)})
            for line in batch
        ]  # fmt: skip
        with door():
            model._base_manager.using(using).bulk_create(rows, batch_size=AT_ONCE)
        count += len(rows)
    return count


def reset_sequences(apps: Apps, *, using: str) -> None:
    """Let automatic numbers go on after those that were loaded."""
    connection = connections[using]
    statements = connection.ops.sequence_reset_sql(no_style(), kinds(apps))
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
