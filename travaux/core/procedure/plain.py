"""Statuses, deadlines and explanations as plain values, as the command line and other programs get them."""

from __future__ import annotations

from datetime import date
from typing import Any

from travaux.core.procedure.clocks import Deadline
from travaux.core.procedure.explain import Explanation
from travaux.core.procedure.forecast import Forecast, Outlook
from travaux.core.procedure.model import Procedure
from travaux.core.procedure.reasons import Reason
from travaux.core.procedure.status import Status, StepStatus
from travaux.core.procedure.words import say, say_rule

Plain = dict[str, Any]


def status_as_json(status: Status, procedure: Procedure) -> Plain:
    """``{"on", "known_until", "current", "concluded", "steps", "unforeseen", "deadlines"}`` and what pages add to it.

    ``current`` is null past ``known_until``; ``as_of`` is the day it was computed for.
    """
    return {
        "procedure": status.procedure,
        "on": status.on.isoformat(),
        "as_of": status.as_of.isoformat(),
        "known_until": _day(status.known_until),
        "current": status.current,
        "concluded": status.concluded,
        "in_force": status.in_force,
        "last": list(status.last),
        "axes": dict(status.axes),
        "steps": {id: step_as_json(step, procedure) for id, step in status.steps.items()},
        "unforeseen": list(status.unforeseen),
        "deadlines": [deadline_as_json(deadline, procedure) for deadline in status.deadlines],
    }


def step_as_json(step: StepStatus, procedure: Procedure) -> Plain:
    """``{"done", "possibly", "dates", "next", "pass", "because"}``, who would act, since when, for how many days."""
    return {
        "done": step.done,
        "possibly": step.possibly,
        "dates": [str(when) for when in step.dates],
        "next": str(step.next),
        "pass": step.pass_,
        "because": [reason_as_json(reason, procedure) for reason in step.because],
        "actors": list(step.actors),
        "since": None if step.since is None else str(step.since),
        "days": None if step.days is None else list(step.days),
    }


def reason_as_json(reason: Reason, procedure: Procedure) -> Plain:
    """A reason with its sentence in both languages; empty values are left out."""
    given: Plain = {
        "why": str(reason.why),
        "step": reason.step,
        "events": list(reason.events),
        "outcome": list(reason.outcome),
        "have": reason.have,
        "want": reason.want,
        "by": reason.by,
        "missing": list(reason.missing),
        "since": reason.since,
        "clock": reason.clock,
        "rule": say_rule(reason.rule, procedure, "en"),
        "parts": [reason_as_json(part, procedure) for part in reason.parts],
    }
    said = {"en": say(reason, procedure, "en"), "ru": say(reason, procedure, "ru")}
    return {key: value for key, value in given.items() if value} | said


def deadline_as_json(deadline: Deadline, procedure: Procedure) -> Plain:
    """A term with the day it ends on, or the days between which it does, or why there is none."""
    return {
        "clock": deadline.clock,
        "step": deadline.step,
        "started": deadline.started,
        "date": _day(deadline.date),
        "earliest": _day(deadline.earliest),
        "latest": _day(deadline.latest),
        "count": deadline.count,
        "unit": deadline.unit,
        "zone": deadline.zone or None,
        "ends_at": deadline.ends_at.isoformat() if deadline.ends_at else None,
        "rule": say_rule(deadline.rule, procedure, "en"),
        "problem": deadline.problem or None,
    }


def explanation_as_json(found: Explanation, procedure: Procedure) -> Plain:
    """What is next for one step, why, and the facts that led to it."""
    return {
        "step": found.step,
        "on": found.status.on.isoformat(),
        "next": str(found.next),
        "because": [reason_as_json(reason, procedure) for reason in found.reasons],
        "led_here": [{"event": fact.event, "step": fact.step, "date": str(fact.date)} for fact in found.led_here],
        "rule": say_rule(found.rule, procedure, "en"),
        "certainty": str(found.rule.certainty),
        "en": found.tell(procedure, "en"),
        "ru": found.tell(procedure, "ru"),
    }


def forecast_as_json(found: Forecast) -> Plain:
    """Dates between which steps may come: 80 % of runs lie between earliest and latest, 50 % between early and late."""
    return {
        "on": found.on.isoformat(),
        "runs": found.runs,
        "steps": {id: outlook_as_json(outlook) for id, outlook in found.steps.items()},
        "conclusion": outlook_as_json(found.conclusion) if found.conclusion else None,
        "critical": list(found.critical),
        "returned": list(found.returned),
        "returns": [
            {"step": each.step, "back": each.back, "of": each.of, "rounds": len(each.rounds), "counted": each.counted}
            for each in found.returns.values()
        ],
        "refused": found.refused or None,
    }


def outlook_as_json(outlook: Outlook) -> Plain:
    """One step's dates, null where too little is known, and how many past durations stand behind them."""
    dates = {name: _day(getattr(outlook, name)) for name in ("earliest", "early", "likely", "late", "latest")}
    return {"step": outlook.step, "n": outlook.n, "least": outlook.least} | dates


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
