"""A text as one HTML page: headings by depth, an anchor for every provision, tables, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from .front import title_of
from .numbers import printed
from .tree import (
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
    words,
)  # fmt: skip

_INLINE = {kind: kind for kind in ("b", "i", "u", "sup", "sub", "ins", "del", "abbr", "br")}
_LANGUAGES = {"rus": "ru", "eng": "en", "kaz": "kk", "bel": "be", "fra": "fr"}


def write_html(document: Document, *, notice: str | None = None) -> str:
    """The whole page. Everything that comes from the text is escaped; `notice` stands first."""
    said_first = f'<p class="travaux-notice" role="note"><strong>{escape(notice)}</strong></p>\n' if notice else ""
    said = document.language or ""
    language = f' lang="{_LANGUAGES.get(said, said)}"' if said not in ("", "und") else ""
    notes: list[Note] = []
    body = "\n".join(_blocks(document, 1, notes))
    foot = "".join(f'<li id="note-{i}">{escape(_note_words(note))}</li>' for i, note in enumerate(notes, 1))
    foot = f'\n<section class="notes"><ol>{foot}</ol></section>' if notes else ""
    return (
        f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8">'
        f"<title>{escape(title_of(document))}</title></head>\n"
        f"<body>\n{said_first}{body}{foot}\n</body></html>\n"
    )


def _blocks(node: Node, depth: int, notes: list[Note]) -> Iterator[str]:
    if isinstance(node, (Meta, Note, Verbatim)):
        return
    if isinstance(node, Unit):
        yield from _unit(node, depth, notes)
    elif isinstance(node, Line):
        title = any(isinstance(child, Mark) and child.kind == "docTitle" for child in node.children)
        tag = "h1" if title else "p"
        yield f"<{tag}{_anchor(node)}>{inline(node, notes)}</{tag}>"
    elif isinstance(node, Table):
        rows = "".join(_row(row, depth, notes) for row in node.rows)
        yield f"<table{_anchor(node)}>{rows}</table>"
    elif isinstance(node, Component):
        yield f'<section class="annex"{_anchor(node)}><h2>{escape(_label(node))}</h2>'
        if node.document:
            yield from _blocks(node.document, depth + 1, notes)
        yield "</section>"
    else:
        for child in node.nodes:
            yield from _blocks(child, depth, notes)


def _unit(unit: Unit, depth: int, notes: list[Note]) -> Iterator[str]:
    yield f'<section class="{escape(unit.kind)}"{_anchor(unit)}>'
    rest = [child for child in unit.nodes if child.kind not in ("num", "heading", "subheading")]
    if unit.heading is not None:
        level = min(depth + 1, 6)
        yield f"<h{level}>{escape(printed(unit.num))} {inline(unit.heading, notes)}</h{level}>".replace("> ", ">", 1)
    elif unit.num is not None:
        yield f'<span class="num">{escape(printed(unit.num))}</span>'
    for child in rest:
        yield from _blocks(child, depth + 1, notes)
    yield "</section>"


def _row(row: Row, depth: int, notes: list[Note]) -> str:
    cells = []
    for cell in row.nodes:
        if isinstance(cell, Cell):
            spans = "".join(f' {key}="{escape(value)}"' for key, value in cell.attrs if key in ("colspan", "rowspan"))
            inner = "".join(_blocks(Box("cell", cell.children), depth, notes))
            cells.append(f"<{cell.kind}{spans}>{inner}</{cell.kind}>")
    return f"<tr>{''.join(cells)}</tr>"


def inline(node: Node, notes: list[Note]) -> str:
    """The words of a line with its marks; a note becomes a link to the end of the page."""
    pieces = []
    for child in node.children:
        if isinstance(child, str):
            pieces.append(escape(child))
        elif isinstance(child, Note):
            notes.append(child)
            pieces.append(f'<sup><a href="#note-{len(notes)}">{len(notes)}</a></sup>')
        elif isinstance(child, Mark) and child.kind == "img":
            pieces.append(f'<img alt="{escape(child.attr("alt") or "")}">')
        elif not isinstance(child, Verbatim):
            tag = _INLINE.get(child.kind)
            inner = inline(child, notes)
            pieces.append("<br>" if tag == "br" else f"<{tag}>{inner}</{tag}>" if tag else inner)
    return "".join(pieces)


def _anchor(node: Node) -> str:
    return f' id="{escape(node.eid)}"' if node.eid else ""


def _label(component: Component) -> str:
    parts = [printed(component.of_kind("num"))]
    parts += [words(child) for child in component.nodes if child.kind in ("heading", "subheading")]
    return " ".join(filter(None, parts))


def _note_words(note: Note) -> str:
    return " ".join(words(child) for child in note.nodes)
