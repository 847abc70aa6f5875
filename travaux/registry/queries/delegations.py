"""Who sits in an assembly as of a day: delegations, their stated seats, representatives and sites."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import override

from travaux.core.names import sort_key
from travaux.lib.viewer import Viewer

from ..models import Affiliation, Body, Entitlement, Mandate, StatedComposition, Vacancy, Website
from ..roles import PLENIPOTENTIARY
from ..summaries import (
    BodyRef,
    Capacity,
    Contradiction,
    DelegationsSummary,
    DelegationSummary,
    FactShown,
    SeatFigure,
    WebsiteShown,
)
from . import seats
from .look import Look, Sources, known_until

Kind = Affiliation.Kind
FIGURES: Mapping[str, Any] = {"composition": StatedComposition, "entitlement": Entitlement, "vacancy": Vacancy}


def delegations(
    viewer: Viewer, *, assembly: Body | str, on: dt.date, known: dt.datetime | None = None, lang: str
) -> DelegationsSummary | None:
    """The delegations to an assembly; None where there is no such body that the viewer may know of."""
    look = Look(viewer, on, known, lang)
    with override(lang):
        ids = look.merged_bodies.all_of(assembly if isinstance(assembly, str) else assembly.pk)
        there = list(
            look.current(Affiliation).filter(kind=Kind.DELEGATION_TO, to__in=ids).order_by("recorded_at", "pk")
        )
        rows = delegation_summaries(look, {link.body_id for link in there}, there)
        found = look.bodies(ids[:1])
    if not found:
        return None
    totals = [row.total for row in rows if row.total is not None]
    contradicting = any(row.contradicting for row in rows)
    empty = [seats.not_stated(row.seats) for row in rows if row.total is not None]
    return DelegationsSummary(
        assembly=found[ids[0]],
        on=on,
        known=known,
        lang=lang,
        delegations=rows,
        total=sum(totals) if totals and not contradicting else None,
        holders_stated=sum(g.holders_stated for row in rows for g in row.seats),
        vacant=sum(g.vacant for row in rows for g in row.seats),
        not_stated=sum(n or 0 for n in empty) if totals and not contradicting else None,
        contradicting=contradicting,
        complete=False,
        date_stated=any(row.date_stated for row in rows),
        known_until=known_until(fact for row in rows for fact in facts_of(row)),
        notice=found[ids[0]].notice,
    )


def contradictions(
    viewer: Viewer, *, assembly: Body | str, on: dt.date, known: dt.datetime | None = None, lang: str
) -> list[Contradiction]:
    """What sources say differently of the seats in an assembly, delegation by delegation."""
    summary = delegations(viewer, assembly=assembly, on=on, known=known, lang=lang)
    found: list[Contradiction] = []
    for row in summary.delegations if summary else ():
        about = BodyRef(row.id, Body.Kind.DELEGATION, "", row.name, row.notice)
        differing = [g for g in row.seats if seats.differ(g.figures)]
        found += [Contradiction(about, g.chamber, "composition", g.figures) for g in differing]
        found += [
            Contradiction(about, g.chamber, "vacancy", g.vacancies) for g in row.seats if seats.differ(g.vacancies)
        ]
        if not differing and any(g.contradicting and g.figures for g in row.seats):
            found.append(Contradiction(about, None, "sum", tuple(f for g in row.seats for f in g.figures)))
        for figures in seats.by_chamber(row.entitlements).values():
            if seats.differ(figures):
                found.append(Contradiction(about, figures[0].chamber, "entitlement", tuple(figures)))
    return found


@dataclass
class Loaded:
    """Rows of all delegations at once, sorted out by delegation."""

    sources: Sources
    bodies: Mapping[str, BodyRef]
    parliament: Mapping[str, str]  # by delegation
    chambers: Mapping[str, list[str]]  # by parliament
    figures: Mapping[tuple[str, str], list[SeatFigure]]  # by delegation and kind
    holders: Mapping[str, Mapping[str | None, int]]  # by delegation and chamber
    representatives: Mapping[str, list[Capacity]]
    offices: Mapping[str, list[Capacity]]  # by person
    websites: Mapping[str, list[Any]]  # by body
    links: Mapping[str, list[Any]] = field(default_factory=dict)  # by delegation


def delegation_summaries(look: Look, ids: Iterable[str], links: Sequence[Any] = ()) -> tuple[DelegationSummary, ...]:
    """Summaries of these delegations in the order of the page's language; the number of queries does not grow."""
    canonical = sorted({look.merged_bodies.canonical(id) for id in ids})
    loaded = load(look, canonical, links)
    rows = [delegation_summary(look, id, loaded) for id in canonical if id in loaded.bodies]
    return tuple(sorted(rows, key=lambda row: (alphabetical(row, look.lang), row.id)))


def alphabetical(row: DelegationSummary, lang: str) -> str:
    shown = row.parliament.name if row.parliament else row.name
    return sort_key(shown.sorts_as, lang)


