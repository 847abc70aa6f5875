"""To whom a row is open: the condition behind `RowQuerySet.visible`, from what its model says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .viewer import PUBLIC, Level, Viewer

if TYPE_CHECKING:
    from .rows import Row

_releases: list[type[models.Model]] = []


def keeps_releases(model: type[models.Model]) -> type[models.Model]:
    """Names the table of releases on a day. It is a room above, because a release is an act with a person behind it."""
    _releases.append(model)
    return model


def open_to(model: type[Row], viewer: Viewer, day: dt.date) -> Q:
    """Rows that are open to a viewer who does not see all, each with all that it hangs on."""
    if viewer == PUBLIC and not asks_the_day(model):
        return open_to_public(model)
    return with_parents(model, viewer, day)


@cache
def open_to_public(model: type[Row]) -> Q:
    return with_parents(model, PUBLIC, dt.date.min)


@cache
def asks_the_day(model: type[Row]) -> bool:
    """Whether what is open of this kind can change from one day to the next without a row being changed."""
    chain = (model, *(end_of(model, path) for path in model.hidden_with))
    return any(each.releasable or each.sealed_by for each in chain)


def with_parents(model: type[Row], viewer: Viewer, day: dt.date) -> Q:
    condition = open_by_itself(model, viewer, day, "")
    for path in model.hidden_with:
        parent = open_by_itself(end_of(model, path), viewer, day, f"{path}__")
        condition &= parent | Q(**{f"{path}__isnull": True}) if may_be_empty(model, path) else parent
    return condition


def open_by_itself(model: type[Row], viewer: Viewer, day: dt.date, at: str) -> Q:
    """`at` is the way from the row that is asked for: "" or "round__"."""
    wide = Q(**{f"{at}level": Level.PUBLIC})
    wide |= at_level(model, Level.ASSEMBLY, viewer, at) | at_level(model, Level.COMMISSION, viewer, at)
    if model.releasable:
        wide |= released(model, viewer, day, at)
    own = at_level(model, Level.DELEGATION, viewer, at)
    if model.sealed_by:  # what is sealed is its own delegation's all the same
        until = f"{at}{model.sealed_by}"
        own |= wide & reached(model, Level.DELEGATION, viewer.bodies, at)
        wide &= Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__lt": day})
    for path in model.opens_to_account if viewer.account else ():
        own |= Q(**{f"{at}{path}": viewer.account})
    return wide | own


NOBODY = Q(pk__in=())


def at_level(model: type[Row], level: str, viewer: Viewer, at: str) -> Q:
    ids = viewer.assemblies if level == Level.ASSEMBLY else viewer.bodies
    if not ids:
        return NOBODY
    if level == Level.ASSEMBLY and level not in model.audience:
        return Q(**{f"{at}level": level})
    return Q(**{f"{at}level": level}) & reached(model, level, ids, at)


def reached(model: type[Row], level: str, ids: Iterable[str], at: str) -> Q:
    """Rows one of whose audience is among `ids`. A path to many is asked apart, so that no row comes twice."""
    condition = NOBODY
    for path in model.audience.get(level, ()) if ids else ():
        if leads_to_many(model, path):
            those = model._base_manager.filter(**{f"{path}__in": list(ids)}).values("pk")
            condition |= Q(**{f"{at}pk__in": those})
        else:
            condition |= Q(**{f"{at}{path}__in": list(ids)})
    return condition


def released(model: type[Row], viewer: Viewer, day: dt.date, at: str) -> Q:
    """Rows whose recorded day of release has come, for a level that opens them to this viewer."""
    levels = [Level.PUBLIC, *([Level.ASSEMBLY] if viewer.assemblies else [])]
    condition = NOBODY
    for table in _releases:
        of_row = table._base_manager.filter(
            type=model._meta.label_lower, object_id=OuterRef(f"{at}pk"), to__in=levels, opens_on__lte=day,
            withdrawn_at__isnull=True,
        )  # fmt: skip
        condition |= Q(Exists(of_row))
    return condition


def end_of(model: type[Row], path: str) -> Any:
    """The model at the end of a path of foreign keys."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]  # a Row by the house's test
    return model


@cache
def leads_to_many(model: Any, path: str) -> bool:
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return True
        model = field.related_model
    return False


def may_be_empty(model: type[Row], path: str) -> bool:
    """Whether any foreign key on the way is optional."""
    name, _, rest = path.partition("__")
    field: Any = model._meta.get_field(name)
    return bool(field.null) or (bool(rest) and may_be_empty(field.related_model, rest))
