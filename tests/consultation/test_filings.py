"""Stories of answers that come in: receipts, late ones too; each row on its provision, or without one and said so."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import EVERYBODY
from travaux.consultation.actions.filings import (
    Answer,
    Point,
    add_points,
    confirm_rows,
    file_opinion,
    place_comment,
)
from travaux.consultation.actions.letters import File, Theirs
from travaux.consultation.models import Comment, Document, Filing, Opinion, StoredFile
from travaux.consultation.packing import texts_of
from travaux.lib.refusals import NotAllowed, Refused
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.record.models import Line

from .circulation import Circulation

pytestmark = pytest.mark.django_db
SCAN = File("letter.pdf", b"%PDF-1.7 scanned", "letter", "ru", "application/pdf")


def uid(here: Circulation, eid: str) -> str:
    return next(u for u, e in texts_of(here.versions["en"])["en"].eids.items() if e == eid)


def answered(here: Circulation, letter: str = "a", *, by: Any = None, key: str = "k1", **about: Any) -> Filing:
    answer = Answer(**{"door": "place", "position": "with_remarks", **about})
    round = here.dossier.rounds.first() or here.open()
    return file_opinion(
        by=by or here.cast.viewer(f"secretary_{letter}"), addressee=here.addressee(round, letter), answer=answer,
        key=key,
    )  # fmt: skip


def test_a_secretary_files_and_gets_a_receipt(here: Circulation) -> None:
    points = [Point("Name the originals.", kind="legal", uid=uid(here, "art_1"), proposal="copies and originals"),
              Point("Good work.", whole=True), Point("See your item 77.", place_quoted="item 77")]  # fmt: skip
    here.open()
    before = Line.objects.count()

    filing = answered(here, points=points)

    assert Line.objects.count() == before + 1
    assert (filing.receipt, filing.late_by, filing.account) == (1, 0, here.cast.accounts["secretary_a"].pk)
    assert [(c.number, c.place, c.eid, c.extracted_by) for c in filing.comments.order_by("number")] == [
        (1, "provision", "art_1", ""), (2, "whole", "", ""), (3, "not_placed", "", ""),
    ]  # fmt: skip
    assert answered(here, "b", key="k2", position="no_remarks").receipt == 2


def test_the_same_submission_sent_twice_is_filed_once(here: Circulation) -> None:
    first = answered(here, points=[Point("Once.")])
    again = answered(here, points=[Point("Once.")])

    assert first.pk == again.pk and Comment.objects.count() == 1
    with pytest.raises(Refused, match="somebody else"):
        answered(here, "b")


def test_a_late_answer_is_taken_and_dated(here: Circulation) -> None:
    round = here.open()
    with act(by=OPERATOR, verb="let time pass") as a:
        a.amend(round, opened_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 2, 1))
    filing = answered(here, received_on=dt.date(2020, 2, 4))
    assert filing.late_by == 3


def test_a_scanned_letter_is_registered_unaltered_and_rows_are_read_from_it(here: Circulation) -> None:
    theirs = Theirs(number="7-12/44", dated=dt.date(2026, 11, 1), signatory="A. Lder", capacity="Speaker")
    filing = answered(
        here, by=OPERATOR, door="letter", channel="post", theirs=theirs, files=[SCAN], position="in_concept"
    )  # fmt: skip
    rows = add_points(by=OPERATOR, filing=filing, points=[Point("Define copies.", uid=uid(here, "art_2"))])

    letter = Document.objects.get(direction="in")
    assert (letter.number, letter.sender_number, letter.signatory, letter.answers) == (
        1, "7-12/44", "A. Lder", filing.addressee.letter,
    )  # fmt: skip
    assert bytes(StoredFile.objects.get(enclosed__document=letter).data) == SCAN.data
    assert rows[0].extracted_by == "operator"

    confirm_rows(by=here.cast.viewer("secretary_a"), filing=filing)
    with pytest.raises(Refused, match="before"):
        confirm_rows(by=here.cast.viewer("secretary_a"), filing=filing)


def test_a_row_without_a_place_is_placed_by_a_row_that_takes_its_place(here: Circulation) -> None:
    filing = answered(here, points=[Point("On cost.", place_quoted="the last article")])
    lost = filing.comments.get()

    found = place_comment(by=OPERATOR, comment=lost, uid=uid(here, "art_3"), reason="The last article is Article 3.")

    assert (found.number, found.eid, found.text, found.supersedes) == (lost.number, "art_3", "On cost.", lost)
    lost.refresh_from_db()
    assert lost.place == "not_placed"
    with pytest.raises(Refused, match="meanwhile"):
        place_comment(by=OPERATOR, comment=lost, uid=uid(here, "art_1"), reason="No, the first.")


@pytest.mark.parametrize("name", ["public", "secretary_b", "expert_a", "delegate_a", "chair", "member", "observer"])
def test_nobody_files_for_another_parliament(here: Circulation, name: str) -> None:
    with pytest.raises(NotAllowed):
        answered(here, "a", by=here.cast.viewer(name))
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    "about",
    [{"door": "window"}, {"position": "perhaps"}, {"received_on": dt.date(2999, 1, 1)}, {"points": [Point(" ")]},
     {"position": "no_remarks", "points": [Point("But one.")]}, {"points": [Point("x", uid="nowhere")]},
     {"points": [Point("x" * 20_001)]}, {"points": [Point("x", kind="rude")]}, {"files": [File("a.pdf", b"")]}],
    ids=lambda about: ",".join(about),
)  # fmt: skip
def test_what_cannot_be_filed_leaves_nothing_half(here: Circulation, about: dict[str, Any]) -> None:
    here.open()
    with pytest.raises(Refused):
        answered(here, **about)
    assert not Filing.objects.exists() and not Opinion.objects.exists() and not Comment.objects.exists()
    assert not Document.objects.filter(direction="in").exists()


OF_A = {"head_a", "delegate_a", "secretary_a", "expert_a"}
STAFF = {"secretariat", "operator"}


@pytest.mark.parametrize("kind", [Opinion, Comment, Filing])
@pytest.mark.parametrize("sealed", [True, False])
def test_who_may_know_of_an_answer(here: Circulation, kind: Any, sealed: bool) -> None:
    """That it came is open, what it says the delegation's and the commission's, after the close if sealed."""
    round = here.open(sealed=sealed)
    answered(here, points=[Point("Ours.")])
    today = timezone.localdate()

    def readers() -> set[str]:
        return {n for n in EVERYBODY if kind.objects.visible(here.cast.viewer(n), today).exists()}

    expected = set(EVERYBODY) if kind is Filing else OF_A | STAFF | (set() if sealed else {"chair", "member"})
    assert readers() == expected
    with act(by=OPERATOR, verb="let time pass") as a:
        yesterday = today - dt.timedelta(days=1)
        a.amend(round, opened_on=dt.date(2020, 1, 1), sealed_until=yesterday if sealed else None)
    assert readers() == (set(EVERYBODY) if kind is Filing else OF_A | STAFF | {"chair", "member"})
