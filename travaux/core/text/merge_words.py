"""Words of one line changed by several: edits at different words join, edits of the same words clash."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from .spans import cut
from .tree import Line, tidy, words
from .wording import compare_words

Edit = tuple[int, int, str]  # from, to (in the base line), the new words


def edits_of(old: str, new: str) -> list[Edit]:
    """What must be replaced in the old words to have the new ones.

    >>> edits_of("a red fox", "a brown fox")
    [(2, 5, 'brown')]
    """
    edits: list[Edit] = []
    at = 0
    for op, text in compare_words(old, new):
        if op == "=":
            at += len(text)
        elif op == "-":
            edits.append((at, at + len(text), ""))
            at += len(text)
        elif edits and edits[-1][1] == at and not edits[-1][2]:
            edits[-1] = (edits[-1][0], at, text)
        else:
            edits.append((at, at, text))
    return edits


def merge_line(base: Line, versions: Mapping[str, Line]) -> tuple[Line, str]:
    """The line with all edits that do not clash, and the words of the base that clash ("" when none do)."""
    old = words(base)
    edits = sorted({edit for version in versions.values() for edit in edits_of(old, words(version))})
    clash = ""
    for one, two in pairwise(edits):
        if two[0] < one[1] or (one[0] == two[0] and one != two):
            start, end = min(one[0], two[0]), max(one[1], two[1])
            clash = clash or old[start:end].strip() or old[max(start - 20, 0) : end + 20].strip()
    if clash:
        return base, clash
    runs = base.children
    for start, end, new in reversed(edits):
        runs = (*cut(runs, 0, start), new, *cut(runs, end, None))
    return base.with_children(tidy(runs)), ""