def load(look: Look, canonical: Sequence[str], links: Sequence[Any]) -> Loaded:
    merged = look.merged_bodies
    every = merged.all_of_any(canonical)
    sent_by = list(
        look.current(Affiliation).filter(kind=Kind.DELEGATION_OF, body__in=every).order_by("recorded_at", "pk")
    )
    parliament = {merged.canonical(link.body_id): merged.canonical(link.to_id) for link in sent_by}
    rooms = look.current(Affiliation).filter(kind=Kind.CHAMBER_OF, to__in=merged.all_of_any(parliament.values()))
    chambers: dict[str, list[str]] = defaultdict(list)
    for body, to in rooms.values_list("body_id", "to_id"):
        chambers[merged.canonical(to)].append(merged.canonical(body))
    figures = {kind: list(look.current(model).filter(delegation__in=every)) for kind, model in FIGURES.items()}
    homes = merged.all_of_any([*canonical, *parliament.values(), *(c for rooms in chambers.values() for c in rooms)])
    websites = list(look.current(Website).filter(body__in=homes).order_by("recorded_at", "pk"))
    flat: list[Any] = [*links, *sent_by, *websites, *(row for rows in figures.values() for row in rows)]
    bodies = look.bodies({*homes, *canonical, *(row.chamber_id for rows in figures.values() for row in rows)})
    sources = look.sources(flat)
    representatives, offices = plenipotentiaries(look, every)
    return Loaded(
        sources=sources,
        bodies=bodies,
        parliament=parliament,
        chambers=chambers,
        figures=sorted_out(look, figures, bodies, sources),
        holders=holders(look, every),
        representatives=representatives,
        offices=offices,
        websites=grouped(websites, lambda row: merged.canonical(row.body_id)),
        links=grouped([*links, *sent_by], lambda row: merged.canonical(row.body_id)),
    )


def delegation_summary(look: Look, id: str, loaded: Loaded) -> DelegationSummary:
    own = loaded.bodies[id]
    parliament = loaded.bodies.get(loaded.parliament.get(id, ""))
    groups = seats.seat_groups(
        loaded.figures.get((id, "composition"), ()), loaded.figures.get((id, "vacancy"), ()),
        loaded.holders.get(id, {}), loaded.bodies, look.lang,
    )  # fmt: skip
    entitlements = tuple(loaded.figures.get((id, "entitlement"), ()))
    representatives = tuple(loaded.representatives.get(id, ()))
    homes = [id, *([parliament.id, *loaded.chambers.get(parliament.id, ())] if parliament else [])]
    named = own.name if own.name.text or not parliament else parliament.name
    return DelegationSummary(
        id=id,
        name=named,
        parliament=parliament,
        seats=groups,
        entitlements=entitlements,
        total=seats.total(groups),
        contradicting=any(g.contradicting for g in groups),
        representatives=representatives,
        other_offices=tuple(o for r in representatives for o in loaded.offices.get(r.person.id, ())),
        websites=tuple(
            WebsiteShown(look.fact(row, loaded.sources), loaded.bodies[home], row.url or None)
            for home in dict.fromkeys(homes)
            for row in loaded.websites.get(home, ())
        ),
        membership=tuple(look.fact(row, loaded.sources) for row in loaded.links.get(id, ())),
        date_stated=any(f.fact.period.dated for g in groups for f in (*g.figures, *g.vacancies)),
        notice=own.notice,
    )


def sorted_out(
    look: Look, figures: Mapping[str, list[Any]], bodies: Mapping[str, BodyRef], sources: Sources
) -> dict[tuple[str, str], list[SeatFigure]]:
    found: dict[tuple[str, str], list[SeatFigure]] = defaultdict(list)
    for kind, rows in figures.items():
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk)):
            chamber, rule = bodies.get(row.chamber_id or ""), getattr(row, "rule", "")
            figure = SeatFigure(look.fact(row, sources), kind, chamber, row.seats, row.unit, rule)
            found[look.merged_bodies.canonical(row.delegation_id), kind].append(figure)
    return found


def holders(look: Look, delegations: Iterable[str]) -> dict[str, dict[str | None, int]]:
    """How many people sources seat, by delegation and chamber. The database counts; merged people are counted once."""
    canonical = look.merged_people.canonical
    twice = {*look.merged_people.into, *look.merged_people.into.values()}
    seated = look.current(Mandate).filter(post__body__in=delegations, post__seated=True).order_by()
    places: Any = seated.exclude(person__in=twice).values_list("post__body_id", "post__chamber_id")
    counts: dict[str, dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    for body, chamber, number in places.annotate(Count("person", distinct=True)):
        counts[look.merged_bodies.canonical(body)][home(look, chamber)] += number
    again = (
        seated.filter(person__in=twice).values_list("post__body_id", "post__chamber_id", "person_id") if twice else []
    )
    for body, chamber, _person in {
        (look.merged_bodies.canonical(b), home(look, c), canonical(p)) for b, c, p in again
    }:  # fmt: skip
        counts[body][chamber] += 1
    return counts


def home(look: Look, chamber: str | None) -> str | None:
    return look.merged_bodies.canonical(chamber) if chamber else None


def plenipotentiaries(
    look: Look, delegations: Iterable[str]
) -> tuple[dict[str, list[Capacity]], dict[str, list[Capacity]]]:
    """The parliaments' envoys by delegation, and what else each of them holds, by person."""
    posts = Q(post__body__in=delegations, post__role=PLENIPOTENTIARY)
    current = look.current(Mandate).select_related("post").order_by("recorded_at", "pk")
    envoys = list(current.filter(posts))
    people = look.merged_people.all_of_any(row.person_id for row in envoys)
    others = list(current.filter(person__in=people).exclude(pk__in=[row.pk for row in envoys]))
    shown = look.capacities([*envoys, *others])
    ids = {row.pk for row in envoys}
    by_delegation = grouped([c for c in shown if c.fact.id in ids], lambda c: c.body.id)
    return by_delegation, grouped([c for c in shown if c.fact.id not in ids], lambda c: c.person.id)


def grouped(rows: Iterable[Any], key: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def facts_of(row: DelegationSummary) -> Iterable[FactShown]:
    """Every fact that the summary shows."""
    figures = (f for g in row.seats for f in (*g.figures, *g.vacancies))
    shown: Iterable[Any] = (*figures, *row.entitlements, *row.representatives, *row.other_offices, *row.websites)
    yield from (one.fact for one in shown)
    yield from row.membership
