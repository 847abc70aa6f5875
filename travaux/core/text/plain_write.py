"""Plain text, written so that it reads the same: titles, preamble, one paragraph a line.

An empty line stands before each unit that a word opens; a backslash before a paragraph that would otherwise be taken
for the opening of a unit. Tables are rows of cells between bars. Other light formats say the same lines their way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .build import is_sentence
from .drawn import DRAWS
from .front import ANNEX, CLOSING
from .numbers import printed
from .paragraphs import wrap_width
from .shapes import PATTERNS
from .tables import rows_of
from .tree import Component, Document, Line, Mark, Meta, Node, Note, Table, Unit, words


@dataclass(frozen=True, slots=True)
class Out:
    """One line of the file, before the format has said what it looks like."""

    text: str  # as the format writes its words
    escaped: bool = False  # it would be taken for the opening of a unit, and is none
    level: int = 0  # a heading of this depth
    row: bool = False  # of a table, or empty: nothing is added to it


EMPTY = Out("", row=True)
_LEVELS = {"part": 2, "section": 2, "title": 2, "book": 2, "chapter": 3, "article": 4}


class Plain:
    """How plain text says a document."""

    def lines(self, node: Node, depth: int = 1) -> Iterator[Out]:
        """The lines of a node, in order."""
        if isinstance(node, (Meta, Note)):
            return
        if isinstance(node, Unit):
            yield from self.unit(node)
        elif isinstance(node, Line):
            yield self.line(node)
        elif isinstance(node, Table):
            yield from self.table(node)
        elif isinstance(node, Component):
            yield EMPTY
            yield Out(" ".join(filter(None, (self.number(node.of_kind("num")), *self.heads(node)))), level=2)
            if node.document is not None:
                yield from self.lines(node.document, 2)
        else:
            if node.kind in ("preamble", "body", "mainBody", "conclusions"):
                yield EMPTY
            for child in node.nodes:
                closing = node.kind == "conclusions" and isinstance(child, Line) and CLOSING.match(words(child))
                yield from (Out(self.words(child)),) if closing else self.lines(child, depth)

    def line(self, node: Line) -> Out:
        text = words(node).strip()
        quoted = node.attr("class") == "quoted" and text[:1] not in "\\|"
        titled = any(isinstance(child, Mark) and child.kind == "docTitle" for child in node.children)
        return Out(self.words(node).strip(), escaped=not quoted and looks_like_opening(text), level=int(titled))

    def unit(self, unit: Unit) -> Iterator[Out]:
        number, heads = self.number(unit.num), " ".join(self.heads(unit))
        wordy = bool(_WORDY.match(printed(unit.num)))
        level = _LEVELS.get(unit.kind, 5) if wordy or heads else 0
        if wordy:
            yield EMPTY
        rest = [child for child in unit.nodes if child.kind not in ("num", "heading", "subheading")]
        lines = [out for child in rest for out in self.lines(child)]
        if heads or not number:
            if heads and wordy and is_sentence("" if number[-1:].isalnum() else ".", heads):
                yield Out(number, level=level)
                yield Out(heads, level=level)
            elif number or heads:
                yield Out(f"{number} {heads}".strip(), level=level)
            yield from lines
        elif lines and lines[0].text and not wordy and _starts_with_words(rest[0]):
            yield replace(lines[0], text=f"{number} {lines[0].text}", escaped=False)
            yield from lines[1:]
        else:
            yield Out(number, level=level)
            yield from lines

    def heads(self, node: Node) -> Iterator[str]:
        for child in node.nodes:
            if child.kind in ("heading", "subheading"):
                yield self.words(child)

    # --- what other formats say otherwise ---------------------------------------------------------------------------

    def words(self, node: Node) -> str:
        """The words of a line."""
        return words(node)

    def number(self, node: Node | None) -> str:
        return printed(node)

    def table(self, node: Table) -> Iterator[Out]:
        for row in rows_of(node):
            yield Out("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |", row=True)


def write_text(document: Document, *, notice: str | None = None) -> str:
    """The text with its numbers as printed, one paragraph a line; `notice` stands first, between stars."""
    said_first = f"*** {notice} ***\n\n" if notice else ""
    lines = ["\\" + out.text if out.escaped else out.text for out in Plain().lines(document)]
    if wrap_width(lines):  # lines of one length would be taken for a text wrapped by hand: keep them apart
        lines = [line if line.startswith("| ") else f"{line}\n" for line in lines]
    return said_first + "\n".join(lines).strip("\n") + "\n"


def _starts_with_words(node: Node) -> bool:
    """Whether the first thing inside is a line, so that it may stand on the number's own line."""
    if isinstance(node, Line):
        return True
    return not isinstance(node, (Unit, Table)) and bool(node.nodes) and _starts_with_words(node.nodes[0])


_WORDY = re.compile(
    r"(?i:часть|раздел|подраздел|глава|статья|part|section|subsection|title|chapter|article|clause|§)\s*\S"
)


def looks_like_opening(text: str) -> bool:
    """Whether a paragraph would be read as the opening of a unit, an annex or the end of a text."""
    if text[:1] in DRAWS | {"\\"} or _WORDY.match(text) or ANNEX.fullmatch(text) or CLOSING.match(text):
        return True
    return any(pattern.match(text) for pattern in PATTERNS.values())
