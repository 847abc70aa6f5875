"""The invented assembly goes through the whole way: captured, read, ruled on; nothing is made by hand but relations."""

import datetime as dt

import pytest

from travaux.captures.models import Capture, Claim, Ruling
from travaux.captures.queries import capture
from travaux.dossiers import samples
from travaux.dossiers.models import Event, Statement
from travaux.dossiers.queries import dossier, news
from travaux.dossiers.summaries import DossierSummary
from travaux.instruments.models import InstrumentTitle
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.models import Line
from travaux.registry.models import Body, BodyName, Mandate, Person, StatedComposition

pytestmark = pytest.mark.django_db

LATER = dt.date(2026, 12, 1)


@pytest.fixture
def today(archives: str) -> DossierSummary:
    found = dossier(PUBLIC, archives, on=LATER, lang="en")
    assert found is not None
    return found


def test_one_act_two_pages_and_every_fact_from_a_claim(archives: str) -> None:
    assert Line.objects.count() == 1
    assert Capture.objects.count() == 2
    for model in (Event, Statement, BodyName, StatedComposition, Mandate, InstrumentTitle):
        assert not model.objects.exclude(citations__claim__isnull=False).exists(), model
    assert set(Ruling.objects.values_list("outcome", flat=True)) == {"confirmed", "edited", "rejected"}
    assert samples.load(by=OPERATOR, name="exercise").new is False
    assert Line.objects.count() == 1


def test_some_claims_are_left_for_the_reader_to_try(archives: str) -> None:
    assert Claim.objects.filter(ruling__isnull=True).exists()


def test_it_says_everywhere_that_it_is_an_exercise(archives: str, today: DossierSummary) -> None:
    for model in (Capture, Body, Person):
        assert set(model.objects.values_list("notice", flat=True)) == {"exercise"}
    assert today.notice == "exercise"
    assert {row.notice for row in news(PUBLIC, on=LATER, lang="en")} == {"exercise"}
    page = capture(PUBLIC, Capture.objects.get(lang="ru").sha256, on=LATER)
    assert page is not None
    assert page.segments[0].text.startswith("УЧЕБНЫЙ ПРИМЕР / EXERCISE.")


def test_both_languages_name_the_same_people_and_bodies(archives: str) -> None:
    assert Person.objects.count() == 4
    assert sorted(Person.objects.get(names__text="Anna Verbova").names.values_list("text", flat=True)) == [
        "Anna Verbova", "Анна Вербова",
    ]  # fmt: skip
    assert Body.objects.filter(kind="parliament").count() == 5
    assert Body.objects.filter(names__text="Парламент Клёна", kind="parliament").count() == 1
    assembly = Body.objects.get(kind="assembly")
    assert sorted(assembly.names.values_list("text", flat=True)) == ["Exercise Assembly", "Учебная ассамблея"]


def test_contradicting_seats_stand_side_by_side(archives: str) -> None:
    maple = Body.objects.get(names__text="Delegation of the Parliament of Maple")
    assert sorted(maple.compositions.values_list("seats", flat=True)) == [6, 7]


def test_what_is_awaited_is_named_parliament_by_parliament(today: DossierSummary) -> None:
    (waiting,) = today.waiting
    assert waiting.step.id == "X08"
    assert waiting.awaited == ("Parliament of Cedar", "Parliament of Larch", "Parliament of Maple")
    assert waiting.days == (21, 21)
    marks = {step.id: step.mark for phase in today.phases for step in phase.steps}
    assert (marks["X06"], marks["X07"], marks["X08"], marks["X11"]) == ("done", "done", "current", "ahead")


def test_before_the_second_page_speaks_the_draft_was_only_to_be_sent(archives: str) -> None:
    then = dossier(PUBLIC, archives, on=dt.date(2026, 9, 15), lang="en")
    assert then is not None
    assert [waiting.step.id for waiting in then.waiting] == ["X07"]
    assert then.last_done is not None
    assert then.last_done.label == "The Bureau is briefed on the work"


def test_words_are_held_and_shown(today: DossierSummary) -> None:
    assert {statement.words for statement in today.statements} == {
        "An archive that nobody may read is a locked drawer",
        "Три парламента ещё не ответили, и молчание не считается согласием",
    }


def test_people_without_a_quoted_capacity_are_shown_with_their_mandates(today: DossierSummary) -> None:
    found = {person.person.name.text: person.capacities for person in today.people}
    assert found["Anna Verbova"] == ("plenipotentiary representative, Parliament of Alder",)
