"""Classes of objection are data; what they do is what a rule says, and nothing where none does."""

import pytest

from travaux.core.procedure.faults import BadProcedure
from travaux.core.procedure.reading import load
from travaux.core.procedure.shipped import shipped
from travaux.core.procedure.writing import write

RULES = """
id: small
title: {en: Small, ru: Малый}
actors: {party: {en: Party, ru: Сторона}}
objections:
  stop:
    title: {en: Objection, ru: Возражение}
    step: S2
    lifted_by: S3
    may_lift: party
  wish:
    title: {en: Remark, ru: Замечание}
phases:
  - id: one
    title: {en: One, ru: Одна}
    steps:
      - {id: S1, title: {en: a, ru: а}, after: start}
      - id: S2
        title: {en: b, ru: б}
        actor: party
        after: S1
        effects: [{bars: [S1]}]
        rule: {certainty: CERTAINTY}
      - {id: S3, title: {en: c, ru: в}, after: {open: S2}}
"""


@pytest.mark.parametrize(("certainty", "known"), [("A", True), ("B", False), ("C", False)])
def test_an_objection_does_only_what_a_rule_read_in_its_text_says(certainty: str, known: bool) -> None:
    made = load(RULES.replace("CERTAINTY", certainty))
    effects = made.effects_of("stop")
    assert (effects is not None) == known
    assert made.effects_of("wish") is None
    if known:
        assert effects is not None
        assert effects[0].bars == ("S1",)


def test_classes_survive_being_written(tmp_path: object) -> None:
    made = load(RULES.replace("CERTAINTY", "A"))
    assert load(write(made)) == made


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("step: S2", "step: S9"), "S9"),
        (("may_lift: party", "may_lift: nobody"), "nobody"),
        (("step: S2", "stop: S2"), "stop"),
    ],
)
def test_a_name_that_leads_nowhere_is_named_with_its_line(change: tuple[str, str], says: str) -> None:
    with pytest.raises(BadProcedure) as refused:
        load(RULES.replace("CERTAINTY", "A").replace(*change))
    assert says in str(refused.value)


def test_the_usual_path_states_no_effect() -> None:
    assert {shipped("cis-model-act").effects_of(id) for id in shipped("cis-model-act").objections} == {None}
    exercise = shipped("exercise")
    assert [id for id in exercise.objections if exercise.effects_of(id)] == ["remove_part", "objection"]
