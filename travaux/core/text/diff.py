"""The difference of two versions: which units were added, removed, moved, renumbered, split, joined, reworded.

A move or a new number is never a deletion and an insertion. Wording and setting are apart: a change of marks alone is
counted as `formatted` and changes no words. `apply_patch(diff(a, b).patch, a) == b`, always.

`compare` needs only the sheets that a store keeps beside its versions, and parses nothing; `diff` takes trees.
"""

from __future__ import annotations

from functools import cached_property

from .batch import collector_paused
from .compare import KINDS, Change, Compared, compare
from .fingerprints import Fingerprints, distinct, renewed, units_with_parents
from .pairing import NONE, Matching
from .patch import Patch, make_patch
from .places import loose_lines, tables_of
from .sheet_make import sheet_of
from .tree import Document, Node, walk

__all__ = ["KINDS", "Change", "Compared", "Diff", "compare", "diff"]


class Diff:
    """What happened between two versions, and how to make the new one from the old one."""

    def __init__(self, old: Document, new: Document, compared: Compared) -> None:
        self._given, self.compared = (old, new), compared

    @property
    def texts(self) -> tuple[Document, Document]:
        """The two texts that were compared."""
        return self._given

    @property
    def changes(self) -> tuple[Change, ...]:
        """In the order of the new text; removals after the unit that stood before them."""
        return self.compared.changes

    @property
    def stats(self) -> dict[str, int]:
        return self.compared.stats

    @cached_property
    def _trees(self) -> tuple[Document, Document]:
        """Both trees with every node an object of its own."""
        old = distinct(self._given[0])
        return old, _apart(distinct(self._given[1]), old)

    @cached_property
    def matching(self) -> Matching:
        """The pairs of units, as the objects that they are in the trees given."""
        old, new = self._trees
        return self.compared.pairing.of_objects([*units_with_parents(old)], [*units_with_parents(new)])

    @cached_property
    @collector_paused()
    def patch(self) -> Patch:
        """How to make the new text from the old one."""
        old, new = self._trees
        return make_patch(Fingerprints(old), Fingerprints(new), self._partners())

    def _partners(self) -> dict[int, Node]:
        """The old node that a changed new one came from, by its id: units, lines and tables outside units, rows."""
        matching, found = self.matching, self.compared
        partners: dict[int, Node] = {**matching.to_old}
        lines = [list(loose_lines(tree)) for tree in self._trees]
        partners |= {id(lines[1][b]): lines[0][a] for a, b in found.line_pairs}
        for (a, m), (b, n), rows in found.table_pairs:
            one = tables_of(matching.old[a] if a != NONE else self._trees[0])[m]
            two = tables_of(matching.new[b] if b != NONE else self._trees[1])[n]
            partners[id(two)] = one
            partners |= {id(two.rows[y]): one.rows[x] for x, y in rows}
        return partners

    def as_json(self) -> dict[str, object]:
        return self.compared.as_json()


@collector_paused()
def diff(old: Document, new: Document, *, within_words: bool = False) -> Diff:
    """The difference of two documents. Both keep their eIds and uids; neither is changed."""
    return Diff(old, new, compare(sheet_of(old), sheet_of(new), within_words=within_words))


def _apart(new: Document, old: Document) -> Document:
    """The new tree, sharing no object with the old one."""
    ours = {id(node) for node in walk(old)}
    if not any(id(node) in ours for node in walk(new)):
        return new
    return renewed(new)
