"""When future steps may come, judged by how long they took before. A guess with its ground shown, never a duty.

Each run draws, for every step that has not happened, how long it takes once it can follow, from the durations of past
dossiers; days are carried through the conditions (all: the last, any: the first, at least n: the n-th) and moved to
days on which the body acts, where a calendar is given. A step that sent past dossiers back does so in a run as often as
it did then, and each round takes as long as past ones did; where too few rounds are known to say how long, no return is
assumed, and the result says so. Where fewer than five past durations stand behind a date, there is no date, only their
number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from statistics import median

from travaux.core.procedure.causes import held_since
from travaux.core.procedure.conditions import (
    All,
    Allow,
    Always,
    Any,
    AtLeast,
    Condition,
    Dated,
    Ended,
    ExactlyOne,
    Happened,
    Not,
)
from travaux.core.procedure.counting import Calendar, NoDay, day_after
from travaux.core.procedure.engine import ALLOWS, FALSE, compiled, exists
from travaux.core.procedure.events import Event, sort_by_day
from travaux.core.procedure.history import Run, awaited
from travaux.core.procedure.model import Procedure, Step
from travaux.core.procedure.returns import MOST, Returning
from travaux.core.procedure.returns import returns as past_returns
from travaux.core.procedure.status import run_of

LEAST = 5  # past durations behind a date that is shown
History = Sequence[Sequence[Event]]  # the events of each past dossier
Column = list[int]  # a day, as an ordinal, in each run


@dataclass(frozen=True)
class Outlook:
    """When one step may come. Without dates where too little is known."""

    step: str
    n: int  # past durations of the step itself
    least: int  # the fewest past durations behind any step on the way to it
    earliest: date | None  # one run in ten is earlier
    early: date | None  # one in four
    likely: date | None  # half
    late: date | None  # three in four are earlier
    latest: date | None  # nine in ten

    @property
    def known(self) -> bool:
        """Whether there are dates."""
        return self.likely is not None


@dataclass(frozen=True)
class Forecast:
    """Outlooks of all steps that may still come, and of the conclusion."""

    on: date
    runs: int
    steps: Mapping[str, Outlook]
    conclusion: Outlook | None  # of the step that ended most past dossiers; None if there is none to come
    critical: tuple[str, ...]  # the steps that decide when the conclusion comes, first to last
    returned: tuple[int, int]  # past dossiers that were sent back at least once, of how many
    refused: str = ""  # why nothing was forecast
    returns: Mapping[str, Returning] = field(default_factory=dict)  # of steps that may still come and can send back


def durations(procedure: Procedure, history: History) -> dict[str, list[int]]:
    """For each step, the days it took in past dossiers from when it could follow; only where both days are exact."""
    made = compiled(procedure)
    found: dict[str, list[int]] = {step: [] for step in procedure.steps}
    for events in history:
        done, _possibly = sort_by_day(events, date.max)
        run = Run.begin(made, date.max, lambda _world: lambda _clock: None)
        for event in (event for event in done if event.step in procedure.steps):
            run.world.day = event.last or date.max
            condition = procedure.steps[event.step].condition
            since = held_since(condition, run) if made.value[event.step](run.world) > FALSE else None
            if since and since.precision == "day" == event.date.precision and since.earliest and event.first:
                found[event.step].append(max(0, (event.first - since.earliest).days))
            run.take(event)
    return {step: sorted(days) for step, days in found.items()}


def forecast(
    procedure: Procedure,
    events: Sequence[Event],
    history: History,
    on: date,
    *,
    known_until: date | None = None,
    calendars: Mapping[str, Calendar] | None = None,
    without: Collection[str] = (),
    runs: int = 10_000,
    seed: int = 1,
) -> Forecast:
    """Dates of what may come after ``on``.

    ``calendars`` are by actor (the days it sits) and by the names that clocks use. ``without`` names steps that depend
    on a will nobody can forecast, such as a state's: they, and what needs them, get no dates. Past ``known_until``
    nothing is forecast. The same input gives the same output.
    """
    nobody = _returned(procedure, history)
    if known_until is not None and on > known_until:
        return Forecast(on, 0, {}, None, (), nobody, f"No source speaks for any day after {known_until}.")
    past = durations(procedure, history)
    done, _possibly = sort_by_day(events, on)
    now = _Now(
        procedure,
        run_of(procedure, done, on, calendars or {}),
        past,
        on,
        calendars or {},
        frozenset(without),
        runs,
        seed,
        past_returns(procedure, history),
    )
    coming = [step for step in procedure.steps.values() if now.is_future(step)]
    outlooks = {step.id: now.outlook(step.id) for step in coming}
    end = _usual_end(procedure, history)
    conclusion = outlooks.get(end) if end and not now.run.world.concluded else None
    critical = now.critical(end) if conclusion and conclusion.known else ()
    back = {step.id: now.returning[step.id] for step in coming if step.id in now.returning}
    return Forecast(on, runs, outlooks, conclusion, critical, nobody, returns=back)


def hit_rate(procedure: Procedure, history: History, *, runs: int = 1_000) -> tuple[int, int]:
    """How often the conclusion of a past dossier fell between its earliest and latest day, and of how many.

    Each dossier is forecast from the others, as of the day on which half of its events had happened.
    """
    hits = asked = 0
    end = _usual_end(procedure, history)
    for at, events in enumerate(history):
        done, _possibly = sort_by_day(events, date.max)
        actual = [event.first for event in done if event.step == end and event.first]
        half = done[(len(done) - 1) // 2].last if done else None
        if not actual or half is None or actual[-1] <= half:
            continue
        others = [*history[:at], *history[at + 1 :]]
        found = forecast(procedure, done, others, half, runs=runs).conclusion
        if found and found.earliest and found.latest:
            asked += 1
            hits += found.earliest <= actual[-1] <= found.latest
    return hits, asked


class _Now:
    """A dossier on the day, and the columns of days worked out so far."""

    def __init__(self, procedure: Procedure, run: Run, past: Mapping[str, list[int]], on: date,
                 calendars: Mapping[str, Calendar], without: frozenset[str], runs: int, seed: int,
                 returning: Mapping[str, Returning]) -> None:  # fmt: skip
        self.procedure, self.run, self.past, self.on = procedure, run, past, on
        self.calendars, self.without, self.runs, self.returning = calendars, without, runs, returning
        self.chance = Random(seed)  # noqa: S311 - a forecast, not a secret
        self.columns: dict[str, Column | None] = {}
        self.least: dict[str, int] = {}
        self.working: set[str] = set()

    def is_future(self, step: Step) -> bool:
        """Whether it has not happened in this pass, or not for every member who has it to do."""
        return not self.run.world.live[step.id] or bool(awaited(self.run, step))

    def outlook(self, step: str) -> Outlook:
        column = self.column(step)
        n = len(self.past[step])
        if column is None or self.least[step] < LEAST:
            return Outlook(step, n, self.least.get(step, n), None, None, None, None, None)
        days = sorted(column)
        marks = [date.fromordinal(days[min(len(days) - 1, len(days) * share // 100)]) for share in (10, 25, 50, 75, 90)]
        return Outlook(step, n, self.least[step], *marks)

    def column(self, id: str) -> Column | None:
        """The day of a step in each run; None when it cannot be forecast."""
        if id in self.columns:
            return self.columns[id]
        step = self.procedure.steps[id]
        if not self.is_future(step):
            last = self.run.world.events[self.run.world.live[id][-1]].last
            self.least[id] = 10**6
            return None if last is None else [last.toordinal()] * self.runs
        if id in self.working or id in self.without:
            return None
        self.working.add(id)
        column = self._drawn(step, max(1, len(awaited(self.run, step))))
        self.working.discard(id)
        self.columns[id] = column
        return column

    def _drawn(self, step: Step, members: int) -> Column | None:
        """The last of so many members to take a step, drawn once for each."""
        begins = self.when(step.condition)
        if begins is None or not self.past[step.id]:
            self.least[step.id] = len(self.past[step.id])
            return None
        self.least[step.id] = min([len(self.past[step.id]), *(self.least.get(id, 10**6) for id in self._needs(step))])
        drawn = self._draw(step, begins)
        for _ in range(members - 1):
            drawn = list(map(max, drawn, self._draw(step, begins)))
        return self._on_acting_days(step, self._sent_back(step, drawn))

    def _sent_back(self, step: Step, column: Column) -> Column:
        """Later by the rounds that returns of the step cost; as drawn where too few rounds are known."""
        known = self.returning.get(step.id)
        if known is None or not known.counted:
            return column
        self.least[step.id] = min(self.least[step.id], len(known.rounds))
        draw, chance = self.chance.random, known.chance
        rounds = [next((n for n in range(MOST) if draw() >= chance), MOST) for _ in column]
        past = list(known.rounds)
        lengths = iter(_lengths(past, past, -1, sum(rounds), self.chance))
        return [day + sum(next(lengths) for _ in range(n)) for day, n in zip(column, rounds, strict=True)]

    def _needs(self, step: Step) -> list[str]:
        return [id for id in self.procedure.reads(step) if id in self.columns]

    def _draw(self, step: Step, begins: Column) -> Column:
        """One duration a run. Where the step is open already, it is one that outlasts the days waited so far."""
        today = self.on.toordinal()
        past = self.past[step.id]
        constant = begins[0] == begins[-1] and begins[0] <= today
        waited = today - begins[0] if constant else -1
        lengths = _lengths([days for days in past if days > waited], past, waited, self.runs, self.chance)
        return [max(begin + length, today + 1) for begin, length in zip(begins, lengths, strict=True)]

    def _on_acting_days(self, step: Step, column: Column) -> Column:
        """Moved to the next day the first actor sits; past its calendar, left as drawn."""
        calendar = self.calendars.get(step.actors[0]) if step.actors else None
        sitting = sorted(calendar.of_kind("sitting")) if calendar else []
        if not sitting:
            return column
        last = sitting[-1]
        return [sitting[bisect_left(sitting, day)] if day <= last else day for day in column]

    def when(self, condition: Condition) -> Column | None:
        """The day a condition comes to hold in each run; None when that cannot be forecast."""
        value = self.run.made.compile(condition)(self.run.world)
        if value >= ALLOWS and not isinstance(condition, (All, Any, AtLeast)):
            since = held_since(condition, self.run)
            day = since.latest if since and since.latest else self.on
            return [min(day, self.on).toordinal()] * self.runs
        match condition:
            case Happened():
                return self._leaf(condition)
            case Ended(clock=clock):
                return self._end(clock)
            case Allow(part=part):
                return self.when(part)
            case Dated(part=part, first=first, last=last):
                return self.when(part) if exists(first, last, self.on) else None
            case Always() | Not() | ExactlyOne():
                return None  # what does not hold by now hangs on something that must not happen, or on a choice
            case All(parts=parts) | Any(parts=parts) | AtLeast(parts=parts):
                columns = [column for part in parts if (column := self.when(part)) is not None]
                count = {All: len(parts), Any: 1}.get(type(condition), getattr(condition, "count", 1))
                return _nth(columns, count)

    def _leaf(self, leaf: Happened) -> Column | None:
        """A step that has to happen; of a group, when so many have. With an outcome: supposing that it ends so."""
        step = self.procedure.steps[leaf.step]
        group = self.run.made.members.get(leaf.by, frozenset())
        acted = {self.run.world.events[at].actor for at in self.run.world.live[leaf.step]} & group
        if leaf.still_open or leaf.step in self.without:
            return None
        if len(group) < 2 or leaf.each:
            return self.column(leaf.step) if self.is_future(step) else None
        missing = leaf.times - len(acted)
        begins = self.when(step.condition)
        if begins is None or not self.past[leaf.step]:
            return None
        self.least.setdefault(leaf.step, len(self.past[leaf.step]))
        return _nth([self._draw(step, begins) for _ in range(len(group) - len(acted))], missing)

    def _end(self, clock: str) -> Column | None:
        rule = self.procedure.clocks[clock]
        starts = self.column(rule.starts)
        if starts is None or rule.count is None:
            return None
        found: dict[int, int] = {}
        try:
            calendars = [self.calendars[name] for name in rule.calendars]
            for day in set(starts):
                found[day] = day_after(date.fromordinal(day), rule.count, rule.counting, calendars).toordinal() + 1
        except (NoDay, KeyError):
            return None
        return [found[day] for day in starts]

    def critical(self, end: str) -> tuple[str, ...]:
        """From the conclusion back, at each turn the step whose median day decides."""
        path: list[str] = []
        at: str | None = end
        while at is not None and at not in path:
            path.append(at)
            at = self._decides(self.procedure.steps[at].condition)
        return tuple(reversed(path))

    def _decides(self, condition: Condition) -> str | None:
        if isinstance(condition, Happened):
            return condition.step if self.columns.get(condition.step) else None
        if isinstance(condition, Ended):
            starts = self.procedure.clocks[condition.clock].starts
            return starts if self.columns.get(starts) else None
        if isinstance(condition, (Allow, Dated)):
            return self._decides(condition.part)
        if not isinstance(condition, (All, Any, AtLeast)):
            return None
        known = [(median(column), part) for part in condition.parts if (column := self.when(part)) is not None]
        known.sort(key=lambda pair: pair[0])
        if not known:
            return None
        nth = {All: len(known), Any: 1}.get(type(condition), getattr(condition, "count", 1))
        return self._decides(known[nth - 1][1])


def _nth(columns: list[Column], count: int) -> Column | None:
    """In each run, the day by which so many have come."""
    if count < 1 or len(columns) < count:
        return None
    if count == len(columns):
        return list(map(max, *columns)) if count > 1 else columns[0]
    if count == 1:
        return list(map(min, *columns))
    return [sorted(days)[count - 1] for days in zip(*columns, strict=True)]


def _lengths(longer: list[int], past: list[int], waited: int, runs: int, chance: Random) -> list[int]:
    """Durations as n past ones let one expect the next.

    The next falls between any two neighbours, or beyond either end, with the same probability 1/(n+1); beyond the
    longest it is longer by a share of the mean that has an exponential tail.
    """
    n = len(longer)
    mean = max(1.0, sum(past) / len(past))
    low = max(waited + 1, (longer[0] // 2 if longer else 0))
    edges = [low, *longer]
    draw, tail = chance.random, chance.expovariate
    found = []
    for _ in range(runs):
        place = draw() * (n + 1)
        at = int(place)
        if at < n:
            found.append(round(edges[at] + (edges[at + 1] - edges[at]) * (place - at)))
        else:
            found.append(round(max(edges[-1], waited + 1) + tail(2 / mean)))
    return found


def _usual_end(procedure: Procedure, history: History) -> str:
    """The concluding step by which most past dossiers ended."""
    made = compiled(procedure)
    ends: dict[str, int] = {}
    for events in history:
        for event in events:
            if event.step in procedure.steps and made.concludes(event):
                ends[event.step] = ends.get(event.step, 0) + 1
    return max(ends, key=lambda step: ends[step], default="")


def _returned(procedure: Procedure, history: History) -> tuple[int, int]:
    made = compiled(procedure)
    return sum(
        any(event.step in procedure.steps and made.targets(event) for event in events) for events in history
    ), len(history)
