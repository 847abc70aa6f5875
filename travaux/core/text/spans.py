"""Places inside a line, counted in characters of its text: cutting, replacing, marking."""

from __future__ import annotations

from collections.abc import Iterable

from .tree import Mark, Node, Note, Verbatim

Runs = tuple[Node | str, ...]


def length(run: Node | str) -> int:
    """How many characters of text a run holds; notes and verbatim elements hold none, a line break one."""
    if isinstance(run, str):
        return len(run)
    if isinstance(run, (Note, Verbatim)):
        return 0
    if run.kind in ("br", "eol"):
        return 1
    return sum(length(child) for child in run.children)


def cut(runs: Iterable[Node | str], start: int, end: int | None) -> Runs:
    """The runs between two places; a mark that is cut through keeps its kind on the part that stays.

    >>> cut(("ab", Mark("b", ("cd",)), "ef"), 1, 3)
    ('b', Mark(kind='b', children=('c',), attrs=(), eid=None, uid=None))
    """
    found: list[Node | str] = []
    at = 0
    for run in runs:
        size = length(run)
        stop = at + size if end is None else min(at + size, end)
        if size == 0:
            if at >= start and (end is None or at < end or (at == end and start < end)):
                found.append(run)
        elif at < (stop if end is None else end) and stop > max(start, at):
            whole = start <= at and stop == at + size
            if whole:
                found.append(run)
            elif isinstance(run, str):
                found.append(run[max(start - at, 0) : stop - at])
            elif isinstance(run, Mark):
                found.append(run.with_children(cut(run.children, max(start - at, 0), stop - at)))
        at += size
    return tuple(found)
