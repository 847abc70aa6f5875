"""A delegation objects to a part; the rules say what that does; the commission decides what becomes of the part."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from travaux.consultation.actions.objections import Against, decide_part, lift_objection, raise_objection
from travaux.consultation.models import Objection
from travaux.consultation.queries.parts import Parts, parts, references
from travaux.consultation.queries.places import Places
from travaux.core.text.files import open_text
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.actions import register_instrument
from travaux.instruments.blocks import blocks_of
from travaux.instruments.models import Component, InstrumentRelation
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act

from .stage import TODAY, Stage

ARCHIVES = Path(__file__).parents[2] / "travaux" / "sample" / "exercise" / "archives"


@pytest.fixture
def annexed(stage: Stage) -> Stage:
    """The annex is a text of its own."""
    agreement = register_instrument(
        by=OPERATOR, kind="agreement", title="Agreement on sharing a well", lang="en", citations=stage.cast.cited
    )
    with act(by=OPERATOR, verb="tied an annex in a test") as a:
        a.save(Component(version=stage.version, eid="att_1", instrument=agreement))
    return stage


def shown(stage: Stage, who: str = "secretariat") -> Parts:
    found = parts(stage.cast.viewer(who), stage.round.pk, on=TODAY, lang="en")
    assert found is not None
    return found


def objected(stage: Stage, **how: object) -> Objection:
    return raise_objection(
        by=stage.cast.viewer("secretary_a"), addressee=stage.addressees["a"], objection_class="remove_part",
        text="The agreement should be taken out.", against=Against("att_1"), **how,  # type: ignore[arg-type]
    )  # fmt: skip


def test_an_objection_is_the_delegations_own_act_and_its_effect_is_the_rules(annexed: Stage) -> None:
    row = objected(annexed)
    (part,) = shown(annexed).parts
    (said,) = part.objections
    assert part.label.startswith("Annex 1")
    assert (said.label, said.author, said.effect_known) == ("Request to take a part out", "Delegation A", True)
    assert said.effects == (
        "“Decision of the plenary” cannot follow while it is open",
        "the term of “Opinion of a parliament” is longer by 30 days",
    )
    assert said.may_lift == ("Committee", "Member parliaments")
    assert row.event is not None
    assert row.event.steps == ["X09"]
    with pytest.raises(NotAllowed):
        raise_objection(
            by=annexed.cast.viewer("secretary_b"),
            addressee=annexed.addressees["a"],
            objection_class="objection",
            text="x",
        )
    with pytest.raises(NotAllowed):
        raise_objection(by=OPERATOR, addressee=annexed.addressees["a"], objection_class="objection", text="x")


def test_what_the_rules_or_the_version_do_not_have_is_refused(annexed: Stage) -> None:
    mine = {"by": annexed.cast.viewer("secretary_a"), "addressee": annexed.addressees["a"]}
    with pytest.raises(Refused, match="no such class"):
        raise_objection(**mine, objection_class="veto", text="x")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="no such part"):
        raise_objection(**mine, objection_class="remove_part", text="x", against=Against("att_9"))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="about a part"):
        raise_objection(**mine, objection_class="remove_part", text="x")  # type: ignore[arg-type]
    assert not Objection.objects.exists()
    assert not Event.objects.filter(steps=["X09"]).exists()


def test_a_reservation_has_no_effect_stated(annexed: Stage) -> None:
    raise_objection(
        by=annexed.cast.viewer("secretary_a"),
        addressee=annexed.addressees["a"],
        objection_class="reservation",
        text="On 3.",
    )
    (said,) = shown(annexed).others
    assert (said.effects, said.effect_known) == ((), False)


def test_it_ends_by_whoever_may_end_it_and_only_once(annexed: Stage) -> None:
    row = objected(annexed)
    with pytest.raises(NotAllowed):
        lift_objection(by=annexed.cast.viewer("secretary_b"), objection=row, how="withdrawn")
    with pytest.raises(Refused, match="says why"):
        lift_objection(by=annexed.cast.viewer("chair"), objection=row, how="overruled")
    end = lift_objection(by=annexed.cast.viewer("secretary_a"), objection=row, how="withdrawn")
    assert end.event is not None
    assert (end.event.steps, end.event.outcome, end.event.answers) == (["X10"], ["withdrawn"], row.event)
    with pytest.raises(Refused, match="over already"):
        lift_objection(by=annexed.cast.viewer("chair"), objection=row, how="met")


def test_a_part_that_is_split_off_has_a_dossier_and_history_on_both_sides(annexed: Stage) -> None:
    decision = decide_part(
        by=annexed.cast.viewer("chair"), round=annexed.round, part="att_1", way="split", why="One delegation objects.",
        level="public",
    )  # fmt: skip
    assert decision.dossier is not None
    relation = InstrumentRelation.objects.get(kind="split_from")
    assert relation.object == annexed.round.dossier.instrument
    assert Event.objects.filter(dossier=decision.dossier).count() == 1
    assert Event.objects.filter(dossier=annexed.round.dossier, instruments=decision.dossier.instrument).exists()
    (said,) = shown(annexed).parts[0].decisions
    assert (said.way, said.dossier) == ("split", decision.dossier_id)
    with pytest.raises(Refused, match="Say why"):
        decide_part(by=annexed.cast.viewer("chair"), round=annexed.round, part="att_1", way="remove", why=" ")
    assert Dossier.objects.count() == 2


def test_the_impact_of_a_part_lists_every_provision_that_speaks_of_it() -> None:
    text = open_text((ARCHIVES / "v1.ru.txt").read_bytes(), name="v1.ru.txt").document
    blocks = blocks_of(text)
    held = SimpleNamespace(blocks=blocks, units=[b for b in blocks if b.kind == "unit"])
    first, second = [block for block in blocks if block.kind == "component"]
    places = Places(held)  # type: ignore[arg-type]  # all that it asks for
    assert [eid for eid, *_ in references(first, places)] == ["chp_I__art_1__para_3", "chp_III__art_15__para_2"]
    assert [eid for eid, *_ in references(second, places)] == ["chp_III__art_15__para_2", "att_1__art_8__para_1"]


def test_what_is_between_a_delegation_and_the_commission_is_not_anothers_to_see(annexed: Stage) -> None:
    objected(annexed)
    assert shown(annexed, "secretary_b").parts[0].objections == ()
    assert len(shown(annexed, "secretary_a").parts[0].objections) == 1
    assert len(shown(annexed, "chair").parts[0].objections) == 1
