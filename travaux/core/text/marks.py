"""Word marks of segments of two sheets: tokens aligned in C, text cut from the whole only where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rapidfuzz.distance import Indel, Postfix, Prefix

from .sheet import Sheet
from .wording import Piece, compare_words

_LONG = 4000  # tokens; above it the exact comparison bounds the work
Pieces = tuple[Piece, ...]


def marks(old: Sheet, one: int, new: Sheet, two: int) -> Pieces:
    """What stays, goes and comes between a segment of the old sheet and one of the new, as `compare_words` says it."""
    return next(all_marks(old, [one], new, [two]))


def all_marks(old: Sheet, ones: Sequence[int], new: Sheet, twos: Sequence[int]) -> Iterator[Pieces]:
    """The marks of many pairs of segments, in order.

    Most changes are one change: it stands between what both begin with and what both end with. Words are aligned only
    where more than one token for one is left there, or where two tokens of one character are not the same.
    """
    was, now, old_offsets, new_offsets, align = old.whole, new.whole, old.offsets, new.offsets, aligner(old, new)
    ours, at_ours = _tokens(old, ones)
    theirs, at_theirs = _tokens(new, twos)
    heads, tails = map(Prefix.similarity, ours, theirs), map(Postfix.similarity, ours, theirs)
    for one, two, said, says, at_old, at_new, head, tail in zip(
        ones, twos, ours, theirs, at_ours, at_theirs, heads, tails, strict=True
    ):
        a, b = len(said), len(says)
        least = a if a < b else b
        if head + tail > least:
            tail = least - head
        lost, won = a - head - tail, b - head - tail
        if lost and won and lost + won > 2:
            yield align(one, two)
            continue
        gone_from, come_from = old_offsets[at_old + head], new_offsets[at_new + head]
        gone_to, come_to = old_offsets[at_old + head + lost], new_offsets[at_new + head + won]
        before = now[new_offsets[at_new] : come_from]
        after = now[come_to : new_offsets[at_new + b]]
        if was[old_offsets[at_old] : gone_from] != before or was[gone_to : old_offsets[at_old + a]] != after:
            yield align(one, two)
            continue
        gone, come = was[gone_from:gone_to], now[come_from:come_to]
        if gone and come and gone[-1] == come[-1] == " ":
            gone, come, after = gone[:-1], come[:-1], " " + after
        if before and after and gone:
            yield (
                (("=", before), ("-", gone), ("+", come), ("=", after)) if come
                else (("=", before), ("-", gone), ("=", after))
            )  # fmt: skip
        else:
            pieces = ("=", before), ("-", gone), ("+", come), ("=", after)
            yield tuple([piece for piece in pieces if piece[1]])


def _tokens(sheet: Sheet, segments: Sequence[int]) -> tuple[list[str], list[int]]:
    """The tokens of each segment, and where their offsets begin."""
    tokens, firsts = sheet.tokens, sheet.firsts
    bounds = [(firsts[segment], firsts[segment + 1]) for segment in segments]
    at = [first + segment for (first, _), segment in zip(bounds, segments, strict=True)]
    return [tokens[first:last] for first, last in bounds], at


def aligner(old: Sheet, new: Sheet) -> Callable[[int, int], Pieces]:
    """What marks segments of these two sheets by aligning their tokens.

    The words themselves are compared where a segment is empty or very long, or where two tokens of one character differ
    inside a common run.
    """
    opcodes, compare = Indel.opcodes, compare_words
    old_firsts, old_tokens, old_offsets, was = old.firsts, old.tokens, old.offsets, old.whole
    new_firsts, new_tokens, new_offsets, now = new.firsts, new.tokens, new.offsets, new.whole

    def align(one: int, two: int) -> Pieces:
        first, last, begin, end = old_firsts[one], old_firsts[one + 1], new_firsts[two], new_firsts[two + 1]
        if not 0 < last - first < _LONG or not 0 < end - begin < _LONG:
            return compare(old.segment(one), new.segment(two))
        pieces: list[Piece] = []
        gone = come = kept = ""
        old_base, new_base = one + first, two + begin
        at_old, at_new = old_offsets[old_base], new_offsets[new_base]
        steps: list[Any] = opcodes(old_tokens[first:last], new_tokens[begin:end]).as_list()
        for tag, _, src_end, _, dest_end in steps:
            to_old, to_new = old_offsets[old_base + src_end], new_offsets[new_base + dest_end]
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
                        return compare(old.segment(one), new.segment(two))
                    gone, come, after = before[len(core) :], after[len(core) :], core
                pieces.append(("=", kept + after))
                kept = ""
            at_old, at_new = to_old, to_new
        kept = _flush(pieces, gone, come)
        return (*pieces, ("=", kept)) if kept else tuple(pieces)

    return align


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
