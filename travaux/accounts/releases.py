"""What can be asked before something is opened, and of what is to open on a day to come."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone

from travaux.lib.opening import end_of
from travaux.lib.rows import Row
from travaux.lib.viewer import Level, Viewer

from .actions import WIDER
from .models import Release


@dataclass(frozen=True)
class ReleaseShown:
    """One day of release."""

    id: str
    type: str  # "consultation.opinion"
    object: str
    to: str  # a level
    opens_on: dt.date
    why: str
    made_at: dt.datetime
    state: str  # waiting | opened | withdrawn
    withdrawn_why: str


@dataclass(frozen=True)
class Above:
    """A row that the one asked about hangs on, and is hidden with."""

    type: str
    object: str
    level: str


def releasable_row(viewer: Viewer, type: str, id: str, *, on: dt.date) -> Any:
    """The row of that kind and id, if it is one that can be opened and the viewer may know of it; None else."""
    app, _, name = type.partition(".")
    try:
        model = apps.get_model(app, name)
    except (LookupError, ValueError):
        return None
    if not (issubclass(model, Row) and model.releasable and model._meta.label_lower == type):
        return None
    return model.objects.visible(viewer, on).filter(pk=id).first()


def wider_levels(row: Row) -> list[str]:
    """The levels to which a row can be opened, the next one first."""
    return sorted((each for each in Level.values if WIDER[Level(each)] > WIDER[Level(row.level)]), key=rank)


def rank(level: str) -> int:
    return WIDER[Level(level)]


def held_back_by(row: Any) -> Iterator[Above]:
    """What a row hangs on that is less open than everybody's: the row is never more open than that."""
    for path in type(row).hidden_with:
        above = row
        for name in path.split("__"):
            above = getattr(above, name) if above is not None else None
        if above is not None and above.level != Level.PUBLIC:
            yield Above(end_of(type(row), path)._meta.label_lower, above.pk, above.level)


def releases(viewer: Viewer, *, on: dt.date, row: Row | None = None, most: int = 200) -> tuple[ReleaseShown, ...]:
    """Days of release, of one row or of all: what waits first by its day, then what is over, the latest first."""
    rows = Release.objects.visible(viewer, on)
    if row is not None:
        rows = rows.filter(type=row._meta.label_lower, object_id=row.pk)
    found = [shown(each) for each in rows.order_by("-opens_on", "-made_at")[:most]]
    waiting = sorted((each for each in found if each.state == "waiting"), key=lambda each: each.opens_on)
    return (*waiting, *(each for each in found if each.state != "waiting"))


def shown(each: Release) -> ReleaseShown:
    state = "withdrawn" if each.withdrawn_at else "opened" if each.opens_on <= timezone.localdate() else "waiting"
    return ReleaseShown(
        each.pk, each.type, each.object_id, each.to, each.opens_on, each.why, each.made_at, state, each.withdrawn_why
    )


def release_row(viewer: Viewer, id: str, *, on: dt.date) -> Release | None:
    return Release.objects.visible(viewer, on).filter(pk=id).first()
