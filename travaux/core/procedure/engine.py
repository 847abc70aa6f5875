"""The evaluation of conditions: each tree is compiled once and evaluated once over what has happened.

Values are FALSE < ALLOWS < TRUE, so that *and* is the least and *or* the greatest of them, exactly as in the truth
tables published with the UK Parliament's procedure maps. A step that has not happened is FALSE. A part outside its
dates is ABSENT: it is left out, and a condition with nothing left is itself absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from travaux.core.dates import Occurred, When, happened
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
    inner,
    leaves,
)
from travaux.core.procedure.events import Event
from travaux.core.procedure.model import Certainty, Procedure, Step

ABSENT, FALSE, ALLOWS, TRUE = -1, 0, 1, 2


class World:
    """What has happened so far, as conditions see it: the events of each step in its present pass."""

    __slots__ = ("answered", "concluded", "day", "events", "last_day", "live", "planned", "version")

    def __init__(self, steps: Mapping[str, Step], day: date) -> None:
        self.day = day  # the day routes and clocks are judged on
        self.events: list[Event] = []  # everything that happened, in order
        self.live: dict[str, list[int]] = {step: [] for step in steps}  # positions of events of the present pass
        self.answered: set[str] = set()  # ids of events that a later one answers
        self.concluded: set[str] = set()  # steps of the present pass that ended the dossier
        self.planned: dict[str, list[Event]] = {}  # announced for a day still to come, by step, in order
        self.version = ""  # the version in hand
        self.last_day: Callable[[str], date | None] = lambda _clock: None  # the last day a clock can end on, if it runs


Evaluator = Callable[[World], int]


def exists(first: When, last: When, day: date) -> bool:
    """Whether what is valid between two dates exists on a day. Dates nobody knows bound nothing."""
    begun = not first.known or happened(first, day) is not Occurred.NO
    return begun and not (last.latest is not None and last.latest < day)


class Compiled:
    """A procedure made ready: an evaluator a step, and the steps that each return opens anew."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self._made: dict[int, tuple[Condition, Evaluator]] = {}  # by identity; kept alive, or the identity is reused
        self.members = {actor: procedure.members(actor) for actor in procedure.actors}
        self.value: dict[str, Evaluator] = {step.id: self._step(step) for step in procedure.steps.values()}
        self.certain = any(step.rule.certainty is Certainty.A for step in procedure.steps.values())
        self.maskers: dict[str, Callable[..., int]] = {}  # filled by `reach`, which is built on this
        self.loops = {step.id: step.loops_to for step in procedure.steps.values()}
        self.asks_answers = any(
            isinstance(leaf, Happened) and leaf.still_open
            for step in procedure.steps.values()
            for leaf in leaves(step.condition)
        )
        self.reads = {step.id: procedure.reads(step) for step in procedure.steps.values()}
        self.reopened: dict[str, frozenset[str]] = {
            target: procedure.after(target) for step in procedure.steps.values() for target in step.loops_to
        }
        self.after_end: dict[str, frozenset[str]] = {
            step.id: procedure.after(step.id)
            for step in procedure.steps.values()
            if step.concludes or any(option.concludes for option in step.options)
        }
        self.barred_by: dict[str, tuple[str, ...]] = {}
        for step in procedure.steps.values():
            for barred in {barred for effect in step.effects for barred in effect.bars}:
                self.barred_by[barred] = (*self.barred_by.get(barred, ()), step.id)

    def concludes(self, event: Event) -> bool:
        """Whether an event ends the dossier."""
        step = self.procedure.steps[event.step]
        return step.concludes or any(option.concludes and option.id in event.outcome for option in step.options)

    def targets(self, event: Event) -> tuple[str, ...]:
        """Where an event returns the dossier to."""
        step = self.procedure.steps[event.step]
        by_outcome = (option.returns_to for option in step.options if option.id in event.outcome)
        return tuple(target for target in (step.returns_to, *by_outcome) if target)

    def _step(self, step: Step) -> Evaluator:
        value = self.compile(step.condition)
        if not step.first.known and not step.last.known:
            return value
        first, last = step.first, step.last
        return lambda world: value(world) if exists(first, last, world.day) else ABSENT

    def compile(self, condition: Condition) -> Evaluator:
        """The evaluator of one condition of this procedure."""
        made = self._made.get(id(condition))
        if made is None:
            made = self._made[id(condition)] = (condition, self._compile(condition))
        return made[1]

    def _compile(self, condition: Condition) -> Evaluator:
        match condition:
            case Happened():
                return self._leaf(condition)
            case Always():
                return lambda world: TRUE
            case Ended(clock=clock):
                return lambda world: TRUE if (world.last_day(clock) or date.max) < world.day else FALSE
            case Not(part=part):
                return _not(self.compile(part))
            case Allow(part=part):
                value = self.compile(part)
                return lambda world: min(value(world), ALLOWS)
            case Dated(part=part, first=first, last=last):
                value = self.compile(part)
                return lambda world: value(world) if exists(first, last, world.day) else ABSENT
            case All() | Any() | AtLeast() | ExactlyOne():
                combine = _combination(condition)
                return _of_parts(combine, [self.compile(part) for part in condition.parts], absent=has_dates(condition))

    def _leaf(self, leaf: Happened) -> Evaluator:
        step, times = leaf.step, leaf.times
        if times == 1 and not (leaf.outcome or leaf.since or leaf.same_version or leaf.by or leaf.still_open):
            return lambda world: TRUE if world.live[step] else FALSE
        group = self.members.get(leaf.by, frozenset())
        enough = wanted(leaf, group)
        return lambda world: TRUE if count(world, leaf, group) >= enough else FALSE


