"""A second engine, written from the definitions and for nothing but agreement: slow, without tricks, nothing shared."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from travaux.core.dates import OPEN, UNKNOWN, When
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
from travaux.core.procedure.events import Event
from travaux.core.procedure.model import (
    Actor,
    Certainty,
    Effect,
    Follows,
    Force,
    Option,
    Phase,
    Procedure,
    Repeats,
    Rule,
    Step,
)

GATES = {
    ("AND", "T", "T"): "T",
    ("AND", "T", "F"): "F",
    ("AND", "T", "A"): "A",
    ("AND", "F", "T"): "F",
    ("AND", "F", "F"): "F",
    ("AND", "F", "A"): "F",
    ("AND", "A", "T"): "A",
    ("AND", "A", "F"): "F",
    ("AND", "A", "A"): "A",
    ("OR", "T", "T"): "T",
    ("OR", "T", "F"): "T",
    ("OR", "T", "A"): "T",
    ("OR", "F", "T"): "T",
    ("OR", "F", "F"): "F",
    ("OR", "F", "A"): "A",
    ("OR", "A", "T"): "T",
    ("OR", "A", "F"): "A",
    ("OR", "A", "A"): "A",
}
PEOPLE = ("ann", "bob", "cyd")


def wants(condition: Condition, positive: bool = True) -> set[str]:
    """Steps that a condition wants to have happened."""
    if isinstance(condition, Happened):
        return {condition.step} if positive else set()
    if isinstance(condition, Not):
        return wants(condition.part, not positive)
    if isinstance(condition, (Allow, Dated)):
        return wants(condition.part, positive)
    if isinstance(condition, (All, Any, AtLeast, ExactlyOne)):
        return set().union(*(wants(part, positive) for part in condition.parts))
    return set()


def closure(procedure: Procedure, target: str) -> set[str]:
    """The target and what can follow from it, by repeated passes over the whole list."""
    found = {target}
    while True:
        more = {step.id for step in procedure.steps.values() if wants(step.condition) & found} | found
        if more == found:
            return found
        found = more


def returned(procedure: Procedure, event: Event) -> list[set[str]]:
    """The sets of steps that an event opens anew."""
    step = procedure.steps[event.step]
    targets = [step.returns_to] + [option.returns_to for option in step.options if option.id in event.outcome]
    return [closure(procedure, target) | {event.step} for target in targets if target]


def living(procedure: Procedure, events: list[Event], step: str) -> list[Event]:
    """Events of a step that no return after them, or they themselves, have undone."""
    kept = []
    for at, event in enumerate(events):
        undone = any(step in body for later in events[at:] for body in returned(procedure, later))
        if event.step == step and not undone:
            kept.append(event)
    return kept


def holds(procedure: Procedure, leaf: Happened, events: list[Event]) -> bool:
    """One leaf, from its definition."""
    found = living(procedure, events, leaf.step)
    if leaf.since:
        marks = living(procedure, events, leaf.since)
        if marks:
            found = [event for event in found if events.index(event) > events.index(marks[-1])]
    if leaf.outcome:
        found = [event for event in found if set(event.outcome or ["not stated"]) & leaf.outcome]
    if leaf.same_version:
        versions = [event.version for event in events if procedure.steps[event.step].new_version and event.version]
        found = [event for event in found if versions and event.version == versions[-1]]
    if leaf.still_open:
        found = [event for event in found if all(other.answers != event.id for other in events)]
    if leaf.by:
        members = procedure.actors[leaf.by].members or (leaf.by,)
        found = [event for event in found if event.actor in members]
        if len(members) > 1:
            who = {event.actor for event in found}
            return who >= set(members) if leaf.each else len(who) >= leaf.times
    return len(found) >= leaf.times


def value(procedure: Procedure, condition: Condition, events: list[Event], on: date) -> str:
    """T, F, A or "" for what is absent; gates of many inputs are chains of gates of two."""

    def of(part: Condition) -> str:
        return value(procedure, part, events, on)

    if isinstance(condition, Always):
        return "T"
    if isinstance(condition, Happened):
        return "T" if holds(procedure, condition, events) else "F"
    if isinstance(condition, Ended):
        raise NotImplementedError
    if isinstance(condition, Not):
        return {"T": "F", "F": "T", "": ""}[of(condition.part)]
    if isinstance(condition, Allow):
        return {"T": "A", "A": "A", "F": "F", "": ""}[of(condition.part)]
    if isinstance(condition, Dated):
        first, last = condition.first.earliest, condition.last.latest
        return of(condition.part) if (first or on) <= on <= (last or on) else ""
    parts = [found for part in condition.parts if (found := of(part))]
    if not parts:
        return ""
    if isinstance(condition, ExactlyOne):
        return "T" if parts.count("T") == 1 else "F"
    if isinstance(condition, AtLeast):
        if parts.count("T") >= condition.count:
            return "T"
        return "A" if parts.count("T") + parts.count("A") >= condition.count else "F"
    result = parts[0]
    for part in parts[1:]:
        result = GATES["AND" if isinstance(condition, All) else "OR", result, part]
    return result


def over(procedure: Procedure, events: list[Event]) -> set[str]:
    """Concluding steps that have happened and were not undone."""
    found = set()
    for step in procedure.steps.values():
        ends = {option.id for option in step.options if option.concludes}
        for event in living(procedure, events, step.id):
            if step.concludes or set(event.outcome) & ends:
                found.add(step.id)
    return found


def awaited(procedure: Procedure, step: Step, events: list[Event]) -> set[str]:
    """Those who have each to take a step and have not; nobody where it is not for each."""
    acted = {event.actor for event in living(procedure, events, step.id)}
    return set(PEOPLE) - acted if step.each else set()


def open_now(procedure: Procedure, step: Step, events: list[Event], on: date, actor: str = "") -> bool:
    """Whether a step can follow, whatever its rule's certainty; with an actor, whether that one can take it."""
    if value(procedure, step.condition, events, on) not in ("T", "A"):
        return False
    ends = over(procedure, events)
    if ends and not any(step.id in closure(procedure, end) for end in ends):
        return False
    for other in procedure.steps.values():
        if any(step.id in effect.bars for effect in other.effects) and any(
            all(later.answers != event.id for later in events) for event in living(procedure, events, other.id)
        ):
            return False
    if step.repeats is not Repeats.NO or not living(procedure, events, step.id):
        return True
    left = awaited(procedure, step, events)
    return actor in left if actor else bool(left)


