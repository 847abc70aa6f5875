"""Two Word files to one with tracked changes: accepted it is the new text, rejected the old one.

The new file is the ground: its formatting, numbering, headers and images stay. Paragraphs are aligned by their content,
changed ones token by token; rows of tables are inserted and deleted as rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree
from rapidfuzz.distance import Indel

from ..batch import collector_paused
from .atoms import Atom, atoms_of, merged, put_together, signature
from .package import Package, W, open_package, paragraph_text
from .parts import carry_parts
from .resolve import resolve_package

LIKE = 0.35  # two paragraphs at least so alike are one that changed
_UNSAID = re.compile(rb' (?:xmlns(?::\w+)?|w:rsid\w*|w14:(?:paraId|textId))="[^"]*"')
SURE = 0.85  # … and so alike that no better one is looked for
_RUN, _ID, _AUTHOR, _DATE = W + "r", W + "id", W + "author", W + "date"
Blocks = list[etree._Element]
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
        self.said: dict[etree._Element, list[str]] = {}
        self.known: dict[etree._Element, list[Atom]] = {}

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, old: etree._Element, new: etree._Element) -> None:
        """Aligns the blocks of two holders (bodies, cells) and marks what changed in the new one, in place."""
        ours, theirs = _blocks_of(old), _blocks_of(new)
        steps = Indel.opcodes(*self.keys(ours, theirs))
        at = 0
        gap_old: list[etree._Element] = []
        gap_new: list[etree._Element] = []
        for step in steps:
            if step.tag == "equal":
                self.gap(gap_old, gap_new, theirs[step.dest_start], new)
                gap_old, gap_new = [], []
            else:
                gap_old += ours[step.src_start : step.src_end]
                gap_new += theirs[step.dest_start : step.dest_end]
            at = step.dest_end
        end = next((e for e in new if e.tag == W + "sectPr"), None)
        self.gap(gap_old, gap_new, theirs[at] if at < len(theirs) else end, new)

    def keys(self, old: Blocks, new: Blocks) -> tuple[list[str | bytes], list[str | bytes]]:
        """What blocks show, equal where they show the same. Blocks written alike are not taken apart for it."""
        ours, theirs = ([_written(block) for block in side] for side in (old, new))
        same = {*ours} & {*theirs}
        sides = (zip(old, ours, strict=True), zip(new, theirs, strict=True))
        one, two = ([said if said in same else self.signature_of(block) for block, said in side] for side in sides)
        return one, two

    def signature_of(self, block: etree._Element) -> str:
        """What a block shows: a paragraph by its atoms, so that how runs are cut makes no difference."""
        if block.tag == W + "p":
            return "p:" + "".join([atom.key for atom in self.atoms(block)])
        return signature(block)

    def atoms(self, paragraph: etree._Element) -> list[Atom]:
        """The atoms of a paragraph, taken once."""
        known = self.known.get(paragraph)
        if known is None:
            known = self.known[paragraph] = atoms_of(paragraph)
        return known

    def gap(
        self,
        old: list[etree._Element],
        new: list[etree._Element],
        anchor: etree._Element | None,
        holder: etree._Element,
    ) -> None:
        """Between two equal blocks: pairs what is alike, marks the rest as deleted and inserted."""
        waiting = list(old)
        for block in new:
            place = self.partner(block, waiting)
            if place is None:
                self.inserted(block)
                continue
            for gone in waiting[:place]:
                self.put_deleted(gone, block, holder)
            self.changed(waiting[place], block)
            waiting = waiting[place + 1 :]
        for gone in waiting:
            self.put_deleted(gone, anchor, holder)

    def partner(self, block: etree._Element, waiting: Sequence[etree._Element]) -> int | None:
        """The place of the first waiting block that this one may have been, within a few."""
        best, place = LIKE, None
        for index, candidate in enumerate(waiting[:12]):
            if candidate.tag != block.tag:
                continue
            if block.tag != W + "p":
                return index
            said, other = self.words(block), self.words(candidate)
            score = Indel.normalized_similarity(said, other) if said or other else 0.5
            if score > best:
                best, place = score, index
            if best >= SURE:
                break
        return place

    def words(self, paragraph: etree._Element) -> list[str]:
        known = self.said.get(paragraph)
        if known is None:
            known = self.said[paragraph] = paragraph_text(paragraph).split()
        return known

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
        ours, theirs = self.atoms(old), self.atoms(new)
        made: list[etree._Element] = []
        for op, atoms in merged(ours, theirs):
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
        self.last += 1
        return etree.Element(W + kind, {_ID: str(self.last), _AUTHOR: self.author, _DATE: self.when})


def _delete_text(element: etree._Element) -> None:
    for old, new in (("t", "delText"), ("instrText", "delInstrText")):
        for found in element.iter(W + old):
            found.tag = W + new


def _blocks_of(holder: etree._Element) -> list[etree._Element]:
    return [child for child in holder if child.tag in (W + "p", W + "tbl", W + "sdt", W + "customXml")]


def _written(block: etree._Element) -> bytes:
    """A block as it is written, marks of sessions and declarations of names aside."""
    said = etree.tostring(block, with_tail=False)
    if block.tag == W + "p":  # its own attributes are marks of sessions
        said = said[said.index(b">") :]
    return _UNSAID.sub(b"", said) if b"rsid" in said or b" xmlns" in said or b"w14:" in said else said
