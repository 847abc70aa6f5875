"""Where a dossier stands on a day: what was, what is, what may and what must follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, partial

from travaux.core.dates import When, days_between
from travaux.core.procedure.causes import held_since, supports, unmet
from travaux.core.procedure.clocks import Deadline, deadline
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.engine import ABSENT, ALLOWS, FALSE, World, compiled, exists
from travaux.core.procedure.events import Event, planned, sort_by_day
from travaux.core.procedure.history import Run, awaited, barring, hindrance, replay
from travaux.core.procedure.model import Certainty, Follows, Procedure, Repeats, Step
from travaux.core.procedure.reach import reachable
from travaux.core.procedure.reasons import Reason, Why


class Next(StrEnum):
    """What the map says of a step from here."""

    MUST = "must"
    MAY = "may"
    USUAL = "usual"  # it would follow, and the rule is not verified
    NOT_YET = "not_yet"
    CANNOT = "cannot"  # no run of the map from here reaches it

    @property
    def open(self) -> bool:
        """Whether it can follow now."""
        return self in (Next.MUST, Next.MAY, Next.USUAL)


@dataclass(frozen=True)
class StepStatus:
    """What is known of one step on the day."""

    step: str
    done: int  # how often it happened, all passes
    possibly: int  # how often it possibly happened besides
    dates: tuple[When, ...]  # when it happened, in order; an undated event has an unknown date here
    events: tuple[str, ...]  # ids of the events it happened by
    next: Next
    pass_: int  # the pass it is in; 2 is the second consideration
    actors: tuple[str, ...]  # who would act: the members still awaited of a group, else its actors
    since: When | None  # when the fact that opened it happened; None when it is not open or nothing had to happen
    days: tuple[int, int] | None  # fewest and most days since then
    reasons: Callable[[], tuple[Reason, ...]] = field(compare=False, repr=False)  # worked out when asked for

    @cached_property
    def because(self) -> tuple[Reason, ...]:
        """Why it can or cannot follow; all of it holds."""
        return self.reasons()


@dataclass(frozen=True)
class Status:
    """A dossier on a day. The same facts give the same status, whichever day it is asked on."""

    procedure: str
    on: date  # the day asked for
    as_of: date  # the day computed for: `on`, or the day until which something is known
    known_until: date | None
    current: bool | None  # begun and not concluded; None past `known_until`: nobody knows
    concluded: bool
    steps: Mapping[str, StepStatus]
    unforeseen: tuple[str, ...]  # ids of events the map does not foresee
    deadlines: tuple[Deadline, ...]
    last: tuple[str, ...]  # the step that happened last, with those dated alike
    in_force: bool  # whether this version of the rules exists on that day
    axes: Mapping[str, str]  # for each axis on which anything happened: the phase it stands in

    @property
    def past_knowledge(self) -> bool:
        """Whether the day asked for lies beyond what any source speaks for: show it as last reported."""
        return self.as_of < self.on

    @property
    def open(self) -> tuple[str, ...]:
        """Steps that can follow, in the order of the file."""
        return tuple(id for id, step in self.steps.items() if step.next.open)


def status(
    procedure: Procedure,
    events: Iterable[Event],
    on: date,
    *,
    known_until: date | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> Status:
    """The status of a dossier on a day, from dated facts alone.

    Events after ``on`` do not count; an event within a range that is not over counts as possible. Past ``known_until``
    everything is as last reported on that day and ``current`` is None. Duties, bars and deadlines come only from rules
    of certainty A. ``calendars`` are needed by clocks of working and sitting days.
    """
    as_of = min(on, known_until) if known_until else on
    listed = list(events)
    done, possibly = sort_by_day(listed, as_of)
    given = calendars or {}
    run = run_of(procedure, done, as_of, given)
    run.world.planned = planned(listed, as_of)
    can = reachable(run) if run.made.certain else set()
    maybe: dict[str, int] = {}
    for event in possibly:
        maybe[event.step] = maybe.get(event.step, 0) + 1
    steps = {id: _step(run, step, maybe, can, as_of) for id, step in procedure.steps.items()}
    concluded = bool(run.world.concluded)
    return Status(
        procedure=procedure.id,
        on=on,
        as_of=as_of,
        known_until=known_until,
        current=None if as_of < on else bool(done) and not concluded,
        concluded=concluded,
        steps=steps,
        unforeseen=tuple(event.id for event in run.unforeseen),
        deadlines=_deadlines(run, given, steps),
        last=_last(run),
        in_force=exists(procedure.first, procedure.last, as_of),
        axes=_axes(run),
    )


def by_component(
    procedure: Procedure,
    events: Iterable[Event],
    on: date,
    *,
    known_until: date | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> dict[str, Status]:
    """A status for each instrument or component that events are about; events about none concern all of them.

    Without any such event there is one status, under "".
    """
    listed = list(events)
    names = list(dict.fromkeys(name for event in listed for name in event.about)) or [""]
    return {
        name: status(
            procedure,
            [event for event in listed if not event.about or name in event.about],
            on,
            known_until=known_until,
            calendars=calendars,
        )
        for name in names
    }


def run_of(procedure: Procedure, done: Sequence[Event], day: date, calendars: Mapping[str, Calendar]) -> Run:
    """What the events that have happened amount to on a day; they are given in order."""

    def clockwork(world: World) -> Callable[[str], date | None]:
        return partial(_last_day, procedure, calendars, world)

    return replay(compiled(procedure), done, day, clockwork)


def _last_day(procedure: Procedure, calendars: Mapping[str, Calendar], world: World, clock: str) -> date | None:
    found = deadline(procedure, procedure.clocks[clock], world, calendars)
    return found.latest if found else None


def _step(run: Run, step: Step, maybe: Mapping[str, int], can: set[str], day: date) -> StepStatus:
    value = run.made.value[step.id](run.world)
    why = Why.ABSENT if value == ABSENT else hindrance(run, step)
    next_ = _next(run, step, value, why, can)
    since = held_since(step.condition, run) if next_.open else None
    happened = run.happened[step.id]
    return StepStatus(
        step=step.id,
        done=len(happened),
        possibly=maybe.get(step.id, 0),
        dates=tuple(event.date for event in happened),
        events=tuple(event.id for event in happened),
        next=next_,
        pass_=run.passes[step.id],
        actors=awaited(run, step) or step.actors,
        since=since,
        days=days_between(since, When.on(day)) if since else None,
        reasons=partial(_because, run, step, value, why, next_, maybe),
    )


def _next(run: Run, step: Step, value: int, why: Why | None, can: set[str]) -> Next:
    certain = step.rule.certainty is Certainty.A
    if why is not None or value == FALSE:
        return Next.CANNOT if certain and step.id not in can else Next.NOT_YET
    if not certain:
        return Next.USUAL
    again = step.repeats is Repeats.YES and bool(run.world.live[step.id]) and not awaited(run, step)
    return Next.MAY if value == ALLOWS or step.follows is Follows.MAY or again else Next.MUST


def _because(
    run: Run, step: Step, value: int, why: Why | None, next_: Next, maybe: Mapping[str, int]
) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if why is not None:
        reasons.append(_hindered(run, step, why))
    elif value == FALSE:
        reasons += unmet(step.condition, run)
        if next_ is Next.CANNOT:
            reasons.insert(0, Reason(Why.UNREACHABLE, step=step.id, rule=step.rule))
    else:
        opened = tuple(event.id for event in supports(step.condition, run))
        reasons.append(Reason(Why.FOLLOWS if opened else Why.BEGINS, step=step.id, events=opened, rule=step.rule))
        if value == ALLOWS:
            reasons.append(Reason(Why.DECIDE, step=step.id, rule=step.rule))
    if step.rule.certainty is not Certainty.A:
        reasons.append(Reason(Why.UNVERIFIED, step=step.id, rule=step.rule))
    doubtful = [id for id in maybe if id == step.id or id in run.made.reads[step.id]]
    reasons += [Reason(Why.POSSIBLY, step=id, have=maybe[id]) for id in doubtful]
    return tuple(reasons)


def _hindered(run: Run, step: Step, why: Why) -> Reason:
    if why is Why.BARRED:
        events = barring(run, step.id)
        return Reason(
            why,
            step=events[-1].step,
            events=tuple(event.id for event in events),
            rule=run.made.procedure.steps[events[-1].step].rule,
        )
    if why is Why.CONCLUDED:
        ends = sorted(run.world.concluded)
        return Reason(
            why,
            step=ends[0],
            events=tuple(run.world.events[at].id for end in ends for at in run.world.live[end]),
            rule=run.made.procedure.steps[ends[0]].rule,
        )
    events = [run.world.events[at] for at in run.world.live[step.id]]
    return Reason(why, step=step.id, events=tuple(event.id for event in events), rule=step.rule)


def _deadlines(run: Run, calendars: Mapping[str, Calendar], steps: Mapping[str, StepStatus]) -> tuple[Deadline, ...]:
    """Deadlines of steps that are open, from clocks of certainty A."""
    found = (
        deadline(run.made.procedure, clock, run.world, calendars)
        for clock in run.made.procedure.clocks.values()
        if clock.rule.certainty is Certainty.A and steps[clock.step].next.open
    )
    return tuple(each for each in found if each is not None)


def _last(run: Run) -> tuple[str, ...]:
    """The steps of the event that comes last in the history, and of those dated alike."""
    events = run.world.events
    return tuple(dict.fromkeys(event.step for event in events if event.order == events[-1].order))


def _axes(run: Run) -> dict[str, str]:
    """Axes run side by side: each stands in the phase of its last event."""
    phase_of = {step.id: phase for phase in run.made.procedure.phases for step in phase.steps}
    return {phase_of[event.step].axis: phase_of[event.step].id for event in run.world.events}
