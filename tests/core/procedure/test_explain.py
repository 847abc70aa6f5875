"""“Why not now?” and “why this?”, in facts and in words."""

import doctest
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import PROCEDURES
from travaux.core.dates import OPEN, UNKNOWN, When
from travaux.core.procedure import Event, Next, Reason, Why, explain, shipped, words
from travaux.core.procedure.causes import unmet
from travaux.core.procedure.conditions import All, Always, Any, AtLeast, Condition, ExactlyOne, Happened, Not
from travaux.core.procedure.engine import FALSE, compiled
from travaux.core.procedure.history import Run
from travaux.core.procedure.model import Certainty, Follows, Force, Phase, Procedure, Repeats, Rule, Step

UP_TO_OPINIONS = [
    Event("e1", "X01", When("2021-01-10")), Event("e2", "X02", When("2021-01-20"), outcome="accept"),
    Event("e3", "X03", When("2021-02-01")), Event("e4", "X04", When("2021-03-01"), version="v1"),
    Event("e5", "X05", When("2021-03-10"), outcome="approve"), Event("e6", "X06", When("2021-03-20"), outcome="send"),
    Event("e7", "X07", When("2021-04-01")), Event("o1", "X08", When("2021-04-20"), actor="alder"),
    Event("o2", "X08", When("2021-04-21"), actor="cedar"),
]  # fmt: skip


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(words).failed == 0


def test_a_step_that_cannot_follow_yet_says_what_would_meet_it_in_english_and_russian() -> None:
    procedure = shipped("exercise")

    found = explain(procedure, "X11", UP_TO_OPINIONS, date(2021, 5, 1))

    assert found.next is Next.NOT_YET
    awaited = "awaited: Parliament of Birch, Parliament of Larch, Parliament of Maple"
    rule = "[Rule: art. 8 (1), Rules of the exercise assembly (invented)]"
    assert found.tell(procedure, "en") == [
        "One of these is enough:",
        f"  Needed: “Opinion of a parliament” by Member parliaments (2 of 5 so far; {awaited}). {rule}",
        "  All of these:",
        f"    The term that runs from “Sent to parliaments” has to end first. {rule}",
        f"    Needed: “Opinion of a parliament” by Member parliaments (2 of 3 so far; {awaited}). {rule}",
    ]
    awaited = "ожидаются: Парламент Берёзы, Парламент Лиственницы, Парламент Клёна"
    rule = "[Основание: ст. 8, ч. 1, Регламент учебной ассамблеи (вымышленный)]"
    assert found.tell(procedure, "ru")[:2] == [
        "Достаточно одного из следующего:",
        f"  Требуется: «Заключение парламента», исполнитель: Парламенты-участники (пока 2 из 5; {awaited}). {rule}",
    ]


def test_a_step_that_is_open_names_the_facts_that_led_to_it() -> None:
    found = explain(shipped("exercise"), "X08", UP_TO_OPINIONS, date(2021, 5, 1))

    assert (found.next, [(fact.event, str(fact.date)) for fact in found.led_here]) == (
        Next.MUST,
        [("e7", "2021-04-01")],
    )


def test_a_step_that_has_happened_names_the_facts_that_had_led_to_it() -> None:
    found = explain(shipped("exercise"), "X06", UP_TO_OPINIONS, date(2021, 5, 1))

    assert [fact.event for fact in found.led_here] == ["e5"]
    assert [reason.why for reason in found.reasons] == [Why.DONE]


def test_an_open_objection_is_named_as_what_bars_the_plenary() -> None:
    events = [*UP_TO_OPINIONS, Event("b", "X09", When("2021-04-25"), actor="birch"),
              Event("p", "X13", When("2021-04-26"))]  # fmt: skip

    found = explain(shipped("exercise"), "X14", events, date(2021, 5, 1))

    assert found.tell(shipped("exercise"), "en")[0].startswith("“Objection lodged” is open (b) and bars it")


def test_a_step_of_another_procedure_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="has no step “A05”"):
        explain(shipped("exercise"), "A05", [], date(2021, 5, 1))


@pytest.mark.parametrize("id", ["exercise", "cis-model-act"])
def test_every_step_explains_itself_in_both_languages_without_words_of_the_engine(id: str) -> None:
    procedure = shipped(id)
    for step in procedure.steps:
        found = explain(procedure, step, UP_TO_OPINIONS, date(2021, 5, 1))
        for lang in ("en", "ru"):
            said = " ".join(found.tell(procedure, lang))
            assert said and "{" not in said and "not_yet" not in said


# --- what the explanation asks for is what it takes

LEAVES = tuple(f"s{number}" for number in range(6))


@st.composite
def trees(draw: st.DrawFn, names: list[str], depth: int = 3) -> Condition:
    """A condition in which no step is named twice."""
    if depth == 0 or len(names) == 1:
        return Happened(names[0])
    cut = draw(st.integers(1, len(names) - 1))
    parts = (draw(trees(names[:cut], depth - 1)), draw(trees(names[cut:], depth - 1)))
    kind = draw(st.sampled_from([All, Any, AtLeast, ExactlyOne, Not]))
    if kind is AtLeast:
        return AtLeast(draw(st.integers(1, 2)), parts)
    return Not(Any(parts)) if kind is Not else kind(parts)  # type: ignore[operator]


def _flips(reason: Reason) -> list[set[str]]:
    """Every smallest set of steps whose change the reason asks for."""
    if reason.why is Why.ALL_OF:
        return _product([_flips(part) for part in reason.parts])
    if reason.why is Why.SOME_OF:
        ways = [_flips(part) for part in reason.parts]
        return [way for chosen in _choose(ways, reason.want) for way in _product(chosen)]
    return [{reason.step}]


def _product(ways: list[list[set[str]]]) -> list[set[str]]:
    found: list[set[str]] = [set()]
    for each in ways:
        found = [one | other for one in found for other in each]
    return found


def _choose(ways: list[list[set[str]]], count: int) -> list[list[list[set[str]]]]:
    if count == 0:
        return [[]]
    return [[way, *rest] for at, way in enumerate(ways) for rest in _choose(ways[at + 1 :], count - 1)]


@settings(max_examples=PROCEDURES * 2, deadline=None)
@given(st.data())
def test_changing_what_the_explanation_names_is_enough_and_nothing_less_is(data: st.DataObject) -> None:
    condition = data.draw(trees(list(LEAVES)))
    done = data.draw(st.sets(st.sampled_from(LEAVES)))
    begins = [Step(id, {}, (), Follows.MAY, Always(), Rule(Certainty.A), "p", repeats=Repeats.YES) for id in LEAVES]
    steps = (*begins, Step("end", {}, (), Follows.MAY, condition, Rule(Certainty.A), "p"))
    procedure = Procedure("p", "", {}, {}, Force.IN_FORCE, UNKNOWN, OPEN, {}, {}, (Phase("p", {}, "main", steps),))

    def run_with(happened: set[str]) -> Run:
        run = Run.begin(compiled(procedure), date(2022, 1, 1), lambda _world: lambda _clock: None)
        for step in sorted(happened):
            run.take(Event(step, step))
        return run

    run = run_with(done)
    reasons = unmet(condition, run)
    value = compiled(procedure).value["end"]
    assert bool(reasons) is (value(run.world) == FALSE)
    if reasons:
        for flips in _flips(Reason(Why.ALL_OF, parts=reasons)):
            assert value(run_with(done ^ flips).world) > FALSE
            for less in flips:
                assert value(run_with(done ^ (flips - {less})).world) == FALSE
