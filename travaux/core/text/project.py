"""What a format can hold of a tree: `read(write(tree, format)) == project(tree, format)`.

- **akn** holds everything. The identity, but for text that was not in normal form and for a missing identification.
- **docx** holds everything when we wrote it: the tree travels inside the file. The identity, as for akn. Of a Word file
  that others wrote, or changed, the words are read: see `docx.read`.
- **html** holds what stands in the text: units, lines, marks, notes, tables, with their names and all that they say of
  themselves. It drops metadata but for language and title, and what was kept as XML.
- **md** holds words, numbers, headings, the order of units, tables, notes, and bold, italic, underlined and raised
  words. It drops other marks (their words stay), images, attributes, metadata but for language and title, what was
  kept as XML; cells hold lines, rows are filled up to the width of the table, the first row alone may be its head.
- **odt** holds the same as md, cells that cover others, and all rows at the top that are heads; marks lie side by side
  and not inside each other.
- **txt** holds words, numbers, headings, tables and the order of units. It drops all marks (raised digits of numbers
  become ¹ ² ³) and notes as well.

Which number opens which unit is not written in md, odt and txt: for them the law holds for trees that the profile
itself would build. **pdf** is written for people and not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from .akn_write import with_meta
from .assemble import editorial_note, is_editorial
from .flat import pieces_of, together
from .front import NOTHING, title_of
from .markdown_write import lines_in
from .numbers import printed
from .refusals import TextRefused
from .tables import grid, heads_of, rows_of, span, table_from_rows
from .tree import (  # fmt: skip
    Box,
    Cell,
    Component,
    Document,
    Line,
    Mark,
    Meta,
    Node,
    Note,
    Row,
    Table,
    Unit,
    Verbatim,
    line,
    normal,
    tidy,
    words,
)

FORMATS = ("akn", "docx", "html", "md", "odt", "txt")
LIGHT = frozenset(("b", "i", "u", "sup", "sub"))


def project(document: Document, target: str) -> Document:
    """The document as this format can hold it. Raises `TextRefused` for a format that is not read."""
    if target not in FORMATS:
        raise TextRefused(f"There is no format “{target}”.", remedy=f"Give one of: {', '.join(FORMATS)}.")
    if target in ("akn", "docx"):
        made = normal(document)
    elif target == "html":
        made = normal(_shown(document))
    else:
        made = _plain(document, _LINES[target], target)
    assert isinstance(made, Document)
    if target in ("akn", "docx"):
        return with_meta(made)
    return with_meta(made, language=document.language or "und", title=title_of(made))


def _shown(node: Node) -> Node:
    """The node without what a page does not show: metadata, XML of others."""
    kept = (child for child in node.children if not isinstance(child, (Meta, Verbatim)))
    return node.with_children(_shown(child) if isinstance(child, Node) else child for child in kept)


def _plain(node: Node, line_of: Callable[[Line], Line], target: str) -> Node:
    """The node with its lines as the format holds them, without what no light format has."""
    if isinstance(node, Line):
        return line_of(node)
    if isinstance(node, Table):
        return table_from_rows(rows_of(node)) if target == "txt" else _table(node, target)
    if isinstance(node, Component):
        line_of = _words_only if target != "txt" else line_of
        own = [line_of(child) for child in node.nodes if isinstance(child, Line)]
        return node.with_children((*own, *(_plain(child, _LINES[target], target) for child in node.nodes
                                           if isinstance(child, Document))))  # fmt: skip
    kept = [child for child in node.nodes if not isinstance(child, (Note, Verbatim, Meta))]
    attrs = node.attrs if isinstance(node, (Document, Unit)) and node.attr("name") else ()
    made = (_plain(child, line_of, target) for child in kept)
    children = tuple(child for child in made if not _is_empty(child))
    if node.kind in ("body", "mainBody") and not children:
        children = (NOTHING,)
    return replace(node, children=children, attrs=attrs)


def _words_only(node: Line) -> Line:
    """A line of plain text."""
    if node.kind == "num":
        return line("num", printed(node))
    titles = [child for child in node.nodes if isinstance(child, Mark) and child.kind in ("docType", "docTitle")]
    if titles:
        return Line("p", (Mark(titles[0].kind, line("p", words(node)).children),))
    return replace(line(node.kind, words(node)), attrs=_quoted(node))


def _marked(node: Line) -> Line:
    """A line with the marks and notes that light formats know."""
    titles = [child for child in node.nodes if isinstance(child, Mark) and child.kind in ("docType", "docTitle")]
    runs = tidy(_runs(node, frozenset()))
    if titles:
        return Line("p", (Mark(titles[0].kind, runs),))
    return Line(node.kind, runs, _quoted(node))


def _quoted(node: Line) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in node.attrs if pair == ("class", "quoted"))


def _runs(node: Node, inside: frozenset[str]) -> Iterator[Node | str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif isinstance(child, Note):
            yield _note(child, _marked_p)
        elif isinstance(child, Verbatim):
            continue
        elif child.kind in ("br", "eol"):
            yield " "
        elif child.kind in LIGHT - inside and words(child).strip():
            yield Mark(child.kind, tidy(_runs(child, inside | {child.kind}), edges=False))
        else:
            yield from _runs(child, inside)


def _note(note: Note, line_of: Callable[[Node], Line]) -> Note:
    lines = tuple(made for part in lines_in(note) if (made := line_of(part)).children)
    if lines and is_editorial(words(lines[0])) and line_of is _marked_p:
        return replace(editorial_note(""), children=lines)
    return Note("authorialNote", lines or (line("p", words(note)),), (("placement", "bottom"),))


def _marked_p(node: Node) -> Line:
    return Line("p", tidy(_runs(node, frozenset())))


def _flat_p(node: Node) -> Line:
    pieces = ((marks, _note(said, _flat_p) if isinstance(said, Note) else said) for marks, said in pieces_of(node))
    return Line("p", together(pieces))


def _flat(node: Line) -> Line:
    """A line as word processors hold it."""
    titles = [child for child in node.nodes if isinstance(child, Mark) and child.kind in ("docType", "docTitle")]
    runs = _flat_p(node).children
    return Line("p", (Mark(titles[0].kind, runs),)) if titles else Line(node.kind, runs, _quoted(node))


def _table(table: Table, target: str) -> Table:
    """Rows of cells of lines, as wide as the widest row."""
    if target == "odt":
        return _spanned(table)
    rows = [row for row in table.nodes if isinstance(row, Row)]
    width = max((len(row.nodes) for row in rows), default=0)
    made = []
    for place, row in enumerate(rows):
        head = place == 0 and bool(row.nodes) and all(cell.kind == "th" for cell in row.nodes)
        cells = [Cell("th" if head else "td", _cell(cell, _marked_p)) for cell in row.nodes]
        cells += [Cell("th" if head else "td", (Line("p"),))] * (width - len(cells))
        if not head or any(words(cell).strip() for cell in cells):
            made.append(Row("tr", tuple(cells)))
    return Table("table", tuple(made))


def _spanned(table: Table) -> Table:
    """The same with cells that cover others, and with every head at the top."""
    heads, made = heads_of(table), []
    for place, row in enumerate(grid(table)):
        cells = [
            Cell("th" if place < heads else "td", _cell(cell, _flat_p),
                 tuple((name, str(span(cell, name))) for name in ("colspan", "rowspan") if span(cell, name) > 1))
            for cell in row if cell is not None
        ]  # fmt: skip
        made.append(Row("tr", tuple(cells)))
    return Table("table", tuple(made))


def _cell(cell: Node, line_of: Callable[[Node], Line]) -> tuple[Node, ...]:
    lines = tuple(made for part in lines_in(cell) if (made := line_of(part)).children)
    return lines or (Line("p"),)


_LINES: dict[str, Callable[[Line], Line]] = {"md": _marked, "odt": _flat, "txt": _words_only}


def _is_empty(node: Node) -> bool:
    return not node.children and (node == NOTHING or (isinstance(node, (Line, Box)) and node.kind != "mainBody"))
