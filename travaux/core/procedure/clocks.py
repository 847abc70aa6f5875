"""Terms: which day a clock ends on, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from travaux.core.procedure.counting import OF_THE_CLOCK, Calendar, NoDay, day_after, moment_after
from travaux.core.procedure.engine import World
from travaux.core.procedure.events import Event
from travaux.core.procedure.model import Clock, Procedure, Rule

Day = date


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
    moment: datetime | None = None  # of a term in hours or minutes, when the time it runs from is known

    @property
    def ends_at(self) -> datetime | None:
        """The moment a term in hours is over, or the midnight that ends the last day in the time zone of the rule.

        None where the time of day, the day or the zone is not known.
        """
        if self.moment is not None or self.unit in OF_THE_CLOCK:
            return self.moment
        if self.date is None or not self.zone:
            return None
        return datetime.combine(self.date + timedelta(days=1), time(), ZoneInfo(self.zone))

    def overdue(self, on: Day) -> bool | None:
        """Whether the day is past on ``on``; None when its bounds do not decide it."""
        if self.latest is not None and self.latest < on:
            return True
        if self.earliest is not None and self.earliest >= on:
            return False
        return None


def start_of(clock: Clock, world: World) -> Event | None:
    """The event of the present pass that set the clock running: the last one that fits.

    A clock that counts back runs from the next that is planned, if one is.
    """
    happened = [world.events[at] for at in reversed(world.live[clock.starts])]
    planned = world.planned.get(clock.starts, []) if clock.counting.backward else []
    return next((event for event in (*planned, *happened) if event.ended_in(clock.outcome)), None)


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
    first, last, moment, problem = None, None, None, ""
    if count is None:
        problem = "The rule names a term, and no source says how long it is."
    elif event.last is None:
        problem = "The day the term runs from is not known."
    else:
        try:
            if clock.counting.unit in OF_THE_CLOCK:
                first, last, moment = _moments(clock, event, event.last, count)
            else:
                given = [_named(calendars, name) for name in clock.calendars]
                last = day_after(event.last, count, clock.counting, given)
                first = day_after(event.first, count, clock.counting, given) if event.first else None
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
        clock.counting.unit,
        clock.zone,
        clock.rule,
        problem,
        moment,
    )


def _moments(clock: Clock, event: Event, last: Day, count: int) -> tuple[Day | None, Day, datetime | None]:
    """First and last day a term of hours can end on, and the moment, if the time of day it runs from is known."""
    zone = ZoneInfo(clock.zone) if clock.zone else None
    if event.at is not None and event.first == last:
        start = datetime.combine(last, event.at, event.at.tzinfo or zone)
        end = moment_after(start.astimezone(zone) if zone else start, count, clock.counting)
        return end.date(), end.date(), end
    starts = datetime.combine(event.first or last, time(), zone), datetime.combine(last, time(23, 59), zone)
    first, end = (moment_after(start, count, clock.counting) for start in starts)
    return first.date() if event.first else None, end.date(), None


def _named(calendars: Mapping[str, Calendar], name: str) -> Calendar:
    if name not in calendars:
        raise NoDay(f"The calendar “{name}” was not given.")
    return calendars[name]
