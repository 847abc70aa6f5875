"""Two Word files to one with tracked changes: accepted it is the new text, rejected the old one.

The new file is the ground: its formatting, numbering, headers and images stay. Paragraphs are aligned by their content,
changed ones token by token; those that moved are signed as moved; rows of tables are inserted and deleted as rows, what
changed in them cell by cell. Notes, headers and footers that both files have are treated like the body.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from lxml import etree
from rapidfuzz.distance import Indel

from ..batch import collector_paused
from .atoms import put_together, signature
from .embedded import carries_tree
from .moves import moves, together
from .numbering import numbering_of, print_labels
from .package import Package, W, open_package
from .parts import carry_parts, leave_margins
from .resolve import resolve_package
from .runs import PlainRuns, in_order
from .shown import FEW, LIKE, Blocks, Shown, steps
from .sides import Pair, margins, notes, settle
from .signs import Signs

_INS, _DEL, _RUN = W + "ins", W + "del", W + "r"
_PLACE = "redline"  # the instruction that stands where finished XML is filled in
_PLACED = re.compile(rb"<\?redline ([0-9]+)\?>")
_KEPT = ("pPr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")


@collector_paused()
def redline(old: bytes, new: bytes, *, author: str, when: str, names: tuple[str, str] = ("old", "new")) -> bytes:
    """The new file with what changed since the old one as tracked changes.

    `when` is an ISO time with its zone. Changes already tracked in either file are accepted first.
    Raises `NotReadable`.
    """
    before, after = open_package(old, name=names[0]), open_package(new, name=names[1])
    for package in (before, after):
        resolve_package(package, accept=True)
    if carries_tree(before) and carries_tree(after) and not numbering_of(before).counts_like(numbering_of(after)):
        for package in (before, after):  # two files of ours: what was renumbered is seen, and the old numbers come back
            print_labels(package)
    leave_margins(before, after)
    beside = margins(before, after)
    carry_parts(before, after)
    pen = _Redline(after, author, when)
    for note in notes(before, after):
        if note.old is not None and note.new is not None:
            beside.append((note.old, note.new))
        else:
            pen.only(note)
    for one, two in [*beside, (before.body, after.body)]:
        pen.blocks(one, two)
    settle(after)
    pen.fill()
    return after.bytes()


class Step(NamedTuple):
    """What is done about blocks without an equal: paired, put in, or put back as deleted before an anchor."""

    old: int | None  # place among the old blocks
    new: int | None  # place among the new ones
    anchor: etree._Element | None  # a deleted block goes before it; None: at the end


class _Redline(Signs):
    def __init__(self, after: Package, author: str, when: str) -> None:
        super().__init__(author, when)
        self.after, self.shown, self.moves = after, Shown(), 0
        self.who = f"w:author={quoteattr(author)} w:date={quoteattr(when)}"
        self.made: list[str] = []  # the XML of paragraphs, to be filled in
        root = after.tree("word/document.xml")
        self.names = dict(root.nsmap) if root is not None else {}
        for tree in after.trees.values():
            for found in list(tree.iter(etree.PI)):
                parent = found.getparent()
                if parent is not None and getattr(found, "target", "") == _PLACE:
                    parent.remove(found)

    def fill(self) -> None:
        """Puts the XML that was made into its places."""
        for part in self.after.stories():
            tree = self.after.trees.pop(part, None)
            if tree is not None:
                said = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
                self.after.parts[part] = _PLACED.sub(lambda found: self.made[int(found[1])].encode(), said)

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, old: etree._Element, new: etree._Element) -> None:
        """Aligns the blocks of two holders (bodies, cells, notes) and signs what changed in the new one, in place."""
        ours, theirs = _blocks_of(old), _blocks_of(new)
        keys = self.shown.keys(ours, theirs)
        gaps: list[tuple[list[int], list[int], etree._Element | None]] = []
        gone: list[int] = []
        come: list[int] = []
        at = 0
        for tag, start, end, begin, stop in steps(*keys):
            if tag == "equal":
                gaps.append((gone, come, theirs[begin]))
                gone, come = [], []
            else:
                gone += range(start, end)
                come += range(begin, stop)
            at = stop
        last = next((e for e in new if e.tag == W + "sectPr"), None)
        gaps.append((gone, come, theirs[at] if at < len(theirs) else last))
        unmet = [at for gap in gaps for at in gap[0]], [at for gap in gaps for at in gap[1]]
        found = moves(*keys, *unmet, ours)
        plan = [step for gap in gaps for step in self.gap(*gap, ours, theirs, found)]
        self.carry_out(plan, ours, theirs, new, found)

    def gap(
        self, gone: list[int], come: list[int], anchor: etree._Element | None, old: Blocks, new: Blocks,
        found: dict[int, int],
    ) -> list[Step]:  # fmt: skip
        """Between two equal blocks: pairs what is alike; the rest goes and comes."""
        moved = set(found.values())
        made: list[Step] = []
        first = 0  # of those that wait
        for at in come:
            waiting = [] if at in moved else gone[first : first + FEW]
            free = [place for place, other in enumerate(waiting) if other not in found]
            best = self.shown.partner(new[at], [old[waiting[place]] for place in free])
            if best is None:
                made.append(Step(None, at, None))
                continue
            place = free[best]
            made += [Step(other, None, new[at]) for other in gone[first : first + place]]
            made.append(Step(gone[first + place], at, None))
            first += place + 1
        return [*made, *(Step(other, None, anchor) for other in gone[first:])]

    def carry_out(
        self, plan: list[Step], old: Blocks, new: Blocks, holder: etree._Element, found: dict[int, int]
    ) -> None:
        moved = {to: at for at, to in found.items()}
        ends: dict[tuple[str, int], list[etree._Element]] = {}
        numbers = together(found)
        for step in plan:
            if step.old is None and step.new is not None:
                block = new[step.new]
                at = moved.get(step.new)
                self.whole(block, "ins" if at is None else "moveTo")
                if at is not None:
                    ends.setdefault(("moveTo", numbers[at]), []).append(block)
            elif step.new is None and step.old is not None:
                kind = "moveFrom" if step.old in found else "del"
                copy = self.put_back(old[step.old], step.anchor, holder, kind)
                if step.old in found:
                    ends.setdefault((kind, numbers[step.old]), []).append(copy)
            elif step.old is not None and step.new is not None:
                self.changed(old[step.old], new[step.new])
        self.grown(plan, new, moved)
        for (kind, number), blocks in ends.items():
            self.moved(blocks[0], blocks[-1], kind, f"move{self.moves + number + 1}")
        self.moves += len(set(numbers.values()))

    def grown(self, plan: list[Step], new: Blocks, moved: dict[int, int]) -> None:
        """Paragraphs added behind one that ends in new words: the end of that one is new, and the last one has the old
        end, as when somebody writes on. LibreOffice takes both for one insertion, and would lose the end between."""
        at = 0
        while at < len(plan):
            grown, added, at = plan[at], list[etree._Element](), at + 1
            if grown.old is None or grown.new is None or not self.ends_new(new[grown.new]):
                continue
            while at < len(plan) and (to := plan[at].new) is not None and plan[at].old is None and to not in moved:
                added.append(new[to])
                at += 1
            last = next((each for each in added[::-1] if each.tag == W + "p"), None)
            if last is None or any(each.tag != W + "p" for each in added) or not _alike(new[grown.new], last):
                continue
            for sign in last.findall(f"{W}pPr/{W}rPr/{_INS}"):
                self.mark(new[grown.new], "ins")
                if (holder := sign.getparent()) is not None:
                    holder.remove(sign)

    def ends_new(self, block: etree._Element) -> bool:
        """Whether the last words of a paragraph are new."""
        last = block[-1] if block.tag == W + "p" and len(block) else None
        if last is not None and isinstance(last, etree._ProcessingInstruction):
            return self.made[int(last.text or "0")].endswith("</w:ins>")
        return last is not None and last.tag == _INS

    def put_back(
        self, block: etree._Element, anchor: etree._Element | None, holder: etree._Element, kind: str
    ) -> etree._Element:
        copy = deepcopy(block)
        self.whole(copy, kind)
        if anchor is not None and anchor.getparent() is not None:
            anchor.addprevious(copy)
        else:
            holder.append(copy)
        return copy

    def only(self, note: Pair) -> None:
        """A note that only one of the files has: its words; its paragraphs go with it."""
        for element, kind in ((note.new, "ins"), (note.old, "del")):
            for paragraph in element.iter(W + "p") if element is not None else ():
                self.content(paragraph, kind)

    def changed(self, old: etree._Element, new: etree._Element) -> None:
        if new.tag == W + "p":
            self.paragraph(old, new)
        elif new.tag == W + "tbl":
            self.table(old, new)
        else:
            inner_old, inner_new = (each.find(W + "sdtContent") for each in (old, new))
            self.blocks(old if inner_old is None else inner_old, new if inner_new is None else inner_new)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def paragraph(self, old: etree._Element, new: etree._Element) -> None:
        before, after = self.shown.plain(old), self.shown.plain(new)
        if before and after and self.names.get("w") == W[1:-1] and new.nsmap == self.names:
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
            if kind not in _KEPT:
                new.remove(child)
        start = 1 if len(new) and new[0].tag == W + "pPr" else 0
        for offset, element in enumerate(made):
            new.insert(start + offset, element)

    def runs_of(self, old: PlainRuns, new: PlainRuns, paragraph: etree._Element) -> None:
        """The same for a paragraph of nothing but text: written at once, and filled in at the end."""
        said: list[str] = []
        for op, start, end in in_order(old.tokens, new.tokens):
            if op == "=":
                said.append(new.said(start, end, self.names))
                continue
            self.last += 1
            kind = "del" if op == "-" else "ins"
            words = (old if op == "-" else new).said(start, end, self.names, deleted=op == "-")
            said.append(f'<w:{kind} w:id="{self.last}" {self.who}>{words}</w:{kind}>')
        for child in list(paragraph):
            if child.tag == _RUN:
                paragraph.remove(child)
        paragraph.append(etree.ProcessingInstruction(_PLACE, str(len(self.made))))
        self.made.append("".join(said))

    # --- tables -----------------------------------------------------------------------------------------------------

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
        """Rows that are alike cell by cell; as many old as new ones are pairs; the rest goes and comes as rows."""
        first = 0
        for at, row in enumerate(new):
            wanted = old[at : at + 1] if len(old) == len(new) and first == at else old[first : first + FEW]
            place = self.like(row, wanted, sure=len(old) == len(new))
            if place is None:
                self.row(row, "ins")
                continue
            for gone in old[first : first + place]:
                self.row_back(gone, row, table)
            for one, two in zip(old[first + place].findall(W + "tc"), row.findall(W + "tc"), strict=True):
                self.blocks(one, two)
            first += place + 1
        for gone in old[first:]:
            self.row_back(gone, anchor, table)

    def like(self, row: etree._Element, waiting: Blocks, *, sure: bool) -> int | None:
        """The first of these rows with as many cells whose words are alike enough."""
        words = _words(row)
        for place, other in enumerate(waiting):
            if len(other.findall(W + "tc")) != len(row.findall(W + "tc")):
                continue
            if sure or Indel.normalized_similarity(_words(other), words) >= LIKE:
                return place
        return None

    def row_back(self, row: etree._Element, anchor: etree._Element | None, table: etree._Element) -> None:
        copy = deepcopy(row)
        self.row(copy, "del")
        if anchor is not None:
            anchor.addprevious(copy)
        else:
            table.append(copy)


def _words(row: etree._Element) -> list[str]:
    return " ".join(str(text) for text in row.itertext(W + "t")).split()


def _alike(one: etree._Element, two: etree._Element) -> bool:
    """Whether two paragraphs are laid out alike."""

    def looks(paragraph: etree._Element) -> list[bytes]:
        properties = paragraph.find(W + "pPr")
        return [] if properties is None else [etree.tostring(e) for e in properties if e.tag != W + "rPr"]

    return looks(one) == looks(two)


def _blocks_of(holder: etree._Element) -> list[etree._Element]:
    return [child for child in holder if child.tag in (W + "p", W + "tbl", W + "sdt", W + "customXml")]
