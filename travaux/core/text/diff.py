"""The difference of two versions: which units were added, removed, moved, renumbered, split, joined, reworded.

A move or a new number is never a deletion and an insertion. Wording and setting are apart: a change of marks alone is
counted as `formatted` and changes no words. `apply_patch(diff(a, b).patch, a) == b`, always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .batch import collector_paused
from .fingerprints import Fingerprints, distinct, renewed
from .match import Matching, longest_increasing, match
from .numbers import bare, printed
from .patch import Patch, make_patch
from .places import aligned, label, loose_lines, tables_of
from .tree import Cell, Document, Node, Row, Table, Unit, own_lines, walk, words
from .wording import Piece, compare_words

KINDS = ("added", "removed", "moved", "renumbered", "reworded", "split", "joined")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one unit, a heading, a line outside units, or a cell."""

    kind: str  # one of KINDS
    old: str | None  # eId in the old text
    new: str | None  # eId in the new text
    words: tuple[Piece, ...]  # ("=" | "+" | "-", text) of the unit's own words
    label: str  # how people call the place: "Статья 7, 2."

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind, "old": self.old, "new": self.new, "words": [list(piece) for piece in self.words]}


@dataclass(frozen=True, slots=True)
class Diff:
    """What happened between two versions, and how to make the new one from the old one."""

    changes: tuple[Change, ...]  # in the order of the new text; removals after the unit that stood before them
    stats: dict[str, int]
    patch: Patch
    matching: Matching

    def as_json(self) -> dict[str, object]:
        return {"changes": [change.as_json() for change in self.changes], "stats": self.stats}


@collector_paused()
def diff(old: Document, new: Document, *, within_words: bool = False) -> Diff:
    """The difference of two documents. Both keep their eIds and uids; neither is changed."""
    old, new = distinct(old), _apart(distinct(new), old)
    old_prints, new_prints = Fingerprints(old), Fingerprints(new)
    matching = match(old, new, old_prints, new_prints)
    teller = _Teller(old, new, matching, old_prints, new_prints, within_words)
    changes = tuple(teller.changes())
    partners: dict[int, Node] = {**matching.to_old, **teller.partners}
    stats = {kind: sum(change.kind == kind for change in changes) for kind in KINDS}
    stats |= {"formatted": teller.formatted, "units_old": len(matching.old), "units_new": len(matching.new)}
    for sign, name in (("+", "words_added"), ("-", "words_removed")):
        stats[name] = sum(len(text.split()) for change in changes for op, text in change.words if op == sign)
    return Diff(changes, stats, make_patch(old_prints, new_prints, partners), matching)


def _apart(new: Document, old: Document) -> Document:
    """The new tree, sharing no object with the old one."""
    ours = {id(node) for node in walk(old)}
    if not any(id(node) in ours for node in walk(new)):
        return new
    return renewed(new)


