"""Two Word files to one with tracked changes: accepted it is the new text, rejected the old one.

The new file is the ground: its formatting, numbering, headers and images stay. Paragraphs are aligned by their content,
changed ones token by token; rows of tables are inserted and deleted as rows.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from rapidfuzz.distance import Indel

from ..batch import collector_paused
from .atoms import put_together, signature
from .package import Package, W, open_package
from .parts import carry_parts
from .resolve import resolve_package
from .runs import PlainRuns, in_order
from .shown import FEW, Blocks, Shown, steps

_INS, _DEL = W + "ins", W + "del"
_RUN, _ID, _AUTHOR, _DATE = W + "r", W + "id", W + "author", W + "date"
_INNER = ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")


@collector_paused()
def redline(old: bytes, new: bytes, *, author: str, when: str, names: tuple[str, str] = ("old", "new")) -> bytes:
    """The new file with what changed since the old one as tracked changes.

    `when` is an ISO time with its zone. Changes already tracked in either file are accepted first.
    Raises `NotReadable`.
    """
    before, after = open_package(old, name=names[0]), open_package(new, name=names[1])
    for package in (before, after):
        resolve_package(package, accept=True)
    carry_parts(before, after)
    _Redline(before, after, author, when).blocks(before.body, after.body)
    return after.bytes()


class _Redline:
    def __init__(self, before: Package, after: Package, author: str, when: str) -> None:
        self.author, self.when, self.last = author, when, 9000
        self.shown = Shown()

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, old: etree._Element, new: etree._Element) -> None:
        """Aligns the blocks of two holders (bodies, cells) and marks what changed in the new one, in place."""
        ours, theirs = _blocks_of(old), _blocks_of(new)
        at = 0
        gap_old: list[etree._Element] = []
        gap_new: list[etree._Element] = []
        for tag, start, end, begin, stop in steps(*self.shown.keys(ours, theirs)):
            if tag == "equal":
                self.gap(gap_old, gap_new, theirs[begin], new)
                gap_old, gap_new = [], []
            else:
                gap_old += ours[start:end]
                gap_new += theirs[begin:stop]
            at = stop
        last = next((e for e in new if e.tag == W + "sectPr"), None)
        self.gap(gap_old, gap_new, theirs[at] if at < len(theirs) else last, new)

    def gap(
        self,
        old: list[etree._Element],
        new: list[etree._Element],
        anchor: etree._Element | None,
        holder: etree._Element,
    ) -> None:
        """Between two equal blocks: pairs what is alike, marks the rest as deleted and inserted."""
        first = 0  # of those that wait
        for block in new:
            place = self.shown.partner(block, old[first : first + FEW])
            if place is None:
                self.inserted(block)
                continue
            for gone in old[first : first + place]:
                self.put_deleted(gone, block, holder)
            self.changed(old[first + place], block)
            first += place + 1
        for gone in old[first:]:
            self.put_deleted(gone, anchor, holder)

    def put_deleted(self, block: etree._Element, anchor: etree._Element | None, holder: etree._Element) -> None:
        copy = deepcopy(block)
        self.deleted(copy)
        if anchor is not None and anchor.getparent() is not None:
            anchor.addprevious(copy)
        else:
            holder.append(copy)

    def changed(self, old: etree._Element, new: etree._Element) -> None:
        if new.tag == W + "p":
            self.paragraph(old, new)
        elif new.tag == W + "tbl":
            self.table(old, new)
        else:
            inner_old, inner_new = old.find(W + "sdtContent"), new.find(W + "sdtContent")
            if inner_old is not None and inner_new is not None:
                self.blocks(inner_old, inner_new)

    def paragraph(self, old: etree._Element, new: etree._Element) -> None:
        before, after = self.shown.plain(old), self.shown.plain(new)
        if before and after:
            self.runs_of(before, after, new)
            return
        ours, theirs = self.shown.atoms(old), self.shown.atoms(new)
        made: list[etree._Element] = []
        for op, start, end in in_order([atom.key for atom in ours], [atom.key for atom in theirs]):
            atoms = (ours if op == "-" else theirs)[start:end]
            if op == "=":
                made += put_together(atoms)
            else:
                made += self.wrapped(put_together(atoms, deleted=op == "-"), "del" if op == "-" else "ins")
        for child in list(new):
            kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if kind not in ("pPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"):
                new.remove(child)
        start = 1 if len(new) and new[0].tag == W + "pPr" else 0
        for offset, element in enumerate(made):
            new.insert(start + offset, element)

    def runs_of(self, old: PlainRuns, new: PlainRuns, paragraph: etree._Element) -> None:
        """The same for a paragraph of nothing but text."""
        for run in paragraph.findall(_RUN):
            paragraph.remove(run)
        for op, start, end in in_order(old.tokens, new.tokens):
            if op == "=":
                new.put(paragraph, start, end)
            elif op == "-":
                old.put(etree.SubElement(paragraph, _DEL, self.signed()), start, end, deleted=True)
            else:
                new.put(etree.SubElement(paragraph, _INS, self.signed()), start, end)

    def table(self, old: etree._Element, new: etree._Element) -> None:
        ours, theirs = old.findall(W + "tr"), new.findall(W + "tr")
        steps = list(Indel.opcodes([signature(r) for r in ours], [signature(r) for r in theirs]))
        gap_old: list[etree._Element] = []
        gap_new: list[etree._Element] = []
        for step in [*steps, None]:
            if step is None or step.tag == "equal":
                place = step.dest_start if step is not None else len(theirs)
                self.rows(gap_old, gap_new, theirs[place] if place < len(theirs) else None, new)
                gap_old, gap_new = [], []
            else:
                gap_old += ours[step.src_start : step.src_end]
                gap_new += theirs[step.dest_start : step.dest_end]

    def rows(self, old: Blocks, new: Blocks, anchor: etree._Element | None, table: etree._Element) -> None:
        paired = len(old) == len(new)
        for one, two in zip(old, new, strict=False) if paired else ():
            ours, theirs = one.findall(W + "tc"), two.findall(W + "tc")
            if len(ours) != len(theirs):
                paired = False
                break
            for a, b in zip(ours, theirs, strict=True):
                self.blocks(a, b)
        if paired:
            return
        for row in old:
            copy = deepcopy(row)
            self.row(copy, "del")
            place = new[0] if new else anchor
            if place is not None:
                place.addprevious(copy)
            else:
                table.append(copy)
        for row in new:
            self.row(row, "ins")

    # --- whole blocks -----------------------------------------------------------------------------------------------

    def inserted(self, block: etree._Element) -> None:
        self.whole(block, "ins")

    def deleted(self, block: etree._Element) -> None:
        self.whole(block, "del")

    def whole(self, block: etree._Element, kind: str) -> None:
        """Marks every paragraph and row of a block."""
        if block.tag == W + "tbl":
            for row in block.findall(W + "tr"):
                self.row(row, kind)
            return
        for paragraph in [block] if block.tag == W + "p" else list(block.iter(W + "p")):
            self.content(paragraph, kind)
            self.mark(paragraph, kind)

    def row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(W + "trPr")
        if properties is None:
            properties = etree.Element(W + "trPr")
            place = 1 if len(row) and row[0].tag == W + "tblPrEx" else 0
            row.insert(place, properties)
        properties.append(self.sign(kind))
        for paragraph in row.iter(W + "p"):
            self.content(paragraph, kind)

    def mark(self, paragraph: etree._Element, kind: str) -> None:
        """The paragraph's own end as inserted or deleted."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = etree.Element(W + "pPr")
            paragraph.insert(0, properties)
        run = properties.find(W + "rPr")
        if run is None:
            run = etree.Element(W + "rPr")
            after = next((e for e in properties if e.tag in (W + "sectPr", W + "pPrChange")), None)
            if after is not None:
                after.addprevious(run)
            else:
                properties.append(run)
        run.insert(0, self.sign(kind))

    def content(self, holder: etree._Element, kind: str) -> None:
        """Runs of a paragraph inside `ins` or `del`; links and controls are entered."""
        group: list[etree._Element] = []
        for child in [*holder, None]:
            name = etree.QName(child).localname if child is not None and isinstance(child.tag, str) else ""
            if child is not None and (name == "r" or name.startswith("oMath")):
                group.append(child)
                continue
            if group:
                sign = self.sign(kind)
                group[0].addprevious(sign)
                sign.extend(group)
                group = []
                if kind == "del":
                    _delete_text(sign)
            if child is not None and name in _INNER:
                self.content(child, kind)

    def wrapped(self, elements: list[etree._Element], kind: str) -> list[etree._Element]:
        """New or deleted runs in one sign; what may not stand in it is marked inside."""
        if elements and all(element.tag == _RUN for element in elements):
            sign = self.sign(kind)
            sign.extend(elements)
            return [sign]
        holder = etree.Element(W + "p")
        holder.extend(elements)
        self.content(holder, kind)
        return list(holder)

    def sign(self, kind: str) -> etree._Element:
        return etree.Element(W + kind, self.signed())

    def signed(self) -> dict[str, str]:
        """The number, author and date of a new mark."""
        self.last += 1
        return {_ID: str(self.last), _AUTHOR: self.author, _DATE: self.when}


def _delete_text(element: etree._Element) -> None:
    for old, new in (("t", "delText"), ("instrText", "delInstrText")):
        for found in element.iter(W + old):
            found.tag = W + new


def _blocks_of(holder: etree._Element) -> list[etree._Element]:
    return [child for child in holder if child.tag in (W + "p", W + "tbl", W + "sdt", W + "customXml")]
