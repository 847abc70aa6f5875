"""Which unit of the old text is which unit of the new one.

Equal subtrees first, then children of matched parents by number, heading and likeness, then units that changed their
parent, by shared rare words. Every step is bounded: an index of rare pairs of words proposes at most a few candidates,
so thousands of identical lines and total rewrites stay linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from operator import add, eq
from typing import Any

from rapidfuzz.distance import Indel

from .pairing import NONE, Pairing
from .sheet import Sheet

ALIKE = 0.5  # two units with other numbers are the same when at least so alike
SAME_PLACE = 0.25  # … with the same number, or alone between two matched neighbours
WANDERED = 0.6  # … under another parent
STRANGE = 0.25  # … so little alike that what is inside is paired by number alone, the rest wherever it is found
SURE = 0.7  # … so alike that what is inside them needs no look
FEW = 40  # units inside a pair that one look at its words can speak for
RARE = 8  # a pair of words that occurs more often proposes nobody
SAMPLE = 400  # tokens of a unit that are looked at
MAX_STEPS = 200_000_000  # provisions times provisions that are put in step; an eighth of it in bytes
GRAMS = 60  # pairs of words of a unit that propose


def match(old: Sheet, new: Sheet) -> Pairing:
    """The pairing of two versions of a text."""
    worker = _Matcher(old, new)
    for one, two in worker.m.holders.items():
        worker.children(old.tops[two], new.tops[one])
    worker.wanderers()
    worker.m.pairs.sort(key=lambda pair: pair[1])
    return worker.m


class _Matcher:
    def __init__(self, old: Sheet, new: Sheet) -> None:
        self.m, self.old, self.new = Pairing(old, new), old, new
        self.known: tuple[dict[int, set[str]], dict[int, set[str]]] = ({}, {})  # pairs of tokens of old and new units

    @cached_property
    def keys(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
        """Kind, number and heading of every unit, old and new."""
        old, new = ([*zip(s.kinds, s.bares, s.headings, strict=True)] for s in (self.old, self.new))
        return old, new

    def children(self, old: list[int], new: list[int], around: float = ALIKE) -> None:
        """Matches two lists of siblings, and what stands inside each pair. `around`: how alike their parents are."""
        if around >= SURE and self.side_by_side(old, new):
            return
        old, new = self.equals(old, new)
        if not old or not new:
            return
        if self.same_list(old, new):
            return
        if around >= STRANGE:
            self.by_words(old, new)
        self.by_key(old, new, lambda key: key[1] and key[:2], least=0)

    def by_words(self, old: list[int], new: list[int]) -> None:
        """Siblings by number and heading, by heading, by number, by likeness, by place; each time if alike enough."""
        if not self.told_apart(old, [self.keys[0][a] for a in old]):
            self.in_step(old, new)
        self.by_key(old, new, lambda key: key, least=SAME_PLACE / 2)
        self.by_key(old, new, lambda key: key[2] and (key[0], key[2]), least=SAME_PLACE)
        self.by_key(old, new, lambda key: key[1] and key[:2], least=ALIKE)
        self.by_likeness(self.m.free_old(old), self.m.free_new(new), ALIKE)
        self.in_gaps(old, new)

    def equals(self, old: list[int], new: list[int]) -> tuple[list[int], list[int]]:
        """Pairs what has equal content; the rest."""
        ours, theirs = self.old.loose, self.new.loose
        by_print: dict[int, list[int]] = {}
        for a in old:
            by_print.setdefault(ours[a], []).append(a)
        if by_print.keys().isdisjoint([theirs[b] for b in new]):
            return old, new
        groups: dict[int, list[int]] = {}
        for b in new:
            if theirs[b] in by_print:
                groups.setdefault(theirs[b], []).append(b)
        for print_, coming in groups.items():
            self.pair_equal(by_print[print_], coming)
        return self.m.free_old(old), self.m.free_new(new)

    def pair_equal(self, old: list[int], new: list[int]) -> None:
        """Units of one content: where their count differs, those of one number first; then in order."""
        if len(old) != len(new):
            old_nums, new_nums = self.old.bares, self.new.bares
            same = {old_nums[a]: a for a in old}
            for b in new:
                a = same.pop(new_nums[b], NONE)
                if a >= 0 and self.m.to_new[a] < 0 and self.m.to_old[b] < 0:
                    self.m.take_equal(a, b)
            old, new = self.m.free_old(old), self.m.free_new(new)
        for a, b in zip(old, new, strict=False):
            if self.m.to_new[a] < 0 and self.m.to_old[b] < 0:
                self.m.take_equal(a, b)

    def side_by_side(self, old: list[int], new: list[int]) -> bool:
        """Pairs siblings of texts that are much alike one by one, when numbers and headings are the same throughout.

        Not when two have one number, or when equal content stands in other places: then somebody moved.
        """
        old_keys, new_keys = self.keys
        keys = [old_keys[a] for a in old]
        if keys != [new_keys[b] for b in new] or len({*keys}) != len(keys):
            return False
        ours, theirs = [self.old.loose[a] for a in old], [self.new.loose[b] for b in new]
        if len({*ours} & {*theirs}) > sum(map(eq, ours, theirs)):
            return False
        for a, b, one, two in zip(old, new, ours, theirs, strict=True):
            self.m.in_place[b] = 1
            if one == two:
                self.m.take_equal(a, b)
            if self.m.to_old[b] < 0:
                self.take(a, b, SURE)
        return True

    def same_list(self, old: list[int], new: list[int]) -> bool:
        """Whether both lists have the same numbers and headings, each once, and all pairs are a little alike."""
        if len(old) != len(new):
            return False
        old_keys, new_keys = self.keys
        ours = [old_keys[a] for a in old]
        if ours != [new_keys[b] for b in new] or len(set(ours)) != len(ours):
            return False
        scores = [self.alike(a, b) for a, b in zip(old, new, strict=True)]
        if min(scores) < (SAME_PLACE / 2 if self.told_apart(old, ours) else ALIKE):
            return False
        for a, b, score in zip(old, new, scores, strict=True):
            self.take(a, b, score)
        return True

    def told_apart(self, units: list[int], keys: list[tuple[str, str, str]]) -> bool:
        """Whether headings tell most of these siblings apart; else a number may have passed from one to another."""
        return len(units) < 3 or 2 * len({heading for _, _, heading in keys}) > len(units)

    def in_step(self, old: list[int], new: list[int]) -> None:
        """Siblings whose provisions follow each other in the same order, each known by its first and last token code.

        It finds its way in texts of a few sentences that come again and again, where no word is rare.
        """
        known: dict[tuple[str, str, str], str] = {}
        ours, our_holders = self.labels(self.old, old, known)
        theirs, their_holders = self.labels(self.new, new, known)
        if len(ours) * len(theirs) > MAX_STEPS:
            return
        votes: Counter[tuple[int, int]] = Counter()
        steps: list[Any] = Indel.opcodes(ours, theirs).as_list()
        for tag, start, end, begin, stop in steps:
            if tag == "equal":
                votes.update(zip(our_holders[start:end], their_holders[begin:stop], strict=True))
        likely = [
            (self.alike(a, b), a, b) for (a, b), count in votes.items()
            if self.old.kinds[a] == self.new.kinds[b] and 3 * count >= max(self.old.ends[a] - a, self.new.ends[b] - b)
        ]  # fmt: skip
        for score, a, b in sorted(likely, reverse=True):
            if score >= ALIKE and self.m.to_new[a] < 0 and self.m.to_old[b] < 0:
                self.take(a, b, score)

    def labels(self, sheet: Sheet, units: list[int], known: dict[tuple[str, str, str], str]) -> tuple[str, list[int]]:
        """One character for each provision in these units, and the unit that it stands in.

        Most edits leave the smallest and the greatest code of a provision's tokens as they are.
        """
        made: list[str] = []
        holders: list[int] = []
        for unit in units:
            for place in range(unit, sheet.ends[unit]):
                said = sheet.tokens[sheet.firsts[2 * place] : sheet.firsts[2 * place + 2]]
                label = (sheet.kinds[place], min(said, default=""), max(said, default=""))
                made.append(known.setdefault(label, chr(len(known) + 256)))
                holders.append(unit)
        return "".join(made), holders

    def by_key(
        self, old: list[int], new: list[int], key: Callable[[tuple[str, str, str]], Hashable], *, least: float
    ) -> None:
        """Pairs units whose key is the same and stands once on both sides, if they are alike enough."""
        old_keys, new_keys = self.keys
        ours: dict[Hashable, list[int]] = defaultdict(list)
        theirs: dict[Hashable, list[int]] = defaultdict(list)
        for a in self.m.free_old(old):
            ours[key(old_keys[a])].append(a)
        for b in self.m.free_new(new):
            theirs[key(new_keys[b])].append(b)
        for said, units in theirs.items():
            if said and len(units) == 1 == len(ours.get(said, ())):
                score = self.alike(ours[said][0], units[0])
                if score >= least:
                    self.take(ours[said][0], units[0], score)

    def take(self, a: int, b: int, score: float) -> None:
        self.m.to_new[a], self.m.to_old[b] = b, a
        self.m.pairs.append((a, b))
        size_a, size_b = self.old.ends[a] - a, self.new.ends[b] - b
        if size_a > 1 and size_b > 1:
            inner_a, inner_b = self.old.inside(a), self.new.inside(b)
            ours, theirs = self.m.free_old(inner_a), self.m.free_new(inner_b)
            whole = len(ours) == len(inner_a) and len(theirs) == len(inner_b) and max(size_a, size_b) <= FEW
            self.children(ours, theirs, score if whole else ALIKE)

    def by_likeness(self, old: list[int], new: list[int], least: float) -> None:
        """Pairs what shares rare pairs of words, the most alike first."""
        if not old or not new:
            return
        indexes: dict[str, dict[str, list[int]]] = {}
        for a in old:
            index = indexes.setdefault(self.old.kinds[a], {})
            for gram in self.grams(self.old, a):
                index.setdefault(gram, []).append(a)
        found: list[tuple[float, int, int, int]] = []
        for b in new:
            index = indexes.get(self.new.kinds[b], {})
            votes: dict[int, int] = {}
            for gram in index.keys() & self.grams(self.new, b):
                if len(index[gram]) <= RARE:
                    for a in index[gram]:
                        votes[a] = votes.get(a, 0) + 1
            likely = sorted(votes, key=lambda a: (-votes[a], a))[:3]
            found += ((self.alike(a, b), -rank, -b, a) for rank, a in enumerate(likely))
        for score, _, minus_b, a in sorted(found, reverse=True):
            if score >= least and self.m.to_new[a] < 0 and self.m.to_old[-minus_b] < 0:
                self.take(a, -minus_b, score)

    def in_gaps(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Between matched neighbours: units of one kind, in order, when as many went as came, a little alike."""
        places = {unit: index for index, unit in enumerate(old)}
        start_old, gap_new = 0, list[int]()
        for unit in [*new, NONE]:
            partner = self.m.to_old[unit] if unit >= 0 else NONE
            if unit >= 0 and partner not in places:
                if partner < 0:
                    gap_new.append(unit)
                continue
            stop = places[partner] if partner >= 0 else len(old)
            gap_old = self.m.free_old(old[start_old:stop]) if stop >= start_old else []
            if len(gap_old) == len(gap_new):
                for a, b in zip(gap_old, gap_new, strict=True):
                    if self.old.kinds[a] == self.new.kinds[b] and (score := self.alike(a, b)) >= SAME_PLACE:
                        self.take(a, b, score)
            gap_new = []
            start_old = max(start_old, stop + 1)

    def wanderers(self) -> None:
        """Units that changed their parent: equal ones first, then alike ones; the outermost first."""
        old, new = self.m.free_old(range(len(self.old))), self.m.free_new(range(len(self.new)))
        if old and new:
            old, new = self.equals(old, new)
            self.by_likeness(old, new, WANDERED)

    def grams(self, sheet: Sheet, unit: int) -> set[str]:
        """Pairs of neighbouring tokens of a unit, a bounded number; single tokens of a very short text."""
        known = self.known[sheet is self.new]
        found = known.get(unit)
        if found is None:
            said = sheet.said(unit)[: GRAMS + 1]
            found = known[unit] = {*map(add, said, said[1:])} if len(said) > 3 else set(said)
        return found

    def alike(self, a: int, b: int) -> float:
        """How alike two units are with all that is inside them, 0 to 1, order counted."""
        return float(Indel.normalized_similarity(self.old.said(a)[:SAMPLE], self.new.said(b)[:SAMPLE]))


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
