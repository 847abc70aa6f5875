"""Fingerprints of subtrees, so that what is equal is found without being compared.

Two for each node: `full` says that the content is the same; `loose` leaves numbers out, so that renumbering alone
changes nothing. Both are 8 bytes of BLAKE2b and stable between processes: a stored version keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from .tree import Document, Line, Meta, Node, Unit, Verbatim, walk

Path = tuple[int, ...]  # indexes of children from the root
Held = tuple[Unit, Unit | None]  # a unit and the one that it stands in


@dataclass
class Fingerprints:
    """Fingerprints of every node of one tree, by identity of the node object within that tree."""

    root: Node
    full: dict[int, bytes] = field(default_factory=dict)  # id(node) → fingerprint of all of its content
    loose: dict[int, bytes] = field(default_factory=dict)  # id(node) → the same without numbers
    first: dict[bytes, Path] = field(default_factory=dict)  # full fingerprint → where it first stands

    def __post_init__(self) -> None:
        self._take(self.root, ())

    def _take(self, node: Node, path: Path) -> tuple[bytes, bytes]:
        start = f"{type(node).__name__}\0{node.kind}\0{node.attrs}".encode()
        full, loose = blake2b(start, digest_size=8), blake2b(start, digest_size=8)
        if isinstance(node, Verbatim):
            full.update(node.xml.encode())
            loose.update(node.xml.encode())
        for index, child in enumerate(node.children):
            if isinstance(child, str):
                said = b"\1" + child.encode()
                full.update(said)
                loose.update(said)
                continue
            inner_full, inner_loose = self._take(child, (*path, index))
            full.update(b"\2" + inner_full)
            if child.kind != "num" or not isinstance(node, Unit):
                loose.update(b"\2" + inner_loose)
        self.full[id(node)], self.loose[id(node)] = full.digest(), loose.digest()
        self.first.setdefault(full.digest(), path)
        return full.digest(), loose.digest()


def distinct(root: Document) -> Document:
    """The same tree with every node an object of its own; trees that were made from others share objects."""
    nodes = list(walk(root))
    return root if len({id(node) for node in nodes}) == len(nodes) else renewed(root)


def renewed(root: Document) -> Document:
    """A copy of the tree that shares no node with it."""

    def again(node: Node) -> Node:
        if isinstance(node, Verbatim):
            return replace(node)
        children = tuple([c if isinstance(c, str) else again(c) for c in node.children])
        return type(node)(node.kind, children, node.attrs, node.eid, node.uid)

    made = again(root)
    assert isinstance(made, Document)
    return made


def apart(
    version: Document, ours: Sequence[Held], to_old: Sequence[int], taken: AbstractSet[int]
) -> tuple[Document, list[Held]]:
    """The version and its units with their parents, each an object of its own among those `taken` by others.

    A unit may be the base's own object (one of `ours`) only where it is that unit's partner (`to_old`: by places).
    """
    units = [*units_with_parents(version)]
    known = [id(unit) for unit, _ in units]
    own = all(
        here not in taken or (at_old >= 0 and ours[at_old][0] is unit)
        for here, (unit, _), at_old in zip(known, units, to_old, strict=True)
    )
    if own and len({*known}) == len(known):
        return version, units
    version = renewed(version)
    return version, [*units_with_parents(version)]


def at(root: Node, path: Path) -> Node:
    """The node at a path."""
    node = root
    for index in path:
        child = node.children[index]
        assert isinstance(child, Node)
        node = child
    return node


def units_with_parents(root: Node) -> Iterator[tuple[Unit, Unit | None]]:
    """Every unit with the unit that it stands in, in document order; metadata is left out."""
    stack: list[tuple[Node, Unit | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        if isinstance(node, Unit):
            yield node, parent
        inner = node if isinstance(node, Unit) else parent
        for child in reversed(node.children):
            if not isinstance(child, (str, Meta)) and not (isinstance(child, Line) and is_plain(child)):
                stack.append((child, inner))


def is_plain(line: Line) -> bool:
    """Whether a line holds words only: no mark, no note."""
    return len(line.children) == 1 and isinstance(line.children[0], str)
