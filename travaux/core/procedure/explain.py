"""“Why not now?” and “why this?”: one step, asked about on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from travaux.core.dates import When
from travaux.core.procedure.causes import supports
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.events import Event, sort_by_day
from travaux.core.procedure.model import Procedure, Rule
from travaux.core.procedure.reasons import Reason
from travaux.core.procedure.status import Next, Status, StepStatus, run_of, status
from travaux.core.procedure.words import Lang, tell


@dataclass(frozen=True)
class Fact:
    """A fact that led to a step."""

    event: str
    step: str
    date: When


@dataclass(frozen=True)
class Explanation:
    """The answer about one step."""

    step: str
    next: Next
    reasons: tuple[Reason, ...]  # why not now, or why now; all of them hold, choices are inside
    led_here: tuple[Fact, ...]  # the facts that led to it when it last happened, or that open it now
    rule: Rule
    status: Status

    def tell(self, procedure: Procedure, lang: Lang) -> list[str]:
        """The reasons in words, a line each; what is inside a choice is indented."""
        return tell(self.reasons, procedure, lang)


def explain(
    procedure: Procedure,
    step: str,
    events: Iterable[Event],
    on: date,
    *,
    known_until: date | None = None,
    calendars: Mapping[str, Calendar] | None = None,
) -> Explanation:
    """Why a step can or cannot follow on a day, and which facts led to it.

    Raises `LookupError` when the procedure has no such step.
    """
    if step not in procedure.steps:
        raise LookupError(f"“{procedure.id}” has no step “{step}”. It has: {', '.join(procedure.steps)}.")
    listed = list(events)
    found = status(procedure, listed, on, known_until=known_until, calendars=calendars)
    here = found.steps[step]
    done, _possibly = sort_by_day(listed, found.as_of)
    led = _led_here(procedure, step, done, here, found.as_of, calendars or {})
    return Explanation(step, here.next, here.because, led, procedure.steps[step].rule, found)


def _led_here(
    procedure: Procedure, step: str, done: list[Event], here: StepStatus, day: date, calendars: Mapping[str, Calendar]
) -> tuple[Fact, ...]:
    """Asked of a step that is open: what opens it; of one that is not, what had opened it when it last happened."""
    if not here.next.open:
        taken = [at for at, event in enumerate(done) if event.step == step]
        if not taken:
            return ()
        day, done = done[taken[-1]].last or day, done[: taken[-1]]
    run = run_of(procedure, done, day, calendars)
    return tuple(Fact(event.id, event.step, event.date) for event in supports(procedure.steps[step].condition, run))
