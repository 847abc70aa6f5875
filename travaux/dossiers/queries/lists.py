"""Dossiers and tasks in lists, and what is counted over them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import override

from travaux.core.names import fold, sort_key
from travaux.instruments import queries as instruments
from travaux.instruments.models import Instrument, InstrumentTitle
from travaux.instruments.summaries import TaskSummary
from travaux.lib.viewer import Viewer
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look

from ..loading import Shelf
from ..models import Dossier, Event, NewsItem, Statement
from ..summaries import Counts, DossierRow, EventSummary
from .one import events_of, standing_of


@dataclass(frozen=True)
class TaskPage:
    """A task with the dossiers of the texts it led to."""

    task: TaskSummary
    dossiers: tuple[DossierRow, ...]


def register(
    viewer: Viewer, *, on: dt.date, known: dt.datetime | None = None, lang: str, state: str = "", assembly: str = "",
    kind: str = "", waiting: str = "", q: str = "", notice: str | None = None, ids: Collection[str] | None = None,
    start: int = 0, limit: int | None = None,
) -> tuple[DossierRow, ...]:  # fmt: skip
    """Dossiers by title in the page's alphabet. `state`: in_work, over; `waiting`: a step's id; `q`: part of any title.

    `start` and `limit` cut out one page; its events alone are loaded, unless `state` or `waiting` ask about all.
    """
    look = Look(viewer, on, known, lang)
    rows = Dossier.objects.visible(viewer, on)
    wanted = {"assembly": assembly or None, "instrument__kind": kind or None, "notice": notice, "pk__in": ids}
    found = list(rows.filter(**{field: value for field, value in wanted.items() if value is not None}))
    ordered = by_title(look, found, q)
    with override(lang):
        if not state and not waiting:
            return tuple(register_rows(look, ordered[start : None if limit is None else start + limit]))
        kept = [row for row in register_rows(look, ordered) if in_state(row, state) and waits(row, waiting)]
        return tuple(kept[start : None if limit is None else start + limit])


def by_title(look: Look, dossiers: Sequence[Dossier], q: str) -> list[Dossier]:
    titles = look.names_of(InstrumentTitle, "instrument_id", [d.instrument_id for d in dossiers])
    if words := fold(q):
        dossiers = [d for d in dossiers if any(words in fold(t.text) for t in titles.get(d.instrument_id, ()))]
    shown = {d.pk: best_name(titles.get(d.instrument_id, ()), look.lang, on=look.on).text for d in dossiers}
    keys = {id: sort_key(title, look.lang) for id, title in shown.items()}
    return sorted(dossiers, key=lambda d: (keys[d.pk], d.pk))


def register_rows(look: Look, dossiers: Sequence[Dossier]) -> Iterable[DossierRow]:
    shelf = Shelf(
        look,
        events_of(look, dossiers),
        bodies_too={d.assembly_id for d in dossiers},
        dossiers_too={d.pk for d in dossiers},
        instruments_too={d.instrument_id for d in dossiers},
    )
    events: dict[str, list[EventSummary]] = defaultdict(list)
    for row in shelf.events:
        events[row.dossier_id].append(shelf.event(row))
    for d in dossiers:
        standing = standing_of(look, d, events[d.pk], shelf)
        phases = [phase.name for phase in standing.phases() if phase.mark == "current"]
        own = shelf.instruments[d.instrument_id]
        yield DossierRow(
            id=d.pk,
            title=own.title,
            kind=own.kind,
            kind_label=str(Instrument.Kind(own.kind).label),
            draft=own.draft,
            assembly=shelf.bodies[d.assembly_id],
            phase=phases[0] if phases else "",
            last_done=standing.last_done,
            waiting=standing.waiting,
            known_until=standing.known,
            over=standing.over,
            notice=d.notice,
        )


def in_state(row: DossierRow, state: str) -> bool:
    return not state or (state == "over") is bool(row.over)


def waits(row: DossierRow, step: str) -> bool:
    return not step or any(waiting.step.id == step for waiting in row.waiting)


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
    return TaskPage(found[0], register(viewer, on=on, known=known, lang=lang, ids=ids))
