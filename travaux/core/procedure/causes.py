"""The reasons behind a value: which facts made a condition hold, or what it still needs."""

from __future__ import annotations

from collections.abc import Iterator

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


def unmet(condition: Condition, run: Run) -> list[Reason]:
    """What would have to happen, or not to have happened, for a condition to hold.

    Reasons with one number in ``alternative`` are ways to the same end.
    """
    return list(_Unmet(run).of(condition, wanted=True, way=0))


class _Unmet:
    """Walks a condition that does not hold; numbers the alternatives it meets."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.numbers = 0

    def of(self, condition: Condition, *, wanted: bool, way: int) -> Iterator[Reason]:
        """Reasons why the value is not the one wanted; ``way`` is the alternative they belong to."""
        if isinstance(condition, Not):
            yield from self.of(condition.part, wanted=not wanted, way=way)
            return
        value = self.run.made.compile(condition)(self.run.world)
        if value == ABSENT or (value != FALSE) is wanted:
            return
        match condition:
            case Happened() | Ended() | Always():
                yield self._leaf(condition, wanted=wanted, way=way)
            case Allow(part=part) | Dated(part=part):
                yield from self.of(part, wanted=wanted, way=way)
            case ExactlyOne():
                yield from self._exactly_one(condition, wanted=wanted)
            case All() | Any() | AtLeast():
                choice = isinstance(condition, All) is not wanted
                yield from self._parts(condition.parts, wanted=wanted, way=way, choice=choice)

    def _parts(self, parts: tuple[Condition, ...], *, wanted: bool, way: int, choice: bool) -> Iterator[Reason]:
        if choice and way == 0:
            self.numbers += 1
            way = self.numbers
        for part in parts:
            yield from self.of(part, wanted=wanted, way=way)

    def _exactly_one(self, condition: ExactlyOne, *, wanted: bool) -> Iterator[Reason]:
        holding = [part for part in condition.parts if self.run.made.compile(part)(self.run.world) == TRUE]
        if wanted and not holding:
            yield from self._parts(condition.parts, wanted=True, way=0, choice=True)
        elif wanted:
            yield from self._parts(tuple(holding), wanted=False, way=0, choice=True)
        else:
            yield from self._parts(condition.parts, wanted=False, way=0, choice=True)

    def _leaf(self, leaf: Leaf, *, wanted: bool, way: int) -> Reason:
        procedure = self.run.made.procedure
        if isinstance(leaf, Ended):
            clock = procedure.clocks[leaf.clock]
            return Reason(
                Why.TERM if wanted else Why.BLOCKED, step=clock.starts, clock=clock.id, rule=clock.rule, alternative=way
            )
        if isinstance(leaf, Always):
            return Reason(Why.BLOCKED, alternative=way)
        group = self.run.made.members.get(leaf.by, frozenset())
        events = tuple(event.id for event in matching(self.run.world, leaf, group))
        many = leaf.by and len(group) > 1
        return Reason(
            Why.NEEDS if wanted else Why.BLOCKED,
            step=leaf.step,
            events=events,
            outcome=tuple(sorted(leaf.outcome)),
            have=count(self.run.world, leaf, group),
            want=len(group) if many and leaf.each else leaf.times,
            by=leaf.by,
            missing=missing(self.run.world, leaf, procedure.actors[leaf.by].members) if many else (),
            since=leaf.since,
            same_version=leaf.same_version,
            still_open=leaf.still_open,
            rule=procedure.steps[leaf.step].rule,
            alternative=way,
        )


def missing(world: World, leaf: Happened, members: tuple[str, ...]) -> tuple[str, ...]:
    """Members of the group who have not done it, in the order of the file."""
    acted = {event.actor for event in matching(world, leaf, frozenset(members))}
    return tuple(member for member in members if member not in acted)
