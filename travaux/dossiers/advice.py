"""What the procedure says from where a dossier stands: the next steps, the terms, and why the rest cannot follow."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from travaux.captures.queries import CitationSummary
from travaux.core.dates import When
from travaux.core.procedure import Next, Procedure, Reason, Status, StepStatus, Why
from travaux.core.procedure.clocks import Deadline
from travaux.core.procedure.words import Lang, actor_name, say, say_rule

from .governing import Rules, governs
from .paths import procedure_ref, step_refs
from .stages import Standing
from .summaries import Ahead, Barred, Because, Component, DateShown, DeadlineShown, Governed, Outlook, StepRef

NOTHING = Outlook(None, 1, (), (), (), (), (), (), ())


@dataclass(frozen=True)
class Advice:
    """The words for one dossier on one day. Everything it says is in `standing.status`."""

    standing: Standing
    on: dt.date
    rules: Sequence[Rules]
    sees_all: bool  # what the map does not foresee is for the secretariat
    cited: Mapping[str, tuple[CitationSummary, ...]]  # of the decisions on rules

    def outlook(self) -> Outlook:
        governed = tuple(self.governed())
        if not self.standing.procedure or not self.standing.status:
            return replace(NOTHING, governed=governed)
        status = self.standing.status
        return Outlook(
            as_of=status.as_of,
            consideration=max((step.pass_ for step in status.steps.values()), default=1),
            axes=self.axes(),
            ahead=tuple(self.ahead()),
            barred=tuple(self.barred()),
            deadlines=self.deadlines,
            unforeseen=status.unforeseen if self.sees_all else (),
            governed=governed,
            components=tuple(self.components()),
        )

    @property
    def lang(self) -> str:
        return self.standing.lang

    @cached_property
    def procedure(self) -> Procedure:
        assert self.standing.procedure is not None  # asked before: `outlook` alone leads here
        return self.standing.procedure

    @cached_property
    def status(self) -> Status:
        assert self.standing.status is not None  # as above
        return self.standing.status

    @cached_property
    def refs(self) -> Mapping[str, StepRef]:
        return step_refs(self.procedure.id, self.lang)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Events in words: the engine knows them by id. One that is only announced has none yet."""
        return {event.id: event.label for event in self.standing.history}

    # --- what can follow, and what cannot ---

    def ahead(self) -> Iterable[Ahead]:
        """What was decided first, then what must, what usually does and what may follow; each in the file's order."""
        decided = {waiting.step.id: waiting for waiting in self.standing.waiting}
        order = (Next.MUST, Next.USUAL, Next.MAY)
        found = [self.status.steps[id] for id in self.status.open if id in decided or self.follows(id)]
        found += [self.status.steps[id] for id in decided if not self.status.steps[id].next.open]
        for step in sorted(found, key=lambda s: (s.step not in decided, order.index(s.next) if s.next.open else 3)):
            waiting = decided.get(step.step)
            yield Ahead(
                step=self.refs[step.step],
                says=step.next.value if step.next.open else "",
                decided=waiting is not None,
                actors=tuple(actor_name(self.procedure, id, self.lang_of_words) for id in step.actors),
                since=waiting.decided if waiting else date_of(step.since),
                days=waiting.days if waiting else step.days,
                deadline=next((each for each in self.deadlines if each.step.id == step.step), None),
                because=self.because(step) if step.next.open else (),
                rule=self.standing.rule(self.procedure.steps[step.step]),
            )

    def follows(self, id: str) -> bool:
        """Once the work has begun, a step that nothing has to precede is not what follows."""
        begins = Why.BEGINS in {reason.why for reason in self.status.steps[id].because}
        return not (begins and self.standing.happenings) and not self.standing.over

    def barred(self) -> Iterable[Barred]:
        """What has happened and does not repeat is no question."""
        for id, step in self.status.steps.items():
            if not step.next.open and Why.DONE not in {reason.why for reason in step.because}:
                yield Barred(self.refs[id], step.next.value, self.because(step))

    def because(self, step: StepStatus) -> tuple[Because, ...]:
        return tuple(self.reason(each) for each in step.because)

    def reason(self, each: Reason) -> Because:
        """Events are named by what they are called here; what the public may not know of was never counted."""
        named = replace(each, events=tuple(self.quoted(id) for id in each.events if id in self.labels))
        return Because(
            text=say(named, self.procedure, self.lang_of_words),
            rule=say_rule(each.rule, self.procedure, self.lang_of_words),
            inside=tuple(self.reason(part) for part in each.parts),
            events=tuple(id for id in each.events if id in self.labels),
        )

    def quoted(self, event: str) -> str:
        return f"«{self.labels[event]}»" if self.lang == "ru" else f"“{self.labels[event]}”"

    @property
    def lang_of_words(self) -> Lang:
        return "ru" if self.lang == "ru" else "en"

    # --- terms ---

    @cached_property
    def deadlines(self) -> tuple[DeadlineShown, ...]:
        shown = [self.deadline(each) for each in self.status.deadlines]
        return tuple(sorted(shown, key=lambda each: (each.latest or dt.date.max, each.step.id)))

    def deadline(self, each: Deadline) -> DeadlineShown:
        return DeadlineShown(
            clock=each.clock,
            step=self.refs[each.step],
            earliest=each.earliest,
            latest=each.latest,
            count=each.count,
            unit=each.unit,
            backward=self.procedure.clocks[each.clock].counting.backward,
            started=each.started,
            rule=say_rule(each.rule, self.procedure, self.lang_of_words),
            problem=problem(each),
            overdue=each.overdue(self.on),
            left=(each.latest - self.on).days if each.latest else None,
        )

    # --- rules, axes, components ---

    def axes(self) -> tuple[str, ...]:
        """Where it stands on each axis, if on more than one."""
        titles = {phase.id: phase.title.get(self.lang, phase.id) for phase in self.procedure.phases}
        stands = list(self.status.axes.values())
        return tuple(titles[id] for id in stands) if len(stands) > 1 else ()

    def governed(self) -> Iterable[Governed]:
        now = governs(self.rules, self.on)
        for each in self.rules:
            yield Governed(
                procedure=procedure_ref(each.id, self.lang, each.version),
                version=each.version,
                since=date_of(each.since) or DateShown("", "unknown", None, None, "unknown", uncertain=False),
                decision=each.fact.decision_id if each.fact else "",
                fact=each.fact.pk if each.fact else "",
                now=each is now,
                here=each.procedure is not None,
                citations=self.cited.get(each.fact.pk, ()) if each.fact else (),
            )

    def components(self) -> Iterable[Component]:
        for part in self.standing.parts:
            yield Component(
                instrument=part.part,
                phases=part.phases(),
                over=part.over,
                last_done=part.last_done,
                waiting=part.waiting,
                next=part.next,
                deadlines=replace(self, standing=part).deadlines,
            )


def problem(each: Deadline) -> str:
    """Why a term has no day, as one word for those who say it."""
    if not each.problem:
        return ""
    return (
        "no_length" if each.count is None else "no_start" if "calendar" not in each.problem.lower() else "no_calendar"
    )


def date_of(when: When | None) -> DateShown | None:
    """A day that the engine gives: a fact's own, or the one after a term."""
    if when is None or not when.known:
        return None
    return DateShown(when.edtf, "stated", when.earliest, when.latest, when.precision, when.uncertain)
