"""Texts, what they are called and what they are to one another; a task shows what is recorded, and infers nothing."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from travaux.captures.actions import cite_entry
from travaux.captures.rulings import withdraw
from travaux.instruments.actions import register_instrument, relate, title_instrument
from travaux.instruments.models import Instrument, InstrumentRelation, InstrumentTitle
from travaux.instruments.queries import instrument, tasks
from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer
from travaux.record.actions import act
from travaux.record.models import Line

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def told(by: Viewer) -> Any:
    return [cite_entry(by=by, capacity="secretary", on=dt.date(2024, 5, 1))]


def text(by: Viewer, told: Any, kind: str, title: str, **about: Any) -> Instrument:
    return register_instrument(by=by, kind=kind, title=title, lang="en", citations=told, **about)


def test_a_title_as_attested_comes_first_and_ours_is_marked(by: Viewer, told: Any) -> None:
    standard = text(by, told, "standard", "Standard on Bridges")
    title_instrument(by=by, instrument=standard, text="Стандарт мостов", lang="ru", origin="ours", citations=told)
    english, russian = (instrument(PUBLIC, standard.pk, on=TODAY, lang=lang) for lang in ("en", "ru"))
    assert english is not None
    assert russian is not None
    assert (english.instrument.title.text, english.instrument.title.translation) == ("Standard on Bridges", "")
    assert (russian.instrument.title.text, russian.instrument.title.lang) == ("Standard on Bridges", "en")
    assert russian.instrument.title.translation == "Стандарт мостов"


def test_a_task_shows_delivery_only_where_a_source_says_so(by: Viewer, told: Any) -> None:
    decision, standard, draft, act_ = (
        text(by, told, kind, kind.title()) for kind in ("decision", "standard", "recommendations", "model_act")
    )
    relate(by=by, subject=decision, kind="sets_task_for", to=standard, citations=told)
    relate(by=by, subject=draft, kind="drafted_under", to=decision, citations=told)
    (open_task,) = tasks(PUBLIC, on=TODAY, lang="en")
    assert (open_task.delivered, [r.subject.id for r in open_task.under_way]) == ((), [draft.pk])
    done = relate(by=by, subject=act_, kind="fulfils", to=standard, citations=told)
    (task,) = tasks(PUBLIC, on=TODAY, lang="en")
    assert [r.subject.id for r in task.delivered] == [act_.pk]
    withdraw(by=by, fact=done, reason="another standard was meant")
    assert tasks(PUBLIC, on=TODAY, lang="en") == (open_task,)


@pytest.mark.parametrize("wrong", [{"kind": "cousin_of"}, {"citations": []}])
def test_a_relation_needs_a_kind_and_a_source(by: Viewer, told: Any, wrong: dict[str, Any]) -> None:
    one, other = text(by, told, "decision", "D"), text(by, told, "standard", "S")
    with pytest.raises(Refused):
        relate(**{"by": by, "subject": one, "kind": "fulfils", "to": other, "citations": told, **wrong})
    with pytest.raises(Refused):
        relate(by=by, subject=one, kind="fulfils", to=one, citations=told)
    assert InstrumentRelation.objects.count() == 0


def test_the_database_refuses_a_text_related_to_itself(by: Viewer, told: Any) -> None:
    one = text(by, told, "decision", "D")
    row = InstrumentRelation(subject=one, kind="fulfils", object=one, recorded_at=dt.datetime.now(dt.UTC))
    with pytest.raises(IntegrityError), act(by=by, verb="forged") as a, transaction.atomic():
        a.save(row)


def test_an_unknown_kind_a_missing_title_and_the_public_are_refused(by: Viewer, told: Any) -> None:
    lines = Line.objects.count()
    with pytest.raises(Refused):
        register_instrument(by=by, kind="poem")
    with pytest.raises(Refused):
        register_instrument(by=PUBLIC, kind="decision")
    with pytest.raises(Refused):
        text(by, told, "decision", "   ")
    assert (Instrument.objects.count(), Line.objects.count()) == (0, lines)


def test_a_hidden_text_hides_what_is_said_of_it(by: Viewer, told: Any) -> None:
    secret = text(by, told, "decision", "Secret", level="secretariat")
    known = text(by, told, "standard", "Known")
    relate(by=by, subject=secret, kind="sets_task_for", to=known, citations=told)
    page = instrument(PUBLIC, known.pk, on=TODAY, lang="en")
    assert page is not None
    assert page.relations == ()
    assert instrument(PUBLIC, secret.pk, on=TODAY, lang="en") is None
    assert tasks(PUBLIC, on=TODAY, lang="en") == ()
    assert len(tasks(by, on=TODAY, lang="en")) == 1
    assert InstrumentTitle.objects.visible(PUBLIC, TODAY).count() == 1
