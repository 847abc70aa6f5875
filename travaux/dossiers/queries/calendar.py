"""Days: what organs dated, when they sit, what is due by rule, and what clashes; of everybody, one body or one person.

The public sees only days that an organ has set. What is worked out from them by rule is for the secretariat.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Max, Min, Q, QuerySet
from django.utils.translation import override

from travaux.core.procedure import Procedure, shipped_calendars, shipped_ids, shipped_on, status
from travaux.core.procedure.counting import Calendar, Period
from travaux.core.procedure.words import actor_name, say_rule, step_name
from travaux.lib.dated import Basis
from travaux.lib.ids import ALPHABET, LENGTH
from travaux.lib.viewer import Viewer
from travaux.registry.models import Affiliation, Body, Mandate, Person
from travaux.registry.names import NameShown
from travaux.registry.queries.look import Look

from ..loading import in_words
from ..models import Dossier, Event, Participation
from ..pasts import Past, pasts
from ..summaries import DossierRef
from ..told import HAPPENED
from .news import dossier_refs
from .procedures import speech
from .register import places

SHOWN = ("sitting", "recess", "election")  # kinds of days that a calendar file holds and a reader wants to see
OFF = ("holiday", "recess", "prorogued")
NOON = dt.time(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Item:
    """Something on a day, or on days one after another."""

    id: str  # the same for ever: what calendar programs know it by
    kind: str  # event | sitting | recess | election | due
    first: dt.date
    last: dt.date  # included
    words: str  # what happens, in our words; "" where the kind says it all
    who: str  # who acts or sits, as named or as quoted; "" not stated
    place: str
    rule: str  # of a term: where it can be read
    dossier: DossierRef | None
    stamp: dt.datetime  # when it was recorded
    notice: str


@dataclass(frozen=True)
class Clash:
    """Things that do not go together on a day."""

    kind: str  # two_sit | no_sitting | due_off | two_places
    day: dt.date
    names: tuple[str, ...]


@dataclass(frozen=True)
class CalendarSummary:
    """All that is known of some days."""

    first: dt.date
    last: dt.date
    whose: NameShown | None  # None: everybody's
    whose_kind: str  # "" | body | person
    items: tuple[Item, ...]  # in order
    loose: tuple[tuple[str, Item], ...]  # dated less exactly: the date as stated, and what it is the date of
    clashes: tuple[Clash, ...]
    earlier: dt.date | None  # the nearest day before and after on which something is known
    later: dt.date | None
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Whose:
    """Whose days are asked for."""

    name: NameShown
    bodies: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()  # the person under every address; empty for a body
    notice: str = ""


def whose(look: Look, id: str) -> Whose | None:
    """A body with the bodies of which it is a part, or a person with those in which they hold a mandate on the day."""
    if len(id) != LENGTH or set(id) - set(ALPHABET):
        return None  # no id at all: not every database lets itself be asked for it
    body = Body.objects.visible(look.viewer, look.on).filter(pk=look.merged_bodies.canonical(id)).first()
    if body is not None:
        ids = look.merged_bodies.all_of(body.pk)
        return Whose(look.bodies([body.pk])[body.pk].name, frozenset(ids), notice=body.notice)
    person = Person.objects.visible(look.viewer, look.on).filter(pk=look.merged_people.canonical(id)).first()
    if person is None:
        return None
    people = look.merged_people.all_of(person.pk)
    held = look.current(Mandate).filter(person__in=people).values_list("post__body", "on_behalf_of")
    bodies = {id for pair in held for id in pair if id}
    bodies |= set(look.current(Affiliation).filter(body__in=bodies).values_list("to", flat=True))
    same = look.merged_bodies.all_of_any(bodies)
    return Whose(look.people([person.pk])[person.pk].name, frozenset(same), frozenset(people), person.notice)


def calendar(
    viewer: Viewer, *, on: dt.date, first: dt.date, last: dt.date, lang: str, of: str = ""
) -> CalendarSummary | None:
    """What is known of the days from `first` to `last`; `of`: id of a body or person. None: there is no such one."""
    look = Look(viewer, on, None, lang)
    asked = whose(look, of) if of else None
    if of and asked is None:
        return None
    with override(lang):
        return Days(look, first, last, asked).summary()


@dataclass
class Days:
    """Some days on their way to a summary: a fixed number of queries."""

    look: Look
    first: dt.date
    last: dt.date
    whose: Whose | None
    clashes: list[Clash] = field(default_factory=list)

    def summary(self) -> CalendarSummary:
        exact = [self.event(row) for row in self.rows if row.date_earliest == row.date_latest]
        loose = [(row.date, self.event(row)) for row in self.rows if row.date_earliest != row.date_latest]
        items = [*exact, *self.sittings(self.first, self.last), *self.terms()]
        self.clash_of_sittings(items)
        self.clash_of_events()
        before, after = self.around()
        own = self.whose.notice if self.whose else ""
        return CalendarSummary(
            first=self.first,
            last=self.last,
            whose=self.whose.name if self.whose else None,
            whose_kind="" if self.whose is None else "person" if self.whose.people else "body",
            items=tuple(sorted(items, key=lambda item: (item.first, item.last, item.kind, item.id))),
            loose=tuple(loose),
            clashes=tuple(sorted(set(self.clashes), key=lambda clash: (clash.day, clash.kind, clash.names))),
            earlier=before,
            later=after,
            notices=tuple(sorted({own, *(item.notice for item in (*items, *(each for _, each in loose)))} - {""})),
        )

    # --- what organs dated ---

    @cached_property
    def dated(self) -> "QuerySet[Event]":
        """Events to which a source gives a date."""
        rows = self.look.standing(Event).filter(date_basis=Basis.STATED, mood__in=HAPPENED)
        if self.whose is None:
            return rows
        took_part = self.look.standing(Participation).filter(person__in=self.whose.people).values("event")
        bodies = self.whose.bodies
        return rows.filter(Q(actor__in=bodies) | Q(dossier__assembly__in=bodies) | Q(pk__in=took_part))

    @cached_property
    def rows(self) -> list[Event]:
        within = Q(date_earliest__gte=self.first, date_latest__lte=self.last)
        return list(self.dated.filter(within).select_related("dossier").order_by("date_earliest", "position", "pk"))

    @cached_property
    def dossiers(self) -> dict[str, DossierRef]:
        ids = [row.dossier_id for row in self.rows] + [past.dossier for past in self.running]
        return {ref.id: ref for ref in dossier_refs(self.look, ids)}

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        return {id: ref.name.text for id, ref in self.look.bodies(row.actor_id for row in self.rows).items()}

    def event(self, row: Event) -> Item:
        assert row.date_earliest is not None and row.date_latest is not None  # `rows` asks for both
        return Item(
            id=f"event-{row.pk}", kind="event", first=row.date_earliest, last=row.date_latest,
            words=in_words(row.label, self.look.lang), who=self.bodies.get(row.actor_id or "", row.actor_quoted),
            place=row.place, rule="", dossier=self.dossiers.get(row.dossier_id), stamp=row.recorded_at,
            notice=row.dossier.notice,
        )  # fmt: skip

    # --- when they sit ---

    @cached_property
    def calendars(self) -> list[tuple[Procedure, str, Calendar]]:
        """(rules, actor, its calendar) of procedures whose assembly is asked for."""
        found = []
        for id in shipped_ids():
            given, rules = shipped_calendars(id), shipped_on(id, self.look.on)
            sitting = [(actor, given[actor]) for actor in rules.actors if actor in given]
            if sitting and self.concerns(id):
                found += [(rules, actor, calendar) for actor, calendar in sitting]
        return found

    def concerns(self, procedure: str) -> bool:
        if self.whose is None:
            return True
        governed = places(self.look.viewer, self.look.on).filter(procedure=procedure).values("dossier")
        visible = Dossier.objects.visible(self.look.viewer, self.look.on)
        return bool(visible.filter(pk__in=governed, assembly__in=self.whose.bodies).exists())

    def sittings(self, first: dt.date, last: dt.date) -> list[Item]:
        return [
            self.sitting(rules, actor, calendar, period)
            for rules, actor, calendar in self.calendars
            for period in calendar.periods
            if period.kind in SHOWN and period.first <= last and period.last >= first
        ]

    def sitting(self, rules: Procedure, actor: str, calendar: Calendar, period: Period) -> Item:
        return Item(
            id=f"{period.kind}-{calendar.name}-{period.first}", kind=period.kind, first=period.first, last=period.last,
            words="", who=actor_name(rules, actor, speech(self.look.lang)), place="", rule="", dossier=None,
            stamp=dt.datetime.combine(calendar.first, NOON), notice="exercise" if rules.invented else "",
        )  # fmt: skip

    # --- what is due, for the secretariat ---

    @cached_property
    def running(self) -> list[Past]:
        """Dossiers with a term that runs out."""
        if not self.look.viewer.sees_all:
            return []
        due = places(self.look.viewer, self.look.on).filter(due__isnull=False, due__lte=self.last).values("dossier")
        rows = Dossier.objects.visible(self.look.viewer, self.look.on).filter(pk__in=due)
        if self.whose is not None:
            rows = rows.filter(assembly__in=self.whose.bodies)
        return pasts(self.look, list(rows.order_by("pk")))

    def terms(self) -> Iterator[Item]:
        lang = speech(self.look.lang)
        for past in self.running:
            given = shipped_calendars(past.rules.id)
            stops = min(self.look.on, past.known_until) if past.known_until else self.look.on
            for due in status(past.rules, past.all, stops, calendars=given).deadlines:
                if due.date is None or not self.first <= due.date <= self.last:
                    continue
                self.clash_of_term(due.date, past.rules, given, step_name(past.rules, due.step, lang))
                ref = self.dossiers.get(past.dossier)
                yield Item(
                    id=f"due-{past.dossier}-{due.clock}", kind="due", first=due.date, last=due.date,
                    words=step_name(past.rules, due.step, lang), who="", place="",
                    rule=say_rule(due.rule, past.rules, lang), dossier=ref,
                    stamp=dt.datetime.combine(stops, NOON), notice=ref.notice if ref else "",
                )  # fmt: skip

    # --- what clashes ---

    def clash_of_sittings(self, items: Sequence[Item]) -> None:
        """Two bodies that sit on one day."""
        sitting = [item for item in items if item.kind == "sitting"]
        for n, one in enumerate(sitting):
            for other in sitting[n + 1 :]:
                day = max(one.first, other.first, self.first)
                if other.who != one.who and day <= min(one.last, other.last):
                    self.clashes.append(Clash("two_sit", day, (one.who, other.who)))

    def clash_of_events(self) -> None:
        """A body that acts on a day on which its calendar knows no sitting; one that is in two places at once."""
        exact = [row for row in self.rows if row.date_earliest == row.date_latest]
        calendars = {(rules.id, actor): (rules, calendar) for rules, actor, calendar in self.calendars}
        seen: dict[tuple[str, dt.date], Event] = {}
        for row in exact:
            assert row.date_earliest is not None  # exact rows have a day
            self.clashes += no_sitting(row, row.date_earliest, calendars, self.look.lang)
            other = seen.setdefault((row.actor_id or row.pk, row.date_earliest), row)
            if other.place and row.place and other.place != row.place:
                who = self.bodies.get(row.actor_id or "", row.actor_quoted)
                self.clashes.append(Clash("two_places", row.date_earliest, (who, other.place, row.place)))

    def clash_of_term(self, day: dt.date, rules: Procedure, given: Mapping[str, Calendar], step: str) -> None:
        """A last day on which nobody works."""
        covering = [calendar for calendar in given.values() if calendar.first <= day <= calendar.last]
        if any(day.toordinal() in calendar.of_kind(kind) for calendar in covering for kind in OFF):
            self.clashes.append(Clash("due_off", day, (step,)))

    # --- where to look next ---

    def around(self) -> tuple[dt.date | None, dt.date | None]:
        """The nearest earlier and later day on which something stands."""
        before = self.dated.filter(date_latest__lt=self.first).aggregate(day=Max("date_latest"))["day"]
        after = self.dated.filter(date_earliest__gt=self.last).aggregate(day=Min("date_earliest"))["day"]
        sitting = self.sittings(dt.date.min, dt.date.max)
        earlier = [day for day in (before, *(i.last for i in sitting if i.last < self.first)) if day]
        later = [day for day in (after, *(i.first for i in sitting if i.first > self.last)) if day]
        return max(earlier, default=None), min(later, default=None)


def no_sitting(
    row: Event, day: dt.date, calendars: Mapping[tuple[str, str], tuple[Procedure, Calendar]], lang: str
) -> Iterable[Clash]:
    """Clashes of one event with the calendar of whoever takes its step."""
    for (procedure, actor), (rules, calendar) in calendars.items():
        steps = [rules.steps[id] for id in row.steps if procedure == row.dossier.procedure and id in rules.steps]
        acts = any(actor in step.actors[:1] for step in steps)
        if acts and calendar.first <= day <= calendar.last and day.toordinal() not in calendar.of_kind("sitting"):
            yield Clash("no_sitting", day, (actor_name(rules, actor, speech(lang)), in_words(row.label, lang)))
