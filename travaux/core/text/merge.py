"""Several parliaments' amendments at once: versions of one base merged unit by unit, conflicts named at their words.

What touches different words joins; what is alike is joined with all its authors; a move or a new number is never a
conflict with a change of words. A conflict keeps the base's words there and says why: the same words changed in two
ways, a change inside a unit that another deletes, two moves of one unit, two new units of one number. The order of the
versions never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import and_

from .batch import collector_paused
from .compare import Change, compare
from .eids import mint
from .fingerprints import Placed, placed, renewed
from .merge_words import merge_line
from .numbers import eid_piece
from .pairing import NONE, Matching
from .sheet import Sheet
from .sheet_make import sheet_of
from .tree import Component, Document, Line, Node, Unit, words


@dataclass(frozen=True, slots=True)
class Conflict:
    """Amendments that cannot all be taken as they are."""

    units: tuple[str, ...]  # eIds in the base, or of the new unit
    amendments: tuple[str, ...]  # the names of the versions
    reason: str

    def as_json(self) -> dict[str, object]:
        return {"units": list(self.units), "amendments": list(self.amendments), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, what was taken from whom, and what was not."""

    document: Document
    applied: tuple[tuple[tuple[str, ...], Change], ...]  # (authors, change); identical changes have several authors
    conflicts: tuple[Conflict, ...]

    def as_json(self) -> dict[str, object]:
        applied = [{"amendments": list(authors), **change.as_json()} for authors, change in self.applied]
        return {"applied": applied, "conflicts": [conflict.as_json() for conflict in self.conflicts]}


@collector_paused()
def merge(
    base: Document, versions: Sequence[tuple[str, Document]], *, sheets: Mapping[str, Sheet] | None = None
) -> Merged:
    """The base with the amendments of all versions, given as (name, amended text).

    `sheets` are those that a store keeps, by the name of the version; the base's under "". What is not there is made.
    """
    ordered = sorted(versions, key=lambda version: version[0])
    worker = _Merger(base, ordered, sheets or {})
    made = mint(worker.node(worker.base, worker.texts), settled=worker.named)
    assert isinstance(made, Document)
    return Merged(made, tuple(worker.applied()), tuple(dict.fromkeys(worker.conflicts)))


@dataclass
class _Version:
    matching: Matching
    moved: set[int]  # base units (by id) that this version moved
    changes: tuple[Change, ...]


