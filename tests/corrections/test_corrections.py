"""Somebody says that a page is wrong, gets a number, and an answer; the corrected fact keeps what it said before."""

import datetime as dt

import pytest

from travaux.corrections.actions import LONGEST, answer, report_error, withhold
from travaux.corrections.models import CorrectionRequest
from travaux.corrections.queries import request, requests
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer
from travaux.record.models import Line

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


def test_anybody_reports_and_gets_the_next_number() -> None:
    first = report_error(by=PUBLIC, path="/dossiers/abc", text="  The date is of the report, not of the session. ")
    second = report_error(by=PUBLIC, path="/delegations", text="A chamber is missing.")
    assert (first.number, second.number) == (1, 2)
    assert first.text == "The date is of the report, not of the session."
    assert Line.objects.count() == 2


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1)])
def test_a_report_without_words_or_with_a_book_of_them_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        report_error(by=PUBLIC, path="/dossiers/abc", text=text)
    assert Line.objects.count() == 0


@pytest.mark.parametrize("path", ["", "https://elsewhere.example/", "dossiers"])
def test_a_report_is_about_a_page_of_this_site(path: str) -> None:
    with pytest.raises(Refused):
        report_error(by=PUBLIC, path=path, text="wrong")
    assert CorrectionRequest.objects.count() == 0


def test_the_report_and_its_answer_are_public(by: Viewer) -> None:
    asked = report_error(by=PUBLIC, path="/dossiers/abc", text="The chair is named twice.")
    waiting = request(PUBLIC, asked.number, on=TODAY)
    assert waiting is not None
    assert (waiting.text, waiting.outcome, waiting.answered_at) == ("The chair is named twice.", "", None)
    answer(by=by, request=asked, outcome="corrected", text="Put right; the old reading is kept beside the new one.")
    answered = request(PUBLIC, asked.number, on=TODAY)
    assert answered is not None
    assert (answered.outcome, answered.answer[:9]) == ("corrected", "Put right")


def test_a_report_is_answered_once_by_the_secretariat(by: Viewer) -> None:
    asked = report_error(by=PUBLIC, path="/dossiers/abc", text="Wrong.")
    with pytest.raises(Refused):
        answer(by=PUBLIC, request=asked, outcome="kept", text="No.")
    answer(by=by, request=asked, outcome="not_ours", text="The source says so.")
    with pytest.raises(Refused) as refusal:
        answer(by=by, request=asked, outcome="kept", text="Kept.")
    assert "first answer stands" in str(refusal.value)
    found = request(PUBLIC, asked.number, on=TODAY)
    assert found is not None
    assert found.answer == "The source says so."


@pytest.mark.parametrize(("outcome", "text"), [("perhaps", "Well."), ("kept", "  ")])
def test_an_answer_has_an_outcome_and_words(by: Viewer, outcome: str, text: str) -> None:
    asked = report_error(by=PUBLIC, path="/dossiers/abc", text="Wrong.")
    with pytest.raises(Refused):
        answer(by=by, request=asked, outcome=outcome, text=text)


def test_a_report_unfit_to_be_shown_is_withheld(by: Viewer) -> None:
    asked = report_error(by=PUBLIC, path="/dossiers/abc", text="An insult.")
    withhold(by=by, request=asked)
    assert request(PUBLIC, asked.number, on=TODAY) is None
    assert requests(PUBLIC, on=TODAY) == ()
    assert [row.number for row in requests(by, on=TODAY)] == [asked.number]


def test_reports_about_one_page_the_latest_first() -> None:
    for n, path in enumerate(("/a", "/b", "/a")):
        report_error(by=PUBLIC, path=path, text=f"Report {n}.")
    assert [row.number for row in requests(PUBLIC, on=TODAY, path="/a")] == [3, 1]
