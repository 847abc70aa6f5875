"""Word marks of two segments of sheets: tokens aligned in C, text cut from the whole only where it is needed."""

from __future__ import annotations

from typing import Any

from rapidfuzz.distance import Indel

from .sheet import Sheet
from .wording import Piece, compare_words

_LONG = 4000  # tokens; above it the exact comparison bounds the work


def marks(old: Sheet, one: int, new: Sheet, two: int, *, within_words: bool = False) -> tuple[Piece, ...]:
    """What stays, goes and comes between a segment of the old sheet and one of the new, as `compare_words` says it."""
    if not within_words:
        pieces = _quick(old, one, new, two)
        if pieces is not None:
            return pieces
    return compare_words(old.segment(one), new.segment(two), within_words=within_words)


def _quick(old: Sheet, one: int, new: Sheet, two: int) -> tuple[Piece, ...] | None:
    """The marks by the tokens of the sheets; None where two tokens of one character differ inside a common run."""
    first, last = old.firsts[one], old.firsts[one + 1]
    begin, end = new.firsts[two], new.firsts[two + 1]
    if not 0 < last - first < _LONG or not 0 < end - begin < _LONG:
        return None
    pieces: list[Piece] = []
    gone = come = kept = ""
    at_old, at_new, old_offsets, new_offsets = old.starts[one], new.starts[two], old.offsets, new.offsets
    steps: list[Any] = Indel.opcodes(old.tokens[first:last], new.tokens[begin:end]).as_list()
    for tag, _, src_end, _, dest_end in steps:
        place, spot = first + src_end, begin + dest_end
        to_old = old_offsets[place] if place < last else old.starts[one + 1] - 1
        to_new = new_offsets[spot] if spot < end else new.starts[two + 1] - 1
        if tag != "equal":
            gone += old.whole[at_old:to_old]
            come += new.whole[at_new:to_new]
        else:
            kept = _flush(pieces, gone, come)
            before, after = old.whole[at_old:to_old], new.whole[at_new:to_new]
            gone = come = ""
            if before != after:
                core = after.rstrip()
                if before.rstrip() != core:
                    return None
                gone, come, after = before[len(core) :], after[len(core) :], core
            pieces.append(("=", kept + after))
        at_old, at_new = to_old, to_new
    kept = _flush(pieces, gone, come)
    return (*pieces, ("=", kept)) if kept else tuple(pieces)


def _flush(pieces: list[Piece], gone: str, come: str) -> str:
    """Writes what went and came; the space that both end with stays, and is given back."""
    kept = ""
    if gone and come and gone[-1] == come[-1] == " ":
        gone, come, kept = gone[:-1], come[:-1], " "
    if gone:
        pieces.append(("-", gone))
    if come:
        pieces.append(("+", come))
    return kept
