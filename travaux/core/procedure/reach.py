"""Which steps can still happen: the difference between *not yet* and *cannot*.

Reachability, not a value: each leaf is asked which values it may still take while the run goes on, and steps that
could follow make further leaves possible, until nothing new is found. It leaves a step possible in doubt, so *cannot*
is never said of a step that some run still reaches.
"""

from __future__ import annotations

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
from travaux.core.procedure.engine import ABSENT, ALLOWS, FALSE, TRUE, exists
from travaux.core.procedure.history import Run, hindrance
from travaux.core.procedure.model import Step
from travaux.core.procedure.reasons import Why

Values = frozenset[int]
_EITHER = frozenset((FALSE, TRUE))
_TRUE = frozenset((TRUE,))
_FALSE = frozenset((FALSE,))
_NONE: Values = frozenset()  # absent


def reachable(run: Run) -> set[str]:
    """Ids of the steps that can still happen from here, today or later, by the map."""
    steps = run.made.procedure.steps
    hindered = {id: hindrance(run, step) for id, step in steps.items()}
    found: set[str] = set()
    resettable: set[str] = set()
    pending = set(steps)
    while pending:
        new = {id for id in pending if _can_follow(run, steps[id], hindered[id], found, resettable)}
        if not new:
            break
        found |= new
        reopened = {step for id in new for target in steps[id].loops_to for step in run.made.reopened[target] | {id}}
        if reopened - resettable:
            resettable |= reopened
            pending = set(steps) - found
        else:
            pending = {reader for id in new for reader in _readers(run, id)} - found
    return found


def _readers(run: Run, id: str) -> set[str]:
    """Steps to look at again when one more can happen. A new version, like a return, may concern any of them."""
    procedure = run.made.procedure
    return set(procedure.steps) if procedure.steps[id].new_version else set(procedure.readers[id])


def _can_follow(run: Run, step: Step, why: Why | None, found: set[str], resettable: set[str]) -> bool:
    if why is Why.DONE and step.id not in resettable:
        return False
    if why is Why.CONCLUDED and not run.world.concluded & resettable:
        return False
    if not exists(step.first, step.last, run.world.day):
        return False
    return bool(_possible(step.condition, run, found, resettable) & {TRUE, ALLOWS})


def _possible(condition: Condition, run: Run, found: set[str], resettable: set[str]) -> Values:
    """The values a condition may still take; none at all when it is absent."""
    match condition:
        case Always():
            return _TRUE
        case Happened():
            return _leaf(condition, run, found, resettable)
        case Ended(clock=clock):
            starts = run.made.procedure.clocks[clock].starts
            return _EITHER if starts in found or run.world.live[starts] else _FALSE
        case Dated(part=part, first=first, last=last):
            return _possible(part, run, found, resettable) if exists(first, last, run.world.day) else _NONE
        case Not(part=part):
            return frozenset(TRUE - value for value in _possible(part, run, found, resettable))
        case Allow(part=part):
            return frozenset(min(value, ALLOWS) for value in _possible(part, run, found, resettable))
        case All() | Any() | AtLeast() | ExactlyOne():
            parts = [values for part in condition.parts if (values := _possible(part, run, found, resettable))]
            return _combined(condition, parts)


def _combined(condition: All | Any | AtLeast | ExactlyOne, parts: list[Values]) -> Values:
    if not parts:
        return _NONE
    if isinstance(condition, All):
        return frozenset(value for values in parts for value in values if value <= min(map(max, parts)))
    if isinstance(condition, Any):
        return frozenset(value for values in parts for value in values if value >= max(map(min, parts)))
    highest = sum(TRUE in values for values in parts)
    lowest = sum(values == _TRUE for values in parts)
    if isinstance(condition, ExactlyOne):
        return _one_of(lowest, highest)
    allowed = sum(bool(values & {TRUE, ALLOWS}) for values in parts)
    wanted = condition.count
    surely = sum(FALSE not in values for values in parts)
    return frozenset(
        value
        for value, can in (
            (TRUE, highest >= wanted),
            (ALLOWS, allowed >= wanted and any(ALLOWS in v for v in parts)),
            (FALSE, surely < wanted),
        )
        if can
    )


def _one_of(lowest: int, highest: int) -> Values:
    if lowest > 1 or highest == 0:
        return _FALSE
    return _TRUE if lowest == highest == 1 else _EITHER


def _leaf(leaf: Happened, run: Run, found: set[str], resettable: set[str]) -> Values:
    now = run.made.compile(leaf)(run.world)
    steps = run.made.procedure.steps
    versions = leaf.same_version and any(steps[id].new_version for id in found)
    moved = leaf.step in found or (versions and bool(run.world.live[leaf.step]))
    undone = leaf.step in resettable or leaf.since in found or versions or (leaf.still_open and bool(found))
    released = bool(leaf.since) and leaf.since in resettable
    can_be_true = now == TRUE or moved or released
    can_be_false = now == FALSE or undone
    return frozenset(value for value, can in ((TRUE, can_be_true), (FALSE, can_be_false)) if can)


assert ABSENT < FALSE < ALLOWS < TRUE  # the arithmetic above rests on it
