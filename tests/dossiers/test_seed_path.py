"""The demonstration dossier on its path: each of its events on its step, what was only decided never shown as done."""

import datetime as dt

import pytest

from tests.dossiers.conftest import LATER
from travaux.dossiers.index import listed
from travaux.dossiers.models import Event, Place
from travaux.dossiers.queries import dossier, register
from travaux.dossiers.summaries import DossierSummary
from travaux.lib.viewer import OPERATOR, PUBLIC, Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(csto: str) -> DossierSummary:
    found = dossier(PUBLIC, csto, on=LATER, lang="en")
    assert found is not None
    return found


def test_each_event_stands_on_its_step(today: DossierSummary) -> None:
    told = [(event.mood, [step.id for step in event.steps], [step.id for step in event.orders])
            for event in sorted(today.history, key=lambda event: Event.objects.get(pk=event.id).position)]  # fmt: skip
    assert told == [
        ("done", ["A02′"], []),  # the plenary sets the task
        ("done", ["A04"], []),  # the group prepares the parameters
        ("done", ["A03"], []),  # the lead implementer is engaged
        ("done", ["A05"], []),  # the draft is written
        ("done", ["A06"], []),  # the board reviews it
        ("done", ["A07"], []),  # the commission considers it
        ("advocated", ["A07"], []),  # one side asks for something there
        ("decided", ["A07"], ["A08", "A09", "A10"]),  # the commission decides to inform and to send
        ("done", ["A08"], []),  # the Council is informed
        ("state", [], []),  # the work is in progress: no step
    ]


@pytest.mark.parametrize("viewer", [PUBLIC, OPERATOR])
def test_sending_and_opinions_are_open_and_nothing_says_that_it_was_sent(csto: str, viewer: Viewer) -> None:
    found = dossier(viewer, csto, on=LATER, lang="en")
    assert found is not None
    ahead = {each.step.id: each for each in found.outlook.ahead}
    assert [id for id, each in ahead.items() if each.decided] == ["A09", "A10"]
    assert {each.says for each in ahead.values()} <= {"usual", ""}, "no rule of it was read in its primary text"
    steps = {step.id: step for phase in found.phases for step in phase.steps}
    assert [(steps[id].ordered, steps[id].times, steps[id].date) for id in ("A09", "A10")] == [(True, 0, None)] * 2
    assert found.outlook.deadlines == ()
    assert {each.says for each in found.outlook.barred} == {"not_yet"}
    place = Place.objects.filter(dossier=csto).order_by("begins").last()
    assert place is not None
    assert (listed(place.waits), place.here, place.over, place.due) == (("A09", "A10"), "A09", False, None)


def test_the_sample_foresees_all_that_happened(csto: str) -> None:
    found = dossier(OPERATOR, csto, on=LATER, lang="en")
    assert found is not None
    assert found.outlook.unforeseen == ()
    assert found.outlook.as_of == dt.date(2022, 6, 6)


def test_the_register_finds_it_by_who_must_send_it(csto: str) -> None:
    def asked(**wanted: str) -> list[str]:
        return [row.id for row in register(PUBLIC, on=LATER, lang="en", **wanted)]  # type: ignore[arg-type]

    assert asked(actor="cis-model-act:secretariat") == [csto]
    assert asked(actor="cis-model-act:plenary") == []
    assert asked(step="cis-model-act:A09") == [csto]
    assert asked(due="overdue") == []
