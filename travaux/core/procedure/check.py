"""Is a procedure sound? Every finding has its place, its reason and a smallest run that shows it.

The situations a procedure can lead to are walked (`travaux.core.procedure.explore`); what the walk decides is exact.
Past its bound nothing is passed over: what was not decided is listed as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travaux.core.procedure.conditions import Any, AtLeast, Condition, ExactlyOne, Not, inner
from travaux.core.procedure.engine import ABSENT, FALSE, TRUE
from travaux.core.procedure.explore import Move, Space
from travaux.core.procedure.model import Clock, Procedure, Step, Texts
from travaux.core.procedure.reach import reachable

MOST_SITUATIONS = 20_000


class Flaw(StrEnum):
    """What can be wrong with the rules themselves."""

    UNREACHABLE = "unreachable"  # no run leads to the step
    CANNOT_HOLD = "cannot_hold"  # a condition, or a part of one, holds in no run
    NEVER_COMPLETE = "never_complete"  # every member has it to do, and in no run do all of them
    DEAD_END = "dead_end"  # nothing can follow, and it is no conclusion
    TRAP = "trap"  # something can always follow, and never a conclusion
    NO_CONCLUSION = "no_conclusion"  # the procedure names no end at all
    OVERLAP = "overlap"  # of choices that exclude one another two are open at once
    CLOCK_WITHOUT_START = "clock_without_start"  # the step can be open while its term has not begun
    MISSING_TRANSLATION = "missing_translation"  # a text in one language only


@dataclass(frozen=True)
class Finding:
    """One flaw."""

    flaw: Flaw
    place: str  # id of the step, clock, phase or other thing it is about
    line: int  # its line in the file; 0 when it has none
    what: str = ""  # the language that is missing, or the other step concerned
    run: tuple[Move, ...] = ()  # a smallest run that shows it, where one does


@dataclass(frozen=True)
class Report:
    """What a check found."""

    procedure: str
    on: date  # dated rules were judged as of this day
    findings: tuple[Finding, ...]
    not_decided: tuple[tuple[Flaw, str], ...]  # what the bound left open: flaw and place
    situations: int  # how many were walked
    complete: bool  # whether that is all of them

    @property
    def sound(self) -> bool:
        """Nothing was found and nothing left open."""
        return not self.findings and not self.not_decided


def check(procedure: Procedure, *, on: date, most: int = MOST_SITUATIONS) -> Report:
    """Look for every kind of `Flaw`, walking at most ``most`` situations. Rules with dates are judged as of ``on``."""
    space = Space(procedure, on, most)
    looked = _Look(space)
    findings = [*looked.findings(), *_ends(space), *_translations(procedure)]
    order = {id: at for at, id in enumerate(procedure.steps)}
    findings.sort(key=lambda finding: (list(Flaw).index(finding.flaw), order.get(finding.place, -1), finding.line))
    return Report(
        procedure.id, on, tuple(findings), tuple(looked.open_questions()), len(space.situations), space.complete
    )


class _Look:
    """One look at every situation, remembering what was seen somewhere."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self.procedure = space.procedure
        self.happened = frozenset(space.taken)
        self.unseen = {
            id(part): (step, part) for step in self.procedure.steps.values() for part in _wanted(step.condition)
        }
        self.overlaps: dict[int, tuple[Step, ExactlyOne, int]] = {}
        self.unstarted: dict[str, tuple[Clock, int]] = {}
        self.choices = [(step, part) for step in self.procedure.steps.values() for part in _choices(step.condition)]
        for at in range(len(space.situations)):
            self._at(at)

    def _at(self, at: int) -> None:
        here = self.space.situations[at]
        run, made = here.run, self.space.made
        for id_, (_step, part) in list(self.unseen.items()):
            if made.compile(part)(run.world) not in (FALSE, ABSENT):
                del self.unseen[id_]
        for step in self.procedure.steps.values():
            if step.clocks and not here.concluded and self.space.is_open(here, step):
                self._clocks(step, at)
        for step, choice in self.choices:
            values = [made.compile(part)(run.world) for part in choice.parts]
            if values.count(TRUE) > 1:
                self.overlaps.setdefault(id(choice), (step, choice, at))

    def _clocks(self, step: Step, at: int) -> None:
        live = self.space.situations[at].run.world.live
        for clock in step.clocks:
            if not clock.counting.backward and not live[clock.starts]:
                self.unstarted.setdefault(clock.id, (clock, at))

    def findings(self) -> Iterator[Finding]:
        """What is certain."""
        maybe = self._maybe()
        for step in self.procedure.steps.values():
            if step.id not in self.happened and step.id not in maybe:
                yield self._unreachable(step)
            elif step.each and step.id not in self.space.completed and self.space.complete:
                yield Finding(Flaw.NEVER_COMPLETE, step.id, step.line)
        for step, part in self.unseen.values():
            if self.space.complete and step.id in self.happened:
                yield Finding(Flaw.CANNOT_HOLD, step.id, part.line or step.line)
        for step, choice, at in self.overlaps.values():
            yield Finding(Flaw.OVERLAP, step.id, choice.line or step.line, run=self.space.way_to(at))
        for clock, at in self.unstarted.values():
            yield Finding(Flaw.CLOCK_WITHOUT_START, clock.id, clock.line, what=clock.starts, run=self.space.way_to(at))

    def _maybe(self) -> set[str]:
        """Steps that a run past the bound may still reach."""
        return set() if self.space.complete else reachable(self.space.situations[0].run)

    def _unreachable(self, step: Step) -> Finding:
        """All it reads may happen, and its condition never holds; or what it reads cannot happen either."""
        alone = step.id in {owner.id for owner, _part in self.unseen.values()}
        reads = self.procedure.reads(step) - {step.id}
        contradictory = alone and self.space.complete and reads and reads <= self.happened
        return Finding(Flaw.CANNOT_HOLD if contradictory else Flaw.UNREACHABLE, step.id, step.line)

    def open_questions(self) -> Iterator[tuple[Flaw, str]]:
        """What the bound left undecided."""
        if self.space.complete:
            return
        for step in self.procedure.steps.values():
            if step.id not in self.happened and step.id in self._maybe():
                yield Flaw.UNREACHABLE, step.id
            if step.each and step.id not in self.space.completed:
                yield Flaw.NEVER_COMPLETE, step.id
        for step, part in self.unseen.values():
            yield Flaw.CANNOT_HOLD, f"{step.id}, line {part.line or step.line}"
        for flaw in (Flaw.DEAD_END, Flaw.TRAP, Flaw.OVERLAP, Flaw.CLOCK_WITHOUT_START):
            yield flaw, self.procedure.id


