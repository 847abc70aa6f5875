"""A text as one unit a line, so that others can check us: `eId<TAB>num<TAB>text`.

The unit's own words without its children's; the heading is a line of its own, `eId__heading`; a unit without a number
has an empty num; tab and line end inside text become one space; a table is one line a cell, `…__tr_i__tc_j`; an annexed
text follows, its eIds prefixed `att_n/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .eids import in_component
from .front import NOTHING
from .numbers import printed
from .tree import Box, Cell, Component, Document, Line, Meta, Node, Table, Unit, own_lines, words

Namer = Callable[[str], str]
Row = tuple[str, str, str]


def listing(document: Document) -> list[Row]:
    """(eId, num, text) of every unit, in document order."""
    return list(_rows(document, lambda eid: eid))


def as_lines(rows: list[Row]) -> str:
    """The rows as they are printed."""
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def _rows(node: Node, name: Namer) -> Iterator[Row]:
    for child in node.nodes:
        if isinstance(child, Meta) or child == NOTHING:
            continue
        if isinstance(child, Component):
            yield from _component(child, name)
        elif isinstance(child, Unit):
            eid = name(child.eid or child.kind)
            yield eid, printed(child.num), child.own_words
            if child.heading is not None:
                yield f"{eid}__heading", "", words(child.heading)
            yield from _tables(child, name)
            yield from _units_in(child, name)
        elif isinstance(child, Table):
            yield from _cells(child, name)
        elif isinstance(child, Line):
            yield name(child.eid or child.kind), "", words(child)
        elif isinstance(child, Box):
            yield from _rows(child, name)


def _units_in(unit: Unit, name: Namer) -> Iterator[Row]:
    """The units inside, also those of lists that stand inside a paragraph."""
    for child in unit.nodes:
        if isinstance(child, Unit):
            yield from _rows(Box("one", (child,)), name)
        elif isinstance(child, Box):
            yield from _units_in(Unit("box", child.children), name)


def _tables(node: Node, name: Namer) -> Iterator[Row]:
    for child in node.nodes:
        if isinstance(child, Table):
            yield from _cells(child, name)
        elif isinstance(child, Box):
            yield from _tables(child, name)


def _cells(table: Table, name: Namer) -> Iterator[Row]:
    for i, row in enumerate(table.rows, 1):
        for j, cell in enumerate((cell for cell in row.nodes if isinstance(cell, Cell)), 1):
            yield f"{name(table.eid or 'table')}__tr_{i}__tc_{j}", "", " ".join(own_lines(cell))


def _component(component: Component, name: Namer) -> Iterator[Row]:
    prefix = name(component.eid or component.kind)
    number = component.of_kind("num")
    heading = component.of_kind("heading")
    yield prefix, printed(number), ""
    if heading is not None:
        yield f"{prefix}__heading", "", words(heading)
    if component.document is not None:
        yield from _rows(component.document, lambda eid: f"{prefix}/{in_component(eid, component)}")


def as_outline(document: Document) -> str:
    """The units indented by depth: kind, number, heading, first words, eId."""
    lines: list[str] = []

    def add(node: Node, depth: int) -> None:
        for child in node.nodes:
            if isinstance(child, Meta):
                continue
            if isinstance(child, (Unit, Component)):
                heading = child.of_kind("heading")
                said = words(heading) if heading else child.own_words if isinstance(child, Unit) else ""
                label = " ".join(filter(None, (printed(child.of_kind("num")), said)))
                lines.append(f"{'  ' * depth}{child.kind} {label[:90]}  [{child.eid or ''}]".replace("  [", " [", 1))
                add(child, depth + 1)
            elif not isinstance(child, (Line, Table)):
                add(child, depth)

    add(document, 0)
    return "".join(line + "\n" for line in lines)


def as_json_tree(document: Document) -> list[dict[str, object]]:
    """The rows of `listing` as objects: {"eId", "num", "text"}."""
    return [{"eId": eid, "num": num, "text": text} for eid, num, text in listing(document)]
