"""Two sheets compared: what happened to which unit, and the words of it.

What happened is found at once; the words are marked when somebody asks for `changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from .batch import collector_paused
from .marks import Marker, marker
from .match import longest_increasing, match
from .pairing import NONE, Pairing
from .places import aligned
from .sheet import Cells, Sheet
from .wording import Piece, compare_words

KINDS = ("added", "removed", "moved", "renumbered", "reworded", "split", "joined")
Place = tuple[int, int]  # a unit (NONE: outside units) and which of its tables


class Change(NamedTuple):
    """One thing that happened to one unit, a heading, a line outside units, or a cell."""

    kind: str  # one of KINDS
    old: str | None  # eId in the old text
    new: str | None  # eId in the new text
    words: tuple[Piece, ...]  # ("=" | "+" | "-", text) of the unit's own words
    label: str  # how people call the place: "Статья 7, 2."

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "old": self.old, "new": self.new, "words": [list(piece) for piece in self.words]}


@collector_paused()
def compare(old: Sheet, new: Sheet, *, within_words: bool = False) -> Compared:
    """What happened between two stored versions. Nothing is parsed; equal subtrees are not entered."""
    return Compared(old, new, match(old, new), within_words)


@dataclass
class Compared:
    """Which unit became which (`pairing`), what moved, and all changes in the order of the new text."""

    old: Sheet
    new: Sheet
    pairing: Pairing
    within_words: bool = False
    line_pairs: list[tuple[int, int]] = field(default_factory=list)  # lines outside units that are one
    table_pairs: list[tuple[Place, Place, list[tuple[int, int]]]] = field(default_factory=list)  # and their rows
    formatted: int = 0  # how often setting alone changed

    def __post_init__(self) -> None:
        self._labels: tuple[dict[int, str], dict[int, str]] = ({}, {})  # of units that hold others, old and new
        self.moved = self._find_moved()
        self.split, self.joined = self._find_split_and_joined()

    @cached_property
    @collector_paused()
    def changes(self) -> tuple[Change, ...]:
        """In the order of the new text; removals after the unit that stood before them."""
        found = list(self._outside_units())
        found += map(itemgetter(1), sorted(self._of_units(), key=itemgetter(0)))
        return tuple(found)

    @cached_property
    def stats(self) -> dict[str, int]:
        counted = Counter(change.kind for change in self.changes)
        stats = {kind: counted[kind] for kind in KINDS}
        stats |= {"formatted": self.formatted, "units_old": len(self.old), "units_new": len(self.new)}
        for sign, name in (("+", "words_added"), ("-", "words_removed")):
            stats[name] = sum(len(text.split()) for c in self.changes for op, text in c.words if op == sign)
        return stats

    def as_json(self) -> dict[str, object]:
        return {"changes": [change.as_json() for change in self.changes], "stats": self.stats}

    # --- units --------------------------------------------------------------------------------------------------------

    def _of_units(self) -> Iterator[tuple[int, Change]]:
        """Changes with their place in the new text; what is removed stands after its neighbour."""
        to_new, to_old = self.pairing.to_new, self.pairing.to_old
        last = NONE
        for place, partner in enumerate(to_new):
            if partner != NONE:
                last = partner
            else:
                yield 2 * last + 1, self._removed(place)
        for place in [place for place, partner in enumerate(to_old) if partner == NONE]:
            yield 2 * place, self._added(place)
        old, new, equal, moved = self.old, self.new, self.pairing.equal, self.moved
        for a, b in self.pairing.pairs:
            if b in moved:
                yield 2 * b, Change("moved", old.eids[a], new.eids[b], (), self._label(new, b))
            if equal[b]:
                yield from self._numbers(a, b)
                continue
            if old.bares[a] != new.bares[b]:
                yield 2 * b, self._renumbered(a, b)
            if old.own[a] != new.own[b] or old.text(a) != new.text(b):
                for change in self._reworded(a, b):
                    yield 2 * b, change

    def _numbers(self, a: int, b: int) -> Iterator[tuple[int, Change]]:
        """New numbers in a pair whose content is equal."""
        step, size = 0, self.new.ends[b] - b
        while step < size:
            if self.old.full[a + step] == self.new.full[b + step]:
                step = self.new.ends[b + step] - b
                continue
            if self.old.bares[a + step] != self.new.bares[b + step]:
                yield 2 * (b + step), self._renumbered(a + step, b + step)
            step += 1

    def _removed(self, unit: int) -> Change:
        into = self.joined.get(unit)
        text = _both(self.old, unit)
        said: tuple[Piece, ...] = (("-", text),) if text else ()
        kind, new = ("removed", None) if into is None else ("joined", self.new.eids[into])
        return Change(kind, self.old.eids[unit], new, said, self._label(self.old, unit))

    def _added(self, unit: int) -> Change:
        source = self.split.get(unit)
        text = _both(self.new, unit)
        said: tuple[Piece, ...] = (("+", text),) if text else ()
        kind, old = ("added", None) if source is None else ("split", self.old.eids[source])
        return Change(kind, old, self.new.eids[unit], said, self._label(self.new, unit))

    def _renumbered(self, a: int, b: int) -> Change:
        said = _pieces(self.old.nums[a], self.new.nums[b])
        return Change("renumbered", self.old.eids[a], self.new.eids[b], said, self._label(self.new, b))

    def _reworded(self, a: int, b: int) -> Iterator[Change]:
        label, one, two = self._label(self.new, b), self.old.eids[a], self.new.eids[b]
        heading = self.old.headings[a] != self.new.headings[b]
        if heading:
            yield Change("reworded", f"{one}__heading", f"{two}__heading", self._marks(2 * a, 2 * b), label)
        if self.old.text(a) != self.new.text(b):
            pieces = self._marks(2 * a + 1, 2 * b + 1)
            if any(op != "=" for op, _ in pieces):
                yield Change("reworded", one, two, pieces, label)
            else:
                self.formatted += 1
        elif not heading and not self._other_tables(a, b):
            self.formatted += 1
        if a in self.old.tables or b in self.new.tables:
            yield from self._tables(a, b, label)

    def _other_tables(self, a: int, b: int) -> bool:
        ours, theirs = ([table[1] for table in sheet.tables.get(unit, ())] for sheet, unit in
                        ((self.old, a), (self.new, b)))  # fmt: skip
        return ours != theirs

    def _marks(self, one: int, two: int) -> tuple[Piece, ...]:
        pieces = None if self.within_words else self._quick(one, two)
        if pieces is None:
            return compare_words(self.old.segment(one), self.new.segment(two), within_words=self.within_words)
        return pieces

    @cached_property
    def _quick(self) -> Marker:
        return marker(self.old, self.new)

    def _label(self, sheet: Sheet, unit: int) -> str:
        """How people call a place: the printed numbers from the article down."""
        said = sheet.nums[unit].rstrip(". ") or sheet.kinds[unit]
        above = sheet.parents[unit]
        if above < 0 or sheet.kinds[unit] in ("article", "section"):
            return said
        known = self._labels[sheet is self.new]
        if above not in known:
            known[above] = self._label(sheet, above)
        return f"{known[above]}, {said}"

    # --- what stands outside units ------------------------------------------------------------------------------------

    def _outside_units(self) -> Iterator[Change]:
        """Titles, preamble, closing words, headings of annexes: lines aligned by their words."""
        self.line_pairs, self.table_pairs, self.formatted = [], [], 0
        old, new = self.old.lines, self.new.lines
        for a, b in aligned([said for _, said, _ in old], [said for _, said, _ in new]):
            before, after = old[a] if a is not None else None, new[b] if b is not None else None
            if a is not None and b is not None:
                self.line_pairs.append((a, b))
            one, two = before[1] if before else "", after[1] if after else ""
            if one != two:
                kind = "reworded" if before and after else "added" if after else "removed"
                old_eid, new_eid = ((line[0] or None) if line else None for line in (before, after))
                said = compare_words(one, two, within_words=self.within_words)
                yield Change(kind, old_eid, new_eid, said, (after or before or ("",))[0])
            elif before and after and before[2] != after[2]:
                self.formatted += 1
        yield from self._tables(NONE, NONE, "")

    def _tables(self, a: int, b: int, label: str) -> Iterator[Change]:
        old, new = self.old.tables.get(a, []), self.new.tables.get(b, [])
        for place, (one, two) in enumerate(zip(old, new, strict=False)):
            if one[2] != two[2]:
                rows: list[tuple[int, int]] = []
                self.table_pairs.append(((a, place), (b, place), rows))
                yield from self._rows(one[0], one[3], two[0], two[3], rows, label)
        for eid, said, *_ in old[len(new) :]:
            yield Change("removed", eid, None, (("-", said),), label)
        for eid, said, *_ in new[len(old) :]:
            yield Change("added", None, eid, (("+", said),), label)

    def _rows(
        self, eid: str, old: Cells, new_eid: str, new: Cells, pairs: list[tuple[int, int]], label: str
    ) -> Iterator[Change]:
        for a, b in aligned([row[0] for row in old], [row[0] for row in new]):
            one, two = f"{eid}__tr_{(a or 0) + 1}", f"{new_eid}__tr_{(b or 0) + 1}"
            if a is None:
                yield Change("added", None, two, (("+", new[b or 0][0]),), label)
            elif b is None:
                yield Change("removed", one, None, (("-", old[a][0]),), label)
            else:
                pairs.append((a, b))
                yield from self._cells(one, old[a][1:], two, new[b][1:], label)

    def _cells(self, eid: str, old: list[str], new_eid: str, new: list[str], label: str) -> Iterator[Change]:
        for j in range(max(len(old), len(new))):
            before, after = (row[j] if j < len(row) else "" for row in (old, new))
            if before != after:
                said = compare_words(before, after, within_words=self.within_words)
                yield Change("reworded", f"{eid}__tc_{j + 1}", f"{new_eid}__tc_{j + 1}", said, label)

    # --- moves, splits, joins -----------------------------------------------------------------------------------------

    def _find_moved(self) -> set[int]:
        """New units whose parent is another, or that stand outside the longest order that both versions share."""
        moved: set[int] = set()
        by_parent: dict[int, list[tuple[int, int]]] = {}
        to_old, to_new = self.pairing.to_old, self.pairing.to_new
        for a, b in self.pairing.pairs:
            if self.pairing.in_place[b]:
                continue
            parent, old_parent = self.new.parents[b], self.old.parents[a]
            came_from = to_old[parent] if parent >= 0 else self.pairing.holders.get(parent, NONE)
            if came_from == old_parent:
                by_parent.setdefault(parent, []).append((a, b))
            elif parent < 0 or came_from != NONE or old_parent < 0 or to_new[old_parent] != NONE:
                moved.add(b)
        for pairs in by_parent.values():
            places = [a for a, _ in pairs]
            if places != sorted(places):
                kept = longest_increasing(places)
                moved |= {b for place, (_, b) in enumerate(pairs) if place not in kept}
        return moved

    def _find_split_and_joined(self) -> tuple[dict[int, int], dict[int, int]]:
        """Added units whose words a neighbour lost, and removed units whose words a neighbour took."""
        split = self._covered(self.new, self.old, self.pairing.to_old)
        return split, self._covered(self.old, self.new, self.pairing.to_new)

    def _covered(self, these: Sheet, those: Sheet, partners: list[int]) -> dict[int, int]:
        """Units without a partner whose words stand beside them on the other side, and in which unit."""
        found: dict[int, int] = {}
        for place in [place for place, partner in enumerate(partners) if partner == NONE]:
            for beside in (place - 2, place - 1, place + 1):
                partner = partners[beside] if 0 <= beside < len(partners) else NONE
                if partner == NONE or these.own[beside] == those.own[partner]:
                    continue
                if not _shares(those, partner, these, place):
                    continue
                if _covers(those.text(partner), these.text(beside), these.text(place)):
                    found[place] = partner
        return found


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in (("-", old), ("+", new)) if piece[1])


def _both(sheet: Sheet, unit: int) -> str:
    """Heading and words."""
    return "\n".join(filter(None, (sheet.headings[unit], sheet.text(unit))))


def _shares(one: Sheet, a: int, two: Sheet, b: int) -> bool:
    """Whether half the tokens of the second unit are among those of the first: a quick look before the words."""
    ours = one.tokens[one.firsts[2 * a + 1] : one.firsts[2 * a + 2]]
    theirs = set(two.tokens[two.firsts[2 * b + 1] : two.firsts[2 * b + 2]])
    return 2 * len(theirs.intersection(ours)) >= len(theirs)


def _covers(more: str, less: str, said: str) -> bool:
    """Whether four fifths of the words said, and at least four, are what one text has more than the other."""
    if more == less:
        return False
    words = Counter(said.lower().split())
    size = words.total()
    if size < 4:
        return False
    surplus = Counter(more.lower().split()) - Counter(less.lower().split())
    return (words & surplus).total() >= 0.8 * size