# --- random procedures and histories

IDS = ("a", "b", "c", "d", "e")


@st.composite
def leaves_of(draw: st.DrawFn, ids: tuple[str, ...]) -> Condition:
    kind = draw(st.integers(0, 5))
    leaf = Happened(draw(st.sampled_from(ids)))
    if kind <= 2:
        return leaf
    return Happened(
        leaf.step,
        outcome=frozenset(draw(st.sampled_from([(), ("yes",), ("back",), ("yes", "end"), ("not stated", "end")]))),
        since=draw(st.sampled_from(["", *ids])),
        same_version=draw(st.booleans()) and draw(st.booleans()),
        still_open=draw(st.booleans()) and draw(st.booleans()),
        by=(by := draw(st.sampled_from(["", "", "ann", "all"]))),
        each=by == "all" and draw(st.booleans()),
        times=draw(st.integers(1, 2)),
    )


@st.composite
def conditions(draw: st.DrawFn, ids: tuple[str, ...], depth: int = 2, plain: bool = False) -> Condition:
    """A random condition; ``plain`` keeps out what is only allowed."""
    if depth == 0:
        return draw(leaves_of(ids))
    below = conditions(ids, depth - 1, plain)
    kind = draw(
        st.sampled_from(["leaf", "all", "any", "not", "least", "one", "dated"] + [] * plain + ["allow"] * (not plain))
    )
    if kind == "leaf":
        return draw(leaves_of(ids))
    if kind == "allow":
        return Allow(draw(below))
    if kind == "dated":
        first = draw(st.sampled_from([UNKNOWN, When("2022-01-10")]))
        return Dated(draw(below), first, draw(st.sampled_from([OPEN, When("2022-01-20")])))
    if kind == "not":
        return Not(draw(conditions(ids, depth - 1, True)))
    if kind == "one":
        return ExactlyOne(tuple(draw(st.lists(conditions(ids, depth - 1, True), min_size=2, max_size=3))))
    parts = tuple(draw(st.lists(below, min_size=1, max_size=3)))
    if kind == "least":
        return AtLeast(draw(st.integers(1, len(parts))), parts)
    return All(parts) if kind == "all" else Any(parts)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """A small procedure: up to five steps, any condition, returns, conclusions, bars, versions, repeats."""
    ids = IDS[: draw(st.integers(2, 5))]
    steps = []
    for at, id in enumerate(ids):
        start = at == 0 or draw(st.integers(0, 7)) == 0
        options = (
            Option("yes", {}),
            Option("end", {}, concludes=draw(st.booleans())),
            Option("back", {}, returns_to=draw(st.sampled_from(["", *ids]))),
        )
        steps.append(
            Step(
                id,
                {},
                ("all",),
                draw(st.sampled_from(list(Follows))),
                Always() if start else draw(conditions(ids)),
                Rule(draw(st.sampled_from([Certainty.A, Certainty.A, Certainty.B]))),
                "p",
                each=draw(st.integers(0, 3)) == 0,
                repeats=draw(st.sampled_from(list(Repeats))),
                options=options,
                concludes=draw(st.integers(0, 9)) == 0,
                new_version=draw(st.booleans()),
                effects=(Effect(bars=(draw(st.sampled_from(ids)),)),) if draw(st.integers(0, 5)) == 0 else (),
            )
        )
    actors = {name: Actor(name, {}) for name in PEOPLE} | {"all": Actor("all", {}, PEOPLE)}
    return Procedure(
        "random", "", {}, {}, Force.IN_FORCE, UNKNOWN, OPEN, {}, actors, (Phase("p", {}, "main", tuple(steps)),)
    )


@st.composite
def histories(draw: st.DrawFn, ids: tuple[str, ...], longest: int = 7) -> list[Event]:
    """Events on different days of January 2022, in order, expected by the map or not."""
    count = draw(st.integers(0, longest))
    days = sorted(draw(st.lists(st.integers(1, 28), min_size=count, max_size=count, unique=True)))
    return [
        Event(
            f"e{at}",
            draw(st.sampled_from(ids)),
            When(f"2022-01-{day:02}"),
            actor=draw(st.sampled_from(PEOPLE)),
            version=draw(st.sampled_from(["", "v1", "v2"])),
            outcome=tuple(draw(st.sampled_from([(), ("yes",), ("back",), ("end",), ("yes", "back")]))),
            answers=f"e{draw(st.integers(0, at - 1))}" if at and draw(st.integers(0, 2)) == 0 else "",
        )
        for at, day in enumerate(days)
    ]
