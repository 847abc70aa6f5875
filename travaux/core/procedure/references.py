"""Every name in a procedure leads somewhere, or its line is named."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.core.procedure.conditions import UNSTATED, Ended, Happened, leaves
from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.faults import FaultKind
from travaux.core.procedure.model import Clock, ObjectionClass, Procedure, Step
from travaux.core.procedure.nodes import Page


class References:
    """Follows every name in a procedure to what it names."""

    def __init__(self, page: Page, procedure: Procedure) -> None:
        self.page = page
        self.made = procedure

    def follow(self) -> None:
        for actor in self.made.actors.values():
            self._all(actor.members, self.made.actors, actor.line, Said("The member of “{id}”", id=actor.id))
        for each in self.made.objections.values():
            self._objection(each)
        for step in self.made.steps.values():
            self._step(step)
            self._condition(step)
            for clock in step.clocks:
                self._clock(clock)

    def _objection(self, each: ObjectionClass) -> None:
        steps = filter(None, (each.step, each.lifted_by))
        self._all(steps, self.made.steps, each.line, Said("The objection “{id}”: the step", id=each.id))
        lifting = Said("The objection “{id}”: who may lift it,", id=each.id)
        self._all(each.may_lift, self.made.actors, each.line, lifting)
        source = Said("The objection “{id}”: the source", id=each.id)
        self._all(each.rule.sources, self.made.sources, each.line, source)

    def _all(self, words: Iterable[str], among: Iterable[str], line: int, what: str) -> None:
        for word in words:
            self.page.known(word, among, line, what)

    def _step(self, step: Step) -> None:
        self._all(step.actors, self.made.actors, step.line, Said("Step “{id}”: the actor", id=step.id))
        self._all(step.rule.sources, self.made.sources, step.line, Said("Step “{id}”: the source", id=step.id))
        self._all(step.loops_to, self.made.steps, step.line, Said("Step “{id}”: the step it returns to,", id=step.id))
        for effect in step.effects:
            self._all(effect.bars, self.made.steps, step.line, Said("Step “{id}”: the step it bars,", id=step.id))
            self._all(
                filter(None, (effect.extends,)),
                self.made.clocks,
                step.line,
                Said("Step “{id}”: the clock it extends,", id=step.id),
            )
        if step.each and not any(self.made.actors[actor].members for actor in step.actors if actor in self.made.actors):
            self.page.fault(
                FaultKind.BAD_REFERENCE,
                step.line,
                Said("Step “{id}”: “each” needs an actor with members.", id=step.id),
                Said("Name the members of the actor, or take “each” out."),
            )

    def _condition(self, step: Step) -> None:
        for leaf in leaves(step.condition):
            if isinstance(leaf, Ended):
                self.page.known(leaf.clock, self.made.clocks, leaf.line, Said("The clock"))
            elif isinstance(leaf, Happened):
                self._happened(leaf)

    def _happened(self, leaf: Happened) -> None:
        steps = self.made.steps
        if not self.page.known(leaf.step, steps, leaf.line, Said("The step")):
            return
        if leaf.since:
            self.page.known(leaf.since, steps, leaf.line, Said("The step after “since”,"))
        self._outcomes(leaf.outcome, steps[leaf.step], leaf.line)
        if leaf.by and self.page.known(leaf.by, self.made.actors, leaf.line, Said("The actor")) and leaf.each:
            self._group(leaf)
        if leaf.same_version and not any(step.new_version for step in steps.values()):
            self.page.fault(
                FaultKind.BAD_REFERENCE,
                leaf.line,
                Said("“same version” is asked, but no step brings a version."),
                Said("Mark the step that brings one with “new_version: yes”."),
            )

    def _group(self, leaf: Happened) -> None:
        if not self.made.actors[leaf.by].members:
            self.page.fault(
                FaultKind.BAD_REFERENCE,
                leaf.line,
                Said("“each of {actor}” names a group without members.", actor=leaf.by),
                Said("List the members of “{actor}” among the actors.", actor=leaf.by),
            )

    def _outcomes(self, outcomes: frozenset[str], step: Step, line: int) -> None:
        self._all(
            sorted(outcomes),
            [*(option.id for option in step.options), UNSTATED],
            line,
            Said("The outcome of step “{id}”,", id=step.id),
        )

    def _clock(self, clock: Clock) -> None:
        if self.page.known(clock.starts, self.made.steps, clock.line, Said("The step that starts the clock,")):
            self._outcomes(clock.outcome, self.made.steps[clock.starts], clock.line)
        self._all(clock.rule.sources, self.made.sources, clock.line, Said("Clock “{id}”: the source", id=clock.id))
