"""The demonstration sample: what the page states and no more, at permanent addresses."""

from typing import Any

import pytest

from tests.dossiers.conftest import LATER
from travaux.captures.models import Capture
from travaux.dossiers.models import Dossier, Event, Statement
from travaux.instruments.models import InstrumentRelation
from travaux.lib.viewer import PUBLIC
from travaux.registry.models import Body, Mandate, StatedComposition, Website

pytestmark = pytest.mark.django_db


def test_its_addresses_are_permanent(csto: str) -> None:
    assert csto == "kaeyk8ea3804"
    assert Dossier.objects.get().instrument_id == "7tz11y4vwp6q"


def test_the_compositions_are_those_of_the_page(csto: str) -> None:
    english = StatedComposition.objects.filter(delegation__names__lang="en")
    sent = "Delegation of the "
    stated = [(name.removeprefix(sent).split()[0:2], seats) for name, seats in english.values_list(
        "delegation__names__text", "seats")]  # fmt: skip
    assert sorted(stated) == [
        (["Federal", "Assembly"], 10), (["Federal", "Assembly"], 12), (["National", "Assembly"], 4),
        (["National", "Assembly"], 7), (["Parliament", "of"], 8), (["Parliament", "of"], 8),
        (["Supreme", "Assembly"], 6), (["Supreme", "Assembly"], 6), (["Supreme", "Council"], 6),
    ]  # fmt: skip
    assert StatedComposition.objects.filter(chamber__isnull=True).count() == 1
    assert not StatedComposition.objects.exclude(start="", end="").exists()


def test_four_representatives_two_of_them_deputy_executive_secretaries_and_none_for_tajikistan(csto: str) -> None:
    held = Mandate.objects.values_list("post__role", flat=True)
    assert sorted(held) == [
        "chair", "deputy_executive_secretary", "deputy_executive_secretary", "member",
        *["plenipotentiary_representative"] * 4,
    ]  # fmt: skip
    silences = [said["en"] for said in Capture.objects.get().silent_on]
    assert "No plenipotentiary representative is named for Tajikistan." in silences
    assert "No delegation of Armenia is listed." in silences
    assert not Body.objects.filter(names__text__icontains="Armenia").exists()


def test_three_websites_are_announced_without_an_address(csto: str) -> None:
    assert list(Website.objects.values_list("url", flat=True)) == ["", "", ""]


def test_four_instruments_are_kept_apart(csto: str) -> None:
    kinds = InstrumentRelation.objects.values_list("subject__kind", "kind", "object__kind")
    assert set(kinds) == {
        ("decision", "sets_task_for", "standard"), ("recommendations", "drafted_under", "decision"),
        ("agreement", "possible_means_of", "standard"), ("agreement", "drafted_with", "recommendations"),
    }  # fmt: skip


def test_every_fact_cites_the_page_and_says_that_it_is_a_demonstration(csto: str) -> None:
    facts: list[Any] = [*Event.objects.all(), *Statement.objects.all(), *Mandate.objects.all()]
    for fact in facts:
        for citation in fact.citations.select_related("capture"):
            assert citation.capture.sha256.startswith("8416ea9ca3c5b460")
            assert citation.end > citation.start
    assert set(Body.objects.values_list("notice", flat=True)) == {"demonstration"}


def test_the_page_itself_is_not_part_of_the_sample(csto: str) -> None:
    from travaux.captures.queries import capture  # inline: beside its one use

    page = capture(PUBLIC, Capture.objects.get().sha256, on=LATER)
    assert page is not None
    assert (page.held, page.seen, page.published, page.url) == (False, "", "2022-06-06", "")
