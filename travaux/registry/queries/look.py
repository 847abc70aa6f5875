"""Who is looking, at which day, by which knowledge: loads names, refs and sources in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from travaux.captures.facts import CitedFact, FactQuerySet
from travaux.captures.queries import CitationSummary, citations_of
from travaux.core.dates import When, latest_spoken_for
from travaux.lib.viewer import Viewer

from ..merged import Merged, merged_bodies, merged_people
from ..models import Body, BodyName, Mandate, Person, PersonName, PostTitle
from ..names import NAMELESS, NameShown, best_name
from ..summaries import BodyRef, Capacity, FactShown, NameFact, PeriodShown, PersonRef

Sources = Mapping[str, tuple[CitationSummary, ...]]


@dataclass(frozen=True)
class Look:
    """One question's frame. Everything read through it is filtered by what the viewer may know."""

    viewer: Viewer
    on: dt.date
    known: dt.datetime | None  # as recorded by then; None: as recorded now
    lang: str

    @cached_property
    def merged_bodies(self) -> Merged:
        return merged_bodies(self.known)

    @cached_property
    def merged_people(self) -> Merged:
        return merged_people(self.known)

    @cached_property
    def kind_labels(self) -> dict[str, str]:
        """Said once: on a page of hundreds of bodies the lazy words cost more than the queries."""
        return {str(kind): str(label) for kind, label in Body.Kind.choices}

    def standing(self, model: type[CitedFact]) -> FactQuerySet:
        """Facts of a kind, whatever day they hold on."""
        return model.objects.visible(self.viewer, self.on).standing(self.known)

    def current(self, model: type[CitedFact]) -> FactQuerySet:
        """Facts of a kind that hold, or possibly hold, on the day."""
        return self.standing(model).on(self.on)

    def sources(self, *groups: Iterable[CitedFact]) -> Sources:
        return citations_of(self.viewer, self.on, *groups)

    def bodies(self, ids: Iterable[str | None]) -> dict[str, BodyRef]:
        """Refs by every id asked for; merged bodies have the ref of the address they lead to. Two queries."""
        asked = {id for id in ids if id}
        ends = {id: self.merged_bodies.canonical(id) for id in asked}
        names = self.names_of(BodyName, "body_id", self.merged_bodies.all_of_any(ends.values()))
        found = Body.objects.visible(self.viewer, self.on).in_bulk(sorted(set(ends.values())))
        return {id: self.body_ref(found[end], names) for id, end in ends.items() if end in found}

    def body_ref(self, body: Body, names: Mapping[str, list[Any]]) -> BodyRef:
        labels = [label for id in self.merged_bodies.all_of(body.pk) for label in names.get(id, ())]
        name = best_name(labels, self.lang, on=self.on)
        return BodyRef(body.pk, body.kind, self.kind_labels.get(body.kind, body.kind), name, body.notice)

    def people(self, ids: Iterable[str]) -> dict[str, PersonRef]:
        """Refs by every id asked for; see `bodies`. Two queries."""
        ends = {id: self.merged_people.canonical(id) for id in set(ids)}
        names = self.names_of(PersonName, "person_id", self.merged_people.all_of_any(ends.values()))
        found = Person.objects.visible(self.viewer, self.on).in_bulk(sorted(set(ends.values())))
        refs = {end: self.person_ref(person, names) for end, person in found.items()}
        return {id: refs[end] for id, end in ends.items() if end in refs}

    def person_ref(self, person: Person, names: Mapping[str, list[Any]]) -> PersonRef:
        labels = [label for id in self.merged_people.all_of(person.pk) for label in names.get(id, ())]
        return PersonRef(person.pk, best_name(labels, self.lang, on=self.on), person.notice)

    def names_of(self, model: Any, owner: str, ids: Iterable[str]) -> dict[str, list[Any]]:
        """Standing labels by their owner: one query."""
        found: dict[str, list[Any]] = defaultdict(list)
        for label in self.standing(model).filter(**{f"{owner}__in": sorted(set(ids))}):
            found[getattr(label, owner)].append(label)
        return found

    def fact(self, row: Any, sources: Sources) -> FactShown:
        interval = row.interval
        period = PeriodShown(row.start, row.start_basis, row.end, row.end_basis, str(interval.holds(self.on)))
        return FactShown(row.pk, row._meta.label_lower, period, row.recorded_at, sources.get(row.pk, ()))

    def name_fact(self, label: Any, sources: Sources) -> NameFact:
        return NameFact(self.fact(label, sources), label.text, label.lang, label.note, label.origin)

    def capacities(self, mandates: Iterable[Mandate]) -> list[Capacity]:
        """Mandates with all that is shown of them, in the order given; posts come with `select_related`."""
        rows = list(mandates)
        sources, people = self.sources(rows), self.people({row.person_id for row in rows})
        bodies = self.bodies(
            {id for row in rows for id in (row.post.body_id, row.post.chamber_id, row.on_behalf_of_id)}
        )
        titles = self.names_of(PostTitle, "post_id", {row.post_id for row in rows})
        return [
            self.capacity(row, sources, people, bodies, best_name(titles.get(row.post_id, ()), self.lang, on=self.on))
            for row in rows
            if row.person_id in people and row.post.body_id in bodies
        ]

    def capacity(
        self, row: Mandate, sources: Sources, people: Mapping[str, PersonRef], bodies: Mapping[str, BodyRef],
        title: NameShown = NAMELESS,
    ) -> Capacity:  # fmt: skip
        return Capacity(
            fact=self.fact(row, sources),
            person=people[row.person_id],
            body=bodies[row.post.body_id],
            role=row.post.role,
            title=title,
            chamber=bodies.get(row.post.chamber_id or ""),
            on_behalf_of=bodies.get(row.on_behalf_of_id or ""),
            seated=row.post.seated,
        )


def known_until(facts: Iterable[FactShown]) -> dt.date | None:
    """The last day for which a source of these facts speaks: published, dated or entered then. None: none is dated."""
    days: list[When | dt.date] = []
    for citation in {citation for fact in facts for citation in cited(fact)}:
        days.append(citation[1] or When.parse(citation[0]))
    return latest_spoken_for(days)


def cited(fact: FactShown) -> Iterable[tuple[str, dt.date | None]]:
    return ((citation.published, citation.entered_on) for citation in fact.citations)
