"""Rows for actions: what a form names by its address, where the viewer may know of it."""

import datetime as dt
from typing import Any

from travaux.lib.viewer import Viewer

from ..models import Body, Person, SeatFact


def body_row(viewer: Viewer, id: str, *, on: dt.date) -> Body | None:
    return Body.objects.visible(viewer, on).filter(pk=id).first()


def person_row(viewer: Viewer, id: str, *, on: dt.date) -> Person | None:
    return Person.objects.visible(viewer, on).filter(pk=id).first()


def rivals(viewer: Viewer, row: Any, *, on: dt.date) -> list[Any]:
    """Figures that stand beside this one for the same delegation and chamber, and say another number."""
    kind = type(row)
    if not issubclass(kind, SeatFact):
        return []
    same = kind.objects.visible(viewer, on).standing().filter(delegation=row.delegation_id, chamber=row.chamber_id)
    return list(same.exclude(pk=row.pk).exclude(seats=row.seats))
