"""Word marks of two segments of sheets: tokens aligned in C, text cut from the whole only where it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rapidfuzz.distance import Indel

from .sheet import Sheet
from .wording import Piece, compare_words

_LONG = 4000  # tokens; above it the exact comparison bounds the work
Marker = Callable[[int, int], tuple[Piece, ...] | None]


def marks(old: Sheet, one: int, new: Sheet, two: int) -> tuple[Piece, ...]:
    """What stays, goes and comes between a segment of the old sheet and one of the new, as `compare_words` says it."""
    pieces = marker(old, new)(one, two)
    return compare_words(old.segment(one), new.segment(two)) if pieces is None else pieces


def marker(old: Sheet, new: Sheet) -> Marker:
    """What marks segments of these two sheets by their tokens.

    It answers None where a segment is empty or very long, or where two tokens of one character differ inside a common
    run: then the words must be compared.
    """
    opcodes = Indel.opcodes
    old_firsts, old_tokens, old_starts, old_offsets = old.firsts, old.tokens, old.starts, old.offsets
    new_firsts, new_tokens, new_starts, new_offsets = new.firsts, new.tokens, new.starts, new.offsets
    was, now = old.whole, new.whole

    def mark(one: int, two: int) -> tuple[Piece, ...] | None:
        first, last, begin, end = old_firsts[one], old_firsts[one + 1], new_firsts[two], new_firsts[two + 1]
        if not 0 < last - first < _LONG or not 0 < end - begin < _LONG:
            return None
        pieces: list[Piece] = []
        gone = come = kept = ""
        at_old, at_new = old_starts[one], new_starts[two]
        steps: list[Any] = opcodes(old_tokens[first:last], new_tokens[begin:end]).as_list()
        for tag, _, src_end, _, dest_end in steps:
            to_old = old_offsets[first + src_end] if first + src_end < last else old_starts[one + 1] - 1
            to_new = new_offsets[begin + dest_end] if begin + dest_end < end else new_starts[two + 1] - 1
            if tag == "delete":
                gone += was[at_old:to_old]
            elif tag != "equal":
                gone += was[at_old:to_old]
                come += now[at_new:to_new]
            else:
                if gone or come:
                    kept = _flush(pieces, gone, come)
                    gone = come = ""
                before, after = was[at_old:to_old], now[at_new:to_new]
                if before != after:
                    core = after.rstrip()
                    if before.rstrip() != core:
                        return None
                    gone, come, after = before[len(core) :], after[len(core) :], core
                pieces.append(("=", kept + after))
                kept = ""
            at_old, at_new = to_old, to_new
        kept = _flush(pieces, gone, come)
        return (*pieces, ("=", kept)) if kept else tuple(pieces)

    return mark


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
