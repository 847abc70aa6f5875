"""Several parliaments' amendments at once: versions of one base merged unit by unit, conflicts named at their words.

What touches different words joins; what is alike is joined with all its authors; a move or a new number is never a
conflict with a change of words. A conflict keeps the base's words there and says why: the same words changed in two
ways, a change inside a unit that another deletes, two moves of one unit, two new units of one number. The order of the
versions never matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .batch import collector_paused
from .compare import Change, compare
from .eids import mint
from .fingerprints import apart, distinct, units_with_parents
from .merge_words import merge_line
from .numbers import eid_piece
from .pairing import Matching
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
    made = mint(worker.node(worker.base, worker.texts))
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
    conflicts: list[Conflict] = field(default_factory=list)
    overruled: frozenset[str] = frozenset()  # versions whose deletion of an outer unit is a conflict already
    within: str = ""  # eId of the innermost element of the base that is being merged

    def __post_init__(self) -> None:
        self.base = distinct(self.base)
        ours = [*units_with_parents(self.base)]
        sheet = self.sheets.get("") or sheet_of(self.base)
        self.prints.update(zip((id(unit) for unit, _ in ours), sheet.full, strict=True))
        taken = {id(unit) for unit, _ in ours}
        for name, text in self.versions:
            theirs = self.sheets.get(name) or sheet_of(text)
            compared = compare(sheet, theirs)
            version, both = apart(text, ours, compared.pairing.to_old, taken)
            taken.update(id(unit) for unit, _ in both)
            matching = compared.pairing.of_objects(ours, both)
            self.prints.update(zip(map(id, matching.new), theirs.full, strict=True))
            self.texts[name] = version
            moved = {c.old for c in compared.changes if c.kind == "moved"}
            ids = {id(u) for u in matching.old if u.eid in moved}
            self.found[name] = _Version(matching, ids, compared.changes)

    def node(self, base: Node, others: Mapping[str, Node]) -> Node:
        """One node of the base and its counterparts; each child by its own rule."""
        changed = {name: other for name, other in others.items() if not self.same(base, other)}
        if not changed and not self.touched(base):
            return base
        if isinstance(base, Line):
            return self.line(base, changed)
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
        return base is other or (self.prints.get(id(base)) == self.prints.get(id(other)) and base == other)

    def touched(self, base: Node) -> bool:
        """Whether any version moves a unit into or out of this node."""
        inner = {id(unit) for unit in base.nodes if isinstance(unit, Unit)}
        return any(inner & version.moved for version in self.found.values())

    def plain_children(self, base: Node, others: Mapping[str, Node]) -> list[Node]:
        """Numbers, headings, boxes, lines, tables: paired by kind and place."""
        made: list[Node] = []
        slots = dict.fromkeys(key for node in (base, *others.values()) for key in _slots(node))
        ours = _slots(base)
        for key in slots:
            theirs = {name: _slots(other).get(key) for name, other in others.items()}
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
                made += self.unit(unit)
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
