"""Recording what happened: refused by name where it cannot be, and never because the procedure did not expect it."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.dossiers.conftest import Path
from travaux.captures.actions import cite_document, register_document
from travaux.core.dates import BadDate
from travaux.dossiers.actions import Actor, Day, open_dossier, record_event, record_participation
from travaux.dossiers.models import Event
from travaux.instruments.actions import register_instrument
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC
from travaux.record.actions import act
from travaux.record.models import Line
from travaux.registry.actions.people import give_mandate, open_post, register_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"steps": ["X99"]}, "X99"),
        ({"orders": ["A09"]}, "A09"),
        ({"steps": ["X06"], "outcome": ["perhaps"]}, "perhaps"),
        ({"mood": "hoped"}, "hoped"),
        ({"citations": []}, ""),
        ({"date": Day("31.02.2024")}, "date"),
        ({"date": Day("2024-03-01", "unknown")}, "2024-03-01"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(path: Path, wrong: dict[str, Any], where: str) -> None:
    text, lines = path.open(), Line.objects.count()
    given = {"by": path.by, "dossier": text, "label": {"en": "x"}, "citations": path.told, **wrong}
    with pytest.raises(Refused) as refusal:
        record_event(**given)
    assert str(refusal.value.where) == where
    assert (Event.objects.count(), Line.objects.count()) == (0, lines)


def test_an_event_that_the_procedure_did_not_expect_is_recorded(path: Path) -> None:
    text = path.open()
    path.happen(text, "adopted out of turn", "2024-03-01", steps=["X14"], outcome=["adopt"])
    assert Event.objects.count() == 1


def test_the_public_records_nothing(path: Path) -> None:
    text = path.open()
    with pytest.raises(Refused):
        record_event(by=PUBLIC, dossier=text, label={"en": "x"}, citations=path.told)


def test_an_unknown_procedure_is_refused_with_those_there_are(path: Path) -> None:
    text = register_instrument(by=path.by, kind="model_act", title="T", lang="en", citations=path.told)
    with pytest.raises(Refused) as refusal:
        open_dossier(by=path.by, instrument=text, assembly=path.assembly, procedure="roman-senate")
    assert "exercise" in str(refusal.value.remedy)


def test_an_actor_with_a_body_is_not_unresolved(path: Path) -> None:
    with pytest.raises(Refused):
        Actor("the side", path.assembly).columns()
    assert Actor("the side").columns()["actor_link"] == "unresolved"


def test_one_event_may_touch_several_steps_and_several_texts(path: Path) -> None:
    text = path.open()
    other = register_instrument(by=path.by, kind="agreement", title="Agreement", lang="en", citations=path.told)
    event = path.happen(text, "both considered", steps=["X05", "X06"], instruments=[text.instrument, other])
    assert (event.steps, event.instruments.count()) == (["X05", "X06"], 2)


def test_an_event_told_by_a_letter_is_reported_on_the_letter_s_day(path: Path) -> None:
    letter = register_document(by=path.by, title="Letter", number="12-4", date="2024-02-20", sender="Secretariat")
    event = record_event(
        by=path.by, dossier=path.open(), label={"en": "sent"}, citations=[cite_document(by=path.by, document=letter)],
        documents=[letter],
    )  # fmt: skip
    assert (event.reported, event.reported_basis) == ("2024-02-20", "stated")
    assert event.documents.get().number == "12-4"


def test_nobody_takes_part_in_another_s_mandate(path: Path) -> None:
    event = path.happen(path.open(), "considered")
    one, other = (register_person(by=path.by, name=n, lang="en", citations=path.told) for n in ("Ann Lee", "Bo Ray"))
    post = open_post(by=path.by, body=path.assembly, role="member")
    mandate = give_mandate(by=path.by, person=other, post=post, citations=path.told)
    with pytest.raises(Refused):
        record_participation(by=path.by, event=event, person=one, mandate=mandate, citations=path.told)


def test_the_database_keeps_dates_in_order(path: Path) -> None:
    event = Event(dossier=path.open(), recorded_at=dt.datetime.now(dt.UTC), date="x", date_basis="stated",
                  date_earliest=dt.date(2024, 3, 2), date_latest=dt.date(2024, 3, 1))  # fmt: skip
    with pytest.raises(IntegrityError), act(by=path.by, verb="forged") as a, transaction.atomic():
        a.save(event)


def test_a_bad_date_says_what_to_write_instead() -> None:
    with pytest.raises(Refused) as refusal:
        Day("29.11.2021").columns("date")
    assert "2021-11-29" in str(refusal.value)
    assert isinstance(refusal.value.__cause__, BadDate)
