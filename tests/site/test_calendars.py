"""Calendars of parliaments on the desk; and a round whose term falls into a recess, an election, a missing language."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.consultation.circulation import Circulation, here
from tests.site.test_rounds import asked
from travaux.consultation.actions.rounds import Signature, extend_round
from travaux.consultation.models import Round
from travaux.dossiers.models import DayCalendar
from travaux.lib.viewer import OPERATOR

__all__ = ["here"]
pytestmark = pytest.mark.django_db


def day(n: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=n)


def table(*rows: str) -> bytes:
    return "\n".join(("date,kind,note", f"{day(-9)}/{day(200)},covers,", *rows)).encode()


def post(here: Circulation, body: str, data: bytes | None, lang: str = "en", **about: Any) -> Any:
    given = {"body": here.cast.bodies[body].pk, "capacity": "Clerk", "languages": "", "corrects": "", **about}
    if data is not None:
        given["file"] = SimpleUploadedFile("days.csv", data)
    return here.cast.browser("secretariat").post(f"/{lang}/desk/calendars", given)


def keep(here: Circulation, body: str, data: bytes, **about: Any) -> None:
    looked = post(here, body, data, **about)
    assert looked.status_code == 200 and "Nothing is stored yet." in looked.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', looked.content.decode())
    assert seen is not None
    assert post(here, body, None, seen=seen[1], keep="yes", **about).status_code == 302


def test_a_calendar_is_looked_at_and_then_kept(here: Circulation) -> None:
    keep(here, "parliament_a", table(f"{day(5)}/{day(14)},recess,winter recess"), languages="kk, ru")
    assert DayCalendar.objects.get().languages == ["kk", "ru"]
    page = here.cast.browser("secretariat").get("/ru/desk/calendars").content.decode()
    assert "Parliament of Alder" in page and "перерывы в работе: 1" in page
    row = DayCalendar.objects.get()
    assert "Clerk" in here.cast.browser("public").get(f"/en/facts/dossiers.daycalendar/{row.pk}").content.decode()


def test_faults_are_named_by_row_in_the_readers_language(here: Circulation) -> None:
    refused = post(here, "parliament_a", table("2026-99-99,recess,", f"{day(3)},rest,"), lang="ru")
    words = refused.content.decode()
    assert refused.status_code == 422 and "Строка 3" in words and "«rest» — такого рода дней нет." in words
    assert post(here, "parliament_a", None).status_code == 422
    assert not DayCalendar.objects.exists()


def test_a_term_in_a_recess_is_said_before_anything_is_sent(here: Circulation) -> None:
    keep(here, "parliament_a", table(f"{day(5)}/{day(14)},recess,", f"{day(20)}/{day(25)},election,"), languages="kk")
    first = asked(here)
    words = first.content.decode()
    assert first.status_code == 422 and not Round.objects.exists()
    assert "10 of 30 days fall into a recess" in words and "6 of 30 days fall into an election" in words
    assert "no text in a language that it reads" in words and "Send the letters all the same" in words
    seen = re.search(r'name="seen" value="(\w+)"', words)
    assert seen is not None
    assert asked(here, seen=seen[1], look="yes").status_code == 200 and not Round.objects.exists()

    sent = asked(here, seen=seen[1])
    assert sent.status_code == 302, sent.content
    kept = {(each["kind"], each["days"]) for each in Round.objects.get().warnings}
    assert {("recess", 10), ("election", 6), ("text_missing", 30), ("not_covered", 30)} == kept


def test_an_extension_is_weighed_anew(here: Circulation) -> None:
    keep(here, "parliament_a", table(f"{day(40)}/{day(49)},recess,"))
    made = here.open("a")
    assert "recess" not in {each["kind"] for each in made.warnings}
    extend_round(
        by=OPERATOR, round=made, closes_on=day(60), reason="Asked for.", signature=Signature("S.", "Secretary")
    )
    assert ("recess", 10, 60) in {(each["kind"], each["days"], each["of"]) for each in Round.objects.get().warnings}
