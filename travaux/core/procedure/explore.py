"""Every situation that a procedure can lead to, walked breadth first, so that the first way found is a smallest one.

A *run* is what the map foresees: each event is one that is open then; it has one of the step's outcomes, where the step
has any (or none stated, where a condition asks for that); the member of a group who acts is one still awaited; a step
that follows from something open answers the oldest such event; a new version differs from all before; the term of a
running clock may end at any moment. Two situations are one when no condition can ever tell them apart.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from travaux.core.procedure.clocks import start_of
from travaux.core.procedure.conditions import UNSTATED, Ended, Happened, leaves
from travaux.core.procedure.engine import ALLOWS, Compiled, World, compiled, count, matching
from travaux.core.procedure.events import Event
from travaux.core.procedure.history import Run, awaited, hindrance
from travaux.core.procedure.model import Clock, Procedure, Step

MOST_OPEN = 3  # unanswered events of one step that a run keeps at once


@dataclass(frozen=True)
class Move:
    """One thing that happens in a run: an event of a step, or the end of a clock's term."""

    step: str = ""
    outcome: str = ""
    actor: str = ""
    ends: str = ""  # the clock whose term ends, when it is no event


@dataclass
class Situation:
    """A state of the run, how it was first reached, and what can follow."""

    run: Run
    ended: frozenset[str]  # clocks whose term is over
    before: int  # the situation it was first reached from; -1 for the beginning
    move: Move | None  # and by what
    after: list[int] = field(default_factory=list)  # situations that can follow
    acted: list[set[str]] | None = None  # who has done each thing that is counted actor by actor, once asked for
    expanded: bool = False

    @property
    def concluded(self) -> bool:
        """Whether the dossier is over."""
        return bool(self.run.world.concluded)


