"""Accepted and rejected: what must stay stays, and paragraphs join over whatever stands between them."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.core.text.docx.test_amendments import gone, paragraph, run, sign
from tests.core.text.hostile import OFFICE, WORD, rels, word
from travaux.core.text.docx.package import W, open_package, paragraph_text
from travaux.core.text.docx.resolve import resolve


def body_of(body: str, *, accept: bool) -> etree._Element:
    return open_package(resolve(word(body=body), accept=accept)).body


def said(body: str, *, accept: bool) -> list[str]:
    return [paragraph_text(p) for p in body_of(body, accept=accept).iter(W + "p")]


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def test_a_cell_keeps_its_last_paragraph() -> None:
    only = table(paragraph(gone("Gone."), mark="del"), paragraph(run("Stays.")))
    assert said(only, accept=True) == ["", "Stays."]
    under_a_table = table(table(paragraph(run("inner"))) + paragraph(gone("Gone."), mark="del"))
    assert said(under_a_table, accept=True) == ["inner", ""]


CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
RANGE = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'


@pytest.mark.parametrize("between", [CONTROL, RANGE, CONTROL.format(CONTROL), "<w:proofErr/>{}"])
def test_paragraphs_join_into_a_control_and_over_marks(between: str) -> None:
    body = paragraph(run("One"), mark="del") + between.format(paragraph(run(" and two."))) + paragraph(run("Three."))
    assert said(body, accept=True) == ["One and two.", "Three."]
    assert said(body, accept=False) == ["One", " and two.", "Three."]


def test_paragraphs_join_out_of_a_control_and_never_into_a_table() -> None:
    inside = CONTROL.format(paragraph(run("One")) + paragraph(run("Two"), mark="del"))
    assert said(inside + paragraph(run(" and three.")), accept=True) == ["One", "Two and three."]
    assert said(paragraph(run("One"), mark="del") + table(paragraph(run("cell"))), accept=True) == ["One", "cell"]


@pytest.mark.parametrize(("accept", "merges"), [(True, ["restart", ""]), (False, [])])
def test_cells_that_were_merged(accept: bool, merges: list[str]) -> None:
    cell = f'<w:tc><w:tcPr><w:cellMerge w:id="1" w:author="Anna" w:vMerge="{{}}"/></w:tcPr>{paragraph(run("x"))}</w:tc>'
    rows = "".join(f"<w:tr>{cell.format(said)}</w:tr>" for said in ("rest", "cont"))
    made = body_of(f"<w:tbl>{rows}</w:tbl>", accept=accept)
    assert [merge.get(W + "val", "") for merge in made.iter(W + "vMerge")] == merges
    assert next(made.iter(W + "cellMerge"), None) is None


def test_a_strict_file_is_put_in_the_usual_names_wherever_they_stand() -> None:
    math = "<m:oMath xmlns:m='http://purl.oclc.org/ooxml/officeDocument/math'><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    usual = word(body=paragraph(run("A "), sign("ins", math)))
    parts = {name: data.decode() for name, data in open_package(usual).parts.items()}
    strict = {
        "word/document.xml": parts["word/document.xml"]
        .replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("<w:document ", '<w:document w:conformance="strict" '),
        "_rels/.rels": rels("officeDocument", "word/document.xml", outside=False).replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    made = open_package(resolve(word(dict(strict)), accept=True))
    root = made.tree("word/document.xml")
    assert (
        root is not None and b"purl.oclc.org" not in etree.tostring(root) and b"conformance" not in etree.tostring(root)
    )
    assert next(root.iter("{http://schemas.openxmlformats.org/officeDocument/2006/math}t")).text == "x=1"
