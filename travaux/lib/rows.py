"""Rows that are recorded: an opaque id, a level, one visibility query and one canonical state."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from .ids import LENGTH, new_id
from .notices import Notice
from .opening import open_to
from .viewer import Level, Viewer


class LevelField(models.CharField):
    """Who may know of a row. Its choices are words for forms and pages, not schema: migrations keep the first ones, so
    that one more level does not alter every table of every room."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 12, "choices": Level, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        first = [("public", "public"), ("secretariat", "secretariat only")]
        return name, "django.db.models.CharField", args, {**kwargs, "choices": first}


class RowQuerySet(models.QuerySet[Any]):
    """Every list, search, count, feed and export starts from `visible`."""

    def visible(self, viewer: Viewer, on: dt.date) -> Self:
        """The rows that `viewer` may know of on a day; a row is hidden with whatever it hangs on.

        `on` counts for releases on a day, and never opens what is not open today: it may come from an address.
        """
        if viewer.sees_all:
            return self
        return self.filter(open_to(self.model, viewer, min(on, timezone.localdate())))


class Row(models.Model):
    """One recorded thing. Rows are never deleted, and written only inside an act of the record."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    level = LevelField(default=Level.PUBLIC)

    hidden_with: ClassVar[tuple[str, ...]] = ()  # paths of foreign keys whose level also counts
    # {level: paths to the bodies to whom that level opens the row}. Without a path, `assembly` opens it to the members
    # of every assembly here; `delegation` and `commission` to nobody but the secretariat.
    audience: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    opens_to_account: ClassVar[tuple[str, ...]] = ()  # paths to ids of accounts that may know of it at any level
    sealed_by: ClassVar[str] = ""  # path to a day: up to it, that included, neither public nor assembly see the row
    releasable: ClassVar[bool] = False  # whether a release on a future day can be recorded for rows of this kind

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
