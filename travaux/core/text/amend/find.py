"""The units that a locator names, in a text of a given profile; near misses when it names none."""

from __future__ import annotations

from dataclasses import dataclass

from ..numbers import bare, eid_piece, ordinal
from ..tree import Component, Document, Line, Meta, Node, Table, Unit
from .edit import paragraphs_of
from .operations import Locator, Step

_KINDS = {
    "part": ("part",), "section": ("section", "title", "part"), "subsection": ("subsection", "subpart"),
    "chapter": ("chapter",), "paragraf": ("hcontainer",), "article": ("article", "section", "rule", "clause"),
    "paragraph": ("paragraph", "subsection", "part", "alinea"),
    "point": ("point", "paragraph", "item", "subsection", "subparagraph", "indent"),
    "subpoint": ("point", "subparagraph", "paragraph", "item", "clause"), "alinea": ("alinea",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes named, or why there are none. `near` are the places that come close."""

    nodes: tuple[Node, ...] = ()
    why: str = ""
    near: tuple[str, ...] = ()
    many: bool = False  # the words name several places


def find(document: Document, locator: Locator) -> Found:
    """The nodes at the end of a locator."""
    contexts: list[Node] = [document]
    if locator.part == "preamble":
        preamble = document.of_kind("preamble")
        if preamble is None:
            return Found(why="the text has no preamble")
        contexts = [preamble]
    for place, step in enumerate(locator.steps):
        last = place == len(locator.steps) - 1
        found = [_one(contexts[0], step, number) for number in step.numbers or ("",)]
        if len(step.numbers) > 1 and not last:
            return Found(why=f"{step.said} {', '.join(step.numbers)}: several places, then a smaller one", many=True)
        missing = [number for number, nodes in zip(step.numbers or ("",), found, strict=True) if not nodes]
        if missing:
            where = f"there is no {step.said or step.rank} {', '.join(missing)}".rstrip()
            return Found(why=where, near=_near(contexts[0], step))
        if any(len(nodes) > 1 for nodes in found):
            names = tuple(node.eid or node.kind for node in found[0])
            said = f"{step.said or step.rank} {', '.join(step.numbers)}".rstrip()
            return Found(why=f"{said} names {len(names)} places", near=names, many=True)  # fmt: skip
        contexts = [nodes[0] for nodes in found]
    if locator.part == "title":
        return _titles(contexts)
    return Found(tuple(contexts))


def _titles(contexts: list[Node]) -> Found:
    """The headings of units, or the lines of the title of the text."""
    lines: list[Node] = []
    for context in contexts:
        if isinstance(context, Unit):
            lines += [context.heading] if context.heading else []
        elif (preface := context.of_kind("preface")) is not None:
            lines += preface.nodes
    return Found(tuple(lines)) if lines else Found(why="there is no title")


def _one(context: Node, step: Step, number: str) -> list[Node]:
    if step.rank == "annex":
        return _annexes(context, number)
    if step.rank in ("table", "row", "column"):
        return _in_table(context, step.rank, number)
    if step.rank == "alinea":
        return _alinea(context, number)
    wanted = eid_piece(number)
    if step.said in ("recital", "абзац преамбулы"):
        return _alinea(context, number)
    return _nearest(context, _KINDS[step.rank], wanted)


def _nearest(context: Node, kinds: tuple[str, ...], wanted: str) -> list[Node]:
    """The units of these kinds and this number that stand the least deep; kinds named first are preferred."""
    layer: list[Node] = [context]
    while layer:
        inner = [child for node in layer for child in node.nodes if not isinstance(child, (Meta, Component))]
        hits = [n for n in inner if isinstance(n, Unit) and n.kind in kinds and eid_piece(n.num) == wanted]
        if hits:
            best = min(kinds.index(hit.kind) for hit in hits)
            return [hit for hit in hits if kinds.index(hit.kind) == best]
        layer = [node for node in inner if not isinstance(node, Line)]
    return []


def _alinea(context: Node, number: str) -> list[Node]:
    value = int(number) if number.isdecimal() else ordinal(number)
    paragraphs = paragraphs_of(context)
    return [paragraphs[value - 1]] if value and value <= len(paragraphs) else []


def _annexes(context: Node, number: str) -> list[Node]:
    components = context.components if isinstance(context, Document) else ()
    if not number and len(components) == 1:
        return [components[0]]
    return [component for component in components if eid_piece(component.of_kind("num")) == eid_piece(number)]


def _in_table(context: Node, rank: str, number: str) -> list[Node]:
    if rank == "table":
        tables: list[Node] = [node for node in _below(context) if isinstance(node, Table)]
        return [tables[int(number) - 1]] if number.isdecimal() and 0 < int(number) <= len(tables) else tables[:2]
    place = int(number) - 1 if number.isdecimal() else -1
    if rank == "row":
        tables = [context] if isinstance(context, Table) else [n for n in _below(context) if isinstance(n, Table)]
        rows = tables[0].nodes if len(tables) == 1 else ()
        return [rows[place]] if 0 <= place < len(rows) else []
    return [context.nodes[place]] if 0 <= place < len(context.nodes) else []


def _below(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.nodes:
        if not isinstance(child, Meta):
            found += [child, *_below(child)]
    return found


def _near(context: Node, step: Step) -> tuple[str, ...]:
    """The numbers that stand there instead."""
    kinds = _KINDS.get(step.rank, ())
    return tuple(bare(n.num) for n in _below(context) if isinstance(n, Unit) and n.kind in kinds and n.num)[:12]
