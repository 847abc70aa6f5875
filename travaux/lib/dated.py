"""Columns for dates that sources give: the value as stated, and the first and last day it can mean."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.core.dates import Interval, When

from .refusals import Refused


class Basis(models.TextChoices):
    """On what ground a date stands. Unknown is not open: an open end is one that a source states as open."""

    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")
    UNKNOWN = "unknown", _("unknown")


def day_columns(name: str, edtf: str, basis: str | None = None) -> dict[str, Any]:
    """The columns of one dated end or event: `{name: …, name_basis: …, name_earliest: …, name_latest: …}`.

    `basis` defaults to what the value itself says: nothing given is unknown, something given is stated.
    Raises `travaux.core.dates.BadDate` on what is no EDTF value.
    """
    when = When.parse(edtf)
    return {
        name: edtf,
        f"{name}_basis": basis or (Basis.STATED if edtf else Basis.UNKNOWN),
        f"{name}_earliest": when.earliest,
        f"{name}_latest": when.latest,
    }


def interval_columns(
    *, start: str = "", start_basis: str | None = None, end: str = "", end_basis: str | None = None
) -> dict[str, Any]:
    """The eight columns of a `Dated` row. Raises `BadDate`, or `BadInterval` if it ends before it starts."""
    columns = {**day_columns("start", start, start_basis), **day_columns("end", end, end_basis)}
    Interval(When.parse(start), columns["start_basis"], When.parse(end), columns["end_basis"])
    return columns


def moment_asked(words: str) -> dt.datetime | None:
    """A moment as an address gives it, 2022-06-06T12:00Z; None where none is asked for. Raises `Refused`."""
    try:
        moment = dt.datetime.fromisoformat(words.replace(" ", "+")) if words else None
    except ValueError as error:
        raise Refused(_("This is not a moment."), where="known", remedy="2022-06-06T12:00Z") from error
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment


def edtf_field() -> models.CharField:
    return models.CharField(max_length=40, blank=True, default="")


def basis_field() -> models.CharField:
    return models.CharField(max_length=8, choices=Basis, default=Basis.UNKNOWN)


class Dated(models.Model):
    """A row that holds from one day to another, each end with value (EDTF), precision and basis."""

    start, start_basis = edtf_field(), basis_field()
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    end, end_basis = edtf_field(), basis_field()
    end_earliest = models.DateField(null=True, blank=True)
    end_latest = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(start_earliest__lte=F("end_latest")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_start_has_basis",
                condition=Q(start="", start_basis="unknown") | (~Q(start="") & ~Q(start_basis="unknown")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_end_has_basis",
                condition=Q(end="", end_basis="unknown") | (~Q(end="") & ~Q(end_basis="unknown")),
            ),
        ]

    @property
    def interval(self) -> Interval:
        return Interval(When.parse(self.start), self.start_basis, When.parse(self.end), self.end_basis)


def can_hold(on: dt.date) -> Q:
    """Rows of a `Dated` model that hold, or possibly hold, on a day: none that certainly has not begun or has ended."""
    return (Q(start_earliest__isnull=True) | Q(start_earliest__lte=on)) & (
        Q(end_latest__isnull=True) | Q(end_latest__gte=on)
    )
