"""Where a dossier stands: decided by the procedure and its events alone, on values; nothing is loaded here."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from travaux.core.dates import When, days_between, latest_spoken_for
from travaux.core.procedure import Event as Happening
from travaux.core.procedure import Procedure, Status, Step, Why, status
from travaux.core.procedure.shipped import shipped_calendars

from .models import Event
from .paths import step_refs
from .summaries import DateShown, EventSummary, KnownUntil, LastDone, PhaseSummary, StepRef, StepSummary, Waiting
from .told import HAPPENED, WHOLE, Told, happenings, parts_told

Mood = Event.Mood


def when(date: DateShown) -> When:
    return When.parse(date.edtf)


def moment(event: EventSummary) -> tuple[dt.date, dt.date]:
    """The order of a history: by first possible day, then by last; what has no date stands where it was reported."""
    date = when(event.date)
    return date.order if date.known else when(event.reporting.published).order


def known_until(events: Iterable[EventSummary], on: dt.date) -> KnownUntil:
    """The last day that a source of these events speaks for, and where counting stops."""
    spoken: list[tuple[dt.date, str]] = []
    for event in events:
        dates = [when(event.reporting.published)] + ([when(event.date)] if event.date.basis == "stated" else [])
        if day := latest_spoken_for(dates):
            spoken.append((day, event.reporting.publisher))
    day, publisher = max(spoken, default=(None, ""))
    return KnownUntil(day, min(on, day) if day else on, later=day is not None and day < on, publisher=publisher)


@dataclass(frozen=True)
class Standing:
    """A dossier on a day. `history` holds what had happened by then, surely or possibly, oldest first."""

    procedure: Procedure | None  # None: this installation does not have the file
    history: Sequence[EventSummary]
    known: KnownUntil
    lang: str
    told: Sequence[Told] = ()  # every event, what is announced for later days included
    part: str = WHOLE  # id of the part of the text whose path it is

    @cached_property
    def sure(self) -> list[EventSummary]:
        return [event for event in self.own if event.occurred == "yes"]

    @cached_property
    def all_happenings(self) -> list[Happening]:
        """Of this text or part; what is about others alone has its own place."""
        own = [each for each in self.told if each.concerns(self.part)]
        return happenings(self.procedure, own) if self.procedure else []

    @cached_property
    def own(self) -> list[EventSummary]:
        """The history without what is about other parts alone."""
        aside = {each.id for each in self.told if not each.concerns(self.part)}
        return [event for event in self.history if event.id not in aside] if aside else list(self.history)

    @cached_property
    def parts(self) -> list["Standing"]:
        """Where each part stands that has a path of its own."""
        return [replace(self, part=part) for part in parts_told(self.told)] if self.part == WHOLE else []

    @cached_property
    def happenings(self) -> list[Happening]:
        """What had happened by the day, surely or possibly, as the engine takes it."""
        by_then = {event.id for event in self.history}
        return [happening for happening in self.all_happenings if happening.id in by_then]

    def awaited(self, step: str) -> tuple[str, ...]:
        """Of a step that each of several has to take: those who are not reported to have taken it."""
        if not self.procedure or not self.status or not self.procedure.steps[step].each:
            return ()
        now = self.status.steps[step]
        ids = now.actors if now.done and now.next.open else ()
        return tuple(self.procedure.actors[id].label.get(self.lang, id) for id in ids)

    @cached_property
    def status(self) -> Status | None:
        if not self.procedure:
            return None
        calendars = shipped_calendars(self.procedure.id)
        return status(self.procedure, self.all_happenings, self.known.stops, calendars=calendars)

    @cached_property
    def last_done(self) -> LastDone | None:
        """The last thing reported as done: what can have happened latest, and of these what the source tells last."""
        done = [event for event in self.sure if event.mood in HAPPENED]
        if not done:
            return None
        event = max(done, key=lambda e: (*reversed(moment(e)), self.history.index(e)))
        return LastDone(event.id, event.label, event.date, event.steps)

    @cached_property
    def state(self) -> EventSummary | None:
        """The latest word on the state of affairs."""
        return next((event for event in reversed(self.sure) if event.mood == Mood.STATE), None)

    @cached_property
    def over(self) -> bool | None:
        if self.status and self.status.concluded:
            return True
        return False if self.state else None

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """Steps that a source says were decided on, and none says were taken afterwards."""
        found: dict[str, Waiting] = {}
        for n, event in enumerate(self.own):
            if event.occurred != "yes":
                continue
            taken = [e for e in self.own[n + 1 :] if e.mood in HAPPENED and e.occurred == "yes"]
            for step in event.orders:
                found.pop(step.id, None)  # decided anew: counted from the later decision
                if self.awaited(step.id) or not any(step.id == s.id for e in taken for s in e.steps):
                    found[step.id] = self.wait_for(step, event)
        return tuple(found.values())

    def wait_for(self, step: StepRef, event: EventSummary) -> Waiting:
        days = days_between(when(event.date), When.on(self.known.stops))
        counted = (max(days[0], 0), max(days[1], 0)) if days else None
        return Waiting(step, self.actors(step.id), event.id, event.date, counted, self.awaited(step.id))

    @cached_property
    def next(self) -> tuple[StepRef, ...]:
        """What follows by the procedure from what happened, apart from what was decided already."""
        if not self.status or not self.happenings or self.over:
            return ()
        refs, waited = step_refs(self.status.procedure, self.lang), {waiting.step.id for waiting in self.waiting}
        return tuple(
            refs[id] for id in self.status.open
            if id not in waited and Why.BEGINS not in {reason.why for reason in self.status.steps[id].because}
        )  # fmt: skip

    # --- the stage line ---

    @cached_property
    def here(self) -> str:
        """The step the dossier is at: the first one waited for, else the last one taken; "" before any."""
        if self.waiting:
            return self.waiting[0].step.id
        return self.last_done.steps[-1].id if self.last_done and self.last_done.steps and not self.over else ""

    @cached_property
    def furthest(self) -> int:
        """The place in the file of the last step that happened; -1 before any."""
        order = list(self.procedure.steps) if self.procedure else []
        return max((order.index(happening.step) for happening in self.happenings), default=-1)

    def phases(self) -> tuple[PhaseSummary, ...]:
        found = []
        for phase in self.procedure.phases if self.procedure else ():
            steps = tuple(self.step(step) for step in phase.steps)
            found.append(PhaseSummary(phase.id, phase.title.get(self.lang, phase.id), self.mark_of(steps), steps))
        return tuple(found)

    def mark_of(self, steps: Sequence[StepSummary]) -> str:
        if any(step.id == self.here for step in steps):
            return "current"
        marks = [step.mark for step in steps]
        return next((mark for mark in ("done", "possibly", "ahead") if mark in marks), "not_reported")

    def step(self, step: Step) -> StepSummary:
        touching = [event for event in self.own if any(step.id == s.id for s in event.steps)]
        taken = [event for event in touching if event.mood in HAPPENED]
        sure = [event for event in taken if event.occurred == "yes"]
        ref = step_refs(self.procedure.id if self.procedure else "", self.lang)[step.id]
        ordered = not taken and any(waiting.step.id == step.id for waiting in self.waiting)
        return StepSummary(
            id=step.id,
            name=ref.name,
            actor=self.actors(step.id),
            mark=self.mark(step, sure=bool(sure), taken=bool(taken), ordered=ordered),
            awaited=self.awaited(step.id),
            ordered=ordered,
            verified=ref.verified,
            rule=self.rule(step),
            date=(sure or taken)[-1].date if taken else None,
            events=tuple(event.id for event in touching),
            times=len(sure),
        )

    def mark(self, step: Step, *, sure: bool, taken: bool, ordered: bool) -> str:
        if ordered:
            return "current" if step.id == self.here else "ahead"
        if self.awaited(step.id):
            return "current"
        if taken:
            return "done" if sure else "possibly"
        order = list(self.procedure.steps) if self.procedure else []
        return "not_reported" if order.index(step.id) < self.furthest else "ahead"

    def actors(self, step: str) -> str:
        if not self.procedure or step not in self.procedure.steps:
            return ""
        actors = (self.procedure.actors[id].label for id in self.procedure.steps[step].actors)
        return ", ".join(label.get(self.lang, "") for label in actors)

    def rule(self, step: Step) -> str:
        """Article and text in which the rule was read."""
        sources = self.procedure.sources if self.procedure else {}
        titles = [sources[id].title.get(self.lang, id) for id in step.rule.sources if id in sources]
        return ", ".join(part for part in (step.rule.cite.get(self.lang, ""), *titles) if part)
