"""The stories beside every shipped procedure come true. Anyone can add one; see the files `*.cases.yaml`."""

from datetime import date
from pathlib import Path

import pytest

from travaux.core.procedure import shipped, shipped_calendars, shipped_ids, shipped_on, shipped_versions
from travaux.core.procedure.cases import Case, Cases, beside, differences, load_cases
from travaux.core.procedure.faults import BadCases
from travaux.core.procedure.model import Force
from travaux.core.procedure.shipped import FOLDER

ALL = [(cases, case) for id in shipped_ids() for cases in [load_cases(FOLDER / f"{id}.yaml")] for case in cases.cases]


@pytest.mark.parametrize(("cases", "case"), ALL, ids=[f"{cases.procedure.id}: {case.title}" for cases, case in ALL])
def test_the_story_comes_true(cases: Cases, case: Case) -> None:
    assert differences(cases, case) == []


@pytest.mark.parametrize("id", shipped_ids())
def test_every_shipped_procedure_is_named_like_its_file_and_has_stories(id: str) -> None:
    assert shipped(id).id == id
    assert beside(FOLDER / f"{id}.yaml").exists()


def test_every_line_of_the_shipped_procedures_speaks_english_and_russian() -> None:
    for id in shipped_ids():
        procedure = shipped(id)
        texts = [procedure.title, procedure.assembly, *(actor.label for actor in procedure.actors.values())]
        texts += [text for phase in procedure.phases for text in (phase.title, *(step.title for step in phase.steps))]
        texts += [option.label for step in procedure.steps.values() for option in step.options]
        assert [text for text in texts if set(text) != {"en", "ru"}] == []


def test_a_story_that_does_not_come_true_says_where() -> None:
    cases = load_cases(FOLDER / "exercise.yaml")
    wrong = Case("wrong", (), cases.cases[0].on, None, {"open": ["X02"], "steps": {"X01": {"next": "must"}}}, 1)

    assert differences(cases, wrong) == ["open: expected X02, got X01", "steps.X01.next: expected must, got may"]


def test_a_story_that_expects_an_unknown_step_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text((FOLDER / "exercise.yaml").read_text())
    (tmp_path / "p.cases.yaml").write_text(
        "procedure: p.yaml\ncases:\n  - {title: t, events: [], on: 2021-01-01, expect: {steps: {X1: may}}}\n"
    )

    with pytest.raises(BadCases, match="line 3: The step that case “t” expects, “X1” does not exist"):
        load_cases(tmp_path / "p.yaml")


def test_an_earlier_version_stays_beside_the_rules_as_they_stand() -> None:
    old, new = shipped_versions("exercise")

    assert (old.version, old.status, old.invented) == ("1", Force.REPEALED, True)
    assert shipped_on("exercise", date(2019, 12, 31)) == old and shipped_on("exercise", date(2020, 1, 1)) == new
    assert shipped_on("exercise", date(1990, 1, 1)) == new == shipped("exercise")
    assert shipped_versions("pace") == (shipped("pace"),)
    assert shipped("exercise", "1") == old and shipped("exercise", "2") == new
    with pytest.raises(LookupError, match=r"There are: 1, 2\."):
        shipped("exercise", "../exercise")


def test_a_calendar_is_known_by_its_name_and_by_the_actor_that_sits() -> None:
    calendars = shipped_calendars("exercise")

    assert set(calendars) == {"exercise-plenary", "exercise-working", "plenary"}
    assert calendars["plenary"] is calendars["exercise-plenary"]
    assert shipped_calendars("pace") == {}


def test_what_hangs_on_a_states_will_is_named() -> None:
    assert shipped("exercise").by_will == {"X08", "X09", "X17"}
    assert all(shipped(id).by_will < set(shipped(id).steps) for id in shipped_ids())
