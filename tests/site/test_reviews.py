"""A board's review from the request to the finding, on its pages."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.cast import build as build_cast
from tests.consultation.stage import Stage, build
from travaux.consultation.models import Absence, Assignment, Finding, Review


@pytest.fixture
def stage(db: None) -> Stage:
    return build(build_cast())


def test_a_review_is_asked_given_and_found(stage: Stage) -> None:
    anna, expert = stage.cast.browser("secretariat"), stage.cast.browser("board_expert")
    due = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    asked = {"board": stage.cast.bodies["board"].pk, "version": stage.version.pk, "due_on": due, "question": "Sound?"}
    assert anna.post(f"/en/desk/dossiers/{stage.round.dossier_id}/review", asked).status_code == 302
    here = f"/en/desk/reviews/{Review.objects.get().pk}"
    assert "0 in hand" in anna.get(here).content.decode()
    assert anna.post(here, {"expert": stage.cast.accounts["board_expert"].pk}).status_code == 302
    assert Assignment.objects.count() == 1
    assert "Your finding" in expert.get(here).content.decode()
    assert "Your finding" not in anna.get(here).content.decode()
    refused = expert.post(here, {"result": "return", "statement": ""})
    assert refused.status_code == 422
    assert "says why" in refused.content.decode()
    given = {"result": "with_remarks", "statement": "Sound on the whole.",
             "remark-1-uid": stage.uid("art_3"), "remark-1-text": "Who pays?", "remark-2-text": "A comma."}  # fmt: skip
    assert expert.post(here, given).status_code == 302
    assert [each["text"] for each in Finding.objects.get().remarks] == ["Who pays?", "A comma."]
    page = anna.get(here.replace("/en/", "/ru/")).content.decode()
    assert "Who pays?" in page
    assert "Article 3" in page
    assert stage.cast.browser("stranger").get(here).status_code in (403, 404)


def test_an_expert_says_when_away(stage: Stage) -> None:
    expert = stage.cast.browser("board_expert")
    assert expert.post("/en/desk/reviews", {"starts_on": "2027-02-01", "ends_on": "2027-01-01"}).status_code == 422
    assert expert.post("/en/desk/reviews", {"starts_on": "2027-01-01", "ends_on": "2027-02-01"}).status_code == 302
    assert Absence.objects.count() == 1
