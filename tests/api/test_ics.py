"""Calendars to subscribe to: read back by another reader; the public gets what organs have dated, and nothing more."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from travaux.api.ics import Entry, as_ics
from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import record_participation
from travaux.dossiers.models import Dossier, Event
from travaux.lib.viewer import OPERATOR
from travaux.record.actions import act
from travaux.registry.actions.people import register_person
from travaux.registry.models import Mandate

STAMP = dt.datetime(2026, 3, 2, 12, 30, tzinfo=dt.UTC)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=120)


@given(summary=TEXTS, place=TEXTS, days=st.integers(0, 400))
def test_whatever_is_written_is_read_back(summary: str, place: str, days: int) -> None:
    first = dt.date(2026, 1, 1)
    text = as_ics("Дни", [Entry("x@travaux", STAMP, first, first + dt.timedelta(days=days), summary, location=place)])

    [event] = Calendar.from_ical(text).walk("VEVENT")

    assert str(event.get("SUMMARY", "")) == summary and str(event.get("LOCATION", "")) == place
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (first, first + dt.timedelta(days=days + 1))
    assert event["DTSTAMP"].dt == STAMP and event["UID"] == "x@travaux"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_line_break_in_a_text_cannot_begin_a_property() -> None:
    text = as_ics("x", [Entry("x", STAMP, dt.date(2026, 1, 1), dt.date(2026, 1, 1), "a\r\nATTENDEE:b\u2028c\x00")])

    [event] = Calendar.from_ical(text).walk("VEVENT")

    assert "ATTENDEE" not in event and str(event["SUMMARY"]) == "a\nATTENDEE:b\nc"


def events(client: Client, address: str) -> dict[str, str]:
    """{id: summary} of a calendar."""
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["UID"]): str(each["SUMMARY"]) for each in found}


WHEN = "?on=2026-11-24"


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
class TestTheSample:
    """The invented assembly's days."""

    def test_the_whole_assembly(self, client: Client) -> None:
        found = events(client, f"/calendar.ics{WHEN}")

        dated = Event.objects.filter(dossier="eget1fwsh123", date_basis="stated", mood__in=("done", "decided"))
        dated = dated.filter(date__regex=r"^\d{4}-\d\d-\d\d$")
        assert {f"event-{pk}@travaux" for pk in dated.values_list("pk", flat=True)} <= set(found)
        assert "sitting-exercise-plenary-2026-12-07@travaux" in found
        assert all(words.startswith("EXERCISE / УЧЕБНЫЙ ПРИМЕР: ") for id, words in found.items() if "sitting" in id)
        assert not any(id.startswith("due-") for id in found)

    def test_what_runs_out_by_rule_is_for_the_secretariat(self, secretary_client: Client) -> None:
        found = events(secretary_client, f"/calendar.ics{WHEN}")

        assert [id for id in found if id.startswith("due-eget1fwsh123-")]

    def test_a_person_has_the_days_of_the_offices_held_and_no_longer(self, client: Client) -> None:
        held = Mandate.objects.filter(person="6n0gyesg4de7").first()
        assert held is not None
        mine = events(client, f"/people/6n0gyesg4de7.ics{WHEN}")
        assert any(id.startswith("sitting-") for id in mine) and any(id.startswith("event-") for id in mine)

        assert events(client, "/people/6n0gyesg4de7.ics?on=1990-01-01") == {}

    def test_a_body_has_the_days_on_which_it_acted(self, client: Client) -> None:
        found = events(client, f"/bodies/41j1e8q796e8.ics{WHEN}")

        assert [words.rpartition(": ")[2] for words in found.values()] == [
            "The Secretariat sends the draft to the parliaments"
        ]
        assert client.get("/bodies/000000000000.ics").status_code == 404

    def test_what_is_hidden_is_on_no_calendar(self, client: Client) -> None:
        with act(by=OPERATOR, verb="hid a dossier for a test") as a:
            a.amend(Dossier.objects.get(pk="eget1fwsh123"), level="secretariat")

        found = events(client, f"/calendar.ics{WHEN}")

        hidden = Event.objects.filter(dossier="eget1fwsh123").values_list("pk", flat=True)
        assert not {f"event-{pk}@travaux" for pk in hidden} & set(found)

    @pytest.mark.parametrize(("level", "shown"), [("public", True), ("secretariat", False)])
    def test_a_hidden_part_in_an_event_is_on_no_public_calendar(self, client: Client, level: str, shown: bool) -> None:
        event = Event.objects.filter(dossier="eget1fwsh123", date="2026-09-07", mood="done").first()
        assert event is not None
        with act(by=OPERATOR, verb="recorded for a test"):
            day = dt.date(2026, 9, 1)
            told = [cite_entry(by=OPERATOR, capacity="secretary", on=day)]
            ada = register_person(by=OPERATOR, name="Ada", lang="en", citations=told)
            said = [cite_entry(by=OPERATOR, capacity="secretary", on=day, level=level)]
            record_participation(by=OPERATOR, event=event, person=ada, citations=said)

        found = events(client, f"/people/{ada.pk}.ics{WHEN}")

        assert (f"event-{event.pk}@travaux" in found) is shown

    def test_a_day_that_is_none_is_refused(self, client: Client) -> None:
        assert client.get("/calendar.ics?on=tomorrow").status_code == 422
