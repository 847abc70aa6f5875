"""A text as one HTML page: headings by depth, an anchor for every provision, tables, notes at the end.

Each element says in its class which element of Akoma Ntoso it is (`akn-article`), as the field's tools write it, and in
`data-` attributes what HTML has no word for; so the page is read back as the same text (`html_ours`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from .front import title_of
from .tree import Box, Cell, Component, Document, Line, Mark, Meta, Node, Note, Row, Table, Unit, Verbatim, words

GENERATOR = "Travaux"
LANGUAGES = {"rus": "ru", "eng": "en", "kaz": "kk", "bel": "be", "fra": "fr"}
FOOT = ("authorialNote", "note")  # notes that stand at the end of the page; other structures stand where they are
_INLINE = {"b", "i", "u", "sup", "sub", "ins", "del", "abbr", "br", "img"}
_BLOCKS = {"ul", "ol", "li"}


def write_html(document: Document, *, notice: str | None = None) -> str:
    """The whole page. Everything that comes from the text is escaped; `notice` stands first."""
    said = document.language or ""
    language = f' lang="{escape(LANGUAGES.get(said, said))}" data-language="{escape(said)}"' if said else ""
    first = f'<p class="travaux-notice" role="note"><strong>{escape(notice)}</strong></p>\n' if notice else ""
    page = _Page()
    body = "\n".join(page.block(document, 1))
    foot = page.foot()
    return (
        f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8">'
        f'<meta name="generator" content="{GENERATOR}"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title_of(document))}</title></head>\n"
        f"<body>\n{first}{body}{foot}\n</body></html>\n"
    )


class _Page:
    def __init__(self) -> None:
        self.notes: list[Note] = []

    def block(self, node: Node, depth: int) -> Iterator[str]:
        """The HTML of one node that is not inside a line; a line break between the pieces is no text."""
        if isinstance(node, (Meta, Verbatim)):
            return
        if isinstance(node, Line):
            yield self.line(node, depth)
        elif isinstance(node, Table):
            rows = "".join(self.row(row, depth) for row in node.nodes)
            yield f"<table{_says(node)}>{rows}</table>"
        else:
            tag = _tag(node)
            deeper = depth + isinstance(node, (Unit, Component))
            yield f"<{tag}{_says(node)}>"
            yield from self.inside(node, depth, deeper)
            yield f"</{tag}>"

    def inside(self, node: Node, depth: int, deeper: int) -> Iterator[str]:
        """The children; number and heading together are one heading of the page."""
        heads = [child for child in node.nodes if child.kind in ("num", "heading")]
        together = len(heads) == 2 and node.nodes[:2] == tuple(heads)
        if together:
            level = min(depth + 1, 6)
            said = " ".join(f"<span{_says(head)}>{self.inline(head)}</span>" for head in heads)
            yield f"<h{level}>{said}</h{level}>"
        for child in node.nodes[2 if together else 0 :]:
            yield from self.block(child, deeper)

    def line(self, node: Line, depth: int) -> str:
        marks = [child.kind for child in node.children if isinstance(child, Mark)]
        structured = any(isinstance(child, Note) and child.kind not in FOOT for child in node.children)
        tag = "h1" if "docTitle" in marks and depth == 1 else "div" if structured else "p"
        if node.kind in ("heading", "subheading") and not structured:
            tag = f"h{min(depth, 6)}" if node.kind == "heading" else "p"
        return f"<{tag}{_says(node)}>{self.inline(node)}</{tag}>"

    def row(self, row: Node, depth: int) -> str:
        if not isinstance(row, Row):
            return "".join(self.block(row, depth)).replace("<p ", "<caption ", 1).replace("</p>", "</caption>")
        cells = []
        for cell in row.nodes:
            if isinstance(cell, Cell):
                spans = "".join(f' {k}="{escape(v)}"' for k, v in cell.attrs if k in ("colspan", "rowspan"))
                inner = "".join(piece for child in cell.nodes for piece in self.block(child, depth))
                cells.append(f"<{cell.kind}{spans}{_says(cell)}>{inner}</{cell.kind}>")
        return f"<tr{_says(row)}>{''.join(cells)}</tr>"

    def inline(self, node: Node) -> str:
        """The words of a line with its marks; a note becomes a link to the end of the page."""
        pieces = []
        for child in node.children:
            if isinstance(child, str):
                pieces.append(escape(child, quote=False))
            elif isinstance(child, Note) and child.kind in FOOT:
                self.notes.append(child)
                n = len(self.notes)
                pieces.append(f'<sup><a href="#note-{n}" id="note-{n}-at" class="travaux-note">{n}</a></sup>')
            elif isinstance(child, Mark):
                pieces.append(self.mark(child))
            elif not isinstance(child, Verbatim):
                pieces.append("".join(self.block(child, 3)))
        return "".join(pieces)

    def mark(self, mark: Mark) -> str:
        tag = mark.kind if mark.kind in _INLINE else "span"
        if tag == "br":
            return f"<br{_says(mark)}>"
        if tag == "img":
            return f'<img alt="{escape(mark.attr("alt") or "")}"{_says(mark)}>'
        if mark.kind in ("a", "ref") and (mark.attr("href") or "").startswith(("http://", "https://")):
            return f'<a href="{escape(mark.attr("href") or "")}"{_says(mark)}>{self.inline(mark)}</a>'
        return f"<{tag}{_says(mark)}>{self.inline(mark)}</{tag}>"

    def foot(self) -> str:
        """The notes, in order; a note may hold notes of its own."""
        items, n = [], 0
        while n < len(self.notes):
            note, n = self.notes[n], n + 1
            inner = "".join(piece for child in note.nodes for piece in self.block(child, 3)) or escape(words(note))
            items.append(f'<li id="note-{n}"{_says(note)}>{inner}</li>')
        return f'\n<section class="travaux-notes"><ol>{"".join(items)}</ol></section>' if items else ""


def _tag(node: Node) -> str:
    if isinstance(node, Document):
        return "article"
    if isinstance(node, (Unit, Component)):
        return "section"
    return node.kind if isinstance(node, Box) and node.kind in _BLOCKS else "div"


def _says(node: Node) -> str:
    """The attributes that say which node it is: class, eId, uid, and all that the node says of itself."""
    said = f' class="akn-{escape(node.kind)}"'
    if node.eid:
        said += f' id="{escape(node.eid)}" data-eId="{escape(node.eid)}"'
    if node.uid:
        said += f' data-uid="{escape(node.uid)}"'
    if node.attrs:
        said += f' data-attrs="{escape(json.dumps(dict(node.attrs), ensure_ascii=False))}"'
    return said
