"""Nodes cannot be changed, and copies of them are whole."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, replace

import pytest

from travaux.core.text.tree import Line, Node, Verbatim, unit

ARTICLE = unit("article", num="Article 1.", lead=["The archive is open."], uid="a1")
KEPT = Verbatim("math", xml="<math/>")


@pytest.mark.parametrize("node", [ARTICLE, KEPT], ids=["unit", "verbatim"])
def test_a_node_cannot_be_changed(node: Node) -> None:
    with pytest.raises(FrozenInstanceError):
        node.kind = "section"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del node.children  # type: ignore[misc]


@pytest.mark.parametrize("node", [ARTICLE, KEPT], ids=["unit", "verbatim"])
def test_a_copy_holds_all_of_a_node(node: Node) -> None:
    for copy in (deepcopy(node), pickle.loads(pickle.dumps(node)), replace(node)):  # our own bytes
        assert type(copy) is type(node)
        assert repr(copy) == repr(node)
        assert hash(copy) == hash(node)


def test_nodes_of_one_content_and_different_classes_differ() -> None:
    assert Line("p", ("a",)) != Node("p", ("a",))
    assert Line("p", ("a",), eid="p_1") == Line("p", ("a",), eid="p_2")
