"""eIds by the Akoma Ntoso naming convention (OASIS, Akoma Ntoso Naming Convention 1.0, 5.6).

`[parent__]abbreviation_number`. The number is the printed one (`numbers.eid_piece`); a unit that should have a number
and has none is counted: `subpart_nn_1`; other elements are counted by kind within their parent: `sec_2__p_1`. An alinea
is counted as it is cited, the opening line of its parent being the first: the one after it is `al_2`. A second use
of an eId takes `_2`, in document order. So a number given up never moves the eId of another unit.
"""

from __future__ import annotations

from collections.abc import Container
from operator import is_
from typing import Any, cast

from .kinds import ABBREVIATIONS, DEBATE_UNITS, EID_EXEMPT, HIERARCHY
from .numbers import eid_piece
from .tree import Component, Document, Meta, Node, Unit, Verbatim

# Units that are expected to carry a number: without one they are marked "nn".
NUMBERED = (HIERARCHY | {"item"}) - {"hcontainer", "alinea"}
_UNNAMED = (Meta, Verbatim)
_SKIPPED = (str, *_UNNAMED)
_set_eid: Any = vars(Node)["eid"].__set__  # past the guard: for nodes that are being made
# Containers without an eId whose name still stands in the eIds inside them.
_PREFIXES = {"preface", "preamble", "conclusions", "coverPage", "intro", "wrapUp"}


def mint(root: Node, *, prefix: str = "", settled: Container[int] = frozenset()) -> Node:
    """The same tree with every eId made anew; uids and content stay as they are. What keeps its eIds is not copied.

    `settled` holds the `id()` of nodes whose insides are known to be named: where such a node keeps its own eId,
    everything in it does, for the eIds inside begin with it.
    """
    return _Minting(settled).place(root, prefix)


def name_new(root: Document) -> Document:
    """The same as `mint` for a tree that nobody else holds yet: nodes are named where they are, none is copied."""
    try:
        _Naming().name_in(root, "")
    except _Held:
        return cast(Document, mint(root))
    return root


class _Held(Exception):
    """A node that has another name already: it stands elsewhere too."""


class _Minting:
    def __init__(self, settled: Container[int]) -> None:
        self.settled = settled
        self.counts: dict[str, int] = {}
        self.given: dict[str, int] = {}

    def place(self, node: Node, prefix: str) -> Node:
        if isinstance(node, _UNNAMED):
            return node
        kind, children = node.kind, node.children
        bare = len(children) == 1 and isinstance(children[0], str)
        if kind not in EID_EXEMPT:
            eid = inner = self.unique(self.name(node, prefix))
            if eid == node.eid and id(node) in self.settled:
                return node
        elif bare:
            return node if node.eid is None else type(node)(kind, children, node.attrs, None, node.uid)
        else:
            eid, inner = None, prefix
            if kind in _PREFIXES:
                inner = _joined(prefix, kind)
        if not bare:
            if isinstance(node, Unit) and node.of_kind("intro") is not None:
                self.opening_line(inner)
            children = tuple([child if isinstance(child, str) else self.place(child, inner) for child in children])
        if eid == node.eid and all(map(is_, children, node.children)):
            return node
        return type(node)(kind, children, node.attrs, eid, node.uid)

    def name(self, node: Node, prefix: str) -> str:
        start = _joined(prefix, node.kind)
        if isinstance(node, Unit) and node.kind not in DEBATE_UNITS:
            number = eid_piece(node.num)
            if number:
                return f"{start}_{number}"
            if node.kind in NUMBERED:
                start += "_nn"
        count = self.counts[start] = self.counts.get(start, 0) + 1
        return f"{start}_{count}"

    def opening_line(self, eid: str) -> None:
        """The opening line of a unit counts as its first alinea."""
        start = f"{eid}__al"
        self.counts[start] = self.counts.get(start, 0) + 1

    def unique(self, eid: str) -> str:
        count = self.given[eid] = self.given.get(eid, 0) + 1
        return eid if count == 1 else self.unique(f"{eid}_{count}")


class _Naming(_Minting):
    def __init__(self) -> None:
        super().__init__(frozenset())

    def name_in(self, node: Node, prefix: str) -> None:
        """Names what stands in a node; the name of the node itself, or the one around it, is `prefix`."""
        for child in node.children:
            if isinstance(child, _SKIPPED):
                continue
            kind, inside = child.kind, child.children
            if kind in EID_EXEMPT:
                if child.eid is not None:
                    raise _Held
                if len(inside) == 1 and isinstance(inside[0], str):
                    continue
                inner = _joined(prefix, kind) if kind in _PREFIXES else prefix
            else:
                inner = self.unique(self.name(child, prefix))
                if child.eid is None:
                    _set_eid(child, inner)
                elif child.eid != inner:
                    raise _Held
            if len(inside) == 1 and isinstance(inside[0], str):
                continue
            if isinstance(child, Unit) and child.of_kind("intro") is not None:
                self.opening_line(inner)
            self.name_in(child, inner)


def _joined(prefix: str, kind: str) -> str:
    said = ABBREVIATIONS.get(kind) or kind
    return f"{prefix}__{said}" if prefix else said


def prefix_of(component: Component) -> str:
    """How the units of an annexed text are told from the main one's in a listing: `att_1/`."""
    return f"{component.eid or component.kind}/"


def in_component(eid: str, component: Component) -> str:
    """An eId of an annexed text as its own document would give it.

    >>> in_component("att_1__art_2", Component("attachment", eid="att_1"))
    'art_2'
    """
    return eid.removeprefix(f"{component.eid}__")


def by_eid(root: Node) -> dict[str, Node]:
    """Every element that has an eId, by it."""
    found: dict[str, Node] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        if node.eid and not isinstance(node, Document):
            found.setdefault(node.eid, node)
        if not isinstance(node, Meta):
            stack.extend(reversed(node.nodes))
    return found
