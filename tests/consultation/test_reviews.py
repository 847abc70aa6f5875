"""A board of experts is asked; an expert finds; the dossier knows of it."""

import datetime as dt

import pytest
from django.utils import timezone

from travaux.accounts.models import Account
from travaux.consultation.actions.reviews import ask_review, assign_review, be_away, find
from travaux.consultation.models import Assignment, Finding, Review
from travaux.consultation.queries.reviews import in_hand, reviews
from travaux.lib.refusals import NotAllowed, Refused

from .stage import Stage


def asked(stage: Stage, **how: object) -> Review:
    return ask_review(
        by=stage.cast.viewer("secretariat"), dossier=stage.round.dossier, version=stage.version,
        board=stage.cast.bodies["board"], due_on=timezone.localdate() + dt.timedelta(days=30), **how,  # type: ignore[arg-type]
    )  # fmt: skip


def given(stage: Stage) -> Assignment:
    expert = Account.objects.get(pk=stage.cast.accounts["board_expert"].pk)
    return assign_review(by=stage.cast.viewer("secretariat"), review=asked(stage, step="X05"), expert=expert)


def test_an_expert_finds_and_the_dossier_tells_of_it(stage: Stage) -> None:
    assignment = given(stage)
    expert = stage.cast.viewer("board_expert")
    remark = {"uid": stage.uid("art_3"), "text": "Who pays?", "proposal": "The village pays the keeper.", "ground": ""}
    made = find(by=expert, assignment=assignment, result="with_remarks", remarks=[remark])
    assert made.event is not None
    assert (made.event.steps, made.event.actor) == (["X05"], stage.cast.bodies["board"])
    (shown,) = reviews(expert, on=timezone.localdate(), lang="en", id=assignment.review_id)
    (part,) = shown.assignments
    assert (part.mine, part.result, part.remarks[0].label) == (True, "with_remarks", "Article 3")
    with pytest.raises(Refused, match="done already"):
        find(by=expert, assignment=assignment, result="approve")


def test_a_finding_is_the_experts_own_and_bears_its_reasons(stage: Stage) -> None:
    assignment = given(stage)
    expert = stage.cast.viewer("board_expert")
    for name in ("secretariat", "chair", "expert_a"):
        with pytest.raises(NotAllowed):
            find(by=stage.cast.viewer(name), assignment=assignment, result="approve")
    with pytest.raises(Refused, match="says why"):
        find(by=expert, assignment=assignment, result="return")
    with pytest.raises(Refused, match="no such provision"):
        find(by=expert, assignment=assignment, result="with_remarks", remarks=[{"uid": "u-none", "text": "x"}])
    assert not Finding.objects.exists()


def test_who_assigns_knows_load_and_absence(stage: Stage) -> None:
    expert = Account.objects.get(pk=stage.cast.accounts["board_expert"].pk)
    given(stage)
    day = timezone.localdate()
    be_away(by=stage.cast.viewer("board_expert"), starts_on=day, ends_on=day + dt.timedelta(days=9))
    (row,) = in_hand([(expert.pk, "Expert")])
    assert (row.in_hand, row.away_until) == (1, day + dt.timedelta(days=9))
    with pytest.raises(Refused, match="away until"):
        assign_review(by=stage.cast.viewer("secretariat"), review=asked(stage), expert=expert)
    outsider = Account.objects.get(pk=stage.cast.accounts["expert_a"].pk)
    with pytest.raises(Refused, match="no expert of the board"):
        assign_review(by=stage.cast.viewer("secretariat"), review=asked(stage), expert=outsider)


def test_what_a_board_is_asked_is_not_for_everybody(stage: Stage) -> None:
    asked(stage)
    seen = {
        name: len(reviews(stage.cast.viewer(name), on=timezone.localdate(), lang="en"))
        for name in ("public", "secretary_a", "board_expert", "secretariat")
    }
    assert seen == {"public": 0, "secretary_a": 0, "board_expert": 1, "secretariat": 1}
