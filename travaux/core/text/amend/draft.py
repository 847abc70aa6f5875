"""A text under amendment: every change makes a new immutable tree, parents are known, and words remember who put them.

A change costs the depth of its place and the width of its parents, not the size of the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..eids import mint
from ..tree import Box, Component, Document, Line, Meta, Node, Unit, own_lines, words
from ..wording import compare_words
from .operations import Operation, Trace


class Draft:
    """The text as it is so far, and what each operation did to it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.now: Operation | None = None  # the operation that is being applied
        self._parents: dict[int, Node] = {}
        self._gone: list[Node] = []  # kept, so that no new node is mistaken for an old one
        self._words: dict[int, list[Operation | None]] = {}  # id of a line → who wrote each of its characters
        self._wholes: dict[int, tuple[str, Operation]] = {}  # id of a unit → "unit" or "number", and who did it
        self._removed: list[tuple[str, str, Operation]] = []
        self._structure = False
        self._know(document)
        self._base = document  # kept, so that the ids below stay those of its nodes
        self._settled = frozenset(self._parents)  # nodes of the base: where one still stands, its insides are as named

    # --- changing ---------------------------------------------------------------------------------------------------

    def parent(self, node: Node) -> Node | None:
        """The node that holds this very object."""
        return self._parents.get(id(node))

    def replace(self, target: Node, *new: Node) -> None:
        """One node (the object itself, not an equal one) replaced by others, or by none."""
        parent = self._parents.pop(id(target), None)
        if parent is None:
            return
        self._gone.append(target)
        for node in new:
            if node is not target:
                self._know(node)
        self._structure = self._structure or len(new) != 1 or not isinstance(target, Line)
        self._climb(parent, [x for c in parent.children for x in (new if c is target else (c,))])

    def extend(self, holder: Node, *more: Node) -> None:
        """More children at the end of a node."""
        for node in more:
            self._know(node)
        self._structure = True
        self._climb(holder, [*holder.children, *more])

    def _climb(self, old: Node, children: list[Node | str]) -> None:
        """The parent with other children, and every node above it made anew."""
        while True:
            made = old.with_children(children)
            for child in children:
                if isinstance(child, Node):
                    self._parents[id(child)] = made
            self._carry(old, made)
            above = self._parents.pop(id(old), None)
            self._gone.append(old)
            if above is None:
                assert isinstance(made, Document)
                self.document = made
                return
            children = [made if child is old else child for child in above.children]
            old = above

    def _know(self, root: Node) -> None:
        stack = [root]
        while stack:
            node = stack.pop()
            for child in node.children:
                if isinstance(child, Node) and not isinstance(child, Meta):
                    self._parents[id(child)] = node
                    stack.append(child)

    def _carry(self, old: Node, made: Node) -> None:
        if id(old) in self._words:
            self._words[id(made)] = self._words.pop(id(old))
        if id(old) in self._wholes:
            self._wholes[id(made)] = self._wholes.pop(id(old))

    def named(self) -> None:
        """eIds made anew, when units came, went or changed their numbers since the last time."""
        if self._structure:
            self.document = self._renamed()
            self._structure = False

    def _renamed(self) -> Document:
        old = self.document
        made = mint(old, settled=self._settled)
        assert isinstance(made, Document)
        self._gone.append(old)
        stack: list[tuple[Node, Node]] = [(old, made)]
        while stack:
            before, after = stack.pop()
            if before is after:
                continue
            self._carry(before, after)
            for child, named in zip(before.children, after.children, strict=True):
                if isinstance(child, Node) and isinstance(named, Node):
                    self._parents[id(named)] = after
                    stack.append((child, named))
        return made

    # --- remembering ------------------------------------------------------------------------------------------------

    def rewrite(self, old: Line, new: Line) -> None:
        """One line replaced by another wording of it."""
        if self.now is not None:
            before, after = words(old), words(new)
            known = self._words.pop(id(old), [None] * len(before))
            origins: list[Operation | None] = []
            at = 0
            for sign, piece in compare_words(before, after):
                if sign == "=":
                    origins += known[at : at + len(piece)]
                    at += len(piece)
                elif sign == "-":
                    self._removed.append((self.where(old), piece, self.now))
                    at += len(piece)
                else:
                    origins += [self.now] * len(piece)
            if len(origins) == len(after):
                self._words[id(new)] = origins
        self.replace(old, new)

    def put(self, node: Node, kind: str = "unit") -> Node:
        """Marks a unit (or the words of a line) as made by the operation that is being applied."""
        if self.now is not None and isinstance(node, Line):
            self._words[id(node)] = [self.now] * len(words(node))
        elif self.now is not None:
            self._wholes[id(node)] = (kind, self.now)
        return node

    def drop(self, node: Node) -> None:
        """Takes a node out of the text."""
        self.lost(node)
        self.replace(node)

    def lost(self, node: Node) -> None:
        """Remembers the wording of a node that another takes the place of."""
        if self.now is not None:
            self._removed.append((self.where(node), words(node), self.now))

    def where(self, node: Node) -> str:
        """The eId of the unit that a node is or stands in."""
        current: Node | None = node
        while current is not None and not (current.eid and isinstance(current, (Unit, Component))):
            current = self.parent(current)
        return (current.eid if current is not None else node.eid) or ""

    def traces(self) -> list[Trace]:
        """Every span of the text that an operation wrote, in the order of the text; then what went."""
        self.named()
        inside: set[int] = set()  # what holds something that was written, so that the rest need not be looked at
        for start in (*self._words, *self._wholes):
            node = self._parents.get(start)
            while node is not None and id(node) not in inside:
                inside.add(id(node))
                node = self._parents.get(id(node))
        found = list(_spans(self.document, self._words, self._wholes, inside))
        return found + [Trace(eid, "removed", text, -1, -1, op) for eid, text, op in self._removed]


def _spans(
    root: Node, said: dict[int, list[Operation | None]], wholes: dict[int, tuple[str, Operation]], inside: set[int]
) -> Iterator[Trace]:
    stack: list[tuple[Node, str, int]] = [(root, "", 0)]  # node, eId of its unit, where its words begin there
    while stack:
        node, eid, start = stack.pop()
        if isinstance(node, (Unit, Component)):
            eid, start = node.eid or "", 0
        if id(node) in wholes:
            kind, op = wholes[id(node)]
            num = node.of_kind("num")
            yield Trace(eid, kind, words(num) if num is not None else "", -1, -1, op)
        if isinstance(node, Line) and id(node) in said:
            yield from _runs(node, eid, start, said[id(node)])
        if isinstance(node, (Line, Meta)) or id(node) not in inside:
            continue
        inner: list[tuple[Node, str, int]] = []
        for child in node.nodes:
            inner.append((child, eid, start))
            if isinstance(child, Line) and child.kind not in ("num", "heading", "subheading"):
                start += len(words(child)) + 1
            elif isinstance(child, Box):
                start += sum(len(piece) + 1 for piece in own_lines(child))
        stack.extend(reversed(inner))


def _runs(line: Line, eid: str, start: int, origins: list[Operation | None]) -> Iterator[Trace]:
    """Neighbouring characters of one origin, as spans."""
    text, at = words(line), 0
    heading = line.kind in ("heading", "subheading")
    while at < len(origins):
        stop = at
        while stop < len(origins) and origins[stop] is origins[at]:
            stop += 1
        op = origins[at]
        if op is not None and text[at:stop].strip():
            place = (at, stop) if heading else (start + at, start + stop)
            yield Trace(eid, "heading" if heading else "words", text[at:stop], *place, op)
        at = stop
