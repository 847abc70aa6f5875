"""Pairs of units of two versions: by their places in two sheets, or as the objects of two trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .fingerprints import Held, Placed
from .sheet import Sheet, holder
from .tree import Unit

NONE = -1


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of units, by identity of the objects; units of one side that have no partner are in neither map."""

    old: list[Unit]  # in document order
    new: list[Unit]
    old_parent: dict[int, Unit | None]
    new_parent: dict[int, Unit | None]
    to_new: dict[int, Unit]  # id(old unit) → new unit
    to_old: dict[int, Unit]  # id(new unit) → old unit


class Pairing:
    """Pairs of units of two sheets, by their places; `NONE` where a unit has no partner."""

    def __init__(self, old: Sheet, new: Sheet) -> None:
        self.old, self.new = old, new
        self.to_new = [NONE] * len(old)
        self.to_old = [NONE] * len(new)
        self.equal = bytearray(len(new))  # 1 where all inside is the partner's, numbers aside
        self.pairs: list[tuple[int, int]] = []  # what was paired by itself, not as a part of what was, in its place
        self.holders = _holders(old.holders, new.holders)  # code of a new holder → of the old one

    def take_equals(self, pairs: list[tuple[int, int]]) -> None:
        """Pairs with equal content, in the order of one text; neighbours on both sides are taken as one stretch.

        What has a partner by then, with what it stands in, is left.
        """
        old_ends, new_ends, at = self.old.ends, self.new.ends, 0
        while at < len(pairs):
            first, last = at, pairs[at]
            while (at := at + 1) < len(pairs) and pairs[at] == (old_ends[last[0]], new_ends[last[1]]):
                last = pairs[at]
            a, b = pairs[first]
            if at - first == 1 or not self.take_stretch(a, old_ends[last[0]], b, new_ends[last[1]]):
                for a, b in pairs[first:at]:
                    if self.to_new[a] < 0 and self.to_old[b] < 0:
                        self.take_equal(a, b)
            else:
                self.pairs += pairs[first:at]

    def take_stretch(self, a: int, end_a: int, b: int, end_b: int) -> bool:
        """Pairs units and all that is inside them with others of equal content; not if one has a partner.

        Fingerprints are short and could be made to meet: the words are looked at too; nothing is paired if they differ.
        """
        if max(self.to_new[a:end_a]) >= 0 or max(self.to_old[b:end_b]) >= 0 or end_a - a != end_b - b:
            return False
        if self.old.words(a, end_a) != self.new.words(b, end_b):
            return False
        self.to_new[a:end_a] = range(b, end_b)
        self.to_old[b:end_b] = range(a, end_a)
        self.equal[b:end_b] = b"\1" * (end_b - b)
        return True

    def take_equal(self, a: int, b: int) -> None:
        """A pair with equal content: their inner units are pairs too, in order, but for those that have a partner."""
        end_a, end_b = self.old.ends[a], self.new.ends[b]
        if self.take_stretch(a, end_a, b, end_b):
            self.pairs.append((a, b))
        elif end_a - a == end_b - b and self.old.words(a, end_a) == self.new.words(b, end_b):
            for one, two in zip(range(a, end_a), range(b, end_b), strict=True):
                if self.to_new[one] < 0 and self.to_old[two] < 0:
                    self.to_new[one], self.to_old[two] = two, one
                    self.equal[two] = 1
                    self.pairs.append((one, two))

    def untouched(self) -> bytearray:
        """1 for each old unit that stands in the new text as it was, its number and all that is inside it too."""
        old, new, to_new = self.old, self.new, self.to_new
        found, place = bytearray(len(old)), 0
        while place < len(old):
            end, b = old.ends[place], to_new[place]
            stop = b + end - place
            if (
                b >= 0 and old.full[place] == new.full[b] and to_new[place:end] == [*range(b, stop)]
                and old.nums[place:end] == new.nums[b:stop] and old.words(place, end) == new.words(b, stop)
            ):  # fmt: skip
                found[place:end] = b"\1" * (end - place)
                place = end
            else:
                place += 1
        return found

    def of_placed(self, ours: Sequence[Placed], theirs: Sequence[Placed]) -> Matching:
        """The pairs among these units of two trees."""
        at_old, at_new = ({place: unit for place, unit, _ in units} for units in (ours, theirs))
        to_new, to_old = self.to_new, self.to_old
        return Matching(
            [*at_old.values()], [*at_new.values()],
            {id(unit): parent for _, unit, parent in ours}, {id(unit): parent for _, unit, parent in theirs},
            to_new={id(unit): at_new[to_new[place]] for place, unit, _ in ours if to_new[place] != NONE},
            to_old={id(unit): at_old[to_old[place]] for place, unit, _ in theirs if to_old[place] != NONE},
        )  # fmt: skip

    def of_objects(self, ours: Sequence[Held], theirs: Sequence[Held]) -> Matching:
        """The pairs as the objects of two trees, given in document order with what each stands in."""
        old, new = [unit for unit, _ in ours], [unit for unit, _ in theirs]
        return Matching(
            old, new, {id(unit): parent for unit, parent in ours}, {id(unit): parent for unit, parent in theirs},
            to_new={id(unit): new[b] for unit, b in zip(old, self.to_new, strict=True) if b != NONE},
            to_old={id(unit): old[a] for unit, a in zip(new, self.to_old, strict=True) if a != NONE},
        )  # fmt: skip

    def free_old(self, units: Iterable[int]) -> list[int]:
        to_new = self.to_new
        return [unit for unit in units if to_new[unit] < 0]

    def free_new(self, units: Iterable[int]) -> list[int]:
        to_old = self.to_old
        return [unit for unit in units if to_old[unit] < 0]


def alone(partners: list[int]) -> list[int]:
    """The places of units that have no partner.

    >>> alone([0, NONE, 1, NONE])
    [1, 3]
    """
    found: list[int] = []
    for _ in range(partners.count(NONE)):
        found.append(partners.index(NONE, found[-1] + 1 if found else 0))
    return found


def _holders(old: list[str], new: list[str]) -> dict[int, int]:
    """Annexed texts of one name are one; the rest in order."""
    free = {name: holder(number) for number, name in reversed([*enumerate(old)])}
    found = {holder(number): free.pop(name) for number, name in enumerate(new) if name in free}
    rest_old = sorted({holder(number) for number in range(len(old))} - {*found.values()}, reverse=True)
    rest_new = sorted({holder(number) for number in range(len(new))} - {*found}, reverse=True)
    return found | dict(zip(rest_new, rest_old, strict=False))
