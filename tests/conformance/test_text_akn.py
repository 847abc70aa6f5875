"""Akoma Ntoso that others wrote: read without loss, written back, named by the field's own rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from travaux.core.text import kinds
from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import check_akn, with_meta, write_akn
from travaux.core.text.eids import mint
from travaux.core.text.refusals import NotValid
from travaux.core.text.tree import Document, Fact, names, walk
from travaux.core.text.vocabulary import CLASSES, holds_text

SCHEMA = "akn/oasis/TemporaryRelease20170330Final/akomantoso30.xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"


def everything(data: bytes) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """All elements with their attributes, and all the text without white space."""
    root = etree.fromstring(data)
    elements = [
        (etree.QName(e).localname, {k: v for k, v in e.attrib.items() if "schemaLocation" not in k})
        for e in root.iter("{*}*")
    ]
    return elements, re.sub(r"\s+", "", "".join(root.itertext("{*}*")))


def load(folder: Path, name: str) -> Document:
    return read_akn((folder / name).read_bytes(), name=name).document


def test_every_file_is_read_without_loss(conformance_data: Path) -> None:
    folder = conformance_data / "akn"
    files = [
        f for f in sorted(folder.rglob("*.xml")) if "example" in str(f) or "bluebell" in str(f) or "indigo" in str(f)
    ]
    assert len(files) >= 20
    for file in files:
        data = file.read_bytes()
        document = read_akn(data, name=file.name).document
        written = write_akn(document)
        if document.meta:
            assert everything(written) == everything(data), file.name
        again = read_akn(written).document
        assert again == with_meta(document), file.name
        assert names(again) == names(with_meta(document)), file.name


def test_the_swahili_constitution_keeps_its_provisions(conformance_data: Path) -> None:
    reading = read_akn((conformance_data / "akn/indigo/swahili_in.xml").read_bytes())
    named = [node for node in walk(reading.document) if node.eid and not isinstance(node, Fact)]
    assert len({node.eid for node in named}) == len(named) > 1000
    assert reading.verbatim == ("staticContent",)


@pytest.mark.parametrize(("given", "expected"), [
    ("bad_eids", "out"), ("missing_eids", "out"), ("out", "out"), ("unchanged_1", "unchanged_1"),
    ("unchanged_2", "unchanged_2"),
])  # fmt: skip
def test_eids_are_rewritten_as_the_field_does(conformance_data: Path, given: str, expected: str) -> None:
    folder = conformance_data / "akn/bluebell/rewrite_eids"
    minted, wanted = mint(load(folder, f"{given}.xml")), load(folder, f"{expected}.xml")
    assert names(minted) == names(wanted)


@pytest.mark.parametrize("name", ["eids_basic", "eids_edge", "eids_debatereport", "attribs", "escapes",
                                  "nested_attachments"])  # fmt: skip
def test_eids_of_the_round_trip_files_come_out_the_same(conformance_data: Path, name: str) -> None:
    document = load(conformance_data / "akn/bluebell/roundtrip", f"{name}.xml")
    assert names(mint(document)) == names(document)


def test_valid_examples_are_written_valid(conformance_data: Path) -> None:
    folder = conformance_data / "akn/oasis/csprd02-part2-specs/csprd02-part2-specs-examples"
    invalid = []
    for file in sorted(folder.glob("*.xml")):
        try:
            check_akn(write_akn(read_akn(file.read_bytes()).document), conformance_data / SCHEMA)
        except NotValid as refusal:
            invalid.append((file.name, str(refusal)))
    assert [name for name, why in invalid] == [
        "za_Judgement_2008-11-26.xml"
    ]  # its <opinion> has no @by, before as after
    assert "'opinion': The attribute 'by' is required" in invalid[0][1]


def test_the_vocabulary_is_the_schemas(conformance_data: Path) -> None:
    """Every element that the schema knows outside metadata has a class; those that hold text are told apart."""
    schema = etree.parse(str(conformance_data / SCHEMA)).getroot()
    types = {t.get("name"): t for t in schema.findall(XS + "complexType")}

    def mixed(kind: etree._Element | None) -> bool:
        if kind is None:
            return False
        extended = kind.find(f"{XS}complexContent/{XS}extension")
        return kind.get("mixed") == "true" or (extended is not None and mixed(types.get(extended.get("base"))))

    in_schema = {e.get("name"): e for e in schema.findall(XS + "element")}
    for kind in kinds.UNITS | kinds.BOXES | kinds.LINES | kinds.MARKS | kinds.NOTES | kinds.DOCUMENTS:
        assert kind in in_schema, f"{kind} is no element of Akoma Ntoso 3.0"
    for kind, element in in_schema.items():
        holder = element.find(XS + "complexType") if element.get("type") is None else types.get(element.get("type"))
        if mixed(holder):
            assert holds_text(kind), f"{kind} holds text by the schema"
        elif kind in CLASSES and kind not in {"noteRef", "br", "img", "eol", "eop", "marker", "note"}:
            assert not holds_text(kind), f"{kind} holds elements only by the schema"
