"""Unsound rules are found with a smallest run; what is found is what a brute walk over raw histories finds."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.core.procedure import naive
from tests.counts import PROCEDURES
from travaux.core.dates import When
from travaux.core.procedure import load, shipped, shipped_ids
from travaux.core.procedure.check import Finding, Flaw, Report, check
from travaux.core.procedure.conditions import Happened, leaves
from travaux.core.procedure.events import Event
from travaux.core.procedure.explore import MOST_OPEN, Move, Space
from travaux.core.procedure.model import Procedure

ON = date(2022, 1, 15)
HEAD = """id: p
title: {en: P, ru: П}
actors:
  ann: {en: Ann, ru: Анна}
  bob: {en: Bob, ru: Боб}
  all: {en: All, ru: Все, members: [ann, bob]}
phases:
  - id: one
    title: {en: One, ru: Один}
    steps:
"""


def rules(*steps: str) -> Report:
    """A check of a procedure of these steps; the title is added."""
    lines = "".join(f"      - {{title: {{en: S, ru: Ш}}, {step}}}\n" for step in steps)
    return check(load(HEAD + lines), on=ON)


def told(report: Report) -> list[tuple[str, str, list[str]]]:
    return [(str(found.flaw), found.place, [move.step or f"{move.ends} ends" for move in found.run])
            for found in report.findings]  # fmt: skip


@pytest.mark.parametrize("id", shipped_ids())
def test_the_shipped_procedures_are_sound(id: str) -> None:
    report = check(shipped(id), on=ON)

    assert (told(report), report.not_decided, report.complete) == ([], (), True)


def test_a_sound_procedure_has_no_findings() -> None:
    assert rules("id: a, after: start", "id: b, after: a, concludes: yes").sound


def test_steps_that_no_run_reaches() -> None:
    report = rules("id: a, after: start, concludes: yes", "id: b, after: c", "id: c, after: b")

    assert told(report) == [("unreachable", "b", []), ("unreachable", "c", [])]


def test_a_condition_that_contradicts_itself() -> None:
    report = rules("id: a, after: start, concludes: yes", "id: b, after: {all: [a, {none: [a]}]}")

    assert told(report) == [("cannot_hold", "b", [])]


def test_a_way_that_is_never_taken() -> None:
    report = rules("id: a, after: start", "id: b, after: {none: [a]}, concludes: yes",
                   "id: c, after: {any: [a, {all: [a, b]}]}, concludes: yes")  # fmt: skip

    assert told(report) == [("cannot_hold", "c", [])]


def test_a_dead_end_and_its_smallest_run() -> None:
    options = "{yes: {en: Y, ru: Д, concludes: yes}, no: {en: N, ru: Н}}"
    report = rules("id: a, after: start", f"id: b, after: a, options: {options}")

    assert told(report) == [("dead_end", "b", ["a", "b"])]
    assert report.findings[0].run[-1] == Move("b", "no")


def test_a_trap_that_goes_round_for_ever() -> None:
    report = rules("id: a, after: start, concludes: yes", "id: b, after: {none: [a]}",
                   "id: c, after: b, repeats: yes", "id: d, after: {all: [a, b]}")  # fmt: skip

    assert ("trap", "b") not in [(flaw, place) for flaw, place, _run in told(report)]
    report = rules(
        "id: a, after: {none: [b]}, concludes: yes", "id: b, after: {none: [a]}", "id: c, after: b, repeats: yes"
    )
    assert told(report) == [("trap", "b", ["b"])]


def test_a_procedure_without_an_end() -> None:
    assert told(rules("id: a, after: start")) == [("no_conclusion", "p", [])]


def test_a_group_of_which_not_all_can_act() -> None:
    report = rules("id: a, after: start, actor: all, each: yes", "id: b, after: a, actor: all, each: yes",
                   "id: c, after: {all: [a, {none: [c]}]}, actor: all, each: yes, concludes: yes")  # fmt: skip

    assert told(report) == [("never_complete", "c", [])]


def test_choices_that_overlap() -> None:
    report = rules("id: a, after: start", "id: b, after: start", "id: c, after: {exactly_one: [a, b]}, concludes: yes",
                   "id: d, after: {all: [a, b]}, concludes: yes")  # fmt: skip

    assert told(report) == [("overlap", "c", ["a", "b"])]


def test_a_term_that_has_not_begun_when_its_step_is_open() -> None:
    report = rules("id: a, after: start", "id: b, after: start",
                   "id: c, after: a, concludes: yes, clocks: [{id: t, starts: b, count: 5}]")  # fmt: skip

    assert told(report) == [("clock_without_start", "t", ["a"])]
    assert report.findings[0].what == "b"


def test_a_term_that_ends_is_waited_for() -> None:
    step = "id: b, after: {ended: t}, concludes: yes, clocks: [{id: t, starts: a, count: %s}]"

    assert rules("id: a, after: start", step % 5).sound
    assert told(rules("id: a, after: start", step % "")) == [("cannot_hold", "b", []), ("dead_end", "a", ["a"])]


def test_a_missing_translation() -> None:
    report = rules("id: a, after: start, concludes: yes, note: {en: Only English}")

    assert report.findings == (Finding(Flaw.MISSING_TRANSLATION, "a", 11, "ru"),)


def test_past_its_bound_the_check_says_what_it_did_not_decide() -> None:
    report = check(shipped("exercise"), on=ON, most=40)

    assert not report.complete and not report.sound
    assert (Flaw.UNREACHABLE, "X15") in report.not_decided and (Flaw.DEAD_END, "exercise") in report.not_decided
    assert [found for found in report.findings if found.flaw is Flaw.UNREACHABLE] == []


# --- against a brute walk


def _asked(procedure: Procedure) -> list[Happened]:
    return [leaf for step in procedure.steps.values() for leaf in leaves(step.condition) if isinstance(leaf, Happened)]


def _answers(procedure: Procedure, history: list[Event], id: str) -> str:
    """The oldest open event that a step follows from; or of a step that only has effects."""
    asked = [leaf for leaf in leaves(procedure.steps[id].condition) if isinstance(leaf, Happened) and leaf.still_open]
    for leaf in asked:
        for event in naive.living(procedure, history, leaf.step):
            rest = [other for other in history if other.answers == event.id]
            single = Happened(
                leaf.step, outcome=leaf.outcome, since=leaf.since, same_version=leaf.same_version, by=leaf.by
            )
            if not rest and _matches(procedure, single, history, event):
                return event.id
    followed = {leaf.step for leaf in _asked(procedure) if leaf.still_open}
    free = {step.id for step in procedure.steps.values() if step.effects} - followed
    for other in sorted(free - {id}):
        for event in _unanswered(procedure, history, other):
            return event.id
    return ""


def _matches(procedure: Procedure, leaf: Happened, history: list[Event], event: Event) -> bool:
    """Whether one event is within the bounds of a leaf."""
    if leaf.outcome and not set(event.outcome or ["not stated"]) & leaf.outcome:
        return False
    marks = naive.living(procedure, history, leaf.since) if leaf.since else []
    if marks and history.index(event) <= history.index(marks[-1]):
        return False
    versions = [each.version for each in history if procedure.steps[each.step].new_version and each.version]
    if leaf.same_version and not (versions and event.version == versions[-1]):
        return False
    return not leaf.by or event.actor in (procedure.actors[leaf.by].members or (leaf.by,))


def _unanswered(procedure: Procedure, history: list[Event], step: str) -> list[Event]:
    answered = {event.answers for event in history}
    return [event for event in naive.living(procedure, history, step) if event.id not in answered]


def _brute(procedure: Procedure, longest: int) -> tuple[dict[str, int], dict[int, bool]]:
    """Shortest run to each step, and for each length whether some run of it is a dead end; no situation is merged."""
    asked = _asked(procedure)
    told_apart = any(leaf.by for leaf in asked) or any(step.each for step in procedure.steps.values())
    people = naive.PEOPLE if told_apart else ("",)
    held = {leaf.step for leaf in asked if leaf.still_open}
    held |= {step.id for step in procedure.steps.values() if step.effects}
    shortest: dict[str, int] = {}
    dead: dict[int, bool] = {}
    level: list[list[Event]] = [[]]
    for length in range(longest + 1):
        following: list[list[Event]] = []
        for history in level:
            versions = [each.version for each in history if procedure.steps[each.step].new_version]
            able = [step for step in procedure.steps.values() if naive.open_now(procedure, step, history, ON)
                    and (step.id not in held or len(_unanswered(procedure, history, step.id)) < MOST_OPEN)]  # fmt: skip
            dead[length] = dead.get(length, False) or (not able and not naive.over(procedure, history))
            for step in able:
                shortest.setdefault(step.id, length + 1)
                outcomes = [option.id for option in step.options]
                outcomes += [""] * any(leaf.step == step.id and "not stated" in leaf.outcome for leaf in asked)
                version = f"v{length}" if step.new_version else versions[-1] if versions else ""
                for outcome in outcomes:
                    for actor in people:
                        if not naive.open_now(procedure, step, history, ON, actor):
                            continue
                        event = Event(f"e{length}", step.id, When("2022-01-01"), actor=actor, version=version,
                                      outcome=(outcome,) if outcome else (),
                                      answers=_answers(procedure, history, step.id))  # fmt: skip
                        following.append([*history, event])
        level = following
        if len(level) > 500:
            break
    return shortest, dead


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=PROCEDURES // 8, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_the_walk_finds_what_a_brute_walk_over_raw_histories_finds(data: st.DataObject) -> None:
    procedure = data.draw(naive.procedures())
    assume(len(procedure.steps) <= 3)
    space = Space(procedure, ON, 3_000)
    assume(space.complete)

    shortest, dead = _brute(procedure, 4)

    walked = len(dead)
    mine = {step: len(space.way_to(at)) + 1 for step, at in space.taken.items()}
    assert {step: length for step, length in mine.items() if length <= walked} == shortest
    stuck = [at for at, here in enumerate(space.situations) if not here.after and not here.concluded]
    ends = [len(space.way_to(at)) for at in stuck]
    first = min(ends, default=99)
    assert next((length for length, found in sorted(dead.items()) if found), 99) == (first if first < walked else 99)
