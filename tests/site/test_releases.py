"""Opening what is not public: a comment, an opinion, a version, a letter; now or on a day to come."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tests.consultation.circulation import Circulation, here
from travaux.accounts.models import Release
from travaux.consultation.actions.filings import Answer, Point, file_opinion
from travaux.consultation.models import Comment, Filing, Opinion

__all__ = ["here"]
pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def filed(here: Circulation) -> Filing:
    made = here.open()
    points = [Point("Zyx is too short.", whole=True), Point("Zyx again.", whole=True)]
    answer = Answer("place", "with_remarks", statement="Zyx in all.", points=points)
    return file_opinion(by=here.cast.viewer("secretary_a"), addressee=here.addressee(made, "a"), answer=answer, key="k")


def page_of(model: str, row: Any, lang: str = "en") -> str:
    return f"/{lang}/desk/releases/{model}/{row.pk}"


def test_an_opinion_opens_on_a_day_with_every_comment_of_it(here: Circulation, monkeypatch: pytest.MonkeyPatch) -> None:
    filing = filed(here)
    staff, address = here.cast.browser("secretariat"), page_of("consultation.opinion", filing.opinion)
    given = {"level": "public", "when": TOMORROW.isoformat(), "comments": "on", "why": "The commission so decided."}
    assert staff.post(address, given).status_code == 302

    assert Release.objects.count() == 3
    page = staff.get(address).content.decode()
    assert "The commission so decided." in page and "waits for its day" in page
    assert "ждёт своего дня" in staff.get(page_of("consultation.opinion", filing.opinion, "ru")).content.decode()
    assert staff.get("/en/desk/releases").content.decode().count("waits for its day") == 3
    board = f"/en/rounds/{filing.round_id}"
    assert "supports with remarks" not in here.cast.browser("secretary_b").get(board).content.decode()

    monkeypatch.setattr("travaux.lib.rows.timezone.localdate", lambda: TOMORROW)
    assert Opinion.objects.visible(here.cast.viewer("public"), TOMORROW).exists()
    assert Comment.objects.visible(here.cast.viewer("public"), TOMORROW).count() == 2


def test_a_day_is_withdrawn_with_a_reason(here: Circulation) -> None:
    comment = filed(here).comments.first()
    staff, address = here.cast.browser("secretariat"), page_of("consultation.comment", comment)
    staff.post(address, {"level": "assembly", "when": TOMORROW.isoformat(), "why": "After the session."})
    waiting = Release.objects.get()
    assert staff.post(address, {"withdraw": waiting.pk, "why": " "}).status_code == 422
    assert staff.post(address, {"withdraw": waiting.pk, "why": "Put off."}).status_code == 302
    assert "Put off." in staff.get(address).content.decode()


@pytest.mark.parametrize("kind", ["round", "version", "comment"])
def test_every_kind_says_what_holds_it_back(here: Circulation, kind: str) -> None:
    filing = filed(here)
    version = here.versions["en"]
    model, row = {
        "round": ("consultation.round", filing.round), "version": ("instruments.version", version),
        "comment": ("consultation.comment", filing.comments.first()),
    }[kind]  # fmt: skip
    page = here.cast.browser("secretariat").get(page_of(model, row))
    assert page.status_code == 200
    assert ("Everybody may know of it." in page.content.decode()) == (kind != "comment")


def test_only_the_secretariat_opens_and_only_what_can_be_opened(here: Circulation) -> None:
    filing = filed(here)
    address = page_of("consultation.opinion", filing.opinion)
    for name in ("chair", "secretary_a", "observer"):
        assert here.cast.browser(name).post(address, {"level": "public", "why": "x"}).status_code == 403
    staff = here.cast.browser("secretariat")
    assert staff.get(page_of("accounts.account", here.cast.accounts["chair"])).status_code == 404
    assert staff.get(page_of("consultation.nothing", filing)).status_code == 404
    assert staff.post(address, {"level": "secretariat", "why": "x"}).status_code == 422
    assert staff.post(address, {"level": "public", "why": ""}).status_code == 422
