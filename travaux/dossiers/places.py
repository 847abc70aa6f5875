"""Where a dossier stands on every day: worked out from its events alone, as spans on which the answer is the same."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from heapq import heapify, heappop, heappush

from travaux.core.dates import When
from travaux.core.procedure import Next, Phase, Procedure, Why
from travaux.core.procedure.conditions import Dated, Ended, inner, leaves
from travaux.core.procedure.events import sort_by_day
from travaux.core.procedure.shipped import shipped_calendars
from travaux.core.procedure.status import run_of

from .governing import Rules, governs
from .stages import Standing, known_until, moment
from .summaries import ActorShown, DateShown, EventSummary, Reporting, StepRef
from .told import WHOLE, Told

DAY = dt.timedelta(days=1)
NOT_NAMED = ActorShown("", "unresolved", None)


@dataclass(frozen=True)
class Span:
    """What the columns of a `Place` say, from one day to another."""

    begins: dt.date
    changes: dt.date | None  # the first day on which it is different; None: no day changes it
    procedure: str
    phase: str
    here: str
    begun: bool
    over: bool | None
    waits: tuple[str, ...]
    follows: tuple[str, ...]
    actors: tuple[str, ...]
    barred: tuple[str, ...]
    since: dt.date | None
    due: dt.date | None
    due_step: str
    due_clock: str
    known: dt.date | None

    @property
    def says(self) -> tuple[object, ...]:
        """All but the days."""
        return tuple(getattr(self, each.name) for each in fields(self)[2:])


def spans(rules: Sequence[Rules], told: Sequence[Told], stated: Mapping[str, bool], part: str = WHOLE) -> list[Span]:
    """The whole life of a dossier or of a part of its text, days that no source speaks for included. Never empty.

    `stated` says of each event's id whether its date is. A dossier is computed for the days on which its events, its
    rules, or a term of theirs can change it, and for no other.
    """
    days = [dt.date.min, *{day for event in told for day in event.days}, *days_of_rules(rules)]
    heapify(days)
    found: list[Span] = []
    while days:
        day = heappop(days)
        if found and day <= found[-1].begins and day != dt.date.min:
            continue
        standing = replace(standing_on(day, rules, told, stated), part=part)
        for later in ends_of_terms(standing, day):
            heappush(days, later)
        found.append(span(standing, day))
    return merged(found)


def merged(found: Sequence[Span]) -> list[Span]:
    """Neighbours that say the same are one; each ends where the next begins."""
    kept = [each for n, each in enumerate(found) if n == 0 or each.says != found[n - 1].says]
    ends = [each.begins for each in kept[1:]]
    return [replace(each, changes=end) for each, end in zip(kept, [*ends, None], strict=True)]


def standing_on(day: dt.date, rules: Sequence[Rules], told: Sequence[Told], stated: Mapping[str, bool]) -> Standing:
    """A dossier on a day, without words."""
    events = [bare(event, day, is_stated=stated[event.id]) for event in told]
    history = sorted((event for event in events if event.occurred != "no"), key=moment)
    return Standing(governs(rules, day).procedure, history, known_until(events, day), "", told)


def bare(event: Told, day: dt.date, *, is_stated: bool) -> EventSummary:
    """An event with nothing but what decides where a dossier stands."""
    return EventSummary(
        id=event.id, label="", mood=event.mood, mood_label="", verb="",
        date=date_of(event.date, "stated" if is_stated else "inferred"), occurred=event.occurred(day).value,
        actor=NOT_NAMED, people=(), reporting=Reporting("", date_of(event.reported, "stated"), None, ""), place="",
        steps=refs(event.steps), outcome=(), orders=refs(event.orders), instruments=(), documents=(), citations=(),
        was=(),
    )  # fmt: skip


@cache
def date_of(when: When, basis: str) -> DateShown:
    return DateShown(when.edtf, basis, when.earliest, when.latest, when.precision, when.uncertain)


@cache
def refs(steps: tuple[str, ...]) -> tuple[StepRef, ...]:
    return tuple(StepRef(id, "", verified=False) for id in steps)


def span(standing: Standing, day: dt.date) -> Span:
    """The columns of one day."""
    waits = tuple(waiting.step.id for waiting in standing.waiting)
    follows = tuple(step.id for step in standing.next)
    acting = [*waits, *(id for id in follows if says(standing, id) in (Next.MUST, Next.USUAL))]
    due = first_due(standing)
    return Span(
        begins=day,
        changes=None,
        procedure=standing.procedure.id if standing.procedure else "",
        phase=next((p.id for p in phases(standing) if any(s.id == standing.here for s in p.steps)), ""),
        here=standing.here,
        begun=bool(standing.sure),
        over=standing.over,
        waits=waits,
        follows=follows,
        actors=tuple(sorted({actor for id in acting for actor in actors(standing, id)})),
        barred=tuple(barred(standing)),
        since=since(standing, acting),
        due=due[0] if due else None,
        due_step=due[1] if due else "",
        due_clock=due[2] if due else "",
        known=standing.known.date,
    )


def phases(standing: Standing) -> Sequence[Phase]:
    return standing.procedure.phases if standing.procedure else ()


def says(standing: Standing, id: str) -> Next | None:
    return standing.status.steps[id].next if standing.status and id in standing.status.steps else None


def actors(standing: Standing, id: str) -> tuple[str, ...]:
    """Who acts at a step: its actors, and of a group those still awaited."""
    if not standing.status or not standing.procedure or id not in standing.procedure.steps:
        return ()
    return (*standing.procedure.steps[id].actors, *standing.status.steps[id].actors)


def since(standing: Standing, acting: Sequence[str]) -> dt.date | None:
    """The last day on which what it is at can have come."""
    if standing.waiting:
        return standing.waiting[0].decided.latest
    opened = standing.status.steps[acting[0]].since if standing.status and acting else None
    return opened.latest if opened else None


def barred(standing: Standing) -> Iterator[str]:
    """Steps that wait for the answer to an event of another step, such as an objection."""
    for id in effects(standing.procedure) if standing.procedure and standing.status else ():
        assert standing.status is not None
        if Why.BARRED in {reason.why for reason in standing.status.steps[id].because}:
            yield id


@cache
def effects(procedure: Procedure) -> tuple[str, ...]:
    """Steps that some event can bar."""
    return tuple(sorted({id for step in procedure.steps.values() for effect in step.effects for id in effect.bars}))


def first_due(standing: Standing) -> tuple[dt.date, str, str] | None:
    """The term that runs out first: by the last day that it can be."""
    terms = standing.status.deadlines if standing.status else ()
    return min(((term.latest, term.step, term.clock) for term in terms if term.latest), default=None)


# --- which days can be different ----------------------------------------------------------------------------------


def days_of_rules(rules: Iterable[Rules]) -> Iterator[dt.date]:
    """Days on which rules begin to govern, and on which lines of theirs begin and cease to exist."""
    for each in rules:
        if each.since.latest:
            yield each.since.latest
        if each.procedure:
            yield from bounds(each.procedure)


@cache
def bounds(procedure: Procedure) -> tuple[dt.date, ...]:
    dated = [(step.first, step.last) for step in procedure.steps.values()]
    waiting = [step.condition for step in procedure.steps.values()]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, Dated):
            dated.append((condition.first, condition.last))
        waiting += inner(condition)
    first = {first.earliest for first, _ in dated if first.earliest}
    return tuple(first | {last.latest + DAY for _, last in dated if last.latest and last.latest < dt.date.max})


@cache
def awaited_clocks(procedure: Procedure) -> tuple[str, ...]:
    """Clocks whose end lets a step follow: the only terms that change anything by running out."""
    found = (
        leaf.clock for step in procedure.steps.values() for leaf in leaves(step.condition) if isinstance(leaf, Ended)
    )
    return tuple(sorted(set(found)))


def ends_of_terms(standing: Standing, day: dt.date) -> Iterator[dt.date]:
    """Later days, within what sources speak for, on which a running term is over."""
    procedure, last = standing.procedure, standing.known.date
    if not procedure or last is None or day >= last or not awaited_clocks(procedure):
        return
    done, _ = sort_by_day(standing.all_happenings, day)
    run = run_of(procedure, done, day, shipped_calendars(procedure.id))
    for clock in awaited_clocks(procedure):
        end = run.world.last_day(clock)
        if end and day < end + DAY <= last:
            yield end + DAY
