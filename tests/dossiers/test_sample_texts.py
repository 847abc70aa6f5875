"""The texts of the exercise: every version where its files say, made of the amendments that were agreed."""

from pathlib import Path

import pytest

import travaux.sample
from travaux.core.text.diff import diff
from travaux.core.text.plain import read_text
from travaux.dossiers import samples
from travaux.instruments.models import Alignment, Amendment, AmendmentRuling, Expression, Pointer, Provenance, Version
from travaux.instruments.reading import document_from
from travaux.lib.viewer import OPERATOR
from travaux.record.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archives")]
FOLDER = Path(travaux.sample.__path__[0]) / "exercise" / "archives"


def test_three_versions_in_two_authentic_languages_at_permanent_addresses() -> None:
    found = Version.objects.order_by("expression__lang", "position").values_list("pk", "expression__lang", "number")
    assert list(found) == [
        ("143egmgxk7z0", "en", "1"), ("9z13k52wy3zq", "en", "2"), ("6a7y2jhbc77p", "en", "3"),
        ("4xn2w44cjn62", "ru", "1"), ("yr9nq2jekvzg", "ru", "2"), ("q139tkn9jfta", "ru", "3"),
    ]  # fmt: skip
    assert set(Expression.objects.values_list("authentic", "notice")) == {(True, "exercise")}
    assert set(Version.objects.values_list("notice", flat=True)) == {"exercise"}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_version_made_here_is_the_one_in_the_file(lang: str) -> None:
    version = Version.objects.get(expression__lang=lang, number="3")
    written = read_text((FOLDER / f"v3.{lang}.txt").read_text("utf-8"), profile_id=version.profile).document
    assert not diff(document_from(bytes(version.text.akn)), written).changes
    assert version.origin == "merged"


def test_each_change_knows_whose_it_is() -> None:
    told = Provenance.objects.filter(version__expression__lang="en").order_by("position")
    said = [(row.amendment.number, row.kind, row.eid) for row in told.select_related("amendment")]
    assert [number for number, _, _ in said] == ["3", "1", "4", "5", "14", "8", "10", "9", "11"]
    assert ("10", "added", "chp_V__art_21__para_4") in said
    assert all(row.uid for row in told)


def test_amendments_are_tabled_in_the_language_of_their_author() -> None:
    assert Amendment.objects.count() == 15
    assert Amendment.objects.get(number="1").version.expression.lang == "en"
    assert Amendment.objects.get(number="2").version.expression.lang == "ru"
    assert AmendmentRuling.objects.filter(amendment__number="6").count() == 0
    assert sorted(Amendment.objects.values_list("author__kind", flat=True).distinct()) == ["delegation"]


def test_the_current_draft_is_the_last_version() -> None:
    assert set(Pointer.objects.filter(end="..").values_list("version__number", flat=True)) == {"3"}
    assert not Alignment.objects.exists()


def test_loaded_again_they_are_there_once() -> None:
    before = (Version.objects.count(), Line.objects.count())
    assert samples.load(by=OPERATOR, name="exercise").new is False
    assert (Version.objects.count(), Line.objects.count()) == before
