"""Generated texts: trees with everything that the vocabulary allows, and edited copies of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from travaux.core.text.akn_write import with_meta
from travaux.core.text.eids import mint
from travaux.core.text.tables import table_from_rows
from travaux.core.text.tree import Box, Component, Document, Line, Mark, Node, Note, Unit, line, tidy, unit

WORDS = [
    *("архив", "фонд", "сторона", "обмен", "закон", "срок", "копия", "опись", "доступ", "статья", "открыт", "закрыт"),
    *("and", "the", "archives", "of", "parties", "shall", "exchange", "copies", "10,5", "3-1", "«доступ»", "№", "%"),
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(lambda said: " ".join(said) + ".")
marks = st.tuples(st.sampled_from(["b", "i", "ref"]), st.sampled_from(WORDS)).map(lambda two: Mark(two[0], (two[1],)))
notes = sentences.map(lambda said: Note("authorialNote", (line("p", said),), (("marker", "1"),)))
runs = st.lists(st.one_of(sentences, marks, notes), min_size=1, max_size=3)
lines = st.one_of(sentences.map(lambda said: line("p", said)), runs.map(lambda said: Line("p", tidy(said))).filter(
    lambda made: bool(made.children)))  # fmt: skip
tables = st.lists(st.lists(sentences, min_size=2, max_size=2), min_size=1, max_size=3).map(table_from_rows)


@st.composite
def units(draw: Any, depth: int = 0) -> Unit:
    kind = ("article", "paragraph", "point")[depth]
    number = draw(st.integers(1, 6))
    num = (f"Статья {number}.", f"{number}.", f"{number})")[depth]
    heading = draw(st.none() | sentences) if depth == 0 else None
    lead = draw(st.lists(st.one_of(lines, lines, tables), min_size=0 if depth == 0 else 1, max_size=2))
    inner = draw(st.lists(units(depth=depth + 1), max_size=3)) if depth < 2 else []
    return unit(kind, num=num, heading=heading, lead=lead, units=inner)


@st.composite
def documents(draw: Any) -> Document:
    """A document with preface, preamble, articles and sometimes an annex; eIds minted."""
    title = Line("p", (Mark("docTitle", (draw(sentences),)),))
    preamble = draw(st.lists(lines, max_size=2))
    children: list[Node] = [Box("preface", (title,))]
    if preamble:
        children.append(Box("preamble", tuple(preamble)))
    body = draw(st.lists(units(), min_size=1, max_size=5))
    children.append(Box("body", tuple(body)))
    if draw(st.booleans()):
        inner = Document("doc", (Box("mainBody", tuple(draw(st.lists(units(), min_size=1, max_size=2)))),),
                         (("name", "annex"),))  # fmt: skip
        children.append(Box("attachments", (Component("attachment", (line("num", "Приложение 1"), inner)),)))
    minted = mint(with_meta(Document("act", tuple(children), (("name", "act"),))))
    assert isinstance(minted, Document)
    return minted


@st.composite
def edited(draw: Any, document: Document) -> Document:
    """The same text after a few changes: units dropped, doubled, moved, renumbered, words changed."""

    def change(node: Node | str) -> Node | str:
        if isinstance(node, str):
            said = node.split(" ")
            if draw(st.integers(0, 5)) == 0:
                place = draw(st.integers(0, len(said) - 1))
                said[place : place + draw(st.integers(0, 1))] = [draw(st.sampled_from(WORDS))]
            return " ".join(filter(None, said)) or "x"
        if (node.kind in ("meta", "num") and draw(st.integers(0, 3))) or node.kind == "meta":
            return node
        children = [change(child) for child in node.children]
        at = [i for i, child in enumerate(children) if isinstance(child, Unit)]
        if at and draw(st.integers(0, 2)) == 0:
            what = draw(st.sampled_from(["drop", "double", "swap"]))
            one, two = draw(st.sampled_from(at)), draw(st.sampled_from(at))
            if what == "drop" and len(at) > 1:
                del children[one]
            elif what == "double":
                children.insert(two, children[one])
            else:
                children[one], children[two] = children[two], children[one]
        return replace(node, children=tidy(children) if isinstance(node, Line) else tuple(children))

    made = change(document)
    assert isinstance(made, Document)
    minted = mint(made)
    assert isinstance(minted, Document)
    return minted