def wanted(leaf: Happened, group: frozenset[str]) -> int:
    """How often it must have happened, or how many of a group of several must have done it."""
    return len(group) if leaf.each and len(group) > 1 else leaf.times


def matching(world: World, leaf: Happened, group: frozenset[str]) -> list[Event]:
    """The events of the present pass that are within the bounds of a leaf, in order."""
    live = world.live[leaf.step]
    if leaf.since and world.live[leaf.since]:
        floor = world.live[leaf.since][-1]
        live = [at for at in live if at > floor]
    found = [world.events[at] for at in live]
    if leaf.outcome:
        found = [event for event in found if event.ended_in(leaf.outcome)]
    if leaf.same_version:
        found = [event for event in found if event.version and event.version == world.version]
    if leaf.by:
        found = [event for event in found if event.actor in group]
    if leaf.still_open:
        found = [event for event in found if event.id not in world.answered]
    return found


def count(world: World, leaf: Happened, group: frozenset[str]) -> int:
    """How often it happened within its bounds; with a group of several, how many of them did it."""
    found = matching(world, leaf, group)
    return len({event.actor for event in found}) if leaf.by and len(group) > 1 else len(found)


def has_dates(condition: Condition) -> bool:
    """Whether a part of it can be absent."""
    return isinstance(condition, Dated) or any(has_dates(part) for part in inner(condition))


def _not(value: Evaluator) -> Evaluator:
    def opposite(world: World) -> int:
        found = value(world)
        if found == ALLOWS:
            raise ValueError("There is no truth table for the opposite of ALLOWS; the loader refuses such a condition.")
        return found if found == ABSENT else TRUE - found

    return opposite


def _combination(condition: All | Any | AtLeast | ExactlyOne) -> Callable[[Sequence[int]], int]:
    if isinstance(condition, All):
        return min
    if isinstance(condition, Any):
        return max
    if isinstance(condition, ExactlyOne):
        return lambda values: TRUE if values.count(TRUE) == 1 else FALSE
    wanted = condition.count
    return lambda values: sorted(values, reverse=True)[wanted - 1] if len(values) >= wanted else FALSE


def _of_parts(combine: Callable[[Sequence[int]], int], parts: list[Evaluator], *, absent: bool) -> Evaluator:
    if absent:
        return _of_present(combine, parts)
    if len(parts) == 1 and combine in (min, max):
        return parts[0]
    if len(parts) == 2 and combine in (min, max):  # most conditions have two parts, and maps have thousands of them
        one, other = parts
        ends = FALSE if combine is min else TRUE
        return lambda world: ends if (found := one(world)) == ends else combine((found, other(world)))
    return lambda world: combine([part(world) for part in parts])


def _of_present(combine: Callable[[Sequence[int]], int], parts: list[Evaluator]) -> Evaluator:
    def present(world: World) -> int:
        values = [value for part in parts if (value := part(world)) != ABSENT]
        return combine(values) if values else ABSENT

    return present


def compiled(procedure: Procedure) -> Compiled:
    """The procedure made ready, once; it is kept with the procedure, as its other computed properties are."""
    kept = vars(procedure)
    if _KEPT not in kept:
        kept[_KEPT] = Compiled(procedure)
    found = kept[_KEPT]
    assert isinstance(found, Compiled)
    return found


_KEPT = "_compiled"