class Space:
    """The situations of one procedure on one day, up to a number of them."""

    def __init__(self, procedure: Procedure, on: date, most: int) -> None:
        self.made = compiled(procedure)
        self.procedure = procedure
        self.on = on
        self.most = most
        self.leaves = _leaves(procedure)
        self.people = _people(procedure, self.made, self.leaves)
        self.unstated = {leaf.step for leaf in self.leaves if UNSTATED in leaf.outcome}
        self.each = [step for step in procedure.steps.values() if step.each]
        self.timed = _timed(procedure)
        self.answerable = _answerable(procedure, self.leaves)
        self.taken: dict[str, int] = {}  # the situation in which each step first happens
        self.completed: set[str] = set()  # steps that every member of their group can have taken
        self.situations: list[Situation] = []
        self._index: dict[Hashable, int] = {}
        self._walk()

    @property
    def complete(self) -> bool:
        """Whether every situation was walked; if not, what was not found is not decided."""
        return all(situation.expanded for situation in self.situations)

    def way_to(self, index: int) -> tuple[Move, ...]:
        """The moves by which a situation was first reached: a smallest run."""
        moves: list[Move] = []
        while index >= 0:
            situation = self.situations[index]
            moves += [situation.move] if situation.move else []
            index = situation.before
        return tuple(reversed(moves))

    def _walk(self) -> None:
        run = Run.begin(self.made, self.on, lambda _world: lambda _clock: None)
        self._add(Situation(run, frozenset(), -1, None))
        queue = deque([0])
        while queue and len(self.situations) < self.most:
            at = queue.popleft()
            here = self.situations[at]
            for move in self.moves(here):
                known = len(self.situations)
                self._note(here, move, at)
                there = self._add(self.apply(here, move, at))
                here.after.append(there)
                if there == known:
                    queue.append(there)
            here.expanded = True

    def _note(self, here: Situation, move: Move, at: int) -> None:
        """Remember where a step first happened, and which group steps all members can take."""
        if move.step:
            self.taken.setdefault(move.step, at)
            if awaited(here.run, self.procedure.steps[move.step]) == (move.actor,):
                self.completed.add(move.step)

    def _add(self, situation: Situation) -> int:
        """Its place among the situations, at the end if it is new."""
        key = self._key(situation)
        if key not in self._index:
            self._index[key] = len(self.situations)
            self.situations.append(situation)
        return self._index[key]

    def moves(self, here: Situation) -> Iterator[Move]:
        """What the map lets happen next, clocks included."""
        for step in self.procedure.steps.values():
            if self.is_open(here, step):
                outcomes = [option.id for option in step.options] + [""] * (
                    step.id in self.unstated or not step.options
                )
                yield from (Move(step.id, outcome, actor) for outcome in outcomes for actor in self._actors(here, step))
        for clock in self.timed:
            if clock.id not in here.ended and start_of(clock, here.run.world):
                yield Move(ends=clock.id)

    def is_open(self, here: Situation, step: Step) -> bool:
        """Whether a step can follow, and does not pile up more unanswered events than are looked at."""
        if self.made.value[step.id](here.run.world) < ALLOWS or hindrance(here.run, step) is not None:
            return False
        return step.id not in self.answerable or len(self._unanswered(here.run.world, step.id)) < MOST_OPEN

    def _actors(self, here: Situation, step: Step) -> Iterable[str]:
        """Who may act, one of all who no condition tells apart."""
        if not self.people:
            return ("",)
        members = awaited(here.run, step) or [each for actor in step.actors for each in self.made.members[actor]]
        found = {self._sign(here, member): member for member in sorted(members) if member in self.people}
        return found.values() or ("",)

    def apply(self, here: Situation, move: Move, at: int) -> Situation:
        """The situation after a move."""
        if move.ends:
            return self._with(here, here.ended | {move.ends}, at, move, here.run.world.events)
        run = here.run
        step = self.procedure.steps[move.step]
        event = Event(
            f"e{len(run.world.events)}", move.step, outcome=(move.outcome,) if move.outcome else (), actor=move.actor,
            version=f"v{len(run.world.events)}" if step.new_version else run.world.version,
            answers=self._oldest(run.world, step),
        )  # fmt: skip
        there = self._with(here, here.ended, at, move, run.world.events)
        there.run.take(event)
        there.ended = frozenset(clock for clock in there.ended if self._still_over(there, clock, move.step))
        self._tell_clocks(there)
        return there

    def _with(self, here: Situation, ended: frozenset[str], at: int, move: Move, events: list[Event]) -> Situation:
        old = here.run.world
        world = World(self.procedure.steps, self.on)
        world.events, world.live = list(events), {step: list(live) for step, live in old.live.items()}
        world.answered, world.concluded, world.version = set(old.answered), set(old.concluded), old.version
        run = Run(self.made, world, dict.fromkeys(here.run.passes, 1), {step: [] for step in here.run.passes})
        situation = Situation(run, ended, at, move)
        self._tell_clocks(situation)
        return situation

    def _tell_clocks(self, here: Situation) -> None:
        ended = here.ended
        here.run.world.last_day = lambda clock: date.min if clock in ended else None

    def _still_over(self, there: Situation, clock: str, step: str) -> bool:
        """A new start, a return or a longer term sets an ended clock running again."""
        rule = self.procedure.clocks[clock]
        start = start_of(rule, there.run.world)
        longer = any(effect.extends == clock for effect in self.procedure.steps[step].effects)
        return start is not None and start.id != there.run.world.events[-1].id and not longer

    def _oldest(self, world: World, step: Step) -> str:
        """The event that a step answers: the oldest open one among those it follows from."""
        for leaf in leaves(step.condition):
            if isinstance(leaf, Happened) and leaf.still_open:
                group = self.made.members.get(leaf.by, frozenset())
                for event in matching(world, leaf, group):
                    return event.id
        free = self.answerable - {leaf.step for leaf in self.leaves if leaf.still_open}
        return next((event.id for id in sorted(free) if id != step.id for event in self._unanswered(world, id)), "")

    def _unanswered(self, world: World, step: str) -> list[Event]:
        return [world.events[at] for at in world.live[step] if world.events[at].id not in world.answered]

    def _key(self, here: Situation) -> Hashable:
        """Everything that a condition, a conclusion, a bar or a clock can ever see."""
        world = here.run.world
        return (
            here.ended,
            frozenset(world.concluded),
            tuple(bool(live) for live in world.live.values()),
            tuple(start_of(clock, world) is not None for clock in self.timed),
            tuple(self._seen_by(leaf, world) for leaf in self.leaves),
            tuple(self._open_events(world, id) for id in sorted(self.answerable)),
            frozenset(Counter(self._sign(here, actor) for actor in self.people).items()),
        )

    def _seen_by(self, leaf: Happened, world: World) -> Hashable:
        group = self.made.members.get(leaf.by, frozenset())
        if leaf.still_open:
            seen = {event.id for event in matching(world, leaf, group)}
            return tuple(event.id in seen for event in self._unanswered(world, leaf.step))
        return None if len(group) > 1 else min(count(world, leaf, group), leaf.times)

    def _open_events(self, world: World, step: str) -> Hashable:
        """Unanswered events in order: how each ended, who did it, and which of them one actor did."""
        events = self._unanswered(world, step)
        actors = [event.actor for event in events]
        return tuple((event.outcome, self.people.get(event.actor), actors.index(event.actor)) for event in events)

    def _sign(self, here: Situation, actor: str) -> Hashable:
        """What tells an actor from others: the groups it belongs to, and what it has done that counts by actor."""
        if here.acted is None:
            here.acted = self._acted(here.run.world)
        return self.people[actor], tuple(actor in acted for acted in here.acted)

    def _acted(self, world: World) -> list[set[str]]:
        """Who has done each thing that is counted actor by actor."""
        found = [{world.events[at].actor for at in world.live[step.id]} for step in self.each]
        for leaf in self.leaves:
            group = self.made.members.get(leaf.by, frozenset())
            if len(group) > 1:
                found.append({event.actor for event in matching(world, leaf, group)})
        return found


