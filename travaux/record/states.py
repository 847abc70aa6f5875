"""Digests of recorded rows as the database holds them: many at a time, without holding them all in memory."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from django.apps import apps

from travaux.core.log.canonical import digest
from travaux.lib.rows import Row

CHUNK = 500  # keys named in one query; older builds of SQLite take 999
IN_MEMORY = 20  # rows held at once; a captured page can have 50 MB

T = TypeVar("T")


class NotRecordable(TypeError):
    """Something was given to an act that is not a recorded row, or has no such field. Nothing was written."""


def row_models() -> list[type[Row]]:
    """Every kind of thing that is recorded, in a settled order."""
    models = (model for model in apps.get_models() if issubclass(model, Row) and not model._meta.proxy)
    return sorted(models, key=lambda model: model._meta.label_lower)


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most `size`."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def digests(model: type[Row], keys: list[str]) -> dict[str, str]:
    """SHA-256 of the canonical state of each row that exists, by key. At most `CHUNK` keys."""
    links = linked_keys(model, keys)
    rows = model._base_manager.filter(pk__in=keys).iterator(chunk_size=IN_MEMORY)
    return {row.pk: digest(row.state(links[row.pk])) for row in rows}


def linked_keys(model: type[Row], keys: list[str]) -> dict[str, dict[str, list[Any]]]:
    """For each row the keys it is linked to, by many-to-many field: one query a field, not one a row."""
    fields = model._meta.many_to_many
    links: dict[str, dict[str, list[Any]]] = {key: {field.name: [] for field in fields} for key in keys}
    for field in fields:
        through, near, far = link_table(model, field.name)
        for key, other in through._base_manager.filter(**{f"{near}__in": keys}).values_list(near, far):
            links[key][field.name].append(other)
    return links


def insert_links(model: type[Row], name: str, by_key: Mapping[str, Iterable[Row]]) -> None:
    """Link many rows at once: for each row's key the rows it is linked to."""
    through, near, far = link_table(model, name)
    pairs = {(key, other.pk): None for key, others in by_key.items() for other in others}  # once each, order kept
    through._base_manager.bulk_create((through(**{near: a, far: b}) for a, b in pairs), batch_size=CHUNK)


def link_table(model: type[Row], name: str) -> tuple[Any, str, str]:
    """The table behind a many-to-many field, and its columns for the near and the far end."""
    for field in model._meta.many_to_many:
        if field.name == name:
            return field.remote_field.through, f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    raise NotRecordable(f"{model._meta.label} has no many-to-many field “{name}”")
