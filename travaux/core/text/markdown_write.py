"""Markdown, written so that every program shows the text, and ours reads it the same.

Headings by depth, pipe tables, notes as footnotes; bold and italics by stars where the standard lets them stand, by
tags elsewhere. Numbers are printed as given: a full stop after a number is escaped, so that nobody counts anew. An
empty comment stands after a paragraph that would be taken for the opening of a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .plain_write import Out, Plain
from .tree import Document, Line, Node, Note, Row, Table, Verbatim, words

TEXT_SIGN = "<!-- -->"
TAGS = ("u", "sup", "sub")
_STARS = {"b": "**", "i": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&])")
_START = re.compile(r"(?P<digits>\d{1,9})(?P<sign>[.)])(?=\s|$)|(?P<bullet>[-+=]+)(?=\s|$|[-+=])|(?P<colon>:)")


class _Markdown(Plain):
    def __init__(self) -> None:
        self.notes: list[Note] = []

    def words(self, node: Node) -> str:
        return self.runs(node, frozenset())

    def number(self, node: Node | None) -> str:
        return self.runs(node, frozenset()) if node is not None else ""

    def runs(self, node: Node, inside: frozenset[str]) -> str:
        """The words of a line with their marks; a mark inside the same mark adds nothing."""
        pieces: list[str] = []
        for place, child in enumerate(node.children):
            if isinstance(child, str):
                pieces.append(escaped(child))
            elif isinstance(child, Note):
                self.notes.append(child)
                pieces.append(f"[^{len(self.notes)}]")
            elif isinstance(child, Verbatim):
                continue
            elif child.kind in ("br", "eol"):
                pieces.append(" ")
            elif child.kind in (*_STARS, *TAGS) and child.kind not in inside and words(child).strip():
                said = self.runs(child, inside | {child.kind})
                before, after = (_edge(node, place + step, step) for step in (-1, 1))
                pieces.append(_marked(child.kind, said, words(child), before, after))
            else:
                pieces.append(self.runs(child, inside))
        return "".join(pieces)

    def table(self, node: Table) -> Iterator[Out]:
        rows = [row for row in node.nodes if isinstance(row, Row)]
        width = max((len(row.nodes) for row in rows), default=0)
        if not width:
            return
        headed = bool(rows[0].nodes) and all(cell.kind == "th" for cell in rows[0].nodes)
        yield Out("", row=True)
        for place, row in enumerate(rows):
            if not place and not headed:
                yield Out("|" + "  |" * width, row=True)
            if place == (1 if headed else 0):
                yield Out("|" + " --- |" * width, row=True)
            cells = [*(self.cell(cell) for cell in row.nodes), *[""] * (width - len(row.nodes))]
            yield Out("| " + " | ".join(cells) + " |", row=True)
        if headed and len(rows) == 1:
            yield Out("|" + " --- |" * width, row=True)
        yield Out("", row=True)

    def cell(self, cell: Node) -> str:
        return "<br>".join(filter(None, (self.words(part).strip() for part in lines_in(cell))))


def lines_in(node: Node) -> Iterator[Node]:
    """The lines of a cell, those of tables inside it too."""
    for child in node.nodes:
        if isinstance(child, Line):
            yield child
        elif not isinstance(child, Note):
            yield from lines_in(child)


def write_markdown(document: Document, *, notice: str | None = None) -> str:
    """The whole file; `notice` stands first, and in the head of the file, by which our reader knows it."""
    writer = _Markdown()
    head = [f"lang: {document.language}"] if document.language and document.language != "und" else []
    if notice:
        head.append(f"notice: {' '.join(notice.split())}")
    blocks = ["---\n" + "\n".join(head) + "\n---"] if head else []
    if notice:
        blocks.append(f"> {escaped(' '.join(notice.split()))}")
    rows: list[str] = []
    for out in writer.lines(document):
        if out.row:
            rows += [out.text] if out.text else []
            continue
        if rows:
            blocks, rows = [*blocks, "\n".join(rows)], []
        if out.text:
            blocks.append(_block(out))
    if rows:
        blocks.append("\n".join(rows))
    return "\n\n".join([*blocks, *_foot(writer)]) + "\n"


def _block(out: Out) -> str:
    if out.level and not out.escaped:
        return f"{'#' * min(out.level, 6)} {out.text}"
    text = _START.sub(_said, out.text, count=1) if _START.match(out.text) else out.text
    return f"{text}{TEXT_SIGN}" if out.escaped else text


def _said(found: re.Match[str]) -> str:
    return f"{found['digits']}\\{found['sign']}" if found["digits"] else f"\\{found[0]}"


def _foot(writer: _Markdown) -> list[str]:
    """The notes, each a footnote; the paragraphs of one are indented. A note may hold notes of its own."""
    made, n = [], 0
    while n < len(writer.notes):
        note, n = writer.notes[n], n + 1
        paras = [writer.words(part).strip() for part in lines_in(note)] or [escaped(words(note))]
        made.append(f"[^{n}]: " + "\n\n    ".join(filter(None, paras)))
    return made


def escaped(text: str) -> str:
    """Words that stay words in Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _edge(node: Node, place: int, step: int) -> str:
    """The character that stands before or after a child; a space at the edges of a line."""
    if not 0 <= place < len(node.children):
        return " "
    child = node.children[place]
    said = child if isinstance(child, str) else "x"
    return said[-1 if step < 0 else 0]


def _marked(kind: str, said: str, plain: str, before: str, after: str) -> str:
    """Stars only where they surely open and close: words inside at both ends, none outside."""
    fits = plain[:1].isalnum() and plain[-1:].isalnum() and not before.isalnum() and not after.isalnum()
    if kind in _STARS and fits and before not in "*_" and after not in "*_":
        return f"{_STARS[kind]}{said}{_STARS[kind]}"
    return f"<{kind}>{said}</{kind}>"