def _people(procedure: Procedure, made: Compiled, all_leaves: Iterable[Happened]) -> Mapping[str, Hashable]:
    """Actors that matter one by one, each with the names under which a rule may ask for it."""
    names = {leaf.by for leaf in all_leaves if leaf.by}
    each = {actor for step in procedure.steps.values() if step.each for actor in step.actors}
    found = {member for name in names | each for member in made.members[name]}
    takers = {
        step.id: {member for actor in step.actors for member in made.members[actor]}
        for step in procedure.steps.values()
    }
    return {
        actor: (
            frozenset(name for name in names | each if actor in made.members[name]),
            frozenset(step for step, members in takers.items() if actor in members),
        )
        for actor in sorted(found)
    }


def _timed(procedure: Procedure) -> tuple[Clock, ...]:
    """Clocks whose end a condition waits for, and whose length is known."""
    asked = {
        leaf.clock for step in procedure.steps.values() for leaf in leaves(step.condition) if isinstance(leaf, Ended)
    }
    clocks = (procedure.clocks[clock] for clock in sorted(asked))
    return tuple(clock for clock in clocks if clock.count is not None and not clock.counting.backward)


def _leaves(procedure: Procedure) -> tuple[Happened, ...]:
    """The leaves of all conditions, each also without its `since`: a return may take that bound away."""
    found = (leaf for step in procedure.steps.values() for leaf in leaves(step.condition) if isinstance(leaf, Happened))
    both = (each for leaf in found for each in (replace(leaf, line=0), replace(leaf, line=0, since="")))
    return tuple(dict.fromkeys(both))


def _answerable(procedure: Procedure, all_leaves: tuple[Happened, ...]) -> frozenset[str]:
    """Steps whose events matter as long as nothing answers them."""
    by_effect = {step.id for step in procedure.steps.values() if step.effects}
    return frozenset(by_effect | {leaf.step for leaf in all_leaves if leaf.still_open})
