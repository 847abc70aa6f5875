"""Every comment gets an answer: proposed, decided, tied to the words that changed, and answered in turn."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.instruments.texts import ENGLISH
from travaux.consultation.actions.answers import (
    Answer,
    Overtaken,
    close_round,
    decide_answer,
    name_change,
    propose_answer,
    react,
)
from travaux.consultation.models import Disposition
from travaux.consultation.queries.tables import Filters, consolidated, positions_grid, proof
from travaux.consultation.summaries import Consolidated
from travaux.instruments.actions import File, add_version
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR, PUBLIC, Viewer

from .stage import TODAY, Stage


def table(stage: Stage, who: str | Viewer = "secretariat", **asked: object) -> Consolidated:
    viewer = stage.cast.viewer(who) if isinstance(who, str) else who
    found = consolidated(viewer, stage.round.pk, on=TODAY, lang="en", **asked)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_table_is_in_text_order_and_what_has_no_place_comes_first(stage: Stage) -> None:
    stage.comment("a", "art_3", "Who pays the keeper?")
    stage.comment("b", "art_1__para_2", "Rivers too.")
    stage.comment("a", "", "Well drafted.")
    stage.comment("b", "", "On Article 12.", place="not_placed", place_quoted="Article 12")
    rows = table(stage).rows
    assert [(row.place, row.label) for row in rows] == [
        ("not_placed", ""), ("whole", ""), ("provision", "Article 1, 2"), ("provision", "Article 3"),
    ]  # fmt: skip
    assert rows[2].draft_words == "2. They do not apply to rivers."
    assert rows[2].author == "Delegation B"


def test_identical_and_conflicting_comments_know_of_each_other(stage: Stage) -> None:
    stage.comment("a", "art_2__para_1", "Too deep.", proposal="twenty metres")
    stage.comment("b", "art_2__para_1", "Dig less.", proposal="Twenty metres.")
    stage.comment("b", "art_2__para_1", "Dig more.", proposal="forty metres")
    rows = {row.number: row for row in table(stage).rows}
    assert (rows[1].same_as, rows[1].against) == ((2,), (3,))
    assert (rows[3].same_as, rows[3].against) == ((), (1, 2))


def test_filters_and_counts(stage: Stage) -> None:
    one = stage.comment("a", "art_2__para_2__point_a", "A comma.", kind="editorial")
    stage.comment("b", "art_3", "Ёлка", kind="legal")
    propose_answer(by=OPERATOR, comments=[one], answer=Answer("accepted"))
    assert table(stage).counts == {"all": 2, "open": 1, "proposed": 1, "decided": 0, "unnamed": 0,
                                   "not_placed": 0}  # fmt: skip

    def numbers(**asked: Any) -> list[int]:
        return [row.number for row in table(stage, filters=Filters(**asked)).rows]

    assert numbers(kind="legal") == [2]
    assert numbers(author=stage.addressees["a"].body_id) == [1]
    assert numbers(uid=stage.uid("art_2")) == [1]
    assert numbers(words="елка") == [2]
    assert (numbers(state="proposed"), numbers(state="open"), numbers(state="unanswered")) == ([1], [2], [1, 2])
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("accepted"))
    assert (numbers(state="decided"), numbers(state="unnamed"), numbers(number=2)) == ([1], [1], [2])
    of_b = table(stage, filters=Filters(author=stage.addressees["b"].body_id, state="decided"))
    assert (of_b.counts["all"], of_b.counts["open"], of_b.found, of_b.any_at_all) == (1, 1, 0, True)


def test_a_proposal_and_a_decision_are_two_answers(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    propose_answer(by=stage.cast.viewer("member"), comments=[one], answer=Answer("accepted"))
    decide_answer(by=stage.cast.viewer("chair"), comments=[one], answer=Answer("rejected", "Outside the mandate."))
    (row,) = table(stage).rows
    assert row.proposed and row.proposed.outcome == "accepted"
    assert row.decided and (row.decided.outcome, row.decided.why) == ("rejected", "Outside the mandate.")
    (own,) = table(stage, "secretary_a").rows
    assert own.proposed is None  # the drafter's proposal is not the author's to read
    assert own.decided and own.decided.outcome == "rejected"


def test_bulk_answers_are_one_act(stage: Stage) -> None:
    comments = [stage.comment("a", "art_3", "A comma.", kind="editorial") for _ in range(3)]
    made = decide_answer(
        by=OPERATOR, comments=comments, answer=Answer("accepted", no_change_because="Mended in proof.")
    )
    assert len(made) == 3
    assert table(stage).counts["decided"] == 3


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer("rejected"), "says why"),
        (Answer("splendid"), "no such outcome"),
        (Answer("duplicate_of"), "duplicate"),
        (Answer("accepted", changed_uids=["u1"]), "names the version"),
    ],
)
def test_an_answer_must_bear_what_its_outcome_asks(stage: Stage, answer: Answer, says: str) -> None:
    with pytest.raises(Refused, match=says):
        decide_answer(by=OPERATOR, comments=[stage.comment("a", "art_3")], answer=answer)
    assert not Disposition.objects.exists()


def test_who_decides_second_is_told_and_changes_nothing(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    (first,) = decide_answer(by=OPERATOR, comments=[one], answer=Answer("accepted"), seen={one.pk: ""})
    with pytest.raises(Overtaken, match="meanwhile"):
        decide_answer(by=stage.cast.viewer("chair"), comments=[one], answer=Answer("noted"), seen={one.pk: ""})
    assert [row.outcome for row in Disposition.objects.all()] == ["accepted"]
    seen = {one.pk: first.pk}
    with pytest.raises(Refused, match="needs a reason"):
        decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"), seen=seen)
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"), seen=seen, reason="Read out wrongly.")
    (row,) = table(stage).rows
    assert row.decided and (row.decided.outcome, row.decided.times) == ("noted", 2)


def test_only_those_answer_whom_the_policy_names(stage: Stage) -> None:
    one = stage.comment("a", "art_3")
    for name in ("public", "secretary_a", "secretary_b", "observer", "stranger"):
        with pytest.raises(NotAllowed):
            decide_answer(by=stage.cast.viewer(name), comments=[one], answer=Answer("noted"))
    with pytest.raises(NotAllowed):
        decide_answer(by=stage.cast.viewer("member"), comments=[one], answer=Answer("noted"))


def test_a_delegation_sees_its_own_comments_and_answers_what_was_decided(stage: Stage) -> None:
    own, other = stage.comment("a", "art_3"), stage.comment("b", "art_3")
    assert [row.number for row in table(stage, "secretary_a").rows] == [own.number]
    assert consolidated(PUBLIC, stage.round.pk, on=TODAY, lang="en") is None
    secretary = stage.cast.viewer("secretary_a")
    with pytest.raises(Refused, match="no decided answer"):
        react(by=secretary, comment=own, kind="satisfied")
    decide_answer(by=OPERATOR, comments=[own, other], answer=Answer("noted"))
    with pytest.raises(NotAllowed):
        react(by=secretary, comment=other, kind="maintained")
    react(by=secretary, comment=own, kind="maintained", statement="We stand by it.")
    (row,) = table(stage, "secretary_a").rows
    assert row.reaction and (row.reaction.kind, row.reaction.statement) == ("maintained", "We stand by it.")


def test_acceptance_names_the_words_that_it_changed(stage: Stage) -> None:
    one = stage.comment("a", "art_2__para_1", "Too deep.", proposal="twenty metres")
    (decision,) = decide_answer(by=OPERATOR, comments=[one], answer=Answer("accepted"))
    file = File(ENGLISH.replace("thirty", "twenty").encode(), "wells.txt", "text/plain")
    second = add_version(by=OPERATOR, expression=stage.version.expression, number="2", file=file, made="2026-05-01")
    found = proof(stage.cast.viewer("secretariat"), stage.round.pk, on=TODAY, lang="en")
    assert found is not None
    assert (found.full, found.unnamed) == (True, (one.number,))
    with pytest.raises(Refused, match="no such provision"):
        decide_answer(by=OPERATOR, comments=[one], answer=Answer("accepted", changed_in=second, changed_uids=["x"]))
    name_change(by=OPERATOR, decisions=[decision], change=Answer("", changed_in=second, changed_uids=[one.uid]))
    (row,) = table(stage).rows
    assert row.decided is not None
    assert [(op, text.strip()) for op, text in row.decided.words if op != "="] == [("-", "thirty"), ("+", "twenty")]
    assert (row.now, row.decided.changed_labels) == ("reworded", ("Article 2, 1",))
    found = proof(stage.cast.viewer("secretariat"), stage.round.pk, on=TODAY, lang="en")
    assert found is not None
    assert found.unnamed == ()


def test_a_round_closes_with_open_comments_only_for_a_reason(stage: Stage) -> None:
    one, two = stage.comment("a", "art_3"), stage.comment("b", "")
    decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"))
    anna = stage.cast.viewer("secretariat")
    with pytest.raises(NotAllowed):
        close_round(by=OPERATOR, round=stage.round, person="Nobody, the command line", reason="So.")
    with pytest.raises(Refused, match="without an answer") as refused:
        close_round(by=anna, round=stage.round, person="Anna, secretariat")
    assert refused.value.where == str(two.number)
    close_round(by=anna, round=stage.round, person="Anna, secretariat", reason="The session is tomorrow.")
    found = proof(stage.cast.viewer("secretariat"), stage.round.pk, on=TODAY, lang="en")
    assert found is not None
    assert (found.full, found.unanswered, found.closed_by) == (False, (two.number,), "Anna, secretariat")
    with pytest.raises(Refused, match="closed"):
        decide_answer(by=OPERATOR, comments=[two], answer=Answer("noted"))


def test_the_grid_says_who_spoke_on_what_and_nothing_of_the_silent(stage: Stage) -> None:
    stage.comment("a", "art_3", proposal="Two keepers.")
    stage.comment("b", "")
    grid = positions_grid(stage.cast.viewer("secretariat"), stage.round.pk, on=TODAY, lang="en")
    assert grid is not None
    assert grid.authors == ("Delegation A", "Delegation B")
    assert [(row.label, [(c.numbers, c.sign) for c in row.cells]) for row in grid.rows] == [
        ("", [((), ""), ((2,), "remark")]), ("Article 3", [((1,), "wording"), ((), "")]),
    ]  # fmt: skip


def test_one_comment_and_many_cost_the_same_number_of_queries(stage: Stage) -> None:
    def queries() -> int:
        viewer = stage.cast.viewer("secretariat")
        with CaptureQueriesContext(connection) as counted:
            consolidated(viewer, stage.round.pk, on=TODAY, lang="en")
            positions_grid(viewer, stage.round.pk, on=TODAY, lang="en")
        return len(counted)

    decide_answer(by=OPERATOR, comments=[stage.comment("a", "art_3")], answer=Answer("noted"))
    one = queries()
    for n in range(1, 4):
        more = [stage.comment("b", f"art_{n}"), stage.comment("a", "art_1__para_1", proposal=str(n))]
        decide_answer(by=OPERATOR, comments=more, answer=Answer("noted"))
    assert queries() == one
