"""A procedure as it is written down: phases, steps, who acts, what follows what, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from travaux.core.dates import OPEN, UNKNOWN, When
from travaux.core.procedure.conditions import Condition, Ended, Happened, leaves, steps_read, wanted_leaves
from travaux.core.procedure.counting import Counting

Texts = Mapping[str, str]  # {language: text}, our own words; en and ru


class Force(StrEnum):
    """What a set of rules is worth on paper; dates alone do not say it."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REPEALED = "repealed"
    PROPOSED = "proposed"


class Certainty(StrEnum):
    """How the rule is known. Only A carries duties, bars and deadlines."""

    A = "A"  # read in its primary text
    B = "B"  # read in a secondary text, or firmly held
    C = "C"  # plausible, to be checked


class Follows(StrEnum):
    """What the rule says of a step whose condition holds."""

    MUST = "must"
    MAY = "may"


class Repeats(StrEnum):
    """What becomes of a step once it has happened in the present pass."""

    NO = "no"  # once a pass
    YES = "yes"  # it may happen again while its condition holds
    BY_CONDITION = "by condition"  # the condition alone decides


@dataclass(frozen=True)
class Rule:
    """Where a line of the procedure comes from."""

    certainty: Certainty
    sources: tuple[str, ...] = ()  # ids among the procedure's sources
    cite: Texts = field(default_factory=dict)  # article or paragraph; empty when the source has none


