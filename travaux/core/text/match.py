"""Which unit of the old text is which unit of the new one.

Equal subtrees first, then children of matched parents by number, heading and likeness, then units that changed their
parent, by shared rare words. Every step is bounded: an index of rare pairs of words proposes at most a few candidates,
so thousands of identical lines and total rewrites stay linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from .fingerprints import Fingerprints, units_with_parents
from .numbers import bare
from .tree import Document, Node, Unit, words
from .wording import likeness

ALIKE = 0.5  # two units with other numbers are the same when at least so alike
SAME_PLACE = 0.25  # … with the same number, or alone between two matched neighbours
RARE = 8  # a pair of words that occurs more often proposes nobody


@dataclass
class Matching:
    """Pairs of units, by identity of the objects; units of one side that have no partner are in neither map."""

    old: list[Unit]  # in document order
    new: list[Unit]
    old_parent: dict[int, Unit | None]
    new_parent: dict[int, Unit | None]
    to_new: dict[int, Unit] = field(default_factory=dict)  # id(old unit) → new unit
    to_old: dict[int, Unit] = field(default_factory=dict)  # id(new unit) → old unit
    equal: set[int] = field(default_factory=set)  # id(new unit) whose content is the partner's, numbers aside

    def pair(self, old: Unit, new: Unit) -> None:
        self.to_new[id(old)], self.to_old[id(new)] = new, old


def match(old: Document, new: Document, old_prints: Fingerprints, new_prints: Fingerprints) -> Matching:
    """The matching of two versions of a text."""
    old_units, new_units = list(units_with_parents(old)), list(units_with_parents(new))
    matching = Matching(
        [unit for unit, _ in old_units], [unit for unit, _ in new_units],
        {id(unit): parent for unit, parent in old_units}, {id(unit): parent for unit, parent in new_units},
    )  # fmt: skip
    worker = _Matcher(matching, old_prints, new_prints)
    worker.children([u for u, parent in old_units if parent is None], [u for u, parent in new_units if parent is None])
    worker.wanderers()
    return matching


class _Matcher:
    def __init__(self, matching: Matching, old: Fingerprints, new: Fingerprints) -> None:
        self.m, self.old, self.new = matching, old, new
        self.cache: dict[int, tuple[str, ...]] = {}
        self.inner: dict[int, list[Unit]] = defaultdict(list)
        for units, parents in ((matching.old, matching.old_parent), (matching.new, matching.new_parent)):
            for unit in units:
                parent = parents[id(unit)]
                if parent is not None:
                    self.inner[id(parent)].append(unit)

    def children(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Matches two lists of siblings, and what stands inside each pair."""
        self.equals(old, new)
        self.by_key(old, new, lambda unit: (unit.kind, bare(unit.num), _heading(unit)), least=SAME_PLACE / 2)
        self.by_key(old, new, lambda unit: (unit.kind, _heading(unit)), least=SAME_PLACE, need=1)
        self.by_key(old, new, lambda unit: (unit.kind, bare(unit.num)), least=ALIKE, need=1)
        self.by_likeness(self.free_old(old), self.free_new(new), ALIKE)
        self.in_gaps(old, new)
        self.by_key(old, new, lambda unit: (unit.kind, bare(unit.num)), least=0, need=1)

    def equals(self, old: Iterable[Unit], new: Iterable[Unit]) -> None:
        by_print: dict[bytes, list[Unit]] = defaultdict(list)
        for unit in self.free_old(old):
            by_print[self.old.loose[id(unit)]].append(unit)
        groups: dict[bytes, list[Unit]] = defaultdict(list)
        for unit in self.free_new(new):
            groups[self.new.loose[id(unit)]].append(unit)
        for print_, theirs in groups.items():
            ours = by_print.get(print_, [])
            same = {bare(unit.num): unit for unit in ours} if len(ours) != len(theirs) else {}
            for unit in theirs:
                if bare(unit.num) in same:
                    self.take_equal(same.pop(bare(unit.num)), unit)
            for a, b in zip(self.free_old(ours), self.free_new(theirs), strict=False):
                self.take_equal(a, b)

    def take_equal(self, a: Unit, b: Unit) -> None:
        """A pair with equal content: their inner units are pairs too, in order."""
        if id(a) in self.m.to_new or id(b) in self.m.to_old:
            return
        self.m.pair(a, b)
        self.m.equal.add(id(b))
        for inner_a, inner_b in zip(self.inner[id(a)], self.inner[id(b)], strict=True):
            self.take_equal(inner_a, inner_b)

    def by_key(self, old: Sequence[Unit], new: Sequence[Unit], key: object, *, least: float, need: int = 0) -> None:
        """Pairs units whose key is the same and stands once on both sides, if they are alike enough."""
        assert callable(key)
        ours, theirs = defaultdict(list), defaultdict(list)
        for unit in self.free_old(old):
            ours[key(unit)].append(unit)
        for unit in self.free_new(new):
            theirs[key(unit)].append(unit)
        for said, units in theirs.items():
            alone = len(units) == 1 == len(ours.get(said, ())) and (not need or any(said[1:]))
            if alone and (least == 0 or self.alike(ours[said][0], units[0]) >= least):
                self.take(ours[said][0], units[0])

    def take(self, a: Unit, b: Unit) -> None:
        self.m.pair(a, b)
        self.children(self.inner[id(a)], self.inner[id(b)])

    def by_likeness(self, old: list[Unit], new: list[Unit], least: float) -> None:
        """Pairs what shares rare pairs of words, the most alike first."""
        if not old or not new:
            return
        index: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for unit in old:
            for pair in _grams(self.said(unit)):
                index[pair].append(unit)
        found: list[tuple[float, int, int, Unit, Unit]] = []
        for place, unit in enumerate(new):
            votes: Counter[int] = Counter()
            by_id = {}
            for pair in _grams(self.said(unit)):
                holders = index.get(pair, ())
                if len(holders) <= RARE:
                    for holder in holders:
                        if holder.kind == unit.kind:
                            votes[id(holder)] += 1
                            by_id[id(holder)] = holder
            for rank, (key, _) in enumerate(votes.most_common(3)):
                found.append((self.alike(by_id[key], unit), -rank, -place, by_id[key], unit))
        for score, _, _, a, b in sorted(found, key=lambda item: item[:3], reverse=True):
            if score >= least and id(a) not in self.m.to_new and id(b) not in self.m.to_old:
                self.take(a, b)

    def in_gaps(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        """Between matched neighbours: units of one kind, in order, when as many went as came, a little alike."""
        places = {id(unit): index for index, unit in enumerate(old)}
        start_old, gap_new = 0, list[Unit]()
        for unit in [*new, None]:
            partner = self.m.to_old.get(id(unit)) if unit is not None else None
            if unit is not None and (partner is None or id(partner) not in places):
                if partner is None:
                    gap_new.append(unit)
                continue
            stop = places[id(partner)] if partner is not None else len(old)
            gap_old = self.free_old(old[start_old:stop]) if stop >= start_old else []
            if len(gap_old) == len(gap_new):
                for a, b in zip(gap_old, gap_new, strict=True):
                    if a.kind == b.kind and self.alike(a, b) >= SAME_PLACE:
                        self.take(a, b)
            gap_new = []
            start_old = max(start_old, stop + 1)

    def wanderers(self) -> None:
        """Units that changed their parent: equal ones first, then alike ones; the outermost first."""
        self.equals(self.m.old, self.m.new)
        self.by_likeness(self.free_old(self.m.old), self.free_new(self.m.new), 0.6)

    def free_old(self, units: Iterable[Unit]) -> list[Unit]:
        return [unit for unit in units if id(unit) not in self.m.to_new]

    def free_new(self, units: Iterable[Unit]) -> list[Unit]:
        return [unit for unit in units if id(unit) not in self.m.to_old]

    def said(self, unit: Unit) -> tuple[str, ...]:
        found = self.cache.get(id(unit))
        if found is None:
            found = tuple(words(_without_num(unit)).lower().split())
            self.cache[id(unit)] = found
        return found

    def alike(self, a: Unit, b: Unit) -> float:
        return likeness(self.said(a), self.said(b))


def _without_num(unit: Unit) -> Node:
    return unit.with_children(child for child in unit.children if not (isinstance(child, Node) and child.kind == "num"))


def _heading(unit: Unit) -> str:
    return words(unit.heading).lower() if unit.heading else ""


def _grams(said: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Pairs of neighbouring words, at most sixty; single words of a very short text."""
    if len(said) < 4:
        return {(word,) for word in said}
    return set(islice(pairwise(said), 60))


def longest_increasing(values: Sequence[int]) -> set[int]:
    """Places of a longest increasing subsequence: what is outside it has moved.

    >>> sorted(longest_increasing([0, 3, 1, 2, 4]))
    [0, 2, 3, 4]
    """
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        k = bisect_left(tails, value)
        before.append(at_tail[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            at_tail.append(place)
        else:
            tails[k], at_tail[k] = value, place
    kept: set[int] = set()
    place = at_tail[-1] if at_tail else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
