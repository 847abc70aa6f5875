"""Fingerprints of subtrees, so that what is equal is found without being compared.

Two for each node: `full` says that the content is the same; `loose` leaves numbers out, so that renumbering alone
changes nothing. Both are 8 bytes of BLAKE2b and stable between processes: a stored version keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from .tree import Document, Line, Meta, Node, Unit, Verbatim, walk

Path = tuple[int, ...]  # indexes of children from the root
Held = tuple[Unit, Unit | None]  # a unit and the one that it stands in
Placed = tuple[int, Unit, Unit | None]  # a unit by its place in the order of the text, and the one that it stands in


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


def placed(root: Node, ends: Sequence[int], closed: Sequence[int]) -> list[Placed]:
    """Units with their places and what they stand in. What stands in a unit that is `closed`, by place, is left out.

    `ends` are those of the text's sheet; `ValueError` where it is the sheet of another text.
    """
    found: list[Placed] = []
    stack: list[tuple[Node, Unit | None]] = [(root, None)]
    place = 0
    while stack:
        node, parent = stack.pop()
        if isinstance(node, Unit):
            if place == len(ends):
                raise ValueError("the sheet is of another text")
            found.append((place, node, parent))
            if closed[place] or ends[place] == place + 1:
                place = ends[place]
                continue
            place, parent = place + 1, node
        for child in reversed(node.children):
            if not isinstance(child, (str, Meta)) and not (isinstance(child, Line) and is_plain(child)):
                stack.append((child, parent))
    if place != len(ends):
        raise ValueError("the sheet is of another text")
    return found


def is_plain(line: Line) -> bool:
    """Whether a line holds words only: no mark, no note."""
    return len(line.children) == 1 and isinstance(line.children[0], str)
