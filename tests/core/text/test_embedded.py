"""The tree inside a Word file: exact while the words are the same, a help and not an authority once they changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings

from tests.core.text.trees import documents
from tests.counts import ROUND_TRIPS
from travaux.core.text.docx.amendments import amendments
from travaux.core.text.docx.embedded import stamp
from travaux.core.text.docx.package import open_package
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.write import write_docx
from travaux.core.text.eids import by_eid
from travaux.core.text.files import open_text, write
from travaux.core.text.plain import read_text
from travaux.core.text.project import project
from travaux.core.text.tree import Document, Node, Unit, names

LAW = "ЗАКОН\nОб архивах\n\nСтатья 1. Предмет\n1. Доступ открыт.\n2. Срок – десять лет.\nСтатья 2. Плата\nНе взимается."


def named(document: Document) -> Document:
    """The same text, each unit with a uid."""

    def with_uid(node: Node) -> Node:
        children = tuple(with_uid(child) if isinstance(child, Node) else child for child in node.children)
        return replace(node, children=children, uid=f"u-{node.eid}" if isinstance(node, Unit) else None)

    made = with_uid(document)
    assert isinstance(made, Document)
    return made


def changed(data: bytes, change: Callable[[str], str]) -> bytes:
    """The same Word file after somebody edited its body."""
    package = open_package(data)
    package.trees.clear()
    package.parts["word/document.xml"] = change(package.parts["word/document.xml"].decode()).encode()
    return package.bytes()


@settings(max_examples=ROUND_TRIPS)
@given(documents())
def test_a_word_file_that_we_wrote_gives_its_tree_back(document: Document) -> None:
    again = open_text(write(document, "docx", notice="EXERCISE")).document
    assert again == project(document, "docx")
    assert names(again) == names(project(document, "docx"))


def test_when_the_words_were_changed_they_win_and_uids_stay() -> None:
    document = named(read_text(LAW).document)
    edited = changed(write_docx(document), lambda xml: xml.replace("десять лет", "пять лет"))
    reading = open_text(edited)
    part = by_eid(reading.document)["art_1__para_2"]
    assert isinstance(part, Unit)
    assert (part.own_words, part.uid) == ("Срок – пять лет.", "u-art_1__para_2")
    assert "the words were changed" in reading.doubts[0].why


def test_a_part_that_says_other_words_than_the_body_is_not_believed() -> None:
    document = read_text(LAW).document
    package = open_package(write_docx(document))
    package.trees.clear()
    package.parts["customXml/item1.xml"] = package.parts["customXml/item1.xml"].replace(
        "открыт".encode(), "закрыт".encode()
    )
    assert "Доступ открыт." in str(open_text(package.bytes()).document)


def test_a_split_paragraph_or_a_new_mark_is_a_change() -> None:
    data = write_docx(read_text(LAW).document)
    split = changed(data, lambda xml: xml.replace("Не взимается.", "Не</w:t></w:r></w:p><w:p><w:r><w:t>взимается."))
    bold = changed(data, lambda xml: re.sub(r"<w:r>(<w:t[^>]*>Не )", r"<w:r><w:rPr><w:b/></w:rPr>\1", xml))
    for edited in (split, bold):
        assert open_text(edited).doubts


def test_runs_cut_in_pieces_by_word_are_no_change() -> None:
    data = write_docx(read_text(LAW).document)
    cut = changed(data, lambda xml: xml.replace("взимается", "взи</w:t></w:r><w:proofErr/><w:r><w:t>мается"))
    assert open_text(cut).doubts == ()


def test_tracked_changes_are_recognised_by_the_stamp() -> None:
    old = named(read_text(LAW).document)
    new = open_text(changed(write_docx(old), lambda xml: xml.replace("десять", "пять"))).document
    tracked = redline(write_docx(old), write_docx(new), author="Delegate", when="2024-01-01T00:00:00Z")
    found = amendments(tracked)
    assert (found.known_by, found.as_json()["base"]) == ("stamp", {"known_by": "stamp", "sha256": stamp(old)})
    assert [(a.unit, a.old, a.new) for a in found.amendments] == [("art_1__para_2", "десять", "пять")]
    assert found.residue == ()
    assert open_text(tracked).document == new


def test_what_was_changed_without_tracking_is_residue() -> None:
    old = read_text(LAW).document
    tracked = redline(write_docx(old), write_docx(old), author="D", when="2024-01-01T00:00:00Z")
    edited = changed(tracked, lambda xml: xml.replace("Не взимается", "Взимается"))
    found = amendments(edited)
    assert found.known_by == "stamp"
    assert [(r.op, r.unit, r.old, r.new) for r in found.residue if hasattr(r, "op")] == [
        ("untracked", "art_2", "Не взимается.", "Взимается.")
    ]


def test_an_annexed_agreement_does_not_make_an_act_a_treaty() -> None:
    said = (
        "MODEL LAW\non Archives\n\nArticle 1. Subject\n1. This model law is about archives.\n\nAnnex 1\n\n"
        "AGREEMENT\non Archives\n\nThe Parties to this Agreement, the contracting parties to the present Agreement,\n"
        "have agreed as follows.\n\nArticle 1. Depositary\nThe depositary is the parties to this Agreement.\n"
    )
    read = read_text(said)
    assert read.profile == "cis-model-act"
    for data in (write(read.document, "docx"), write(read.document, "html"), write(read.document, "akn")):
        assert open_text(data).profile == "cis-model-act"
    assert open_text(write(read.document, "docx"), profile_id="treaty").profile == "treaty"