@dataclass(frozen=True)
class Source:
    """A text that a rule was read in."""

    id: str
    title: Texts
    url: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts: a body, an office, or a group with members."""

    id: str
    label: Texts
    members: tuple[str, ...] = ()  # actor ids, when rules count them one by one
    of_state: bool = False  # acts by the will of a state, which nobody can forecast
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Option:
    """One of the outcomes a body may choose between; an event names one or more."""

    id: str
    label: Texts
    concludes: bool = False  # with this outcome the dossier is over
    returns_to: str = ""  # with this outcome a new pass opens at that step


@dataclass(frozen=True)
class Clock:
    """A term that runs from a step; the step that carries it is due on its last day."""

    id: str
    step: str  # the step that is due
    starts: str  # the step that sets it running; the last such event counts
    outcome: frozenset[str]  # only if that step ended so; empty: however it ended
    count: int | None  # None: the rule names a term that no source gives
    counting: Counting  # backward: the step is due at least so long before the start
    calendars: tuple[str, ...]  # names of calendars; empty for calendar days and months
    zone: str  # IANA time zone the last day ends in; "" when the rule names none
    rule: Rule
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Effect:
    """What an open event of a step does elsewhere, until another event answers it."""

    bars: tuple[str, ...] = ()  # steps that cannot happen meanwhile
    extends: str = ""  # a clock that runs longer
    by: int = 0  # by so many of the clock's own units


@dataclass(frozen=True)
class ObjectionClass:
    """What a delegation can raise against a text or a part of it. What it does is what its step says, or not stated.

    A class is never inferred from words: only the act of the delegation itself assigns one.
    """

    id: str
    title: Texts
    step: str = ""  # raising one is this step; its effects are those of the step
    lifted_by: str = ""  # answering or withdrawing one is this step
    may_lift: tuple[str, ...] = ()  # actors; empty: no rule says who
    component: bool = False  # it is about a whole part: an annexed text
    rule: Rule = Rule(Certainty.C)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Step:
    """Something that happens to a dossier, and what it takes for it to follow."""

    id: str
    title: Texts
    actors: tuple[str, ...]
    follows: Follows
    condition: Condition
    rule: Rule
    phase: str
    takes: Texts = field(default_factory=dict)
    gives: Texts = field(default_factory=dict)
    repeats: Repeats = Repeats.NO
    each: bool = False  # every member of its actor's group has it to do
    options: tuple[Option, ...] = ()
    concludes: bool = False  # whatever its outcome
    returns_to: str = ""  # whatever its outcome
    new_version: bool = False  # its events bring the version that is in hand from then on
    effects: tuple[Effect, ...] = ()
    clocks: tuple[Clock, ...] = ()
    first: When = UNKNOWN  # the rule exists from; "" when not known
    last: When = OPEN  # and until
    note: Texts = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    @property
    def loops_to(self) -> tuple[str, ...]:
        """Steps that it can return the dossier to."""
        targets = [self.returns_to, *(option.returns_to for option in self.options)]
        return tuple(dict.fromkeys(target for target in targets if target))


@dataclass(frozen=True)
class Phase:
    """Steps shown together; phases of one axis follow one another, axes run side by side."""

    id: str
    title: Texts
    axis: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Procedure:
    """One version of an assembly's rules."""

    id: str
    version: str
    title: Texts
    assembly: Texts
    status: Force
    first: When
    last: When
    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    phases: tuple[Phase, ...]
    objections: Mapping[str, ObjectionClass] = field(default_factory=dict)
    invented: bool = False  # made up for practice: the assembly does not exist
    file: str = field(default="", compare=False)

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step by its id, in the order of the file."""
        return {step.id: step for phase in self.phases for step in phase.steps}

    @cached_property
    def clocks(self) -> Mapping[str, Clock]:
        """Every clock by its id."""
        return {clock.id: clock for step in self.steps.values() for clock in step.clocks}

    def effects_of(self, objection: str) -> tuple[Effect, ...] | None:
        """What an objection of a class does while it is open; None where no rule read in its primary text says it."""
        step = self.steps.get(self.objections[objection].step)
        return step.effects if step is not None and step.rule.certainty is Certainty.A else None

    def phase_of(self, step: str) -> Phase:
        """The phase a step stands in."""
        return next(phase for phase in self.phases if phase.id == self.steps[step].phase)

    def reads(self, step: Step) -> frozenset[str]:
        """The steps that a step's condition looks at, clocks that start with them included."""
        clocks = (self.clocks[leaf.clock].starts for leaf in leaves(step.condition) if isinstance(leaf, Ended))
        return steps_read(step.condition) | frozenset(clocks)

    @cached_property
    def readers(self) -> Mapping[str, frozenset[str]]:
        """For each step, the steps whose condition looks at it."""
        return _turned(self.steps, {step.id: self.reads(step) for step in self.steps.values()})

    @cached_property
    def followers(self) -> Mapping[str, frozenset[str]]:
        """For each step, the steps that its happening brings nearer: those whose condition wants it."""
        return _turned(self.steps, {step.id: self._wants(step) for step in self.steps.values()})

    def _wants(self, step: Step) -> frozenset[str]:
        wanted = [leaf for leaf, wanted in wanted_leaves(step.condition) if wanted]
        clocks = (self.clocks[leaf.clock].starts for leaf in wanted if isinstance(leaf, Ended))
        return frozenset(leaf.step for leaf in wanted if isinstance(leaf, Happened)) | frozenset(clocks)

    def after(self, step: str) -> frozenset[str]:
        """The step and everything that can follow from it, however far."""
        found, stack = {step}, [step]
        while stack:
            for follower in self.followers[stack.pop()] - found:
                found.add(follower)
                stack.append(follower)
        return frozenset(found)

    @cached_property
    def by_will(self) -> frozenset[str]:
        """Steps that are for states alone to take: whether and when they do hangs on a state's will."""
        return frozenset(
            step.id
            for step in self.steps.values()
            if step.actors and all(self.actors[id].of_state for id in step.actors)
        )

    def members(self, actor: str) -> frozenset[str]:
        """The members of a group; an actor without any stands for itself alone."""
        return frozenset(self.actors[actor].members) or frozenset((actor,))


def _turned(steps: Iterable[str], links: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {step: set() for step in steps}
    for step, read in links.items():
        for each in read:
            found[each].add(step)
    return {step: frozenset(after) for step, after in found.items()}
