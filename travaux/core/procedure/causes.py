"""The reasons behind a value: which facts made a condition hold, or what it still needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from travaux.core.dates import When
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
    Leaf,
    Not,
)
from travaux.core.procedure.engine import ABSENT, FALSE, TRUE, World, count, matching
from travaux.core.procedure.events import Event
from travaux.core.procedure.history import Run
from travaux.core.procedure.reasons import Reason, Why


def supports(condition: Condition, run: Run) -> list[Event]:
    """The events that make a condition hold, in order; empty where it holds by what did not happen, or does not."""
    found = {at for leaf in _holding(condition, run) for at in _positions(leaf, run)}
    return [run.world.events[at] for at in sorted(found)]


def _holding(condition: Condition, run: Run) -> Iterator[Leaf]:
    """Leaves that hold, under parts that hold."""
    if run.made.compile(condition)(run.world) in (FALSE, ABSENT):
        return
    match condition:
        case Happened() | Ended() | Always():
            yield condition
        case All() | Any() | AtLeast() | ExactlyOne():
            for part in condition.parts:
                yield from _holding(part, run)
        case Allow(part=part) | Dated(part=part):
            yield from _holding(part, run)
        case Not():
            return


def _positions(leaf: Leaf, run: Run) -> list[int]:
    world = run.world
    if isinstance(leaf, Always):
        return []
    if isinstance(leaf, Ended):
        return world.live[run.made.procedure.clocks[leaf.clock].starts][-1:]
    ids = {id(event) for event in matching(world, leaf, run.made.members.get(leaf.by, frozenset()))}
    return [at for at in world.live[leaf.step] if id(world.events[at]) in ids]


def held_since(condition: Condition, run: Run) -> When | None:
    """When a condition that holds came to hold: the date of the fact, or the day after a term; None if of no fact."""
    return _held(condition, run)[2]


_Held = tuple[date, int, When | None]  # sorts by day and by place in the history
_EVER: _Held = (date.min, -1, None)


def _held(condition: Condition, run: Run) -> _Held:
    match condition:
        case Happened():
            group = run.made.members.get(condition.by, frozenset())
            wanted = len(group) if condition.each else condition.times
            return _nth_event(matching(run.world, condition, group), wanted, distinct=len(group) > 1)
        case Ended(clock=clock):
            end = run.world.last_day(clock)
            return (end + timedelta(days=1), -1, When.on(end + timedelta(days=1))) if end else _EVER
        case Always() | Not():
            return _EVER
        case Allow(part=part) | Dated(part=part):
            return _held(part, run)
        case All() | Any() | AtLeast() | ExactlyOne():
            holding = sorted(
                (_held(part, run) for part in condition.parts if run.made.compile(part)(run.world) > FALSE),
                key=lambda held: held[:2],
            )
            last = {All: len(holding), AtLeast: getattr(condition, "count", 1)}.get(type(condition), 1)
            return holding[last - 1] if len(holding) >= last > 0 else _EVER


def _nth_event(events: list[Event], wanted: int, *, distinct: bool) -> _Held:
    """The event that made it so many; of a group, the one by which so many different members had acted."""
    seen: set[str] = set()
    for at, event in enumerate(events):
        seen.add(event.actor if distinct else str(at))
        if len(seen) >= wanted:
            return event.last or date.max, at, event.date
    return _EVER


def unmet(condition: Condition, run: Run) -> tuple[Reason, ...]:
    """What would all have to change for a condition to hold; empty if it holds or is absent."""
    return _Unmet(run).of(condition, wanted=True)


class _Unmet:
    """Walks a condition that has not the value wanted."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def value(self, condition: Condition) -> int:
        return self.run.made.compile(condition)(self.run.world)

    def of(self, condition: Condition, *, wanted: bool) -> tuple[Reason, ...]:
        """Everything that is needed for the condition to hold, or not to hold."""
        if isinstance(condition, Not):
            return self.of(condition.part, wanted=not wanted)
        value = self.value(condition)
        if value == ABSENT or (value != FALSE) is wanted:
            return ()
        match condition:
            case Happened() | Ended() | Always():
                return (self._leaf(condition, wanted=wanted),)
            case Allow(part=part) | Dated(part=part):
                return self.of(part, wanted=wanted)
            case All() | Any():
                every = isinstance(condition, All) is wanted
                return self._every(condition.parts, wanted) if every else self._some(condition.parts, wanted, 1)
            case AtLeast(count=count, parts=parts):
                holding = sum(self.value(part) > FALSE for part in parts)
                return self._some(parts, wanted, count - holding if wanted else holding - count + 1)
            case ExactlyOne():
                return self._exactly_one(condition, wanted)

    def _every(self, parts: tuple[Condition, ...], wanted: bool) -> tuple[Reason, ...]:
        return tuple(reason for part in parts for reason in self.of(part, wanted=wanted))

    def _some(self, parts: tuple[Condition, ...], wanted: bool, want: int) -> tuple[Reason, ...]:
        ways = [way for part in parts if (way := self.of(part, wanted=wanted))]
        if len(ways) <= want:
            return tuple(reason for way in ways for reason in way)
        return (Reason(Why.SOME_OF, want=want, parts=tuple(_one(way) for way in ways)),)

    def _exactly_one(self, condition: ExactlyOne, wanted: bool) -> tuple[Reason, ...]:
        holding = tuple(part for part in condition.parts if self.value(part) == TRUE)
        if wanted:
            return self._some(holding, False, len(holding) - 1) if holding else self._some(condition.parts, True, 1)
        undone, other = self._every(holding, False), self._some(condition.parts, True, 1)
        return (Reason(Why.SOME_OF, want=1, parts=(_one(undone), _one(other))),)

    def _leaf(self, leaf: Leaf, *, wanted: bool) -> Reason:
        procedure = self.run.made.procedure
        if isinstance(leaf, Ended):
            clock = procedure.clocks[leaf.clock]
            return Reason(Why.TERM if wanted else Why.TERM_OVER, step=clock.starts, clock=clock.id, rule=clock.rule)
        if isinstance(leaf, Always):
            return Reason(Why.UNREACHABLE)
        group = self.run.made.members.get(leaf.by, frozenset())
        many = leaf.by and len(group) > 1
        return Reason(
            Why.NEEDS if wanted else Why.BLOCKED,
            step=leaf.step,
            events=tuple(event.id for event in matching(self.run.world, leaf, group)),
            outcome=tuple(sorted(leaf.outcome)),
            have=count(self.run.world, leaf, group),
            want=len(group) if many and leaf.each else leaf.times,
            by=leaf.by,
            missing=missing(self.run.world, leaf, procedure.actors[leaf.by].members) if many else (),
            since=leaf.since,
            same_version=leaf.same_version,
            still_open=leaf.still_open,
            rule=procedure.steps[leaf.step].rule,
        )


def _one(reasons: tuple[Reason, ...]) -> Reason:
    return reasons[0] if len(reasons) == 1 else Reason(Why.ALL_OF, parts=reasons)


def missing(world: World, leaf: Happened, members: tuple[str, ...]) -> tuple[str, ...]:
    """Members of the group who have not done it, in the order of the file."""
    acted = {event.actor for event in matching(world, leaf, frozenset(members))}
    return tuple(member for member in members if member not in acted)
