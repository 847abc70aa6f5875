"""Paragraphs that left one place and came, word for word, to another: found among those that have no counterpart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .package import W
from .shown import Blocks, Key

FEWEST = 3  # words that make a paragraph recognisable by itself


def moves(
    old: Sequence[Key], new: Sequence[Key], gone: Sequence[int], come: Sequence[int], blocks: Blocks
) -> dict[int, int]:
    """Old place → new place of each paragraph that moved, from the places without a counterpart.

    What stands once among those gone and once among those come is known by itself; its neighbours, whatever they say,
    by standing beside it in both. `blocks` are the old ones.
    """
    once = [{key for key, times in Counter(side[at] for at in places).items() if times == 1}
            for side, places in ((old, gone), (new, come))]  # fmt: skip
    known = once[0] & once[1]
    if not known:
        return {}
    where = {new[at]: at for at in come if new[at] in known}
    found = {at: where[old[at]] for at in gone
             if old[at] in known and blocks[at].tag == W + "p" and _words(old[at]) >= FEWEST}  # fmt: skip
    free, taken = set(gone) - set(found), set(found.values())
    left = set(come) - taken
    for step in (1, -1):
        for start in sorted(found):
            at, to = start + step, found[start] + step
            while at in free and to in left and old[at] == new[to] and blocks[at].tag == W + "p":
                found[at] = to
                free.discard(at)
                left.discard(to)
                at, to = at + step, to + step
    return found


def together(found: dict[int, int]) -> dict[int, int]:
    """Old place → the number of the move that it is part of: what moved side by side is one."""
    numbers: dict[int, int] = {}
    for at in sorted(found):
        before = at - 1
        goes_on = before in found and found[at] == found[before] + 1
        numbers[at] = numbers[before] if goes_on else len(set(numbers.values()))
    return numbers


def _words(key: Key) -> int:
    return len(key.split())
