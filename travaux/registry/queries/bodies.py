"""A body on a page of its own: names, relations, sites, who holds what in it, and its seats if it is a delegation."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import override

from travaux.core.names import sort_key
from travaux.lib.viewer import Viewer

from ..models import Affiliation, Body, BodyName, Mandate, Website
from ..summaries import BodyRef, BodySummary, Holders, Relation, WebsiteShown
from .delegations import delegation_summaries, facts_of
from .look import Look, known_until

ROWS = 100  # mandates on a page of a body


def body(
    viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str, page: int = 1
) -> BodySummary | None:
    """A body as of a day; None where there is none that the viewer may know of."""
    look = Look(viewer, on, known, lang)
    ids = look.merged_bodies.all_of(id)
    with override(lang):
        found = look.bodies(ids[:1]).get(ids[0])
        if found is None:
            return None
        labels = list(look.standing(BodyName).filter(body__in=ids).order_by("lang", "recorded_at", "pk"))
        sites = list(look.current(Website).filter(body__in=ids).order_by("recorded_at", "pk"))
        relations, held = relations_of(look, ids), holders(look, ids, page)
        seats = delegation_summaries(look, ids) if found.kind == Body.Kind.DELEGATION else ()
        sources = look.sources(labels, sites)
    names = tuple(look.name_fact(label, sources) for label in labels)
    websites = tuple(WebsiteShown(look.fact(row, sources), found, row.url or None) for row in sites)
    every: list[Any] = [*names, *websites, *relations, *held.rows]
    shown = [row.fact for row in every]
    return BodySummary(
        body=found,
        redirect=ids[0] if ids[0] != id else None,
        names=names,
        relations=relations,
        websites=websites,
        holders=held,
        delegation=seats[0] if seats else None,
        on=on,
        known=known,
        known_until=known_until([*shown, *(fact for row in seats for fact in facts_of(row))]),
        notice=found.notice,
    )


def relations_of(look: Look, ids: list[str]) -> tuple[Relation, ...]:
    links = look.current(Affiliation).filter(Q(body__in=ids) | Q(to__in=ids)).order_by("kind", "recorded_at", "pk")
    rows = list(links)
    sources, refs = look.sources(rows), look.bodies({id for row in rows for id in (row.body_id, row.to_id)})
    return tuple(
        Relation(look.fact(row, sources), row.kind, str(row.get_kind_display()), refs[row.body_id], refs[row.to_id])
        for row in rows
        if row.body_id in refs and row.to_id in refs
    )


def holders(look: Look, ids: list[str], page: int) -> Holders:
    """Who holds what in a body on the day, in the order of the page's language."""
    mandates = look.current(Mandate).filter(post__body__in=ids)
    total = mandates.count()
    pages = max(-(-total // ROWS), 1)
    page = min(max(page, 1), pages)
    ordered = mandates.filter(Q(person__orders__lang=look.lang) | Q(person__orders__isnull=True))
    rows: Any = ordered.select_related("post").order_by("person__orders__key", "pk")[(page - 1) * ROWS : page * ROWS]
    return Holders(tuple(look.capacities(rows)), total, page, pages)


def bodies(viewer: Viewer, *, kind: str, on: dt.date, lang: str) -> list[BodyRef]:
    """All bodies of a kind, such as the assemblies, alphabetical in the page's language."""
    look = Look(viewer, on, None, lang)
    with override(lang):
        rows = Body.objects.visible(viewer, on).filter(kind=kind).exclude(pk__in=list(look.merged_bodies.into))
        refs = look.bodies(rows.values_list("pk", flat=True))
    return sorted(refs.values(), key=lambda ref: (sort_key(ref.name.sorts_as, lang), ref.id))
