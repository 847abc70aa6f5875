"""Rows that are recorded: an opaque id, a level, one visibility query and one canonical state."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from .ids import LENGTH, new_id
from .notices import Notice
from .viewer import Level, Viewer


class RowQuerySet(models.QuerySet[Any]):
    """Every list, search, count, feed and export starts from `visible`."""

    def visible(self, viewer: Viewer, on: dt.date) -> Self:
        """The rows that `viewer` may know of on a day; a row is hidden with whatever it hangs on.

        `on` is there for dated releases: what a level opens to can change from one day to the next.
        """
        if viewer.sees_all:
            return self
        return self.filter(open_to_public(self.model))  # type: ignore[arg-type]  # a class is hashable


@cache
def open_to_public(model: type["Row"]) -> Q:
    """A public row, whose every parent is public too, or not there."""
    condition = Q(level=Level.PUBLIC)
    for path in model.hidden_with:
        parent_open = Q(**{f"{path}__level": Level.PUBLIC})
        condition &= parent_open | Q(**{f"{path}__isnull": True}) if may_be_empty(model, path) else parent_open
    return condition


def may_be_empty(model: type["Row"], path: str) -> bool:
    """Whether any foreign key on the way is optional."""
    name, _, rest = path.partition("__")
    field: Any = model._meta.get_field(name)
    return bool(field.null) or (bool(rest) and may_be_empty(field.related_model, rest))


class Row(models.Model):
    """One recorded thing. Rows are never deleted, and written only inside an act of the record."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    level = models.CharField(max_length=12, choices=Level, default=Level.PUBLIC)

    hidden_with: ClassVar[tuple[str, ...]] = ()  # paths of foreign keys whose level also counts

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True

    def state(self, links: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
        """The row as plain JSON values, many-to-many links included: what the record takes the digest of.

        What says nothing is left out, so that a column which a later version adds, empty, changes no digest.
        `links` gives the linked keys by field name where they were read for many rows at once.
        """
        if links is None:
            links = {f.name: list(getattr(self, f.name).values_list("pk", flat=True)) for f in self._meta.many_to_many}
        said = {f.attname: value for f in self._meta.concrete_fields if says(value := getattr(self, f.attname), f)}
        linked = {name: sorted(keys) for name, keys in links.items() if keys}
        return {"type": self._meta.label_lower, **{name: plain(value) for name, value in said.items()}, **linked}


def says(value: Any, field: Any) -> bool:
    """Whether a column's value says anything: NULL never does; an empty value does where NULL could stand instead."""
    if value is None:
        return False
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return bool(field.null or is_number or value)


class Identity(Row):
    """A thing with an address that never dies: what is said of it lives in facts that point here."""

    notice = models.CharField(max_length=14, choices=Notice, blank=True, default=Notice.NONE)

    class Meta:
        abstract = True


def plain(value: Any) -> Any:
    """A field's value as JSON knows it: dates and times in ISO form, bytes in hex."""
    if value is None or isinstance(value, str | int | bool | list | dict):
        return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return DjangoJSONEncoder().default(value)
