"""Words compared: language-aware tokens, a bounded alignment, and marks that people can read.

A token is a word with its inner hyphens and apostrophes ("3-1", "торгово-промышленный", "d'Hondt", "10,5"), one sign of
punctuation, or a space. A no-break space equals a space, a soft hyphen nothing: they are setting, not wording.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

Piece = tuple[str, str]  # ("=", "+" or "-", text)

_TOKEN = re.compile(r"\w+(?:[-‑'’.,]\w+)*|\s|[^\w\s]")
SETTING = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": None})
_SET = re.compile("[\u00a0\u202f\u2011\u00ad]")
# Above this product of lengths an alignment would take too much memory; the middle is then replaced as a whole.
MAX_WORK = 64_000_000


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text, spaces among them.

    >>> tokens("в части 3-1 «10,5 %»")
    ('в', ' ', 'части', ' ', '3-1', ' ', '«', '10,5', ' ', '%', '»')
    """
    return tuple(_TOKEN.findall(text))


def compare_words(old: str, new: str, *, within_words: bool = False) -> tuple[Piece, ...]:
    """What stays, goes and comes. With `within_words` a word replaced by a like one is marked only where it differs.

    >>> compare_words("a red brown fox", "a brown fox")
    (('=', 'a '), ('-', 'red '), ('=', 'brown fox'))
    >>> compare_words("the fox jumped", "the fox leaped", within_words=True)
    (('=', 'the fox '), ('-', 'jum'), ('+', 'lea'), ('=', 'ped'))
    """
    if old == new:
        return (("=", old),) if old else ()
    pieces = _readable(_aligned(tokens(old), tokens(new)))
    return tuple(_inside(pieces) if within_words else pieces)


def _aligned(old: tuple[str, ...], new: tuple[str, ...]) -> list[Piece]:
    a, b = _keys(old), _keys(new)
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    pieces: list[Piece] = [("=", "".join(new[:head]))]
    end_a, end_b = len(a) - tail, len(b) - tail
    if (end_a - head) * (end_b - head) > MAX_WORK:
        pieces += [("-", "".join(old[head:end_a])), ("+", "".join(new[head:end_b]))]
    else:
        gone, come = old[head:end_a], new[head:end_b]
        for step in Indel.opcodes(a[head:end_a], b[head:end_b]):
            left, right = gone[step.src_start : step.src_end], come[step.dest_start : step.dest_end]
            if step.tag == "equal":
                pieces.append(("=", "".join(right)))
            else:
                pieces += [("-", "".join(left)), ("+", "".join(right))]
    pieces.append(("=", "".join(new[len(new) - tail :])))
    return pieces


def _keys(said: tuple[str, ...]) -> list[str]:
    """The tokens with setting taken away; most texts have none."""
    if _SET.search("".join(said)) is None:
        return list(said)
    return [token.translate(SETTING) for token in said]


def _readable(pieces: list[Piece]) -> list[Piece]:
    """Changes side by side joined; an island of a space or a comma between two changes of words joins them."""
    joined: list[list[str]] = []  # [equal before, deleted, inserted]
    equal = deleted = inserted = ""
    for op, text in [*pieces, ("=", "")]:
        if not text:
            continue
        if op == "=":
            if deleted or inserted:
                joined.append([equal, deleted, inserted])
                equal = deleted = inserted = ""
            equal += text
        elif op == "-":
            deleted += text
        else:
            inserted += text
    if deleted or inserted:
        joined.append([equal, deleted, inserted])
        equal = ""
    result: list[list[str]] = []
    for before, gone, come in joined:
        if result and before.isspace() and (result[-1][1] and gone) and (result[-1][2] and come):
            result[-1][1] += before + gone
            result[-1][2] += before + come
        else:
            result.append([before, gone, come])
    flat = [piece for before, gone, come in result for piece in (("=", before), ("-", gone), ("+", come))]
    return [piece for piece in [*flat, ("=", equal)] if piece[1]]


def _inside(pieces: list[Piece]) -> list[Piece]:
    """Where one word replaces one word, only the letters between their common beginning and end are marked."""
    result: list[Piece] = []
    for index, (op, text) in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else ("=", "")
        if op == "-" and after[0] == "+" and len(tokens(text)) == 1 == len(tokens(after[1])):
            head = _common(text, after[1])
            tail = _common(text[head:][::-1], after[1][head:][::-1])
            stop = len(text) - tail, len(after[1]) - tail
            result += [("=", text[:head]), ("-", text[head : stop[0]]), ("+", after[1][head : stop[1]]),
                       ("=", text[stop[0] :])]  # fmt: skip
        elif not (op == "+" and index and pieces[index - 1][0] == "-" and len(tokens(text)) == 1
                  and len(tokens(pieces[index - 1][1])) == 1):  # fmt: skip
            result.append((op, text))
    merged: list[Piece] = []
    for op, text in result:
        if text and merged and merged[-1][0] == op:
            merged[-1] = (op, merged[-1][1] + text)
        elif text:
            merged.append((op, text))
    return merged


def _common(a: str, b: str) -> int:
    size = 0
    while size < min(len(a), len(b)) and a[size] == b[size]:
        size += 1
    return size


def likeness(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """How alike two lists of words are, 0 to 1, order counted; long ones are sampled at their beginnings."""
    return float(Indel.normalized_similarity(old[:400], new[:400]))


def rebuilt(pieces: tuple[Piece, ...], side: str) -> str:
    """The old text ("-") or the new one ("+") from the pieces, setting aside."""
    return "".join(text for op, text in pieces if op in ("=", side))
