"""Pairs of units of two versions: by their places in two sheets, or as the objects of two trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .fingerprints import Held
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
        self.pairs: list[tuple[int, int]] = []  # what was paired by itself, not as part of an equal subtree
        self.holders = _holders(old.holders, new.holders)  # code of a new holder → of the old one
        self.in_place = bytearray(len(new))  # 1 where the unit and all its siblings stand as their partners do

    def take_equal(self, a: int, b: int) -> None:
        """A pair with equal content: their inner units are pairs too, in order, but for those that have a partner.

        Fingerprints are short and could be made to meet: the words are looked at too; nothing is paired if they differ.
        """
        if self.old.run(a) != self.new.run(b):
            return
        end_a, end_b = self.old.ends[a], self.new.ends[b]
        if max(self.to_new[a:end_a]) < 0 and max(self.to_old[b:end_b]) < 0:
            self.to_new[a:end_a] = range(b, end_b)
            self.to_old[b:end_b] = range(a, end_a)
            self.equal[b:end_b] = b"\1" * (end_b - b)
            self.pairs.append((a, b))
            return
        for one, two in zip(range(a, end_a), range(b, end_b), strict=True):
            if self.to_new[one] < 0 and self.to_old[two] < 0:
                self.to_new[one], self.to_old[two] = two, one
                self.equal[two] = 1
                self.pairs.append((one, two))

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


def _holders(old: list[str], new: list[str]) -> dict[int, int]:
    """Annexed texts of one name are one; the rest in order."""
    free = {name: holder(number) for number, name in reversed([*enumerate(old)])}
    found = {holder(number): free.pop(name) for number, name in enumerate(new) if name in free}
    rest_old = sorted({holder(number) for number in range(len(old))} - {*found.values()}, reverse=True)
    rest_new = sorted({holder(number) for number in range(len(new))} - {*found}, reverse=True)
    return found | dict(zip(rest_new, rest_old, strict=False))
