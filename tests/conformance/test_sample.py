"""With the page's file given, every place that the demonstration sample cites lights up and says what the fact says."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from travaux.captures.actions import add_capture
from travaux.captures.models import Capture, Citation
from travaux.captures.queries import capture
from travaux.dossiers import samples
from travaux.dossiers.models import Event, Statement
from travaux.dossiers.queries import dossier
from travaux.instruments.models import InstrumentTitle
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.registry.models import Affiliation, BodyName, Mandate, PersonName, PostTitle, StatedComposition, Website

pytestmark = pytest.mark.django_db

LATER = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def page(conformance_data: Path) -> bytes:
    """The page's bytes; the sample knows them by their SHA-256."""
    (file,) = (conformance_data.parent / "seed").glob("*.txt")
    return file.read_bytes()


@pytest.fixture(scope="module")
def text(django_db_setup: None, django_db_blocker: Any, page: bytes) -> Iterator[str]:
    """The sample, and then the page it was made from; once for all tests here, which only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        samples.load(by=OPERATOR, name="csto-pa")
        add_capture(by=OPERATOR, data=page, name="page.txt", published="2022-06-06")
        yield page.decode()
        transaction.set_rollback(True)


def words(text: str, fact: Any) -> list[str]:
    return [text[c.start : c.end] for c in fact.citations.all()]


def test_the_file_is_recognised_by_its_sha256(text: str) -> None:
    assert Capture.objects.count() == 1
    shown = capture(PUBLIC, Capture.objects.get().sha256, on=LATER)
    assert shown is not None
    assert shown.held
    assert sum(segment.cited for segment in shown.segments) > 60


def test_names_and_titles_are_verbatim_at_their_places(text: str) -> None:
    for model in (BodyName, PersonName, PostTitle, InstrumentTitle):
        attested = model.objects.filter(origin="attested")
        assert attested.exists()
        for label in attested:
            assert words(text, label) == [label.text]


def test_a_mandate_stands_on_words_that_hold_the_name_and_the_office(text: str) -> None:
    for mandate in Mandate.objects.select_related("person", "post"):
        (said,) = words(text, mandate)
        assert mandate.person.names.get().text in said
        title = mandate.post.titles.get(origin="attested").text
        assert title.split()[-1] in said
        assert title.split()[0] in said


def test_a_composition_stands_on_its_number(text: str) -> None:
    for stated in StatedComposition.objects.select_related("chamber"):
        (said,) = words(text, stated)
        assert said.split()[:2] == [str(stated.seats), stated.unit]
        if stated.chamber:
            assert stated.chamber.names.filter(origin="attested").first().text.split()[0] in said


def test_sites_and_affiliations_stand_on_the_names_of_both(text: str) -> None:
    for site in Website.objects.all():
        (said,) = words(text, site)
        assert said.startswith("Website of the ")
        assert site.body.names.get(origin="attested").text in said
    for link in Affiliation.objects.filter(kind="delegation_to"):
        assert words(text, link)[0].endswith("CSTO PA")


def test_events_stand_on_words_with_their_verb_and_actor(text: str) -> None:
    for event in Event.objects.all():
        said = " ".join(words(text, event))
        assert event.verb.split()[-1] in said, event
        assert event.actor_quoted.removeprefix("the ").removeprefix("The ") in said, event
        if event.reporter_quoted and not event.label["en"].startswith("An interdepartmental"):
            assert event.reporter_quoted in said or event.date_basis == "stated", event


def test_the_exact_words_of_statements_come_from_the_page(text: str) -> None:
    summary = dossier(PUBLIC, "kaeyk8ea3804", on=LATER, lang="en")
    assert summary is not None
    for statement in summary.statements:
        assert statement.words is not None
        before, after = text.split(statement.words)
        assert (before[-1], after[0] in ",”") == ("“", True)
    assert Statement.objects.count() == 2


def test_no_sentence_of_the_page_is_in_the_sample(text: str) -> None:
    """Titles and names carry over; what the page says in between does not."""
    sample = (samples.FOLDER / "csto-pa" / "facts.yaml").read_text(encoding="utf-8")
    titles = {t.text for t in (*InstrumentTitle.objects.all(), *PostTitle.objects.all(), *BodyName.objects.all())}
    titles.add(Capture.objects.get().title)
    for title in sorted(titles, key=len, reverse=True):
        sample, text = sample.replace(title, "¶"), text.replace(title, "§")
    runs = (text[n : n + 45] for n in range(len(text) - 45))
    assert [run for run in runs if run in sample] == []


def test_every_citation_lies_inside_the_page(text: str) -> None:
    assert not Citation.objects.filter(end__gt=len(text)).exists()
