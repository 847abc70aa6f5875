"""Runs as word processors hold them: pieces one after another, each with the set of its marks, none inside another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from .tree import Mark, Node, Note, Verbatim, tidy, words

KINDS = ("b", "i", "u", "sup", "sub")  # the marks that they know, the outermost first
Piece = tuple[frozenset[str], Node | str]


def pieces_of(node: Node, marks: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """The pieces of a line; marks that word processors do not know are given up, XML of others is left out."""
    for child in node.children:
        if isinstance(child, str):
            yield marks, child
        elif isinstance(child, Note):
            yield frozenset(), child
        elif isinstance(child, Verbatim):
            continue
        elif child.kind in ("br", "eol"):
            yield marks, " "
        else:
            yield from pieces_of(child, marks | ({child.kind} & set(KINDS)))


def together(pieces: Iterable[Piece]) -> tuple[Node | str, ...]:
    """Runs from pieces: neighbours with the same marks are one; marks around white space alone are given up.

    >>> [getattr(run, "kind", run) for run in together([({"b"}, "ab"), ({"b"}, "c"), (set(), "d")])]
    ['b', 'd']
    """
    made: list[Node | str] = []
    for marks, group in groupby(pieces, key=lambda piece: piece[0]):
        inner = tidy((piece for _, piece in group), edges=False)
        if marks and "".join(map(words, inner)).strip():
            for kind in reversed(KINDS):
                if kind in marks:
                    inner = (Mark(kind, inner),)
        made += inner
    return tidy(made)
