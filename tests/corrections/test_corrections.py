"""An error is reported by anybody, numbered, and answered in public."""

import datetime as dt

import pytest

from travaux.corrections import queries
from travaux.corrections.actions import answer, report_error
from travaux.lib.refusals import Refused
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.models import Line

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 1)


def test_a_report_gets_the_next_number_and_waits():
    first = report_error(by=PUBLIC, path="/delegations", text="The number is wrong.")
    second = report_error(by=PUBLIC, path="/people/x", text="So is this.")
    assert (first.number, second.number) == (1, 2)
    assert [(r.number, r.outcome) for r in queries.requests(PUBLIC, on=TODAY)] == [(2, ""), (1, "")]
    assert Line.objects.count() == 2


def test_the_answer_is_public_and_given_once():
    request = report_error(by=PUBLIC, path="/delegations", text="The number is wrong.")
    answer(by=OPERATOR, request=request, outcome="kept", text="The page says so.")
    with pytest.raises(Refused, match="first answer stands"):
        answer(by=OPERATOR, request=request, outcome="corrected", text="Changed.")
    seen = queries.request(PUBLIC, 1, on=TODAY)
    assert (seen.outcome, seen.answer) == ("kept", "The page says so.")


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001], ids=["empty", "blank", "too long"])
def test_a_report_without_sense_is_refused_and_leaves_nothing(text):
    with pytest.raises(Refused):
        report_error(by=PUBLIC, path="/", text=text)
    assert not Line.objects.exists()


def test_only_the_secretariat_answers():
    request = report_error(by=PUBLIC, path="/", text="Wrong.")
    with pytest.raises(Refused):
        answer(by=PUBLIC, request=request, outcome="kept", text="No.")