def _ends(space: Space) -> Iterator[Finding]:
    """Dead ends and traps: the first of each kind at every step, by a smallest run."""
    steps = space.procedure.steps.values()
    if not any(step.concludes or any(option.concludes for option in step.options) for step in steps):
        yield Finding(Flaw.NO_CONCLUSION, space.procedure.id, 0)
        return
    can_end = _backward(space)
    told: set[tuple[Flaw, str]] = set()
    for at, here in enumerate(space.situations):
        if here.concluded or at in can_end or not here.expanded:
            continue
        # a trap is told where it is entered, not at every turn inside it
        flaw = Flaw.TRAP if here.after else Flaw.DEAD_END
        if flaw is Flaw.TRAP and ((here.before >= 0 and here.before not in can_end) or not space.complete):
            continue
        if flaw is Flaw.TRAP and not _turns(space, at):
            continue
        place = here.move.step or here.move.ends if here.move else space.procedure.id
        if (flaw, place) not in told:
            told.add((flaw, place))
            line = space.procedure.steps[place].line if place in space.procedure.steps else 0
            yield Finding(flaw, place, line, run=space.way_to(at))


def _backward(space: Space) -> set[int]:
    """Situations from which a conclusion can be reached."""
    before: dict[int, list[int]] = {}
    for at, here in enumerate(space.situations):
        for after in here.after:
            before.setdefault(after, []).append(at)
    found = {at for at, here in enumerate(space.situations) if here.concluded}
    stack = list(found)
    while stack:
        for at in before.get(stack.pop(), ()):
            if at not in found:
                found.add(at)
                stack.append(at)
    return found


def _turns(space: Space, start: int) -> bool:
    """Whether some way from here never comes to a dead end, but goes round for ever."""
    seen, stack = {start}, [start]
    while stack:
        for after in space.situations[stack.pop()].after:
            if after not in seen:
                seen.add(after)
                stack.append(after)
    waits = {at: set(space.situations[at].after) & seen for at in seen}
    while True:
        done = {at for at, after in waits.items() if not after}
        if not done:
            return bool(waits)
        waits = {at: after - done for at, after in waits.items() if at not in done}


def _wanted(condition: Condition, wanted: bool = True) -> Iterator[Condition]:
    """The condition and the ways inside it that an author meant to be taken."""
    if isinstance(condition, Not):
        yield from _wanted(condition.part, not wanted)
        return
    if wanted:
        yield condition
    if isinstance(condition, (Any, AtLeast, ExactlyOne)) or wanted:
        for part in inner(condition):
            yield from _wanted(part, wanted)


def _choices(condition: Condition) -> Iterator[ExactlyOne]:
    if isinstance(condition, ExactlyOne):
        yield condition
    for part in inner(condition):
        yield from _choices(part)


def _translations(procedure: Procedure) -> Iterator[Finding]:
    texts: list[tuple[str, int, Texts]] = [(procedure.id, 0, procedure.title), (procedure.id, 0, procedure.assembly)]
    texts += [(source.id, 0, source.title) for source in procedure.sources.values()]
    texts += [(actor.id, actor.line, actor.label) for actor in procedure.actors.values()]
    texts += [(phase.id, 0, phase.title) for phase in procedure.phases]
    for step in procedure.steps.values():
        own: Sequence[Texts] = (step.title, step.takes, step.gives, step.note, step.rule.cite)
        texts += [(step.id, step.line, text) for text in (*own, *(option.label for option in step.options))]
    for place, line, text in texts:
        for lang in ("en", "ru"):
            if text and lang not in text:
                yield Finding(Flaw.MISSING_TRANSLATION, place, line, what=lang)
