"""What can be asked of instruments: one with its relations, and the tasks that sources say were set."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from travaux.captures.queries import CitationSummary, citations_of
from travaux.lib.viewer import Viewer
from travaux.registry.names import best_name

from ..models import Instrument, InstrumentRelation, InstrumentTitle
from ..summaries import InstrumentPage, InstrumentSummary, RelationSummary, TaskSummary, TitleShown

Kind = InstrumentRelation.Kind
Cited = Mapping[str, tuple[CitationSummary, ...]]


def instrument(
    viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> InstrumentPage | None:
    """An instrument with everything that is said of it and others, or None where there is none to be known of."""
    relations = relations_of(viewer, [id], on=on, known=known)
    shown = instruments_shown(viewer, ends_of(relations) | {id}, on=on, known=known, lang=lang)
    if id not in shown:
        return None
    cited = citations_of(viewer, on, relations)
    return InstrumentPage(shown[id], tuple(relations_shown(relations, shown, cited, lang=lang)), on)


def instruments_shown(
    viewer: Viewer, ids: Collection[str], *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> dict[str, InstrumentSummary]:
    """Those of these instruments that the viewer may know of: five queries, however many."""
    found = list(Instrument.objects.visible(viewer, on).filter(pk__in=ids))
    standing = InstrumentTitle.objects.visible(viewer, on).standing(known)
    titles = list(standing.filter(instrument__in=[i.pk for i in found]).order_by("recorded_at", "pk"))
    cited = citations_of(viewer, on, titles)
    by_instrument: dict[str, list[InstrumentTitle]] = defaultdict(list)
    for title in titles:
        by_instrument[title.instrument_id].append(title)
    found.sort(key=lambda i: (Instrument.Kind.values.index(i.kind), i.pk))
    return {i.pk: instrument_shown(i, by_instrument[i.pk], cited, on=on, lang=lang) for i in found}


def instrument_shown(
    i: Instrument, titles: list[InstrumentTitle], cited: Cited, *, on: dt.date, lang: str
) -> InstrumentSummary:
    return InstrumentSummary(
        id=i.pk,
        kind=i.kind,
        kind_label=str(Instrument.Kind(i.kind).label),
        draft=i.draft,
        title=best_name(titles, lang, on=on),
        titles=tuple(TitleShown(t.text, t.lang, t.origin, t.note, cited.get(t.pk, ())) for t in titles),
        notice=i.notice,
    )


def relations_of(
    viewer: Viewer, ids: Collection[str], *, on: dt.date, known: dt.datetime | None = None, hops: int = 1
) -> list[InstrumentRelation]:
    """Relations that lead to or from these instruments, over so many of them: one query a hop."""
    standing = InstrumentRelation.objects.visible(viewer, on).standing(known).on(on)
    found: list[InstrumentRelation] = []
    for _hop in range(hops):
        ends = set(ids) | ends_of(found)
        found = list(standing.filter(Q(subject__in=ends) | Q(object__in=ends)).order_by("recorded_at", "pk"))
    return found


def ends_of(relations: Iterable[InstrumentRelation]) -> set[str]:
    return {end for relation in relations for end in (relation.subject_id, relation.object_id)}


def relations_shown(
    relations: Iterable[InstrumentRelation], shown: Mapping[str, InstrumentSummary], cited: Cited, *, lang: str
) -> Iterable[RelationSummary]:
    """In the order of the kinds, which is that of a text's life."""
    for relation in sorted(relations, key=lambda r: Kind.values.index(r.kind)):
        yield RelationSummary(
            id=relation.pk,
            kind=relation.kind,
            kind_label=str(Kind(relation.kind).label),
            subject=shown[relation.subject_id],
            object=shown[relation.object_id],
            label=relation.label.get(lang, ""),
            is_task=relation.kind == Kind.SETS_TASK_FOR,
            citations=cited.get(relation.pk, ()),
        )


def tasks(
    viewer: Viewer, *, on: dt.date, known: dt.datetime | None = None, lang: str, id: str = ""
) -> tuple[TaskSummary, ...]:
    """Every task that a source says was set, in the order of recording; with `id` that one only."""
    standing = InstrumentRelation.objects.visible(viewer, on).standing(known).on(on)
    orders = standing.filter(kind=Kind.SETS_TASK_FOR, **({"pk": id} if id else {}))
    around = relations_of(viewer, ends_of(orders), on=on, known=known)
    shown = instruments_shown(viewer, ends_of(around), on=on, known=known, lang=lang)
    cited = citations_of(viewer, on, around)
    summaries = {r.id: r for r in relations_shown(around, shown, cited, lang=lang)}
    return tuple(
        task_shown(summaries[order.pk], summaries.values(), on=on) for order in orders.order_by("recorded_at", "pk")
    )


def task_shown(order: RelationSummary, around: Iterable[RelationSummary], *, on: dt.date) -> TaskSummary:
    """What was ordered, with what relations record of it; a draft under way is not a delivery."""
    ordered = order.object.id
    near = list(around)
    return TaskSummary(
        id=order.id,
        order=order,
        delivered=tuple(r for r in near if r.kind == Kind.FULFILS and r.object.id in (ordered, order.subject.id)),
        under_way=tuple(r for r in near if r.kind == Kind.DRAFTED_UNDER and r.object.id in (ordered, order.subject.id)),
        means=tuple(r for r in near if r.kind == Kind.POSSIBLE_MEANS_OF and r.object.id == ordered),
        notice=order.object.notice,
        on=on,
    )


def kinds() -> list[tuple[str, str]]:
    """The kinds of instruments and their names, for a form."""
    return [(value, str(label)) for value, label in Instrument.Kind.choices]
