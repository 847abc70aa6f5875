"""Rows on their way to summaries: everything a page needs is fetched by kind, never by row."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from travaux.captures.queries import CitationSummary
from travaux.core.dates import Occurred, When, happened
from travaux.instruments.models import InstrumentRelation
from travaux.instruments.queries import instruments_shown
from travaux.instruments.summaries import InstrumentSummary
from travaux.registry.models import BodyName, Mandate, PostTitle
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look
from travaux.registry.summaries import BodyRef, PersonRef

from .models import Event, Governing, Participation, Statement
from .paths import options_named, steps_named, steps_of
from .summaries import (
    ActorShown,
    DateShown,
    DocumentRef,
    EventSummary,
    Participant,
    Reporting,
    StatementSummary,
    Was,
)
from .told import WHOLE, Told, told

Kind = InstrumentRelation.Kind
PARTS = (Kind.ANNEXED_TO, Kind.DRAFTED_WITH, Kind.SPLIT_FROM)  # how a text is a part of another, or was one


def date_shown(row: Any, name: str = "date") -> DateShown:
    """One date of a row, with its precision read from the value."""
    when = When.parse(getattr(row, name))
    return DateShown(
        when.edtf, getattr(row, f"{name}_basis"), when.earliest, when.latest, when.precision, when.uncertain
    )


@dataclass
class Shelf:
    """Events and statements with all they speak of: a fixed number of queries, however many rows."""

    look: Look
    events: list[Event]
    statements: list[Statement] = field(default_factory=list)
    bodies_too: Collection[str] = ()  # ids of further bodies to be named
    people_too: Collection[str] = ()
    instruments_too: Collection[str] = ()
    dossiers_too: Collection[str] = ()

    @cached_property
    def participations(self) -> dict[str, list[Participation]]:
        rows = self.look.standing(Participation).filter(event__in=[e.pk for e in self.events])
        found: dict[str, list[Participation]] = defaultdict(list)
        for row in rows.order_by("recorded_at", "pk"):
            found[row.event_id].append(row)
        return found

    @cached_property
    def cited(self) -> Mapping[str, tuple[CitationSummary, ...]]:
        took_part = [p for rows in self.participations.values() for p in rows]
        return self.look.sources(self.events, self.statements, took_part)

    @cached_property
    def bodies(self) -> dict[str, BodyRef]:
        return self.look.bodies([*(e.actor_id for e in self.events), *self.bodies_too])

    @cached_property
    def people(self) -> dict[str, PersonRef]:
        """By the id that a row gives; the reference leads to the one address of merged people."""
        ids = {p.person_id for some in self.participations.values() for p in some}
        ids |= {e.reporter_id for e in self.events if e.reporter_id} | {s.speaker_id for s in self.statements}
        return self.look.people(ids | set(self.people_too))

    @cached_property
    def capacities(self) -> dict[str, str]:
        """What the holder of each mandate in use here is called."""
        ids = {p.mandate_id for rows in self.participations.values() for p in rows if p.mandate_id}
        ids |= {m for mandates in self.mandates.values() for m in mandates}
        visible = Mandate.objects.visible(self.look.viewer, self.look.on)
        posts = dict(visible.filter(pk__in=ids).values_list("pk", "post_id"))
        titles = self.look.names_of(PostTitle, "post_id", posts.values())
        return {m: best_name(titles.get(post, ()), self.look.lang, on=self.look.on).text for m, post in posts.items()}

    @cached_property
    def mandates(self) -> dict[str, list[str]]:
        """Ids of the mandates in which each statement was made."""
        return pairs(Statement.mandates.through, "statement_id", "mandate_id", self.statements)

    @cached_property
    def of_instruments(self) -> dict[str, list[str]]:
        return pairs(Event.instruments.through, "event_id", "instrument_id", self.events)

    @cached_property
    def instruments(self) -> dict[str, InstrumentSummary]:
        ids = {i for some in self.of_instruments.values() for i in some} | set(self.instruments_too)
        return instruments_shown(self.look.viewer, ids, on=self.look.on, known=self.look.known, lang=self.look.lang)

    @cached_property
    def documents(self) -> dict[str, list[DocumentRef]]:
        found: dict[str, list[DocumentRef]] = defaultdict(list)
        links = Event.documents.through.objects.filter(event__in=[e.pk for e in self.events]).select_related("document")
        for link in links:
            d = link.document
            if self.look.viewer.sees_all or d.level == "public":
                found[link.event_id].append(DocumentRef(d.pk, d.number, d.title, d.sender, d.date, d.lang))
        return found

    @cached_property
    def governings(self) -> dict[str, list[Governing]]:
        """By dossier, the decisions on which rules govern it."""
        found: dict[str, list[Governing]] = defaultdict(list)
        ids = {*(e.dossier_id for e in self.events), *self.dossiers_too}
        for row in self.look.standing(Governing).filter(dossier__in=ids):
            found[row.dossier_id].append(row)
        return found

    @cached_property
    def told(self) -> dict[str, list[Told]]:
        """By dossier, its events as the procedure takes them."""
        names = names_of_actors(self.look, self.events)
        older = {old: e.pk for e in self.events for old in self.older(e)}
        found: dict[str, list[Told]] = defaultdict(list)
        about = {e.pk: self.about(e) for e in self.events}
        for row, each in zip(self.events, told(self.events, names=names, older=older, about=about), strict=True):
            found[row.dossier_id].append(each)
        return found

    @cached_property
    def parts(self) -> dict[str, dict[str, bool]]:
        """By instrument, its parts and those split from it, and whether each is attached: it can have its own path."""
        wholes = {e.dossier.instrument_id for e in self.events}
        related = self.look.standing(InstrumentRelation).filter(kind__in=PARTS)
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for part, whole, kind in related.filter(object__in=wholes).values_list("subject", "object", "kind"):
            found[whole][part] = found[whole].get(part, True) and kind != Kind.SPLIT_FROM
        return found

    def about(self, e: Event) -> tuple[str, ...]:
        """Which texts inside the dossier an event is about, WHOLE among them; () all of them.

        What bars a part that is still attached, and what answers it, is about the whole too: both go on together.
        """
        whole = e.dossier.instrument_id
        if whole not in self.parts:
            return ()
        named = self.of_instruments.get(e.pk, ())
        parts = [id for id in named if id in self.parts[whole]]
        held_up = any(self.parts[whole][id] for id in parts) and bool(e.answers_id or self.bars(e))
        return (*parts, *([WHOLE] if whole in named or held_up else [])) if parts else ()

    def bars(self, e: Event) -> bool:
        """Whether something else has to wait for an answer to it."""
        there = steps_of([e.dossier.procedure])
        return any(there[step].effects for step in e.steps if step in there)

    def older(self, e: Event) -> Iterator[str]:
        """Ids of the readings that an event took the place of."""
        while row := self.corrected.get(e.supersedes_id or ""):
            yield row.pk
            e = row

    @cached_property
    def corrected(self) -> dict[str, Event]:
        """Events of the same dossiers that later ones supersede, by id."""
        dossiers = {e.dossier_id for e in self.events if e.supersedes_id}
        visible = Event.objects.visible(self.look.viewer, self.look.on)
        return {e.pk: e for e in visible.filter(dossier__in=dossiers, superseded_by__isnull=False)}

    # --- summaries ---

    def occurred(self, event: Event) -> Occurred:
        return happened(When.parse(event.date), self.look.on, reported=event.reported_latest)

    def event(self, e: Event) -> EventSummary:
        citations = self.cited.get(e.pk, ())
        since = [g.procedure for g in self.governings.get(e.dossier_id, ())]
        return EventSummary(
            id=e.pk,
            label=in_words(e.label, self.look.lang),
            mood=e.mood,
            mood_label=str(Event.Mood(e.mood).label),
            verb=e.verb,
            date=date_shown(e),
            occurred=self.occurred(e).value,
            actor=ActorShown(e.actor_quoted, e.actor_link, self.bodies.get(e.actor_id or "")),
            people=tuple(self.participant(p) for p in self.participations.get(e.pk, ())),
            reporting=Reporting(
                publisher=citations[0].publisher if citations else "",
                published=date_shown(e, "reported"),
                speaker=self.people.get(e.reporter_id or ""),
                speaker_quoted=e.reporter_quoted,
            ),
            place=e.place,
            steps=steps_named(e.dossier.procedure, e.steps, self.look.lang, since=since),
            outcome=options_named(e.dossier.procedure, e.steps, e.outcome, self.look.lang, since=since),
            orders=steps_named(e.dossier.procedure, e.orders, self.look.lang, since=since),
            instruments=tuple(self.instruments[i] for i in self.of_instruments.get(e.pk, ()) if i in self.instruments),
            documents=tuple(self.documents.get(e.pk, ())),
            citations=citations,
            was=tuple(self.was(e)),
        )

    def was(self, e: Event) -> Iterator[Was]:
        """Each reading that this event replaced, with the reason given then."""
        while older := self.corrected.get(e.supersedes_id or ""):
            words = in_words(older.label, self.look.lang)
            yield Was(words, date_shown(older), older.actor_quoted, e.reason, e.recorded_at)
            e = older

    def participant(self, p: Participation) -> Participant:
        return Participant(self.people[p.person_id], p.capacity_quoted or self.capacities.get(p.mandate_id or "", ""))

    def statement(self, s: Statement) -> StatementSummary:
        citations = self.cited.get(s.pk, ())
        titles = sorted(filter(None, (self.capacities.get(mandate, "") for mandate in self.mandates.get(s.pk, ()))))
        return StatementSummary(
            id=s.pk,
            speaker=self.people[s.speaker_id],
            capacities=(s.capacity_quoted,) if s.capacity_quoted else tuple(titles),
            label=in_words(s.label, self.look.lang),
            date=date_shown(s),
            lang=s.lang,
            words=next((c.words for c in citations if c.words is not None), None),
            citations=citations,
        )


def names_of_actors(look: Look, events: Collection[Event]) -> dict[str, set[str]]:
    """Every name, in any language, of the bodies that acted: by these a procedure knows its actors. One query."""
    asked = {e.actor_id for e in events if e.actor_id}
    same = {id: look.merged_bodies.all_of(look.merged_bodies.canonical(id)) for id in asked}
    labels = look.names_of(BodyName, "body_id", {one for ids in same.values() for one in ids})
    return {id: {label.text for one in ids for label in labels.get(one, ())} for id, ids in same.items()}


def in_words(label: Mapping[str, str], lang: str) -> str:
    """Our words in the page's language, else in whichever there are."""
    return label.get(lang) or next(iter(label.values()), "")


def pairs(through: Any, near: str, far: str, rows: Collection[Any]) -> dict[str, list[str]]:
    """A many-to-many link as {near id: [far ids]}; sets have no order, so that of the ids, which stays the same."""
    found: dict[str, list[str]] = defaultdict(list)
    links = through.objects.filter(**{f"{near}__in": [row.pk for row in rows]}).order_by(near, far)
    for one, other in links.values_list(near, far):
        found[one].append(other)
    return found
