"""One fact on its own: what it says, where it is written, what it replaced and what replaced it.

Works for every kind of fact, whatever room it lives in: the kinds are found among the installed models.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from travaux.lib.viewer import Viewer

from .facts import CitedFact, Standing
from .queries import CitationSummary, citations_of, fact_models

HIDDEN = {"id", "level", "recorded_at", "standing", "supersedes", "reason"}  # told apart from what a fact says
DERIVED = ("_earliest", "_latest", "_basis")


@dataclass(frozen=True)
class Value:
    """One thing that a fact says."""

    name: str  # of the column
    label: str
    text: str
    model: str = ""  # of the row that it points to; "" where it is no reference
    id: str = ""


@dataclass(frozen=True)
class Version:
    """A fact as it stood from one recording to the next."""

    id: str
    standing: str  # stated | withdrawn | set_aside
    reason: str  # why it took the place of the one before it
    recorded_at: dt.datetime
    values: tuple[Value, ...]
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class FactPage:
    """A fact with every row before and after it, the first first."""

    model: str  # registry.mandate
    kind: str  # what it is called
    asked: str  # the id that was asked for
    current: str  # the id of the row that stands last
    stands: bool  # whether the last row states something, or ends it
    dated: bool  # whether it has a start and an end
    versions: tuple[Version, ...]


def fact_row(viewer: Viewer, model: str, id: str, *, on: dt.date) -> CitedFact | None:
    """The row that an action takes, or None where there is none that the viewer may know of."""
    kinds = {kind._meta.label_lower: kind for kind in fact_models()}
    found: CitedFact | None = kinds[model].objects.visible(viewer, on).filter(pk=id).first() if model in kinds else None
    return found


def fact(viewer: Viewer, model: str, id: str, *, on: dt.date) -> FactPage | None:
    """A fact by its kind and id, with its whole line of corrections."""
    row = fact_row(viewer, model, id, on=on)
    if row is None:
        return None
    rows = line_of(row, viewer, on)
    cited = citations_of(viewer, on, rows)
    last = rows[-1]
    return FactPage(
        model=model,
        kind=str(row._meta.verbose_name),
        asked=id,
        current=last.pk,
        stands=last.standing == Standing.STATED,
        dated=hasattr(row, "start_basis"),
        versions=tuple(
            Version(each.pk, each.standing, each.reason, each.recorded_at, values(each), cited.get(each.pk, ()))
            for each in rows
        ),
    )


def line_of(row: CitedFact, viewer: Viewer, on: dt.date) -> list[CitedFact]:
    """The rows that a fact took the place of, itself, and those that took its place."""
    every = type(row).objects.visible(viewer, on)
    before, after = [], []
    each: Any = row
    while each is not None and each.supersedes_id and (each := every.filter(pk=each.supersedes_id).first()):
        before.append(each)
    each = row
    while each is not None and (each := every.filter(supersedes=each.pk).first()):
        after.append(each)
    return [*reversed(before), row, *after]


def values(row: CitedFact) -> tuple[Value, ...]:
    """What a fact says, column by column, without what is derived from it and what says nothing."""
    shown = [
        field for field in row._meta.concrete_fields if field.name not in HIDDEN and not field.name.endswith(DERIVED)
    ]
    return tuple(value for field in shown if (value := value_of(row, field)).text)


def value_of(row: CitedFact, field: Any) -> Value:
    content = getattr(row, field.name)
    if isinstance(content, Model):
        return Value(field.name, str(field.verbose_name), content.pk, content._meta.label_lower, content.pk)
    if isinstance(content, Mapping):
        return Value(field.name, str(field.verbose_name), " · ".join(str(each) for each in content.values()))
    if isinstance(content, list):
        return Value(field.name, str(field.verbose_name), ", ".join(str(each) for each in content))
    said = getattr(row, f"get_{field.name}_display", None)
    text = str(said()) if said else "" if content is None else str(content)
    return Value(field.name, str(field.verbose_name), text)
