"""A text as a PDF for people: tagged for those who listen to it (PDF/UA-1), hyphenated in its language, one font.

The words go to the typesetter as data; its template (`page.typ`) only says what they look like. The same document
gives the same bytes. A PDF is never read back: every other format is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .front import title_of
from .html_write import LANGUAGES
from .markdown_write import lines_in
from .refusals import TextRefused
from .tree import Component, Document, Line, Mark, Meta, Node, Note, Row, Table, Unit, Verbatim, words

TEMPLATE = Path(__file__).parent / "page.typ"
_MARKS = frozenset(("b", "i", "u", "sup", "sub"))
_WIDEST = 60  # columns that a page can hold; the cells of a wider table stand one under another
_CENTRED = frozenset(("part", "section", "title", "book", "chapter"))
Runs = list[dict[str, Any]]


def write_pdf(document: Document, *, notice: str | None = None, line_numbers: bool = False) -> bytes:
    """The bytes of the file; `notice` stands at the head of every page. Raises `TextRefused` if it cannot be set."""
    import typst  # inline: 80 MB that only those who ask for a PDF need in memory

    language = document.language or ""
    title = _called(document)
    told = {
        "title": title, "lang": LANGUAGES.get(language, language[:2] or "en"),
        "notice": notice, "line_numbers": line_numbers, "blocks": list(_Blocks().of(document)),
    }  # fmt: skip
    try:
        made = typst.compile(str(TEMPLATE), format="pdf", sys_inputs={"text": json.dumps(told, ensure_ascii=False)},
                             pdf_standards="ua-1", ignore_system_fonts=not _needs_more_fonts(told))  # fmt: skip
    except (typst.TypstError, RuntimeError) as error:
        raise TextRefused(f"The text cannot be set as a PDF: {error}", where=title,
                          remedy="Download the text in another format and report this one.") from None  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _needs_more_fonts(told: dict[str, Any]) -> bool:
    """Whether letters outside Latin, Greek and Cyrillic occur: the fonts of the system may have them."""
    return any("\u0530" <= letter <= "\u1eff" or letter > "\u2e7f" for letter in json.dumps(told, ensure_ascii=False))


class _Blocks:
    """Headings, paragraphs and tables, one after another: the template knows no tree."""

    def __init__(self) -> None:
        self.titled = False  # a file has one title; others that stand in the text look like it

    def of(self, node: Node, heads: int = 1, indent: int = 0) -> Iterator[dict[str, Any]]:
        """`heads` counts the headings above, so that no level is left out; `indent` the units below the last one."""
        if isinstance(node, (Meta, Note, Verbatim)):
            return
        if isinstance(node, Unit):
            yield from self.unit(node, heads, indent)
        elif isinstance(node, Line):
            yield {"kind": self.kind_of(node), "indent": indent, "runs": _runs(node)}
        elif isinstance(node, Table):
            yield from _table(node)
        elif isinstance(node, Component):
            runs = _joined([child for child in node.nodes if isinstance(child, Line)])
            if _has_words(runs):
                yield {"kind": "heading", "level": 1, "centred": True, "runs": runs}
            if node.document is not None:
                yield from self.of(node.document, 2 if _has_words(runs) else heads)
        else:
            for child in node.nodes:
                yield from self.of(child, heads, indent)

    def kind_of(self, line: Line) -> str:
        if _is_title(line) and not self.titled and words(line).strip():
            self.titled = True
            return "title"
        if _is_title(line):
            return "heading-like"
        return "centred" if any(mark.kind == "docType" for mark in line.nodes) else "p"

    def unit(self, unit: Unit, heads: int, indent: int) -> Iterator[dict[str, Any]]:
        parts = [child for child in unit.nodes if child.kind in ("num", "heading", "subheading")]
        rest = [child for child in unit.nodes if child not in parts]
        headed = unit.heading is not None or unit.kind in _CENTRED or unit.kind == "article"
        number: Runs = []
        if headed and _has_words(_joined(parts)):
            yield {"kind": "heading", "level": min(heads, 6), "centred": unit.kind in _CENTRED,
                   "runs": _joined(parts)}  # fmt: skip
            heads, indent = heads + 1, 0
        elif parts:
            number = [*_joined(parts), {"text": " ", "marks": []}]
        for child in rest:
            for block in self.of(child, heads, indent + (0 if headed else isinstance(child, Unit))):
                if number and block["kind"] == "p":
                    block, number = {**block, "runs": number + block["runs"]}, []
                yield block
        if number:
            yield {"kind": "p", "indent": indent, "runs": number}


def _is_title(node: Line) -> bool:
    return any(isinstance(child, Mark) and child.kind == "docTitle" for child in node.children)


def _called(document: Document) -> str:
    """What the file is called: its title, the name in its metadata, or the kind of text."""
    alias = document.meta.frbr("FRBRWork").get("FRBRalias") if document.meta else ""
    return title_of(document).strip() or (alias or "").strip() or document.attr("name") or document.kind


def _has_words(runs: Runs) -> bool:
    return any(run.get("text", "").strip() for run in runs)


def _joined(lines: list[Node]) -> Runs:
    made: Runs = []
    for line in lines:
        made += [*([{"text": " ", "marks": []}] if made else []), *_runs(line)]
    return made


def _runs(node: Node, marks: frozenset[str] = frozenset()) -> Runs:
    made: Runs = []
    for child in node.children:
        if isinstance(child, str):
            made.append({"text": child, "marks": sorted(marks)})
        elif isinstance(child, Note):
            made.append({"note": [_runs(part) for part in lines_in(child)] or [[{"text": words(child), "marks": []}]]})
        elif child.kind in ("br", "eol"):
            made.append({"text": "\n", "marks": []})
        elif not isinstance(child, Verbatim):
            made += _runs(child, marks | ({child.kind} & _MARKS))
    return made


def _table(table: Table) -> Iterator[dict[str, Any]]:
    caption = table.of_kind("caption")
    if caption is not None:
        yield {"kind": "p", "indent": 0, "runs": _runs(caption)}
    rows = [row for row in table.nodes if isinstance(row, Row) and row.nodes]
    if not rows:
        return
    heads = 0
    while heads < len(rows) - 1 and all(cell.kind == "th" for cell in rows[heads].nodes):
        heads += 1
    columns = max(sum(_span(cell, "colspan") for cell in row.nodes) for row in rows)
    if columns > _WIDEST:
        columns, rows, heads = 1, [Row("tr", (cell,)) for row in rows for cell in row.nodes], 0
    yield {
        "kind": "table", "heads": heads, "columns": columns, "rows": [
            [{"colspan": min(_span(cell, "colspan"), columns), "rowspan": _span(cell, "rowspan"),
              "lines": [_runs(part) for part in lines_in(cell)]} for cell in row.nodes]
            for row in rows
        ],
    }  # fmt: skip


def _span(cell: Node, name: str) -> int:
    said = cell.attr(name) or "1"
    return max(1, min(int(said), 1000)) if said.isdigit() else 1
