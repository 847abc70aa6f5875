"""Terms: which day a clock ends on, and by which rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.core.procedure.engine import World
from travaux.core.procedure.events import Event
from travaux.core.procedure.model import Clock, Procedure, Rule

Day = date


class NoDay(ValueError):
    """A day that cannot be computed, with the reason; a guess is never given instead."""


class Calendar:
    """To be given for working and sitting days."""


@dataclass(frozen=True)
class Deadline:
    """The last day of a term, or why it cannot be named."""

    clock: str
    step: str  # the step that is due
    started: str  # id of the event that set it running
    date: Day | None  # the day, when it is certain
    earliest: Day | None  # first and last day it can be, when the start is known only within bounds
    latest: Day | None
    count: int | None  # extensions included
    unit: str
    zone: str
    rule: Rule
    problem: str = ""  # why there is no day


def add_days(start: Day, clock: Clock, count: int, calendars: Mapping[str, Calendar]) -> Day:
    """The last day of a term of ``count`` units. Raises `NoDay`."""
    sign = -1 if clock.backward else 1
    try:
        if clock.unit == "month":
            return _months(start, sign * count)
        if clock.unit == "calendar":
            return start + timedelta(days=sign * (count - (clock.first_day == "same")))
    except (OverflowError, ValueError):
        raise NoDay("The term ends outside the years that can be written.") from None
    raise NoDay(f"No calendar of {clock.unit} days was given.")


def _months(start: Day, count: int) -> Day:
    """The same day so many months on, or the last day of that month where it has no such day."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return Day(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def start_of(clock: Clock, world: World) -> Event | None:
    """The event of the present pass that set the clock running: the last one that fits."""
    for at in reversed(world.live[clock.starts]):
        event = world.events[at]
        if not clock.outcome or not clock.outcome.isdisjoint(event.outcome):
            return event
    return None


def extension(procedure: Procedure, clock: Clock, world: World) -> int:
    """By how many units open events make the clock run longer."""
    added = 0
    for step in procedure.steps.values():
        for effect in step.effects:
            if effect.extends == clock.id:
                live = [world.events[at] for at in world.live[step.id]]
                added += effect.by * any(event.id not in world.answered for event in live)
    return added


def deadline(procedure: Procedure, clock: Clock, world: World, calendars: Mapping[str, Calendar]) -> Deadline | None:
    """Where the clock stands; None while nothing has set it running."""
    event = start_of(clock, world)
    if event is None:
        return None
    count = None if clock.count is None else clock.count + extension(procedure, clock, world)
    first, last, problem = None, None, ""
    if count is None:
        problem = "The rule names a term, and no source says how long it is."
    elif event.last is None:
        problem = "The day the term runs from is not known."
    else:
        try:
            last = add_days(event.last, clock, count, calendars)
            first = add_days(event.first, clock, count, calendars) if event.first else None
        except NoDay as error:
            first, last, problem = None, None, str(error)
    return Deadline(
        clock.id,
        clock.step,
        event.id,
        last if first == last else None,
        first,
        last,
        count,
        clock.unit,
        clock.zone,
        clock.rule,
        problem,
    )
