"""`read(write(tree, format)) == project(tree, format)`: on generated trees, and on texts that a profile would build."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.trees import documents
from tests.counts import ROUND_TRIPS
from travaux.core.text.akn_write import with_meta
from travaux.core.text.files import open_text, write
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.project import FORMATS, project
from travaux.core.text.refusals import TextRefused
from travaux.core.text.tree import Document, Line, Mark, Meta, Node, Note, line, names, tidy

WORDS = [
    "архив",
    "фонд",
    "сторона",
    "10,5",
    "«доступ»",
    "№ 7",
    "*",
    "_x_",
    "[1]",
    "<b>",
    "a|b",
    "#",
    "`код`",
    "\\",
    "~",
]


@st.composite
def lawful(draw: Any) -> Reading:
    """A law as people write it: articles with headings, parts, points, tables; then marks and notes in its lines."""
    said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda w: "Слово " + " ".join(w))
    rows = ["ЗАКОН", draw(said), ""]
    for article in range(1, draw(st.integers(1, 4)) + 1):
        rows.append(f"Статья {article}. {draw(said)}")
        for part in range(1, draw(st.integers(0, 3)) + 1):
            points = draw(st.integers(0, 2))
            rows.append(f"{part}. {draw(said)}{':' if points else '.'}")
            rows += [f"{point}) {draw(said)};" for point in range(1, points + 1)]
        if draw(st.booleans()):
            rows += [f"| {draw(said)} | {draw(said)} |".replace("a|b", "ab") for _ in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        rows += ["Приложение 1", draw(said), "Статья 1. Порядок", draw(said) + "."]
    reading = read_text("\n".join(rows), profile_id="cis-model-act", language="ru")
    return replace(reading, document=draw(marked(reading.document)))


@st.composite
def marked(draw: Any, node: Node) -> Any:
    """The same text with marks around words and notes after them."""
    if isinstance(node, Meta):
        return node
    if isinstance(node, Line) and node.kind in ("p", "heading"):
        runs: list[Node | str] = []
        for run in node.children:
            runs += draw(_dressed(run)) if isinstance(run, str) else [run]
        return node.with_children(tidy(runs))
    return node.with_children(draw(marked(child)) if isinstance(child, Node) else child for child in node.children)


@st.composite
def _dressed(draw: Any, text: str) -> list[Node | str]:
    pieces = re.split(r"(?<=\w)(?= )", text, maxsplit=1)
    if len(pieces) < 2 or draw(st.integers(0, 2)):
        return [text]
    first, rest = pieces
    kinds = draw(st.lists(st.sampled_from(["b", "i", "u", "sup", "ref", "term"]), min_size=1, max_size=3))
    inner: Node | str = rest
    for kind in kinds:
        inner = Mark(kind, (inner,))
    notes = [Note("authorialNote", (line("p", draw(st.sampled_from(WORDS)) + " сноска"), line("p", "ещё")), ())]
    return [first, inner, *(notes if draw(st.booleans()) else [])]


@settings(max_examples=ROUND_TRIPS)
@given(documents(), st.sampled_from(["akn", "docx", "html"]))
def test_any_tree_comes_back_as_its_projection(document: Document, target: str) -> None:
    again = open_text(write(document, target), name=f"a.{target}").document
    assert again == project(document, target)
    assert names(again) == names(project(document, target))


@settings(max_examples=ROUND_TRIPS)
@given(lawful(), st.sampled_from(["md", "odt", "txt"]))
def test_a_law_comes_back_from_light_formats(reading: Reading, target: str) -> None:
    data = write(reading.document, target, notice="EXERCISE * 1")
    again = open_text(data, name=f"a.{target}", profile_id=reading.profile, language=reading.language).document
    assert again == project(reading.document, target)


@settings(max_examples=ROUND_TRIPS)
@given(documents())
def test_what_was_projected_once_is_not_changed_again(document: Document) -> None:
    assert project(document, "akn") == with_meta(document)
    for target in FORMATS:
        once = project(document, target)
        assert project(once, target) == once


def test_a_format_that_is_not_read_has_no_projection() -> None:
    with pytest.raises(TextRefused, match="no format “pdf”"):
        project(read_text("ЗАКОН\nСтатья 1. Срок\nДа.").document, "pdf")
