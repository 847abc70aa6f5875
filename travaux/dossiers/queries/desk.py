"""What the secretariat has before it: terms that are over or end today, what is barred, and what can follow where."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import override

from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..summaries import DossierRow, Outlook
from .one import outlook_of
from .register import Wanted, asked, places, row_of, stood

SHOWN = 12  # dossiers of each kind; the register has all


@dataclass(frozen=True)
class DeskRow:
    """A dossier on the desk, with what the rules say of it."""

    row: DossierRow
    outlook: Outlook


@dataclass(frozen=True)
class DeskSummary:
    """Dossiers by what they need: the first of each kind, and how many there are."""

    overdue: tuple[DeskRow, ...]  # a term is over, and nothing reports that what was due was done
    today: tuple[DeskRow, ...]  # a term ends today
    blocked: tuple[DeskRow, ...]  # a step is barred by an event that waits for an answer
    open: tuple[DeskRow, ...]  # the others in work: the one whose term ends first, then the longest without news
    counts: Mapping[str, int]


def desk(viewer: Viewer, *, on: dt.date, lang: str) -> DeskSummary:
    """The desk on a day, found by columns alone; only what is shown is loaded, in a fixed number of queries."""
    kinds = {"overdue": Wanted(due="overdue"), "today": Wanted(due="today"), "blocked": Wanted(barred=True),
             "open": Wanted(state="in_work")}  # fmt: skip
    placed = places(viewer, on)
    found = {name: asked(viewer, wanted, on=on, lang=lang).filter(places__in=placed) for name, wanted in kinds.items()}
    quiet = (Q(due__isnull=True) | Q(due__gt=on)) & Q(barred="")
    found["open"] = asked(viewer, kinds["open"], on=on, lang=lang).filter(places__in=placed.filter(quiet))
    order = (F("places__due").asc(nulls_last=True), F("places__known").asc(nulls_first=True), "pk")
    first = {name: list(each.order_by(*order)[:SHOWN]) for name, each in found.items()}
    with override(lang):
        look = Look(viewer, on, None, lang)
        every = {d.pk: d for some in first.values() for d in some}
        rows = {d.pk: DeskRow(row_of(look, d, shelf, standing, stands), outlook_of(look, d, standing, shelf))
                for d, shelf, standing, stands in stood(look, list(every.values()))}  # fmt: skip
    shown = {name: tuple(rows[d.pk] for d in some) for name, some in first.items()}
    return DeskSummary(**shown, counts={name: each.count() for name, each in found.items()})
