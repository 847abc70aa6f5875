"""Which unit of the old text is which unit of the new one.

Equal subtrees first, then children of matched parents by number, heading and likeness, then units that changed their
parent, by shared rare words. Every step is bounded: an index of rare pairs of words proposes at most a few candidates,
so thousands of identical lines and total rewrites stay linear.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import add, eq
from typing import Any

from rapidfuzz.distance import Indel

from .pairing import NONE, Pairing, alone
from .sheet import Sheet

ALIKE = 0.5  # two units with other numbers are the same when at least so alike
SAME_PLACE = 0.25  # … with the same number, or alone between two matched neighbours
WANDERED = 0.6  # … under another parent
STRANGE = 0.25  # … so little alike that what is inside is paired by number alone, the rest wherever it is found
SURE = 0.7  # … so alike that what is inside them needs no look
FEW = 40  # units inside a pair that one look at its words can speak for
RARE = 8  # a pair of words that occurs more often proposes nobody
SAMPLE = 400  # tokens of a unit that are looked at
GLANCE = 48  # tokens, half at the beginning and half at the end, that are looked at first
NEARLY = 0.8  # where those are so alike, the rest is not looked at
MAX_STEPS = 200_000_000  # provisions times provisions that are put in step; an eighth of it in bytes
GRAMS = 60  # pairs of words of a unit that propose

similarity: Callable[[str, str], float] = Indel.normalized_similarity
Code = int | tuple[int, int]  # what a name is known by; 0 where there is none
Codes = Callable[[Sheet, list[int]], list[Code]]


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
        self.scores: dict[tuple[int, int], float] = {}  # of units that needed a second look
        self.known: tuple[dict[int, set[str]], dict[int, set[str]]] = ({}, {})  # pairs of tokens of old and new units

    def children(self, old: list[int], new: list[int], around: float = ALIKE) -> None:
        """Matches two lists of siblings, and what stands inside each pair. `around`: how alike their parents are."""
        old, new = self.equals(old, new)
        if not old or not new:
            return
        if self.same_list(old, new):
            return
        if around >= STRANGE:
            self.by_words(old, new)
        self.by_key(old, new, _numbers, least=0)

    def by_words(self, old: list[int], new: list[int]) -> None:
        """Siblings by number and heading, by heading, by number, by likeness, by place; each time if alike enough."""
        if not self.told_apart(old):
            self.in_step(old, new)
        self.by_key(old, new, _names, least=SAME_PLACE / 2)
        self.by_key(old, new, _headings, least=SAME_PLACE)
        self.by_key(old, new, _numbers, least=ALIKE)
        self.by_likeness(self.m.free_old(old), self.m.free_new(new), ALIKE)
        self.in_gaps(old, new)

    def equals(self, old: list[int], new: list[int]) -> tuple[list[int], list[int]]:
        """Pairs what has equal content; the rest."""
        ours, theirs = [self.old.loose[a] for a in old], [self.new.loose[b] for b in new]
        common = {*ours}.intersection(theirs)
        if not common:
            return old, new
        where = dict(zip(ours, old, strict=True))
        if len(where) == len(old) and len({*theirs}) == len(new):
            self.m.take_equals([(where[print_], b) for print_, b in zip(theirs, new, strict=True) if print_ in common])
        else:
            groups = _grouped(old, ours, common)
            for print_, coming in _grouped(new, theirs, common).items():
                self.pair_equal(groups[print_], coming)
        return self.m.free_old(old), self.m.free_new(new)

    def pair_equal(self, old: list[int], new: list[int]) -> None:
        """Units of one content: where their count differs, those of one number first; then in order."""
        if len(old) != len(new):
            old_nums, new_nums = self.old.bares, self.new.bares
            same = {old_nums[a]: a for a in old}
            self.m.take_equals([(a, b) for b in new if (a := same.pop(new_nums[b], NONE)) >= 0])
            old, new = self.m.free_old(old), self.m.free_new(new)
        self.m.take_equals([*zip(old, new, strict=False)])

    def same_list(self, old: list[int], new: list[int]) -> bool:
        """Whether both lists have the same numbers and headings, each once, and all pairs are a little alike."""
        if len(old) != len(new):
            return False
        ours = _names(self.old, old)
        if ours != _names(self.new, new) or len({*ours}) != len(ours):
            return False
        scores = [self.alike(a, b) for a, b in zip(old, new, strict=True)]
        if min(scores) < (SAME_PLACE / 2 if self.told_apart(old) else ALIKE):
            return False
        for a, b, score in zip(old, new, scores, strict=True):
            self.take(a, b, score)
        return True

    def told_apart(self, units: list[int]) -> bool:
        """Whether headings tell most of these siblings apart; else a number may have passed from one to another."""
        return len(units) < 3 or 2 * len({self.old.headed[a] for a in units}) > len(units)

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

    def by_key(self, old: list[int], new: list[int], codes: Codes, *, least: float) -> None:
        """Pairs units whose code is the same and stands once on both sides, if they are alike enough."""
        old, new = self.m.free_old(old), self.m.free_new(new)
        if not old or not new:
            return
        ours, theirs = _once(old, codes(self.old, old)), _once(new, codes(self.new, new))
        for code, b in theirs.items():
            a = ours.get(code, NONE)
            if a >= 0 <= b and code:
                leaves = not least and self.old.ends[a] - a == 1 == self.new.ends[b] - b
                score = 0 if leaves else self.alike(a, b)
                if score >= least:
                    self.take(a, b, score)

    def take(self, a: int, b: int, score: float) -> None:
        m, end_a, end_b = self.m, self.old.ends[a], self.new.ends[b]
        m.to_new[a], m.to_old[b] = b, a
        m.pairs.append((a, b))
        if end_a - a == 1 or end_b - b == 1:
            return
        free = max(m.to_new[a + 1 : end_a]) < 0 and max(m.to_old[b + 1 : end_b]) < 0
        few = free and max(end_a - a, end_b - b) <= FEW
        if few and score >= SURE and self.alike_in_shape(a, end_a, b, end_b):
            m.to_new[a + 1 : end_a] = range(b + 1, end_b)
            m.to_old[b + 1 : end_b] = range(a + 1, end_a)
            return
        inner_a, inner_b = self.old.inside(a), self.new.inside(b)
        if not free:
            inner_a, inner_b = m.free_old(inner_a), m.free_new(inner_b)
        self.children(inner_a, inner_b, score if few else ALIKE)

    def alike_in_shape(self, a: int, end_a: int, b: int, end_b: int) -> bool:
        """Whether all that is inside two units has the same numbers and headings, in one order and each once.

        Not when equal content stands in other places: then somebody moved.
        """
        old, new = self.old, self.new
        if not old.shapes[a] or old.shapes[a] != new.shapes[b] or end_a - a != end_b - b:
            return False
        ours, theirs = old.loose[a + 1 : end_a], new.loose[b + 1 : end_b]
        common = {*ours}.intersection(theirs)
        return not common or len(common) <= sum(map(eq, ours, theirs))

    def by_likeness(self, old: list[int], new: list[int], least: float) -> None:
        """Pairs what shares rare pairs of words, the most alike first."""
        if not old or not new:
            return
        found = [(self.alike(a, b), -rank, -b, a) for a, b, rank in self.likely(old, new)]
        for score, _, minus_b, a in sorted(found, reverse=True):
            if score >= least and self.m.to_new[a] < 0 and self.m.to_old[-minus_b] < 0:
                self.take(a, -minus_b, score)

    def likely(self, old: list[int], new: list[int]) -> Iterator[tuple[int, int, int]]:
        """Units of one kind that may be each other, at most three old ones for each new one: (old, new, rank)."""
        if len(old) * len(new) <= 4:
            yield from ((a, b, 0) for b in new for a in old if self.old.kinds[a] == self.new.kinds[b])
            return
        ours, theirs = [self.grams(self.old, a) for a in old], [self.grams(self.new, b) for b in new]
        common = set[str]().union(*ours) & set[str]().union(*theirs)
        indexes: dict[str, dict[str, list[int]]] = {}
        for a, grams in zip(old, ours, strict=True):
            index = indexes.setdefault(self.old.kinds[a], {})
            for gram in grams & common:
                index.setdefault(gram, []).append(a)
        for b, grams in zip(new, theirs, strict=True):
            index = indexes.get(self.new.kinds[b], {})
            votes: dict[int, int] = {}
            for gram in index.keys() & grams:
                if len(index[gram]) <= RARE:
                    for a in index[gram]:
                        votes[a] = votes.get(a, 0) + 1
            best = sorted(votes, key=lambda a: (-votes[a], a))[:3]
            yield from ((a, b, rank) for rank, a in enumerate(best))

    def in_gaps(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Between matched neighbours: units of one kind, in order, when as many went as came, a little alike."""
        if not self.m.free_old(old) or not self.m.free_new(new):
            return
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
        old, new = alone(self.m.to_new), alone(self.m.to_old)
        if old and new:
            old, new = self.equals(old, new)
            self.by_likeness(self.outermost(self.old, old), self.outermost(self.new, new), WANDERED)
            self.by_likeness(self.m.free_old(old), self.m.free_new(new), WANDERED)

    def outermost(self, sheet: Sheet, free: list[int]) -> list[int]:
        """Of units in the order of the text those that stand in no other of them."""
        found: list[int] = []
        for unit in free:
            if not found or unit >= sheet.ends[found[-1]]:
                found.append(unit)
        return found

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
        score = self.scores.get((a, b))
        if score is None:
            ours, theirs = self.old.said(a), self.new.said(b)
            if len(ours) <= GLANCE >= len(theirs):
                return similarity(ours, theirs)
            half = GLANCE // 2
            score = similarity(ours[:half] + ours[-half:], theirs[:half] + theirs[-half:])
            if score < NEARLY:
                score = self.scores[a, b] = similarity(ours[:SAMPLE], theirs[:SAMPLE])
        return score


def _once(units: list[int], codes: Iterable[Code]) -> dict[Code, int]:
    """{code: the one unit that has it, or NONE where several have}."""
    found: dict[Code, int] = {}
    for unit, code in zip(units, codes, strict=True):
        found[code] = NONE if code in found else unit
    return found


def _grouped(units: list[int], prints: list[int], common: set[int]) -> dict[int, list[int]]:
    """{fingerprint: the units that have it}, of those in common."""
    found: dict[int, list[int]] = {}
    for unit, print_ in zip(units, prints, strict=True):
        if print_ in common:
            found.setdefault(print_, []).append(unit)
    return found


def _names(sheet: Sheet, units: list[int]) -> list[Code]:
    """Kind, number and heading of these units."""
    headed, numbered = sheet.headed, sheet.numbered
    return [(headed[unit], numbered[unit]) for unit in units]


def _headings(sheet: Sheet, units: list[int]) -> list[Code]:
    return [sheet.headed[unit] for unit in units]


def _numbers(sheet: Sheet, units: list[int]) -> list[Code]:
    numbered = sheet.numbered
    return [numbered[unit] & 1 and numbered[unit] for unit in units]


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