@dataclass
class _Merger:
    base: Document
    versions: Sequence[tuple[str, Document]]
    sheets: Mapping[str, Sheet]
    texts: dict[str, Node] = field(default_factory=dict)
    found: dict[str, _Version] = field(default_factory=dict)
    prints: dict[int, int] = field(default_factory=dict)  # fingerprints of units, by the unit's id
    kept: set[int] = field(default_factory=set)  # base units (by id) that no version touches, nor what is inside
    leaves: set[int] = field(default_factory=set)  # units (by id) that hold no other
    named: frozenset[int] = frozenset()  # those of them whose insides have eIds that begin with their own
    conflicts: list[Conflict] = field(default_factory=list)
    overruled: frozenset[str] = frozenset()  # versions whose deletion of an outer unit is a conflict already
    within: str = ""  # eId of the innermost element of the base that is being merged

    def __post_init__(self) -> None:
        sheet = self.sheets.get("") or sheet_of(self.base)
        sheets = {name: self.sheets.get(name) or sheet_of(text) for name, text in self.versions}
        compared = {name: compare(sheet, theirs) for name, theirs in sheets.items()}
        kept = bytearray(b"\1" * len(sheet))
        for each in compared.values():
            kept = bytearray(map(and_, kept, each.pairing.untouched()))
        self.base, ours = _placed(self.base, sheet, kept, lambda place, unit: True)
        at = {place: unit for place, unit, _ in ours}
        self.kept = {id(unit) for place, unit, _ in ours if kept[place]}
        self.named = frozenset(id(unit) for place, unit, _ in ours if kept[place] and _is_named_inside(sheet, place))
        self.note(ours, sheet)
        taken = {id(unit) for unit in at.values()}
        for name, text in self.versions:
            found, theirs = compared[name], sheets[name]
            to_old = found.pairing.to_old
            closed = bytearray(a != NONE and kept[a] for a in to_old)

            def is_free(place: int, unit: Unit, to_old: list[int] = to_old) -> bool:
                return id(unit) not in taken or at.get(to_old[place]) is unit

            self.texts[name], both = _placed(text, theirs, closed, is_free)
            taken.update(id(unit) for _, unit, _ in both)
            self.note(both, theirs)
            moved = {id(at[to_old[b]]) for b in found.moved if to_old[b] in at}
            self.found[name] = _Version(found.pairing.of_placed(ours, both), moved, found.changes)

    def note(self, units: list[Placed], sheet: Sheet) -> None:
        self.prints.update((id(unit), sheet.full[place]) for place, unit, _ in units)
        self.leaves.update(id(unit) for place, unit, _ in units if sheet.ends[place] == place + 1)

    def node(self, base: Node, others: Mapping[str, Node]) -> Node:
        """One node of the base and its counterparts; each child by its own rule."""
        changed = {name: other for name, other in others.items() if not self.same(base, other)}
        if not changed and not self.touched(base):
            return base
        if isinstance(base, Line):
            return self.line(base, changed)
        if len(changed) == 1 and id(base) in self.leaves:
            (other,) = changed.values()
            if id(other) in self.leaves:
                return replace(other, eid=base.eid, uid=base.uid)
        outer, self.within = self.within, base.eid or self.within
        made = self.inner(base, changed, others)
        self.within = outer
        return made

    def inner(self, base: Node, changed: Mapping[str, Node], others: Mapping[str, Node]) -> Node:
        """A node that holds others: its own attributes, then each child by its own rule."""
        attrs = {other.attrs for other in changed.values()} - {base.attrs}
        made: list[Node | str] = [*self.plain_children(base, others), *self.unit_children(base, others)]
        if isinstance(base, Unit):
            made = _opening_words(made)
        made.sort(key=lambda child: _ORDER.get(child.kind, 5) if isinstance(child, Node) else 5)
        shell = base.with_children(made)
        return replace(shell, attrs=attrs.pop()) if len(attrs) == 1 else shell

    def same(self, base: Node, other: Node) -> bool:
        """Whether a version left a node as it is. Units with other fingerprints need no look inside."""
        if base is other or id(base) in self.kept:
            return True
        return self.prints.get(id(base)) == self.prints.get(id(other)) and base == other

    def touched(self, base: Node) -> bool:
        """Whether any version moves a unit into or out of this node."""
        movers = [version.moved for version in self.found.values() if version.moved]
        return any(id(unit) in moved for moved in movers for unit in base.children)

    def plain_children(self, base: Node, others: Mapping[str, Node]) -> list[Node]:
        """Numbers, headings, boxes, lines, tables: paired by kind and place."""
        made: list[Node] = []
        ours, slots = _slots(base), {name: _slots(other) for name, other in others.items()}
        for key in dict.fromkeys(key for each in (ours, *slots.values()) for key in each):
            theirs = {name: each.get(key) for name, each in slots.items()}
            mine = ours.get(key)
            if mine is None:
                new = {words(node): (name, node) for name, node in theirs.items() if node is not None}
                if len(new) > 1:
                    names = tuple(name for name, _ in new.values())
                    self.conflict(base, names, "different words are added in one place")
                made += [node for _, node in list(new.values())[:1]]
                continue
            gone = tuple(name for name, node in theirs.items() if node is None)
            kept = {name: node for name, node in theirs.items() if node is not None}
            if gone and any(node != mine for node in kept.values()):
                changed = tuple(name for name, node in kept.items() if node != mine)
                annex = mine.nodes[0] if mine.kind in ("attachments", "components") and len(mine.nodes) == 1 else mine
                where = annex if isinstance(annex, Component) else base
                self.conflict(where, (*gone, *changed), "words are changed that another amendment deletes")
            if not gone or any(node != mine for node in kept.values()):
                before, self.overruled = self.overruled, self.overruled | set(gone)
                made.append(self.node(mine, kept))
                self.overruled = before
        return made

    def line(self, base: Line, changed: Mapping[str, Node]) -> Node:
        """Words changed by several: joined where they are apart, a conflict where they are the same."""
        distinct = {words(other): name for name, other in changed.items()}
        if len(distinct) == 1:
            return next(iter(changed.values()))
        merged, clash = merge_line(base, {name: other for name, other in changed.items() if isinstance(other, Line)})
        if clash:
            where = self.within or base.eid or base.kind
            self.conflicts.append(Conflict((where,), tuple(sorted(changed)), f"the same words are changed: “{clash}”"))
        return merged

    def unit_children(self, base: Node, others: Mapping[str, Node]) -> list[Node]:
        """The units inside: those that stay, those that come, in an order that all versions agree on."""
        after: dict[int, list[tuple[str, Unit]]] = {}  # id of the unit before (0: first) → who puts what there
        stay = [unit for unit in base.nodes if isinstance(unit, Unit)]
        if not stay and not any(isinstance(child, Unit) for other in others.values() for child in other.children):
            return []
        for name, other in others.items():
            version, before = self.found[name], 0
            for unit in (child for child in other.nodes if isinstance(child, Unit)):
                origin = version.matching.to_old.get(id(unit))
                if origin is None or id(origin) in version.moved:
                    after.setdefault(before, []).append((name, origin or unit))
                    before = id(origin or unit)
                else:
                    before = id(origin)
        movers = {id(u): [n for n, v in self.found.items() if id(u) in v.moved] for u in stay}
        made: list[Node] = []
        seen: set[int] = set()
        self.put(made, 0, after, seen)
        for unit in stay:
            if not movers[id(unit)]:
                made += [unit] if id(unit) in self.kept else self.unit(unit)
            self.put(made, id(unit), after, seen)
        for place in list(after):  # what stood after a unit that another version took away
            self.put(made, place, after, seen)
        return made

    def put(self, made: list[Node], place: int, after: dict[int, list[tuple[str, Unit]]], seen: set[int]) -> None:
        """What comes after a unit: new units, alike ones of several versions once, and units moved there."""
        coming = sorted(after.pop(place, []), key=lambda item: (eid_piece(item[1].num), words(item[1])))
        numbers: dict[str, tuple[str, Unit]] = {}
        put: list[Unit] = []
        for name, unit in coming:
            is_new = not any(id(unit) in version.matching.to_new for version in self.found.values())
            alike = next((other for other in put if is_new and other == unit), None)
            if alike is not None:
                after.setdefault(id(alike), []).extend(after.pop(id(unit), []))
                continue
            number = eid_piece(unit.num)
            known = numbers.get(number) if number and is_new else None
            if id(unit) in seen:
                continue
            if known is not None:
                self.conflict(unit, (known[0], name), f"two new units have the number {number}")
                continue
            if is_new:
                numbers[number] = (name, unit)
            seen.add(id(unit))
            put.append(unit)
        for unit in put:
            is_new = not any(id(unit) in version.matching.to_new for version in self.found.values())
            made += [unit] if is_new else self.unit(unit, moved=True)
            self.put(made, id(unit), after, seen)

    def unit(self, unit: Unit, *, moved: bool = False) -> list[Node]:
        """A unit of the base as the versions leave it: changed, or gone."""
        partners = {name: v.matching.to_new.get(id(unit)) for name, v in self.found.items()}
        deleters = tuple(n for n, partner in partners.items() if partner is None and n not in self.overruled)
        kept = {name: partner for name, partner in partners.items() if partner is not None}
        if moved:
            movers = tuple(name for name, v in self.found.items() if id(unit) in v.moved)
            places = {self.place(name, unit) for name in movers}
            if len(places) > 1:
                self.conflict(unit, movers, "it is moved to two places")
        if deleters:
            changed = tuple(name for name, partner in kept.items() if partner != unit)
            if not changed:
                return []
            self.conflict(
                unit, (*deleters, *changed), "one amendment deletes it, another changes it or moves inside it"
            )
        before, self.overruled = self.overruled, self.overruled | set(deleters)
        made = self.node(unit, kept)
        self.overruled = before
        return [made]

    def place(self, name: str, unit: Unit) -> str:
        """Where a version puts a unit: its parent's eId there."""
        version = self.found[name]
        partner = version.matching.to_new[id(unit)]
        parent = version.matching.new_parent[id(partner)]
        return parent.eid or "" if parent is not None else ""

    def conflict(self, node: Node, names: Sequence[str], reason: str) -> None:
        self.conflicts.append(Conflict((node.eid or self.within or node.kind,), tuple(sorted(set(names))), reason))

    def applied(self) -> list[tuple[tuple[str, ...], Change]]:
        """Each change that no conflict stopped, with all its authors."""
        clashing = {
            (unit, name) for conflict in self.conflicts for unit in conflict.units for name in conflict.amendments
        }
        authors: dict[Change, list[str]] = {}
        for name, version in self.found.items():
            for change in version.changes:
                if (change.old, name) not in clashing and (change.new, name) not in clashing:
                    authors.setdefault(change, []).append(name)
        return [(tuple(names), change) for change, names in authors.items()]


