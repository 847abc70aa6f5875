"""Two sheets compared: what happened to which unit, and the words of it.

What happened is found at once; the words are marked when somebody asks for `changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, count
from operator import itemgetter, ne
from typing import NamedTuple

from .batch import collector_paused
from .marks import all_marks
from .match import longest_increasing, match
from .pairing import NONE, Pairing, alone
from .places import aligned
from .sheet import Cells, Sheet
from .wording import Piece, compare_words

KINDS = ("added", "removed", "moved", "renumbered", "reworded", "split", "joined")
_CALLED_ALONE = ("article", "section")  # nobody says the chapter of an article
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
        self._above: tuple[dict[int, str], dict[int, str]] = ({}, {})  # how labels inside a unit begin: old, new
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

    def _of_units(self) -> list[tuple[int, Change]]:
        """Changes with their place in the new text; what is removed stands after its neighbour."""
        found = [*self._removed(), *self._added()]
        old, new, to_old = self.old, self.new, self.pairing.to_old
        moved = sorted(self.moved)
        for b, label in zip(moved, self._labels(new, moved), strict=True):
            found.append((2 * b, Change("moved", old.eids[to_old[b]], new.eids[b], (), label)))
        renumbered = self._renumbered()
        for b, label in zip(renumbered, self._labels(new, renumbered), strict=True):
            a = to_old[b]
            said = _pieces(old.nums[a], new.nums[b])
            found.append((2 * b, Change("renumbered", old.eids[a], new.eids[b], said, label)))
        return [*found, *self._reworded()]

    def _removed(self) -> Iterator[tuple[int, Change]]:
        old, to_new = self.old, self.pairing.to_new
        gone, last = alone(to_new), NONE
        for a, label in zip(gone, self._labels(old, gone), strict=True):
            if a and to_new[a - 1] != NONE:
                last = to_new[a - 1]
            into, text = self.joined.get(a), _both(old, a)
            said: tuple[Piece, ...] = (("-", text),) if text else ()
            kind, new = ("removed", None) if into is None else ("joined", self.new.eids[into])
            yield 2 * last + 1, Change(kind, old.eids[a], new, said, label)

    def _added(self) -> Iterator[tuple[int, Change]]:
        new = self.new
        come = alone(self.pairing.to_old)
        for b, label in zip(come, self._labels(new, come), strict=True):
            source, text = self.split.get(b), _both(new, b)
            said: tuple[Piece, ...] = (("+", text),) if text else ()
            kind, old = ("added", None) if source is None else ("split", self.old.eids[source])
            yield 2 * b, Change(kind, old, new.eids[b], said, label)

    def _renumbered(self) -> list[int]:
        """New units whose number alone is not their partner's."""
        if not len(self.old):
            return []
        to_old = self.pairing.to_old
        others = map(self.old.bares.__getitem__, to_old)
        return [b for b in compress(count(), map(ne, self.new.bares, others)) if to_old[b] != NONE]

    def _reworded(self) -> Iterator[tuple[int, Change]]:
        """Changes of headings, words and tables in pairs whose content is not equal."""
        old, new, both = self.old, self.new, zip(count(), self.pairing.to_old, self.pairing.equal, strict=False)
        ours, theirs = old.own, new.own
        pairs = [
            (a, b) for b, a, equal in both
            if not equal and a != NONE and (ours[a] != theirs[b] or old.words(a, a + 1) != new.words(b, b + 1))
        ]  # fmt: skip
        labels = self._labels(new, [b for _, b in pairs])
        marked = self._marks([2 * a + 1 for a, _ in pairs], [2 * b + 1 for _, b in pairs])
        for (a, b), pieces, label in zip(pairs, marked, labels, strict=True):
            one, two, heading = old.eids[a], new.eids[b], old.headings[a] != new.headings[b]
            if heading:
                (said,) = self._marks([2 * a], [2 * b])
                yield 2 * b, Change("reworded", f"{one}__heading", f"{two}__heading", said, label)
            if len(pieces) > 1 or _say_change(pieces):
                yield 2 * b, Change("reworded", one, two, pieces, label)
            elif old.text(a) != new.text(b) or not (heading or self._other_tables(a, b)):
                self.formatted += 1
            if a in old.tables or b in new.tables:
                for change in self._tables(a, b, label):
                    yield 2 * b, change

    def _other_tables(self, a: int, b: int) -> bool:
        ours, theirs = ([table[1] for table in sheet.tables.get(unit, ())] for sheet, unit in
                        ((self.old, a), (self.new, b)))  # fmt: skip
        return ours != theirs

    def _marks(self, ones: list[int], twos: list[int]) -> Iterable[tuple[Piece, ...]]:
        """The marks of pairs of segments."""
        if not self.within_words:
            return all_marks(self.old, ones, self.new, twos)
        texts = zip(map(self.old.segment, ones), map(self.new.segment, twos), strict=True)
        return [compare_words(one, two, within_words=True) for one, two in texts]

    def _labels(self, sheet: Sheet, units: Iterable[int]) -> list[str]:
        """How people call these places: the printed numbers from the article down."""
        nums, kinds, parents, above = sheet.nums, sheet.kinds, sheet.parents, self._above[sheet is self.new]
        found: list[str] = []
        for unit in units:
            said, parent = nums[unit].rstrip(". ") or kinds[unit], parents[unit]
            if parent >= 0 and kinds[unit] not in _CALLED_ALONE:
                if parent not in above:
                    above[parent] = f"{self._labels(sheet, [parent])[0]}, "
                said = above[parent] + said
            found.append(said)
        return found

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
        for place in alone(partners):
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


def _say_change(pieces: tuple[Piece, ...]) -> bool:
    return any(op != "=" for op, _ in pieces)


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
