"""Dossiers and tasks in lists, and what is counted over them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import override

from travaux.instruments import queries as instruments
from travaux.instruments.summaries import TaskSummary
from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..models import Dossier, Event, NewsItem, Statement
from ..summaries import Counts, DossierRow, ParameterShown
from .parameters import checklist
from .register import register


@dataclass(frozen=True)
class TaskPage:
    """A task with the dossiers of the texts it led to."""

    task: TaskSummary
    dossiers: tuple[DossierRow, ...]
    parameters: tuple[ParameterShown, ...]  # its checklist; () none is recorded


def counts(
    viewer: Viewer, *, on: dt.date, known: dt.datetime | None = None, dossier: str = "", notice: str | None = None
) -> Counts:
    """What sources say by the day `on`, counted from facts: of one dossier, of those with a notice, or of all."""
    look = Look(viewer, on, known, "")
    of = {"dossier": dossier or None, "dossier__notice": notice}
    wanted = {field: value for field, value in of.items() if value is not None}
    by_then = Q(date_earliest__isnull=True) | Q(date_earliest__lte=on)
    events = look.standing(Event).filter(by_then, **wanted).aggregate(
        all=Count("pk"),
        dated=Count("pk", filter=Q(date_basis="stated")),
        bounded=Count("pk", filter=Q(date_basis="inferred")),
    )  # fmt: skip
    statements = look.standing(Statement).filter(by_then, **wanted).count()
    dossiers = Dossier.objects.visible(viewer, on)
    items = NewsItem.objects.visible(viewer, on)
    if notice is not None:
        dossiers, items = dossiers.filter(notice=notice), items.filter(notice=notice)
    if dossier:
        dossiers, items = dossiers.filter(pk=dossier), items.filter(dossiers=dossier)
    undated = events["all"] - events["dated"] - events["bounded"]
    return Counts(
        dossiers.count(), events["all"], events["dated"], events["bounded"], undated, statements, items.count(), 0
    )


def tasks(viewer: Viewer, *, on: dt.date, known: dt.datetime | None = None, lang: str) -> tuple[TaskSummary, ...]:
    with override(lang):
        return instruments.tasks(viewer, on=on, known=known, lang=lang)


def task(viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str) -> TaskPage | None:
    """One task, or None: what was ordered, what is recorded as delivered, and the dossiers of the texts around it."""
    with override(lang):
        found = instruments.tasks(viewer, on=on, known=known, lang=lang, id=id)
    if not found:
        return None
    around = {r.subject.id for r in (*found[0].delivered, *found[0].under_way)} | {found[0].order.object.id}
    visible = Dossier.objects.visible(viewer, on).filter(instrument__in=around)
    ids = list(visible.values_list("pk", flat=True))
    with override(lang):
        parameters = checklist(Look(viewer, on, known, lang), id)
    return TaskPage(found[0], register(viewer, on=on, known=known, lang=lang, ids=ids), parameters)
