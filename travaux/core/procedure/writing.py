"""From a `Procedure` back to its YAML file: what is written loads equal to what it was written from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Anything

import yaml

from travaux.core.dates import When
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
)
from travaux.core.procedure.counting import OF_THE_CLOCK
from travaux.core.procedure.model import (
    Clock,
    Effect,
    Follows,
    ObjectionClass,
    Option,
    Phase,
    Procedure,
    Repeats,
    Rule,
    Step,
)

Plain = dict[str, Anything]


class _Dumper(yaml.SafeDumper):
    """Writes every value out: the loader refuses anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write(procedure: Procedure) -> str:
    """The YAML text of a procedure.

    >>> from travaux.core.procedure.reading import load
    >>> from travaux.core.procedure.shipped import shipped
    >>> load(write(shipped("exercise"))) == shipped("exercise")
    True
    """
    return yaml.dump(_procedure(procedure), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _procedure(made: Procedure) -> Plain:
    return _given({
        "id": made.id,
        "version": made.version,
        "title": dict(made.title),
        "assembly": dict(made.assembly),
        "invented": made.invented,
        "status": str(made.status),
        "valid": _valid(made.first, made.last),
        "sources": {id: dict(source.title) | _given({"url": source.url}) for id, source in made.sources.items()},
        "actors": {
            id: dict(actor.label) | _given({"members": list(actor.members), "of_state": actor.of_state})
            for id, actor in made.actors.items()
        },
        "objections": {each.id: _objection(each) for each in made.objections.values()},
    }) | {"phases": [_phase(phase) for phase in made.phases]}  # fmt: skip


def _objection(each: ObjectionClass) -> Plain:
    return {"title": dict(each.title)} | _given({
        "step": each.step,
        "lifted_by": each.lifted_by,
        "may_lift": list(each.may_lift),
        "component": each.component,
    }) | {"rule": _rule(each.rule)}  # fmt: skip


def _phase(phase: Phase) -> Plain:
    return {
        "id": phase.id,
        "title": dict(phase.title),
        "axis": phase.axis,
        "steps": [_step(step) for step in phase.steps],
    }


def _step(step: Step) -> Plain:
    head = {"id": step.id, "title": dict(step.title), "actor": list(step.actors), "each": step.each}
    between = _given(head | {"takes": dict(step.takes), "gives": dict(step.gives)})
    return between | {"after": condition_as_plain(step.condition)} | _given({
        "then": str(step.follows) if step.follows is Follows.MUST else "",
        "repeats": str(step.repeats) if step.repeats is not Repeats.NO else "",
        "options": {option.id: _option(option) for option in step.options},
        "concludes": step.concludes,
        "returns_to": step.returns_to,
        "new_version": step.new_version,
        "effects": [_effect(effect) for effect in step.effects],
        "clocks": [_clock(clock, step) for clock in step.clocks],
        "rule": _rule(step.rule),
        "valid": _valid(step.first, step.last),
        "note": dict(step.note),
    })  # fmt: skip


def _option(option: Option) -> Plain:
    return dict(option.label) | _given({"concludes": option.concludes, "returns_to": option.returns_to})


def _rule(rule: Rule) -> Plain:
    cited = _given({"cite": dict(rule.cite), "source": list(rule.sources)})
    return cited | {"certainty": str(rule.certainty)}


def _effect(effect: Effect) -> Plain:
    return _given({"bars": list(effect.bars), "extends": effect.extends, "by": effect.by})


def _clock(clock: Clock, step: Step) -> Plain:
    counting = clock.counting
    of_days = {} if counting.unit in OF_THE_CLOCK else {"first_day": counting.first_day, "joint": counting.joint}
    return {"id": clock.id, "starts": clock.starts} | _given({
        "outcome": sorted(clock.outcome),
        "count": clock.count,
        "unit": counting.unit,
        **of_days,
        "calendars": list(clock.calendars),
        "backward": counting.backward,
        "short_adjournment": counting.short_adjournment,
        "zone": clock.zone,
        "rule": _rule(clock.rule) if clock.rule != step.rule else {},
    })  # fmt: skip


def condition_as_plain(condition: Condition) -> str | Plain:
    """A condition as the loader reads it."""
    match condition:
        case Always():
            return "start"
        case Happened():
            return _happened(condition)
        case Ended(clock=clock):
            return {"ended": clock}
        case Not(part=Any(parts=parts)):
            return {"none": [condition_as_plain(part) for part in parts]}
        case Not(part=part):
            return {"none": [condition_as_plain(part)]}
        case Allow(part=part):
            return {"allow": condition_as_plain(part)}
        case Dated(part=part, first=first, last=last):
            inside = condition_as_plain(part)
            mapped = {"step": inside} if isinstance(inside, str) else inside
            return (mapped if "valid" not in mapped and inside != "start" else {"all": [inside]}) | {
                "valid": {"from": str(first), "to": str(last)}
            }
        case AtLeast(count=count, parts=parts):
            return {"at_least": count, "of": [condition_as_plain(part) for part in parts]}
        case All(parts=parts) | Any(parts=parts) | ExactlyOne(parts=parts):
            word = {All: "all", Any: "any", ExactlyOne: "exactly_one"}[type(condition)]
            return {word: [condition_as_plain(part) for part in parts]}


def _happened(leaf: Happened) -> str | Plain:
    group = f"each of {leaf.by}" if leaf.each else f"any of {leaf.by}" if leaf.times > 1 and leaf.by else leaf.by
    bounds = _given({
        "outcome": sorted(leaf.outcome),
        "since": leaf.since,
        "for": "same version" if leaf.same_version else "",
        "by": group,
    })  # fmt: skip
    one: Plain = {"open" if leaf.still_open else "step": leaf.step} | bounds
    if leaf.times > 1:
        return {"at_least": leaf.times, "of": one}
    return leaf.step if list(one) == ["step"] else one


def _valid(first: When, last: When) -> Plain:
    return {} if not first.known and not last.known else {"from": str(first), "to": str(last)}


def _given(values: Mapping[str, Anything]) -> Plain:
    """What is not empty; yes and no as words."""
    kept = {key: value for key, value in values.items() if value not in ("", {}, [], None, False, 0)}
    return {key: "yes" if value is True else value for key, value in kept.items()}