def _placed(
    text: Document, sheet: Sheet, closed: Sequence[int], is_free: Callable[[int, Unit], bool]
) -> tuple[Document, list[Placed]]:
    """A text and its units, each an object of its own that `is_free` to stand in its place; else a copy of it."""
    units = placed(text, sheet.ends, closed)
    if len({id(unit) for _, unit, _ in units}) == len(units) and all(is_free(place, unit) for place, unit, _ in units):
        return text, units
    text = renewed(text)
    return text, placed(text, sheet.ends, closed)


def _is_named_inside(sheet: Sheet, unit: int) -> bool:
    start = sheet.eids[unit] + "__"
    return all(eid.startswith(start) for eid in sheet.eids[unit + 1 : sheet.ends[unit]])


_ORDER = {"meta": 0, "num": 0, "heading": 1, "subheading": 2, "coverPage": 3, "preface": 3, "preamble": 4, "intro": 4,
          "wrapUp": 6, "conclusions": 7, "attachments": 8, "components": 9}  # fmt: skip


def _opening_words(children: list[Node | str]) -> list[Node | str]:
    """A unit's own words are `intro` before inner units and `content` without them."""
    kind = "intro" if any(isinstance(child, Unit) for child in children) else "content"
    words_of = ("intro", "content")
    return [replace(c, kind=kind) if isinstance(c, Node) and c.kind in words_of else c for c in children]


def _slots(node: Node) -> dict[tuple[str, int], Node]:
    """Children that are no units, by kind and how many of the kind came before; content and intro are one kind.

    Annexes are told apart by their numbers: leaving one out is no change of the one after it.
    """
    slots: dict[tuple[str, int], Node] = {}
    counts: dict[str, int] = {}
    for child in node.nodes:
        if not isinstance(child, Unit):
            kind = "intro" if child.kind == "content" else child.kind
            if isinstance(child, Component):
                kind = f"{kind} {eid_piece(child.of_kind('num'))}"
            slots[kind, counts.get(kind, 0)] = child
            counts[kind] = counts.get(kind, 0) + 1
    return slots
