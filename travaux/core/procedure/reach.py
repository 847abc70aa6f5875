"""Which steps can still happen: the difference between *not yet* and *cannot*.

Reachability, not a value: each leaf is asked which values it may still take while the run goes on, and steps that
could follow make further leaves possible, until nothing new is found. It leaves a step possible in doubt, so *cannot*
is never said of a step that some run still reaches.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

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
from travaux.core.procedure.engine import TRUE, Compiled, count, exists, wanted
from travaux.core.procedure.history import Run, awaited, hindrance
from travaux.core.procedure.model import Repeats, Step
from travaux.core.procedure.reasons import Why

# A set of values is a number: FALSE 1, ALLOWS 2, TRUE 4; 0 is absent.
F, A, T = 1, 2, 4
_VALUES = (F, A, T)


def _table(choose: Callable[[int, int], int]) -> tuple[tuple[int, ...], ...]:
    """For two sets of values, the set of what a gate may give; what is absent is left out."""

    def both(one: int, other: int) -> int:
        if not one or not other:
            return one | other
        found = 0
        for first in _VALUES:
            for second in _VALUES:
                found |= choose(first, second) if first & one and second & other else 0
        return found

    return tuple(tuple(both(one, other) for other in range(8)) for one in range(8))


_AND, _OR = _table(min), _table(max)
_NOT = tuple(T * bool(values & F) | F * bool(values & T) for values in range(8))
_ALLOW = tuple(F * bool(values & F) | A * bool(values & (A | T)) for values in range(8))


class Reach:
    """What has been found to be possible so far."""

    __slots__ = ("found", "resettable", "run", "versions")

    def __init__(self, run: Run) -> None:
        self.run = run
        self.found: set[str] = set()  # steps that can still happen
        self.resettable: set[str] = set()  # steps whose events a return may undo
        self.versions = False  # whether another version can come


Masker = Callable[[Reach], int]


def reachable(run: Run) -> set[str]:
    """Ids of the steps that can still happen from here, today or later, by the map."""
    steps, made = run.made.procedure.steps, run.made
    if not made.maskers:
        made.maskers.update({id: _masker(step.condition, made) for id, step in steps.items()})
    hindered = {id: hindrance(run, step) for id, step in steps.items()}
    reach = Reach(run)
    queue, waiting = deque(steps), set(steps)
    while queue:
        id = queue.popleft()
        waiting.discard(id)
        if id in reach.found or not _can_follow(reach, steps[id], hindered[id], made):
            continue
        reach.found.add(id)
        # a return or a new version may concern any step
        for other in steps if _widens(reach, steps[id], made) else made.procedure.readers[id]:
            if other not in waiting and other not in reach.found:
                waiting.add(other)
                queue.append(other)
    return reach.found


def _widens(reach: Reach, step: Step, made: Compiled) -> bool:
    """Whether a step that can happen makes more undone, or a version old, than was known."""
    reopened = {other for target in made.loops[step.id] for other in made.reopened[target] | {step.id}}
    wider = bool(reopened - reach.resettable) or (step.new_version and not reach.versions) or made.asks_answers
    reach.resettable |= reopened
    reach.versions |= step.new_version
    return wider


def _can_follow(reach: Reach, step: Step, why: Why | None, made: Compiled) -> bool:
    if why is Why.DONE and step.id not in reach.resettable:
        return False
    if why is Why.CONCLUDED and not reach.run.world.concluded & reach.resettable:
        return False
    if not exists(step.first, step.last, reach.run.world.day):
        return False
    return bool(made.maskers[step.id](reach) & (A | T))


def _masker(condition: Condition, made: Compiled) -> Masker:
    """Gives the set of values a condition may still take."""
    match condition:
        case Always():
            return lambda reach: T
        case Happened():
            return _leaf(condition, made)
        case Ended():
            return _ended(condition, made)
        case Dated(part=part, first=first, last=last):
            dated = _masker(part, made)
            return lambda reach: dated(reach) if exists(first, last, reach.run.world.day) else 0
        case Not(part=part):
            denied = _masker(part, made)
            return lambda reach: _NOT[denied(reach)]
        case Allow(part=part):
            allowed = _masker(part, made)
            return lambda reach: _ALLOW[allowed(reach)]
        case All(parts=parts):
            return _folded(_AND, [_masker(part, made) for part in parts])
        case Any(parts=parts):
            return _folded(_OR, [_masker(part, made) for part in parts])
        case AtLeast(count=count, parts=parts):
            counted = [_masker(part, made) for part in parts]
            return lambda reach: _at_least(count, [values for part in counted if (values := part(reach))])
        case ExactlyOne(parts=parts):
            single = [_masker(part, made) for part in parts]
            return lambda reach: _exactly_one([values for part in single if (values := part(reach))])


def _folded(table: tuple[tuple[int, ...], ...], parts: Sequence[Masker]) -> Masker:
    def fold(reach: Reach) -> int:
        values = 0
        for part in parts:
            values = table[values][part(reach)]
        return values

    return fold


def _at_least(count: int, parts: list[int]) -> int:
    if not parts:
        return 0
    most = sum(bool(values & T) for values in parts)
    allowed = sum(bool(values & (A | T)) for values in parts)
    surely = sum(not values & F for values in parts)
    some = any(values & A for values in parts)
    return T * (most >= count) | A * (allowed >= count and some) | F * (surely < count)


def _exactly_one(parts: list[int]) -> int:
    if not parts:
        return 0
    most, least = sum(bool(values & T) for values in parts), sum(values == T for values in parts)
    if least > 1 or most == 0:
        return F
    return T if least == most == 1 else F | T


def _leaf(leaf: Happened, made: Compiled) -> Masker:
    step, since, versioned, still_open = leaf.step, leaf.since, leaf.same_version, leaf.still_open
    if not (leaf.outcome or since or versioned or leaf.by or still_open or leaf.times > 1):
        return lambda reach: (
            T | F * (step in reach.resettable) if reach.run.world.live[step] else F | T * (step in reach.found)
        )
    value = made.compile(leaf)

    def possible(reach: Reach) -> int:
        now = value(reach.run.world)
        versions = versioned and reach.versions
        released = bool(since) and since in reach.resettable
        free = versions or released or step in reach.resettable
        moved = step in reach.found and (free or _enough_left(reach.run, leaf))
        moved = moved or (versions and bool(reach.run.world.live[step]))
        undone = step in reach.resettable or since in reach.found or versions or (still_open and bool(reach.found))
        return T * (now == TRUE or moved or released) | F * (now != TRUE or undone)

    return possible


def _enough_left(run: Run, leaf: Happened) -> bool:
    """Whether so many as a leaf wants can still do it in this pass, where each member of a group does it once."""
    procedure = run.made.procedure
    step, group = procedure.steps[leaf.step], procedure.members(leaf.by) if leaf.by else frozenset()
    asked = {member for actor in step.actors for member in procedure.actors[actor].members}
    if not (leaf.by and step.each and step.repeats is Repeats.NO and group <= asked):
        return True
    return count(run.world, leaf, group) + len(group.intersection(awaited(run, step))) >= wanted(leaf, group)


def _ended(leaf: Ended, made: Compiled) -> Masker:
    """A term that is over stays over, unless it can begin anew or run longer."""
    procedure, value = made.procedure, made.compile(leaf)
    starts = procedure.clocks[leaf.clock].starts
    longer = any(effect.extends == leaf.clock for step in procedure.steps.values() for effect in step.effects)

    def possible(reach: Reach) -> int:
        anew = starts in reach.found or starts in reach.resettable
        if value(reach.run.world) == TRUE and not longer and not anew:
            return T
        return F | T if starts in reach.found or reach.run.world.live[starts] else F

    return possible
