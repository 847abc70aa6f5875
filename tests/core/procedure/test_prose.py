"""Procedures as prose, and what changed between their versions."""

import doctest
from dataclasses import replace
from datetime import date

import pytest

from travaux.core.dates import When
from travaux.core.procedure import Event, load, prose, shipped, shipped_ids, status, versions
from travaux.core.procedure.model import Follows
from travaux.core.procedure.prose import describe
from travaux.core.procedure.versions import Change, changes
from travaux.core.procedure.writing import write


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(prose).failed == doctest.testmod(versions).failed == 0


def test_a_step_in_words_says_who_must_do_what_when_by_which_rule() -> None:
    rules = shipped("exercise")

    assert describe(rules, rules.steps["X05"], "en") == (
        "Expert panel must take the step “Expert review” when this holds: “Draft delivered” on the same version. "
        "With the outcome “return to the drafter” it goes back to “Draft delivered”. "
        "Rule: art. 5, Rules of the exercise assembly (invented)."
    )
    assert describe(rules, rules.steps["X13"], "ru").endswith(
        "Срок: не менее 14 календарных дней до: «Решение пленарного заседания». "
        "Основание: ст. 12, ч. 1, Регламент учебной ассамблеи (вымышленный)."
    )


def test_conditions_read_as_sentences_with_numbers_declined() -> None:
    rules, pace = shipped("exercise"), shipped("pace")

    assert describe(rules, rules.steps["X11"], "en").partition(": ")[2].partition(". Rule")[0] == (
        "“Opinion of a parliament” by each of Member parliaments or (the term of 60 calendar days from “Sent to "
        "parliaments” is over and “Opinion of a parliament” by at least 3 of Member parliaments)"
    )
    assert "«Внесено предложение» и ещё не было: «Решение пленарного заседания»" in describe(
        rules, rules.steps["X16"], "ru"
    )
    assert (
        "Срок: не менее 3 часов до: «Обсуждение и голосование по поправкам» с решением «в первый день части сессии»."
    ) in describe(pace, pace.steps["P5"], "ru")


def test_a_rule_that_was_not_verified_makes_no_duty_in_words_either() -> None:
    path = shipped("cis-model-act")

    said = describe(path, path.steps["A10"], "en")

    assert said.startswith("Each parliament usually takes the step") and " must " not in said
    assert "Term: a number that no source gives of calendar days from “Sent to parliaments”." in said
    assert said.endswith("(not verified).")


@pytest.mark.parametrize("id", shipped_ids())
def test_words_of_the_engine_reach_no_reader(id: str) -> None:
    for step in shipped(id).steps.values():
        for lang in ("en", "ru"):
            said = describe(shipped(id), step, lang)
            assert "{" not in said and "not_yet" not in said and "by condition" not in said


def test_what_changed_between_two_versions() -> None:
    old = shipped("exercise")
    steps = tuple(replace(step, follows=Follows.MAY) if step.id == "X02" else step for step in old.phases[0].steps[1:])
    new = replace(old, phases=(replace(old.phases[0], steps=steps), *old.phases[1:]))

    assert changes(old, new) == [
        Change("X02", "follows", Follows.MUST, Follows.MAY), Change("X01", "", old.steps["X01"], None)]  # fmt: skip
    assert changes(old, load(write(old))) == []


def test_axes_run_side_by_side() -> None:
    events = [Event("a", "X06", When("2021-03-20"), outcome="send"), Event("b", "X07", When("2021-04-01")),
              Event("c", "X16", When("2021-04-02"))]  # fmt: skip

    assert status(shipped("exercise"), events, date(2021, 5, 1)).axes == {
        "draft": "adoption",
        "circulation": "circulation",
    }
