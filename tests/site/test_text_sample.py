"""The invented recommendations: two languages in step, formulae that hold, and a third version that they make."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import travaux.sample
from travaux.core.text.amend.consolidate import amend_by_formula
from travaux.core.text.diff import diff
from travaux.core.text.merge import Merged, merge
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.profiles import profile
from travaux.core.text.tree import Document, Unit, walk

FOLDER = Path(travaux.sample.__path__[0]) / "exercise" / "archives"
ABOUT = yaml.safe_load((FOLDER / "about.yaml").read_text("utf-8"))
AMENDMENTS = yaml.safe_load((FOLDER / "amendments.yaml").read_text("utf-8"))
PROFILE = profile(ABOUT["profile"])


def reading(number: str, language: str) -> Reading:
    return read_text((FOLDER / f"v{number}.{language}.txt").read_text("utf-8"))


def shape(document: Document) -> list[str]:
    return [node.kind for node in walk(document) if isinstance(node, Unit)]


def amended(language: str, numbers: set[int]) -> list[tuple[str, Document]]:
    """Version 2 as each of these amendments alone leaves it."""
    base = reading("2", language).document
    made = []
    for each in AMENDMENTS:
        if each["number"] in numbers:
            text, log = amend_by_formula(base, each["formula"][language], PROFILE, language=language)
            assert [outcome.status for outcome in log] == ["applied"], each["number"]
            made.append((str(each["number"]), text))
    return made


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_both_languages_are_read_alike_and_without_doubt(number: str) -> None:
    english, russian = reading(number, "en"), reading(number, "ru")
    assert (english.profile, russian.profile) == (ABOUT["profile"], ABOUT["profile"])
    assert (english.doubts, russian.doubts) == ((), ())
    assert shape(english.document) == shape(russian.document)
    assert shape(english.document).count("article") in (38, 40)
    assert len(english.document.components) == 2


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_third_version_is_the_second_with_what_was_agreed(language: str) -> None:
    applied = set(ABOUT["versions"][2]["applied"][language])
    merged: Merged = merge(reading("2", language).document, amended(language, applied))
    assert merged.conflicts == ()
    assert not diff(merged.document, reading("3", language).document).changes
    agreed = {each["number"] for each in AMENDMENTS if each.get("ruling", {}).get("outcome") == "agreed"}
    assert agreed - applied == ({12, 13} if language == "en" else set())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_amendments_quarrel_where_they_should(language: str) -> None:
    soft = {15}
    merged = merge(reading("2", language).document, amended(language, {e["number"] for e in AMENDMENTS} - soft))
    quarrels = {conflict.amendments for conflict in merged.conflicts}
    assert {("1", "2"), ("7", "8"), ("6", "9")} <= quarrels
    assert any(authors == ("4", "5") for authors, _ in merged.applied)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_soft_proposal_orders_nothing(language: str) -> None:
    [soft] = (each for each in AMENDMENTS if each["number"] == 15)
    base = reading("2", language).document
    text, log = amend_by_formula(base, soft["formula"][language], PROFILE, language=language)
    assert text == base
    assert [outcome.status for outcome in log] == ["not_executable"]


def test_authors_are_delegations_of_the_exercise() -> None:
    keys: Any = yaml.safe_load((FOLDER.parent / "choices.yaml").read_text("utf-8"))["bodies"]
    authors = {each["author"] for each in AMENDMENTS}
    assert len(authors) == 4
    assert {author.removesuffix(".delegation") for author in authors} <= set(keys)
