"""How the uids of provisions are given: from the version before, and from the same version in another language.

>>> named(Unit("article", eid="art_1", uid="u1"), {"art_1": "u2"}).uid
'u2'
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from travaux.core.text.numbers import eid_piece
from travaux.core.text.tree import Component, Meta, Node, Unit, walk


def units_of(node: Node) -> Iterator[Unit]:
    """Every unit, in the order of the text, annexes included."""
    return (each for each in walk(node) if isinstance(each, Unit))


def answering(ours: Node, theirs: Node) -> dict[str, str]:
    """{eId of a unit of ours: uid of the unit of the other language's text that says the same}, by place and number."""
    found: dict[str, str] = {}
    one, two = list(parts(ours)), list(parts(theirs))
    if len(one) != len(two):  # a language has a unit more: by number, where the number tells it from the others
        numbered = {(part.kind, eid_piece(part.of_kind("num"))): part for part in two}
        pairs = [(part, numbered.get((part.kind, eid_piece(part.of_kind("num"))))) for part in one]
    else:
        pairs = list(zip(one, two, strict=True))
    for mine, other in pairs:
        if other is None or type(mine) is not type(other):
            continue
        if isinstance(mine, Unit) and mine.eid and other.uid:
            found[mine.eid] = other.uid
        found.update(answering(mine, other))
    return found


def parts(node: Node) -> Iterator[Unit | Component]:
    """The nearest units and annexes inside a node."""
    for child in node.nodes:
        if isinstance(child, Unit | Component):
            yield child
        elif not isinstance(child, Meta):
            yield from parts(child)


def named(node: Node, uids: Mapping[str, str]) -> Node:
    """The same tree, its units with the uids given by eId; the others keep theirs."""
    children = tuple(named(child, uids) if isinstance(child, Node) else child for child in node.children)
    uid = uids.get(node.eid or "", node.uid) if isinstance(node, Unit) else node.uid
    return replace(node, children=children, uid=uid)


def uid_at(uids: Mapping[str, str], eid: str) -> str:
    """The uid of the smallest unit that a place stands in; "" outside units.

    >>> uid_at({"art_1": "u1"}, "art_1__table_1__tr_2__tc_1")
    'u1'
    """
    while eid and eid not in uids:
        eid = eid.rpartition("__")[0]
    return uids.get(eid, "")
