"""Two people do the same thing in a round at the same moment: one wins, the other is told, nothing is lost."""

import pytest

from tests.racing import at_once
from travaux.consultation.actions.answers import Answer, close_round, decide_answer
from travaux.consultation.actions.drafts import file_drafts, judge_points, note_point
from travaux.consultation.actions.filings import Answer as Opinion
from travaux.consultation.actions.filings import Point, file_opinion
from travaux.consultation.models import Closure, Comment, Disposition, DraftPoint, Filing
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR
from travaux.record.verify import verify

from .circulation import Circulation
from .stage import Stage

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(outcomes: list[object]) -> list[str]:
    assert verify().ok
    return sorted(type(each).__name__ for each in outcomes)


def test_two_decide_the_same_comment(stage: Stage) -> None:
    one, other = stage.comment("a", "art_3"), stage.comment("b", "art_3")
    chair, anna = stage.cast.viewer("chair"), stage.cast.viewer("secretariat")
    outcomes = at_once(
        lambda: decide_answer(by=chair, comments=[one], answer=Answer("accepted"), seen={}),
        lambda: decide_answer(by=anna, comments=[one, other], answer=Answer("rejected", "It costs too much."), seen={}),
    )
    assert kinds(outcomes) == ["Overtaken", "list"]
    lost = next(each for each in outcomes if isinstance(each, Refused))
    assert "theirs stands" in str(lost.kept)
    (standing,) = Disposition.objects.standing().filter(comment__number=one.number)
    assert str(standing.get_outcome_display()) in str(lost)
    # Of a bulk answer that was overtaken nothing is written; the other comment is still open.
    won = 1 if standing.outcome == "accepted" else 2
    assert Disposition.objects.count() == won


def test_two_file_the_same_page_and_each_their_own(here: Circulation) -> None:
    addressee = here.addressee(here.open("a"), "a")
    secretary, head = here.cast.viewer("secretary_a"), here.cast.viewer("head_a")

    def files(by: object, key: str) -> Filing:
        points = [Point(f"Point of {key}", whole=True), Point("Another", whole=True)]
        return file_opinion(by=by, addressee=addressee, answer=Opinion("place", points=points), key=key)  # type: ignore[arg-type]  # a viewer

    outcomes = at_once(*[lambda: files(secretary, "one page")] * 2, lambda: files(head, "another"))
    assert kinds(outcomes) == ["Filing"] * 3
    assert outcomes[0] == outcomes[1] != outcomes[2]
    assert list(Filing.objects.order_by("receipt").values_list("receipt", flat=True)) == [1, 2]
    assert list(Comment.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_two_file_the_points_that_were_taken(here: Circulation) -> None:
    """Secretary and head press the button together: the points are filed once, and the other is told so."""
    addressee = here.addressee(here.open("a"), "a")
    secretary, head = here.cast.viewer("secretary_a"), here.cast.viewer("head_a")
    point = note_point(by=secretary, addressee=addressee, point=Point("Unclear.", whole=True))
    judge_points(by=secretary, points=[point], state="accepted")
    answer = Opinion("place", "with_remarks")
    outcomes = at_once(
        lambda: file_drafts(by=secretary, addressee=addressee, answer=answer, key="secretary"),
        lambda: file_drafts(by=head, addressee=addressee, answer=answer, key="head"),
    )
    kinds(outcomes)
    assert Comment.objects.count() == 1
    assert DraftPoint.objects.get().chosen == "filed"


def test_a_round_is_closed_while_an_answer_comes(here: Circulation) -> None:
    """Whichever is first: the answer is there, and the proof counts what was open when the round was closed."""
    round = here.open("a")
    addressee = here.addressee(round, "a")
    secretary, anna = here.cast.viewer("secretary_a"), here.cast.viewer("secretariat")
    answer = Opinion("place", "with_remarks", points=[Point("Unclear.", whole=True)])
    outcomes = at_once(
        lambda: file_opinion(by=secretary, addressee=addressee, answer=answer, key="late"),
        lambda: close_round(by=anna, round=round, person="Anna, secretariat", reason="The session is tomorrow."),
    )
    assert kinds(outcomes) == ["Closure", "Filing"]
    filed, closure = Filing.objects.get(), Closure.objects.get()
    assert closure.open_count == (1 if filed.filed_at < closure.closed_at else 0)
    assert Comment.objects.count() == 1


def test_two_close_the_same_round(stage: Stage) -> None:
    chair, anna = stage.cast.viewer("chair"), stage.cast.viewer("secretariat")
    outcomes = at_once(*(
        lambda by=by: close_round(by=by, round=stage.round, person="A person") for by in (chair, anna)
    ))  # fmt: skip
    assert kinds(outcomes) == ["Closure", "Refused"]
    assert Closure.objects.count() == 1


def test_an_answer_and_the_close_at_the_same_moment(stage: Stage) -> None:
    """A decision either came before the close, and is not counted as open, or is refused."""
    one = stage.comment("a", "art_3")
    anna = stage.cast.viewer("secretariat")
    outcomes = at_once(
        lambda: decide_answer(by=OPERATOR, comments=[one], answer=Answer("noted"), seen={}),
        lambda: close_round(by=anna, round=stage.round, person="Anna", reason="The session is tomorrow."),
    )
    closure = Closure.objects.get()
    decided = Disposition.objects.count()
    assert (kinds(outcomes), decided + closure.open_count) in ((["Closure", "list"], 1), (["Closure", "Refused"], 1))