class _Teller:
    def __init__(
        self, old: Document, new: Document, matching: Matching, old_prints: Fingerprints, new_prints: Fingerprints,
        within_words: bool,
    ) -> None:  # fmt: skip
        self.old, self.new, self.m, self.within_words = old, new, matching, within_words
        self.old_prints, self.new_prints = old_prints, new_prints
        self.partners: dict[int, Node] = {}
        self.formatted = 0
        self.moved = self.find_moved()
        self.split, self.joined = self.find_split_and_joined()

    def changes(self) -> Iterator[Change]:
        yield from self.outside_units()
        gone_after: dict[int, list[Unit]] = {}
        last = 0
        for unit in self.m.old:
            if id(unit) in self.m.to_new:
                last = id(self.m.to_new[id(unit)])
            else:
                gone_after.setdefault(last, []).append(unit)
        yield from self.removed(gone_after.get(0, []))
        for unit in self.m.new:
            yield from self.of_unit(unit)
            yield from self.removed(gone_after.get(id(unit), []))

    def removed(self, units: list[Unit]) -> Iterator[Change]:
        for unit in units:
            into = self.joined.get(id(unit))
            kind = "joined" if into else "removed"
            text = self.all_words(unit)
            said: tuple[Piece, ...] = (("-", text),) if text else ()
            yield Change(kind, unit.eid, into.eid if into else None, said, label(unit, self.m.old_parent))

    def of_unit(self, unit: Unit) -> Iterator[Change]:
        partner = self.m.to_old.get(id(unit))
        said = label(unit, self.m.new_parent)
        if partner is None:
            source = self.split.get(id(unit))
            text = self.all_words(unit)
            pieces: tuple[Piece, ...] = (("+", text),) if text else ()
            yield Change("split" if source else "added", source.eid if source else None, unit.eid, pieces, said)
            return
        if id(unit) in self.moved:
            yield Change("moved", partner.eid, unit.eid, (), said)
        if bare(partner.num) != bare(unit.num):
            yield Change("renumbered", partner.eid, unit.eid, _pieces(printed(partner.num), printed(unit.num)), said)
        if self.old_prints.full[id(partner)] == self.new_prints.full[id(unit)] or id(unit) in self.m.equal:
            return
        yield from self.reworded(partner, unit, said)

    def reworded(self, partner: Unit, unit: Unit, said: str) -> Iterator[Change]:
        before = words(partner.heading) if partner.heading else ""
        after = words(unit.heading) if unit.heading else ""
        if before != after:
            yield Change(
                "reworded", f"{partner.eid}__heading", f"{unit.eid}__heading", self.compared(before, after), said
            )
        old_text, new_text = "\n".join(own_lines(partner)), "\n".join(own_lines(unit))
        if old_text != new_text:
            pieces = self.compared(old_text, new_text)
            if any(op != "=" for op, _ in pieces):
                yield Change("reworded", partner.eid, unit.eid, pieces, said)
            else:
                self.formatted += 1
        elif before == after and _own_nodes(partner) != _own_nodes(unit):
            self.formatted += 1
        yield from self.tables(tables_of(partner), tables_of(unit), said)

    # --- what stands outside units ----------------------------------------------------------------------------------

    def outside_units(self) -> Iterator[Change]:
        """Titles, preamble, closing words, headings of annexes: lines aligned by their words."""
        old, new = list(loose_lines(self.old)), list(loose_lines(self.new))
        kept = aligned([words(node) for node in old], [words(node) for node in new])
        for a, b in kept:
            before, after = old[a] if a is not None else None, new[b] if b is not None else None
            if before is not None and after is not None:
                self.partners[id(after)] = before
            one, two = words(before) if before else "", words(after) if after else ""
            if one != two:
                kind = "reworded" if before and after else "added" if after else "removed"
                place = (after or before or self.new).eid
                yield Change(kind, before.eid if before else None, after.eid if after else None,
                             self.compared(one, two), place or "")  # fmt: skip
            elif before != after:
                self.formatted += 1
        yield from self.tables(tables_of(self.old), tables_of(self.new), "")

    def tables(self, old: list[Table], new: list[Table], said: str) -> Iterator[Change]:
        for a, b in zip(old, new, strict=False):
            if a != b:
                self.partners[id(b)] = a
                yield from self.rows(a, b, said)
        for table in old[len(new) :]:
            yield Change("removed", table.eid, None, (("-", words(table)),), said)
        for table in new[len(old) :]:
            yield Change("added", None, table.eid, (("+", words(table)),), said)

    def rows(self, old: Table, new: Table, said: str) -> Iterator[Change]:
        pairs = aligned([words(row) for row in old.rows], [words(row) for row in new.rows])
        for a, b in pairs:
            one = old.rows[a] if a is not None else None
            two = new.rows[b] if b is not None else None
            old_eid, new_eid = f"{old.eid}__tr_{(a or 0) + 1}", f"{new.eid}__tr_{(b or 0) + 1}"
            if one is None or two is None:
                kind, text = ("added", words(two)) if two else ("removed", words(one)) if one else ("", "")
                op = "+" if two else "-"
                yield Change(kind, None if two else old_eid, new_eid if two else None, ((op, text),), said)
                continue
            self.partners[id(two)] = one
            yield from self.cells(one, two, old_eid, new_eid, said)

    def cells(self, one: Row, two: Row, old_eid: str, new_eid: str, said: str) -> Iterator[Change]:
        ours, theirs = ([cell for cell in row.nodes if isinstance(cell, Cell)] for row in (one, two))
        for j in range(max(len(ours), len(theirs))):
            before = words(ours[j]) if j < len(ours) else ""
            after = words(theirs[j]) if j < len(theirs) else ""
            if before != after:
                yield Change("reworded", f"{old_eid}__tc_{j + 1}", f"{new_eid}__tc_{j + 1}",
                             self.compared(before, after), said)  # fmt: skip

    # --- moves, splits, joins ---------------------------------------------------------------------------------------

    def find_moved(self) -> set[int]:
        """New units whose parent is another, or that stand outside the longest order that both versions share."""
        moved: set[int] = set()
        by_parent: dict[int, list[Unit]] = {}
        for unit in self.m.new:
            partner = self.m.to_old.get(id(unit))
            if partner is None:
                continue
            parent, old_parent = self.m.new_parent[id(unit)], self.m.old_parent[id(partner)]
            came_from = self.m.to_old.get(id(parent)) if parent is not None else None
            if came_from is not old_parent:
                if parent is None or came_from is not None or old_parent is None or id(old_parent) in self.m.to_new:
                    moved.add(id(unit))
            else:
                by_parent.setdefault(id(parent) if parent is not None else 0, []).append(unit)
        places = {id(unit): place for place, unit in enumerate(self.m.old)}
        for units in by_parent.values():
            kept = longest_increasing([places[id(self.m.to_old[id(unit)])] for unit in units])
            moved |= {id(unit) for place, unit in enumerate(units) if place not in kept}
        return moved

    def find_split_and_joined(self) -> tuple[dict[int, Unit], dict[int, Unit]]:
        """Added units whose words a neighbour lost, and removed units whose words a neighbour took."""
        split: dict[int, Unit] = {}
        joined: dict[int, Unit] = {}
        lost = {id(b): _surplus(a, b) for b, a in self.pairs()}
        took = {id(a): _surplus(b, a) for b, a in self.pairs()}
        for place, unit in enumerate(self.m.new):
            if id(unit) not in self.m.to_old:
                for beside in self.m.new[max(place - 2, 0) : place] + self.m.new[place + 1 : place + 2]:
                    if id(beside) in lost and _covers(lost[id(beside)], unit):
                        split[id(unit)] = self.m.to_old[id(beside)]
        for place, unit in enumerate(self.m.old):
            if id(unit) not in self.m.to_new:
                for beside in self.m.old[max(place - 2, 0) : place] + self.m.old[place + 1 : place + 2]:
                    if id(beside) in took and _covers(took[id(beside)], unit):
                        joined[id(unit)] = self.m.to_new[id(beside)]
        return split, joined

    def pairs(self) -> Iterator[tuple[Unit, Unit]]:
        """Matched pairs (new, old) whose own words differ."""
        for unit in self.m.new:
            partner = self.m.to_old.get(id(unit))
            if partner is not None and id(unit) not in self.m.equal:
                yield unit, partner

    def compared(self, old: str, new: str) -> tuple[Piece, ...]:
        return compare_words(old, new, within_words=self.within_words)

    def all_words(self, unit: Unit) -> str:
        return "\n".join(filter(None, (words(unit.heading) if unit.heading else "", *own_lines(unit))))


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in (("-", old), ("+", new)) if piece[1])


def _surplus(more: Unit, less: Unit) -> Counter[str]:
    return Counter(more.own_words.lower().split()) - Counter(less.own_words.lower().split())


def _covers(surplus: Counter[str], unit: Unit) -> bool:
    """Whether four fifths of a unit's words, and at least four, are among these."""
    said = Counter(unit.own_words.lower().split())
    size = said.total()
    return size >= 4 and (said & surplus).total() >= 0.8 * size


def _own_nodes(unit: Unit) -> list[Node]:
    return [child for child in unit.nodes if not isinstance(child, Unit) and child.kind != "num"]
