"""The run of a dossier: events put back in order, passes opened by returns, and what the map did not foresee."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from travaux.core.procedure.engine import ABSENT, FALSE, Compiled, World
from travaux.core.procedure.events import Event
from travaux.core.procedure.model import Repeats, Step
from travaux.core.procedure.reasons import Why

Clockwork = Callable[[World], Callable[[str], date | None]]  # tells a world the last day of a running clock


@dataclass
class Run:
    """What a history amounts to on a day."""

    made: Compiled
    world: World
    passes: dict[str, int]  # the pass each step is in, from 1
    happened: dict[str, list[Event]]  # events of each step over all passes
    unforeseen: list[Event] = field(default_factory=list)  # not foreseen by the map, in order
    returns: list[Event] = field(default_factory=list)  # events that opened a new pass

    @classmethod
    def begin(cls, made: Compiled, day: date, clockwork: Clockwork) -> Run:
        """Nothing has happened yet."""
        steps = made.procedure.steps
        world = World(steps, day)
        world.last_day = clockwork(world)
        return cls(made, world, dict.fromkeys(steps, 1), {step: [] for step in steps})

    def take(self, event: Event) -> None:
        """Let one more event happen.

        A return ends the pass of its target, of all that can follow from the target, and of the returning step.
        """
        world, step = self.world, self.made.procedure.steps[event.step]
        world.live[event.step].append(len(world.events))
        world.events.append(event)
        self.happened[event.step].append(event)
        if event.answers:
            world.answered.add(event.answers)
        if step.new_version and event.version:
            world.version = event.version
        if self.made.concludes(event):
            world.concluded.add(event.step)
        for target in self.made.targets(event):
            self._reopen(self.made.reopened[target] | {event.step})
            self.returns.append(event)

    def _reopen(self, steps: frozenset[str]) -> None:
        for step in steps:
            self.world.live[step] = []
            self.passes[step] += 1
        self.world.concluded -= steps


def replay(made: Compiled, events: Sequence[Event], day: date, clockwork: Clockwork) -> Run:
    """Take the events one by one, in order, and see which of them the map did not foresee.

    An event is unforeseen when its step is not in the map, or when its step was not open, whatever place among the
    others the dates leave to it.
    """
    steps = made.procedure.steps
    known = [event for event in events if event.step in steps]
    run = Run.begin(made, day, clockwork)
    unforeseen = {id(event) for event in events if event.step not in steps}
    for at, event in enumerate(known):
        run.world.day = event.last or day
        if not is_open(run, event) and not _open_elsewhere(made, known, at, day, clockwork):
            unforeseen.add(id(event))
        run.take(event)
    run.world.day = day
    run.unforeseen = [event for event in events if id(event) in unforeseen]
    return run


def hindrance(run: Run, step: Step, *, actor: str = "") -> Why | None:
    """What keeps a step from happening, whatever its condition says; None if nothing does.

    With ``actor`` a step that each member of a group has to do counts as done only if this one has done it.
    """
    made, world = run.made, run.world
    if world.concluded and not any(step.id in made.after_end[end] for end in world.concluded):
        return Why.CONCLUDED
    if step.id in made.barred_by and barring(run, step.id):
        return Why.BARRED
    if step.repeats is Repeats.NO and world.live[step.id] and not awaited(run, step, actor=actor):
        return Why.DONE
    return None


def barring(run: Run, step: str) -> list[Event]:
    """The open events that bar a step."""
    world = run.world
    live = (world.events[at] for by in run.made.barred_by.get(step, ()) for at in world.live[by])
    return [event for event in live if event.id not in world.answered]


def awaited(run: Run, step: Step, *, actor: str = "") -> tuple[str, ...]:
    """Members of a group who have each to take a step and have not in this pass; with ``actor``, only that one."""
    if not step.each:
        return ()
    acted = {run.world.events[at].actor for at in run.world.live[step.id]}
    group = [member for each in step.actors for member in run.made.procedure.actors[each].members]
    missing = tuple(member for member in group if member not in acted)
    return tuple(member for member in missing if member == actor) if actor in group else missing


def is_open(run: Run, event: Event) -> bool:
    """Whether the map foresees an event as the next one."""
    step = run.made.procedure.steps[event.step]
    return run.made.value[step.id](run.world) not in (FALSE, ABSENT) and hindrance(run, step, actor=event.actor) is None


def _open_elsewhere(made: Compiled, events: Sequence[Event], at: int, day: date, clockwork: Clockwork) -> bool:
    """Whether the event would be foreseen earlier or later, where its dates and those of the others leave it open."""
    event = events[at]
    low, high = at, at + 1
    while low > 0 and not _certainly_before(events[low - 1], event):
        low -= 1
    while high < len(events) and not _certainly_before(event, events[high]):
        high += 1
    if high - low == 1:
        return False
    run = Run.begin(made, event.last or day, clockwork)
    others = [other for index, other in enumerate(events[:high]) if index != at]
    for position, other in enumerate([*others, event]):
        if position >= low and is_open(run, event):
            return True
        run.take(other)
    return False


def _certainly_before(one: Event, other: Event) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first
