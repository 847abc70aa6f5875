"""What a format can hold of a tree: `read(write(tree, format)) == project(tree, format)`.

- **akn** holds everything. The identity, but for text that was not in normal form and for a missing identification.
- **docx** holds everything when we wrote it: the tree travels inside the file. The identity, as for akn. Of a Word file
  that others wrote, or changed, the words are read: see `docx.read`.
- **html** holds what stands in the text: units, lines, marks, notes, tables, with their names and all that they say of
  themselves. It drops metadata but for language and title, and what was kept as XML.
- **txt** holds words, numbers, headings, tables and the order of units. It drops marks (their words stay; raised digits
  of numbers become ¹ ² ³), notes, images, attributes, metadata but for language and title, what was kept as XML. Which
  number opens which unit is not written in a text: the law holds for trees that the profile itself would build.
"""

from __future__ import annotations

from dataclasses import replace

from .akn_write import with_meta
from .front import NOTHING, title_of
from .numbers import printed
from .refusals import TextRefused
from .tree import Box, Document, Line, Mark, Meta, Node, Note, Unit, Verbatim, line, normal, words

FORMATS = ("akn", "docx", "html", "txt")


def project(document: Document, target: str) -> Document:
    """The document as this format can hold it."""
    if target in ("akn", "docx"):
        made = normal(document)
    elif target == "html":
        made = normal(_shown(document))
    elif target == "txt":
        made = _plain(document)
    else:
        raise TextRefused(f"There is no format “{target}”.", remedy=f"Give one of: {', '.join(FORMATS)}.")
    assert isinstance(made, Document)
    return (
        with_meta(made, language=document.language or "und", title=title_of(made))
        if target in ("html", "txt")
        else with_meta(made)
    )


def _shown(node: Node) -> Node:
    """The node without what a page does not show: metadata, XML of others."""
    kept = (child for child in node.children if not isinstance(child, (Meta, Verbatim)))
    return node.with_children(_shown(child) if isinstance(child, Node) else child for child in kept)


def _plain(node: Node) -> Node:
    if isinstance(node, Line):
        return _plain_line(node)
    kept = [child for child in node.nodes if not isinstance(child, (Note, Verbatim, Meta))]
    attrs = node.attrs if isinstance(node, (Document, Unit)) and node.attr("name") else ()
    children = tuple(child for child in map(_plain, kept) if not _is_empty(child))
    if node.kind in ("body", "mainBody") and not children:
        children = (NOTHING,)
    return replace(node, children=children, attrs=attrs)


def _plain_line(node: Line) -> Line:
    if node.kind == "num":
        return line("num", printed(node))
    titles = [child for child in node.nodes if isinstance(child, Mark) and child.kind in ("docType", "docTitle")]
    if titles:
        return Line("p", (Mark(titles[0].kind, line("p", words(node)).children),))
    attrs = tuple(pair for pair in node.attrs if pair == ("class", "quoted"))
    return replace(line(node.kind, words(node)), attrs=attrs)


def _is_empty(node: Node) -> bool:
    return not node.children and (node == NOTHING or (isinstance(node, (Line, Box)) and node.kind != "mainBody"))
