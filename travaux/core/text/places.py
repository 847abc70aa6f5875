"""Where things stand: how people call a place, the lines and tables outside units, lists paired in order."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from .numbers import printed
from .tree import Box, Component, Document, Line, Meta, Node, Table, Unit


def label(unit: Unit, parents: dict[int, Unit | None]) -> str:
    """How people call a place: the printed numbers from the article down."""
    chain: list[str] = []
    current: Unit | None = unit
    while current is not None:
        chain.append(printed(current.num).rstrip(". ") or current.kind)
        if current.kind in ("article", "section"):
            break
        current = parents[id(current)]
    return ", ".join(reversed(chain))


def tables_of(node: Node) -> list[Table]:
    """Tables that stand in the node itself, not in its units."""
    found: list[Table] = []
    for child in node.nodes:
        if isinstance(child, Table):
            found.append(child)
        elif isinstance(child, (Box, Component, Document)):
            found += tables_of(child)
    return found


def loose_lines(node: Node) -> Iterator[Node]:
    for child in node.nodes:
        if isinstance(child, Line):
            yield child
        elif not isinstance(child, (Unit, Table, Meta)):
            yield from loose_lines(child)


def aligned(old: list[str], new: list[str]) -> list[tuple[int | None, int | None]]:
    """Lines paired in order: equal ones first, then, between them, one by one."""
    pairs: list[tuple[int | None, int | None]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            pairs += zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
        elif step.tag == "delete":
            pairs += [(a, None) for a in range(step.src_start, step.src_end)]
        else:
            pairs += [(None, b) for b in range(step.dest_start, step.dest_end)]
    result: list[tuple[int | None, int | None]] = []
    for pair in pairs:
        last = result[-1] if result else (0, 0)
        if pair[0] is None and last[1] is None and last[0] is not None:
            place = next(i for i in range(len(result)) if all(p[1] is None for p in result[i:]))
            result[place] = (result[place][0], pair[1])
        elif pair[1] is None and last[0] is None and last[1] is not None:
            place = next(i for i in range(len(result)) if all(p[0] is None for p in result[i:]))
            result[place] = (pair[0], result[place][1])
        else:
            result.append(pair)
    return result
