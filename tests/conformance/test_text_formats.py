"""Texts of others in other formats: the Declaration in ten languages, pages of published acts, acts in Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.text.akn_write import check_akn, write_akn
from travaux.core.text.bluebell_read import read_bluebell
from travaux.core.text.bluebell_write import write_bluebell
from travaux.core.text.files import open_text, write
from travaux.core.text.listing import listing
from travaux.core.text.project import project
from travaux.core.text.refusals import NotValid
from travaux.core.text.tree import Unit, walk

SCHEMA = "akn/oasis/TemporaryRelease20170330Final/akomantoso30.xsd"


def test_the_declaration_has_thirty_articles_named_alike_in_ten_languages(conformance_data: Path) -> None:
    files = sorted((conformance_data / "udhr").glob("*.xml"))
    assert len(files) == 10
    for file in files:
        reading = open_text(file.read_bytes(), name=file.name)
        document = reading.document
        articles = [node.eid for node in walk(document) if isinstance(node, Unit) and node.kind == "article"]
        misprinted = {doubt.where for doubt in reading.doubts}  # "таття 3." in one file: printed as given, reported
        assert articles == [f"art_tattya-{n}" if n in misprinted else f"art_{n}" for n in range(1, 31)], file.name
        assert misprinted == ({3} if "ukr" in file.name else set())
        check_akn(write_akn(document), conformance_data / SCHEMA)


@pytest.mark.parametrize(("name", "kind", "count"), [("tz-cap1", "section", 85), ("tz-cap6", "section", 186)])
def test_a_published_page_becomes_its_act(conformance_data: Path, name: str, kind: str, count: int) -> None:
    data = (conformance_data / f"akn/indigo/importer_fixtures/{name}.html").read_bytes()
    document = open_text(data, name=f"{name}.html").document
    assert sum(node.kind == kind for node in walk(document)) == count
    check_akn(write_akn(document), conformance_data / SCHEMA)


@pytest.mark.parametrize("target", ["akn", "docx", "html"])
def test_corpora_come_back_from_every_format(conformance_data: Path, target: str) -> None:
    """`read(write(tree, format)) == project(tree, format)` for Akoma Ntoso that others wrote."""
    files = [*sorted((conformance_data / "akn/oasis").rglob("*-examples/*.xml")),
             *sorted((conformance_data / "akn/bluebell/roundtrip").glob("*.xml")),
             conformance_data / "akn/indigo/swahili_in.xml"]  # fmt: skip
    assert len(files) >= 12
    wrong = []
    for file in files:
        document = open_text(file.read_bytes(), name=file.name).document
        again = open_text(write(document, target), name=f"a.{target}").document
        if again != project(document, target) or listing(again) != listing(project(document, target)):
            wrong.append(file.name)
    assert wrong == []


def test_the_texts_of_another_school_are_read_written_and_read_the_same(conformance_data: Path) -> None:
    folder = conformance_data / "akn"
    files = [*sorted((folder / "bluebell/roundtrip").glob("*.txt")),
             *sorted((folder / "indigo/importer_fixtures").glob("*.txt"))]  # fmt: skip
    assert len(files) >= 20
    for file in files:
        document = read_bluebell(file.read_text("utf-8"), name=file.name).document
        assert read_bluebell(write_bluebell(document)).document == document, file.name


def test_what_they_read_of_them_is_valid(conformance_data: Path) -> None:
    """By the strict schema; it does not allow a heading between the parts of a judgment, nor `valign` on a cell."""
    invalid = []
    for file in sorted((conformance_data / "akn").rglob("*.txt")):
        try:
            check_akn(write_akn(read_bluebell(file.read_text("utf-8")).document), conformance_data / SCHEMA)
        except NotValid:
            invalid.append(file.name)
    assert invalid == ["judgment-attachments.txt", "tables.txt"]


def test_akoma_ntoso_of_that_school_is_written_in_its_markup_and_read_again(conformance_data: Path) -> None:
    files = sorted((conformance_data / "akn/bluebell/roundtrip").glob("*.xml"))
    assert len(files) == 6
    for file in files:
        document = open_text(file.read_bytes(), name=file.name).document
        again = read_bluebell(write_bluebell(document)).document
        assert again.body == document.body, file.name
        assert listing(again) == listing(document), file.name


def test_the_pair_of_text_and_xml_is_the_same_document(conformance_data: Path) -> None:
    """The XML has editors' remarks marked, which the text only puts in brackets: words and names are compared."""
    folder = conformance_data / "akn/indigo/importer_fixtures"
    text = open_text((folder / "wrap-annotations.txt").read_bytes(), name="wrap-annotations.txt").document
    assert listing(text) == listing(open_text((folder / "wrap-annotations.xml").read_bytes()).document)
