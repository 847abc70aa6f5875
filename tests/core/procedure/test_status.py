"""Where a dossier stands, from a handful of dated facts."""

import sys
from datetime import date

import pytest

from travaux.core.dates import When
from travaux.core.procedure import Event, Next, Procedure, Why, by_component, load, shipped, status

SMALL = """
id: small
title: {en: Small, ru: Малая}
actors: {board: {en: Board, ru: Бюро}}
phases:
  - id: all
    title: {en: All, ru: Всё}
    steps:
      - {id: ask, title: {en: Ask, ru: Запрос}, after: start, actor: board, rule: {certainty: A}}
      - {id: answer, title: {en: Answer, ru: Ответ}, after: ask, then: must, rule: {certainty: %s}}
      - {id: close, title: {en: Close, ru: Конец}, after: answer, then: must, concludes: yes, rule: {certainty: A}}
"""


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("certainty", "expected"), [("A", Next.MUST), ("B", Next.USUAL), ("C", Next.USUAL)])
def test_only_a_rule_read_in_its_primary_text_makes_a_duty(certainty: str, expected: Next) -> None:
    found = status(load(SMALL % certainty), [Event("e", "ask", When("2022-01-10"))], day("2022-01-11"))

    assert found.steps["answer"].next is expected
    assert (Why.UNVERIFIED in {reason.why for reason in found.steps["answer"].because}) is (certainty != "A")


def test_an_event_counts_from_its_last_possible_day_and_possibly_before() -> None:
    procedure, events = load(SMALL % "A"), [Event("e", "ask", When("2022-01-10/2022-01-20"))]

    asked = [status(procedure, events, day(f"2022-01-{on}")).steps["ask"] for on in ("09", "10", "19", "20")]

    assert [(step.done, step.possibly) for step in asked] == [(0, 0), (0, 1), (0, 1), (1, 0)]


def test_an_undated_event_counts_from_its_report() -> None:
    procedure, events = load(SMALL % "A"), [Event("e", "ask", reported=day("2022-06-06"))]

    assert [status(procedure, events, day(on)).steps["ask"].done for on in ("2022-06-05", "2022-06-06")] == [0, 1]


def test_past_the_last_known_day_nothing_is_computed_as_current() -> None:
    procedure, events = load(SMALL % "A"), [Event("e", "ask", When("2022-01-10"))]

    then = status(procedure, events, day("2022-02-01"), known_until=day("2022-02-01"))
    later = status(procedure, events, day("2023-02-01"), known_until=day("2022-02-01"))

    assert (then.current, later.current) == (True, None)
    assert later.past_knowledge and later.as_of == day("2022-02-01") and later.steps == then.steps


def test_the_same_facts_give_the_same_status_on_any_day_asked_for() -> None:
    procedure = load(SMALL % "A")
    events = [Event("a", "ask", When("2022-01-10")), Event("b", "answer", When("2022-03-01"))]

    assert status(procedure, events, day("2022-02-01")) == status(procedure, events[:1], day("2022-02-01"))
    assert status(procedure, events, day("2022-03-02")) == status(procedure, events[::-1], day("2022-03-02"))


def test_who_must_act_since_when_and_for_how_many_days() -> None:
    events = [Event("e", "ask", When("2022-01-10/2022-01-20"))]

    found = status(load(SMALL % "A"), events, day("2022-01-30")).steps["answer"]

    assert (str(found.since), found.days) == ("2022-01-10/2022-01-20", (10, 20))


def test_a_step_no_map_knows_is_recorded_and_not_foreseen() -> None:
    found = status(load(SMALL % "A"), [Event("e", "signing", When("2022-01-10"))], day("2022-01-11"))

    assert (found.unforeseen, found.current) == (("e",), True)


def test_an_event_out_of_order_is_not_foreseen_unless_its_dates_leave_it_open() -> None:
    procedure = load(SMALL % "A")
    early = [Event("b", "answer", When("2022-01-01")), Event("a", "ask", When("2022-01-10"))]
    open_ = [Event("b", "answer", When("2022-01")), Event("a", "ask", When("2022-01-10"))]

    assert status(procedure, early, day("2022-02-01")).unforeseen == ("b",)
    assert status(procedure, open_, day("2022-02-01")).unforeseen == ()


def test_components_have_their_own_status_and_share_what_is_about_none() -> None:
    events = [
        Event("a", "ask", When("2022-01-10")),
        Event("b", "answer", When("2022-02-01"), about=("annex",)),
        Event("c", "answer", When("2022-02-02"), about=("main",)),
    ]

    found = by_component(load(SMALL % "A"), events, day("2022-02-01"))

    assert {name: (each.steps["ask"].done, each.steps["answer"].done) for name, each in found.items()} == {
        "annex": (1, 1),
        "main": (1, 0),
    }


def test_a_shipped_procedure_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="cis-model-act"):
        shipped("cis")


def chain(steps: int) -> Procedure:
    """Each step follows the one before it: nothing can be reached but through all that lies before."""
    lines = [
        f"      - {{id: s{at}, title: {{en: S, ru: Ш}}, after: {f's{at - 1}' if at else 'start'}}}\n"
        for at in range(steps)
    ]
    head = "id: chain\ntitle: {en: C, ru: Ц}\nphases:\n  - id: all\n    title: {en: All, ru: Всё}\n    steps:\n"
    return load(head + "".join(lines))


def functions_entered(procedure: Procedure, events: list[Event]) -> int:
    count = 0

    def seen(_frame: object, what: str, _with: object) -> None:
        nonlocal count
        count += what == "call"

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        status(procedure, events, day("2022-02-01"))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("happened", [False, True])
def test_a_map_twice_as_large_is_twice_the_work(happened: bool) -> None:
    small, large = (
        functions_entered(
            chain(steps), [Event(f"e{at}", f"s{at}", When("2022-01-10")) for at in range(steps if happened else 0)]
        )
        for steps in (300, 600)
    )

    assert 1.9 < large / small < 2.1
