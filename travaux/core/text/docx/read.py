"""A Word file as a document: numbers as Word shows them, marks, tables, notes; tracked changes read as accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from ..flat import Piece, together
from ..paragraphs import Doubt, Para, para_of, quoted_together
from ..plain import Reading, profile_of, read_paras
from ..tree import Cell, Line, Mark, Node, Note, Table, line, tidy
from .embedded import embedded, saying, with_uids
from .numbering import Numbering, numbering_of
from .package import Package, W, chosen, open_package, said_by
from .pieces import bare, is_hidden
from .resolve import resolve_package
from .safe import unread
from .tables import rows_read
from .write import KEPT

_MARKS = {"b": "b", "i": "i", "u": "u"}
_RAISED = {"superscript": "sup", "subscript": "sub"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = W + "txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES, _STYLE, _VAL = W + "pPr", W + "pStyle", W + "val"
_ENTERED = ("hyperlink", "smartTag", "customXml", "fldSimple", "ins", "moveTo", "dir", "bdo")
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
Instead = Mapping[etree._Element, str | etree._Element | None]  # what is read instead of a paragraph; None: nothing


def read_docx(
    data: bytes, *, name: str = "", profile_id: str | None = None, language: str | None = None, accept: bool = True
) -> Reading:
    """The text of a .docx. With tracked changes, the text as if all were accepted (or rejected); that is reported.

    A file that we wrote gives the very tree that it was written from, as long as its words are the same; if they were
    changed, the words win, and provisions that are recognised keep their uids.
    """
    package = open_package(data, name=name)
    doubts = [Doubt(1, said, "something that is not words", "not read") for said in unread(package.parts)]
    tracked = sum(1 for _ in package.body.iter(*(W + kind for kind in _TRACKED)))
    if tracked or not accept:  # what changed may be a number only, or another property
        resolve_package(package, accept=accept)
    if tracked:
        how = "accepted" if accept else "rejected"
        doubts.append(Doubt(1, f"{tracked} tracked changes", "the file holds tracked changes", f"read as if {how}"))
    trees = embedded(package)
    exact = saying(trees, package)
    if exact is not None:
        return Reading(exact, profile_id or profile_of(exact), exact.language or "und", tuple(doubts))
    reading = read_paras(paras_of(package), doubts, profile_id=profile_id, language=language, name=name)
    if not trees:
        return reading
    changed = Doubt(1, "the text inside the file", "the words were changed since the file was written",
                    "read from the words; provisions that are recognised keep their uids")  # fmt: skip
    return replace(reading, document=with_uids(reading.document, trees[0]), doubts=(changed, *reading.doubts))


def paras_of(package: Package, instead: Instead | None = None) -> list[Para]:
    """The paragraphs and tables of the body, in order."""
    reader = _Reader(package, numbering_of(package), instead or {})
    paras = [para for para in reader.blocks(package.body) if para.text or para.table is not None]
    return quoted_together(paras)


class _Reader:
    def __init__(self, package: Package, numbering: Numbering, instead: Instead) -> None:
        self.package, self.numbering, self.instead = package, numbering, instead
        self.count = 0
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        root = self.package.tree(f"word/{kind}s.xml")
        return {} if root is None else {n.get(W + "id", ""): n for n in root.findall(W + kind)}

    def blocks(self, holder: etree._Element) -> Iterator[Para]:
        for element in holder:
            if element.tag == W + "p":
                said = self.instead.get(element, element)
                if said is None:
                    continue
                yield self.paragraph(element, said)
                source = element if isinstance(said, str) else said
                for box in source.iter(_BOX):  # once: what older programs are given instead says the same again
                    if next(box.iterancestors(_FALLBACK), None) is None and next(box.iterancestors(_BOX), None) is None:
                        yield from self.blocks(box)
            elif element.tag == W + "tbl":
                self.count += 1
                yield Para("", self.count, table=self.table(element))
            elif element.tag in (W + "sdt", W + "customXml"):
                inner = element.find(W + "sdtContent")
                yield from self.blocks(inner if inner is not None else element)

    def paragraph(self, element: etree._Element, told: str | etree._Element) -> Para:
        self.count += 1
        source = element if isinstance(told, str) else told
        properties = next(source.iterchildren(_PROPERTIES), None)
        label = self.numbering.of_paragraph(source)
        said = told if isinstance(told, str) else bare(told)
        style = next(properties.iterchildren(_STYLE), None) if properties is not None and len(properties) else None
        called = style.get(_VAL, "") if style is not None else ""
        words = (said,) if said is not None else together(self.runs(source))
        runs = tidy((f"{label} ", *words) if label else words)
        return para_of(runs, self.count, style=called.lower(), numbered=bool(label), escaped=called == KEPT)

    def runs(self, element: etree._Element) -> Iterator[Piece]:
        """The pieces of a paragraph, each with its marks; Word cuts one word into many runs."""
        for child in element:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if kind == "r":
                if is_hidden(child):
                    continue
                marks = _marks(child)
                yield from ((frozenset() if isinstance(piece, Note) else marks, piece) for piece in self.run(child))
            elif kind in ("oMath", "oMathPara"):
                yield frozenset(), "".join(sign.text or "" for sign in child.iter(_MATH))
            elif kind in (
                "hyperlink",
                "smartTag",
                "customXml",
                "fldSimple",
                "sdtContent",
                "ins",
                "moveTo",
                "dir",
                "bdo",
            ):
                yield from self.runs(child)
            elif kind == "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    yield from self.runs(content)

    def run(self, run: etree._Element) -> Iterator[Node | str]:
        for child in run:
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if kind == "t":
                yield child.text or ""
            elif kind in ("footnoteReference", "endnoteReference"):
                note = self.notes[kind.removesuffix("Reference")].get(child.get(W + "id", ""))
                if note is not None:
                    yield self.note(note)
            elif kind in ("drawing", "pict"):
                if next(child.iter(_BOX), None) is None:
                    yield _image(child)
            elif kind == "AlternateContent":
                yield from self.run(chosen(child))
            elif kind == "ruby":
                yield "".join(said_by(part) for part in child.iterfind(f"{W}rubyBase/{W}r/*"))
            elif said := said_by(child):
                yield said

    def note(self, element: etree._Element) -> Note:
        lines = tuple(Line("p", together(self.runs(p))) for p in element.iter(W + "p"))
        return Note("authorialNote", lines, (("placement", "bottom"),))

    def table(self, element: etree._Element) -> Table:
        rows = []
        for row in element.iter(W + "tr"):
            if _table_of(row) is element:
                head = row.find(f"{W}trPr/{W}tblHeader") is not None
                rows.append([(cell, self.cell(cell, head)) for cell in row.iter(W + "tc") if _row_of(cell) is row])
        return Table("table", rows_read(rows))

    def cell(self, element: etree._Element, head: bool) -> Cell:
        inner: list[Node] = []
        for para in self.blocks(element):
            inner.append(para.table if para.table is not None else line("p", *(para.runs or (para.text,))))
        span = element.find(f"{W}tcPr/{W}gridSpan")
        attrs = (("colspan", span.get(W + "val", "1")),) if span is not None else ()
        return Cell("th" if head else "td", tuple(inner) or (Line("p"),), attrs)


def _marks(run: etree._Element) -> frozenset[str]:
    properties = run.find(W + "rPr")
    if properties is None:
        return frozenset()
    found = set()
    for kind, mark in _MARKS.items():
        element = properties.find(W + kind)
        if element is not None and element.get(W + "val", "true") not in ("0", "false", "none"):
            found.add(mark)
    raised = properties.find(W + "vertAlign")
    if raised is not None and raised.get(W + "val") in _RAISED:
        found.add(_RAISED[raised.get(W + "val", "")])
    return frozenset(found)


def _image(element: etree._Element) -> Mark:
    described = next((e for e in element.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")), None)
    alt = described.get("descr", "") if described is not None else ""
    return Mark("img", (), (("alt", alt), ("src", "")))


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(W + "tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(W + "tr"), None)
