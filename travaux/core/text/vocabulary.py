"""Which class of node each element of Akoma Ntoso is read as."""

from __future__ import annotations

from . import kinds
from .tree import Box, Cell, Component, Document, Line, Mark, Meta, Node, Note, Row, Table, Unit

CLASSES: dict[str, type[Node]] = {
    **dict.fromkeys(kinds.UNITS, Unit), **dict.fromkeys(kinds.BOXES, Box), **dict.fromkeys(kinds.LINES, Line),
    **dict.fromkeys(kinds.MARKS, Mark), **dict.fromkeys(kinds.NOTES, Note), **dict.fromkeys(kinds.DOCUMENTS, Document),
    "table": Table, "tr": Row, "th": Cell, "td": Cell, "meta": Meta, "attachment": Component, "component": Component,
}  # fmt: skip
# How <components> is marked that stood beside the document under <akomaNtoso>, not inside it.
BESIDE = (("{travaux}beside", "true"),)


_TEXTUAL = frozenset(kind for kind, cls in CLASSES.items() if cls in (Line, Mark)) | {"li", "note"}


def holds_text(kind: str) -> bool:
    """Whether white space inside an element of this name is text."""
    return kind in _TEXTUAL
