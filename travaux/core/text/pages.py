"""Plain text cut into pages: numbers of pages and running heads are left out, sentences go on over the break."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_NUMBER = re.compile(r"(?:[—–-]\s*)?(\d{1,4})(?:\s*[—–-])?")
_ENDED = re.compile(r"[.;:!?»”…)]$")
_SENTENCE = re.compile(r"[.;:,]$")
_OPENS = re.compile(
    r"\(?[\w.]{1,6}[.)]\s|(?i:статья|глава|раздел|часть|приложение|article|chapter|section|part|annex|schedule)\s+[\dIVXLА-ЯA-Z№]"
)
_LONGEST_HEAD = 120  # characters
_SHORTEST_PAGE = 10  # lines


@dataclass(frozen=True, slots=True)
class Pages:
    """What pages left in a text, by places of lines counted from 0."""

    numbers: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()  # the same line, digits aside, at most breaks
    blank: frozenset[int] = frozenset()  # empty lines around them, where a sentence goes on after the break
    going_on: frozenset[int] = frozenset()  # the first lines after such breaks


def pages_of(rows: list[str]) -> Pages:
    """The breaks of pages: numbers that stand alone between empty lines and count on, at least two of them."""
    numbers = _counted_on(rows)
    if len(numbers) < 2:
        return Pages()
    beside = [place for at in numbers for step in (-1, 1) if (place := _beside(rows, at, step)) is not None]
    said = Counter(_key(rows[place]) for place in beside)
    heads = {place for place in beside if said[_key(rows[place])] >= max(2, len(numbers) / 2)}
    blank: set[int] = set()
    going_on: set[int] = set()
    for at in numbers:
        first, last = (_edge(rows, at, step, heads) for step in (-1, 1))
        if first < 0 or last >= len(rows):
            continue
        if not _ENDED.search(rows[first].rstrip()) and rows[last].lstrip()[:1].islower():
            blank |= {place for place in range(first + 1, last) if not rows[place].strip()}
            going_on.add(last)
    return Pages(frozenset(numbers), frozenset(heads), frozenset(blank), frozenset(going_on))


def _counted_on(rows: list[str]) -> list[int]:
    """The longest run of lone numbers of which each is one more than the one before, a page's length apart."""
    best: list[int] = []
    run: list[int] = []
    before = 0
    for at, row in enumerate(rows):
        text = row.strip()
        found = _NUMBER.fullmatch(text) if 0 < len(text) < 9 else None
        if not found or any(rows[place].strip() for place in (at - 1, at + 1) if 0 <= place < len(rows)):
            continue
        number = int(found[1])
        run = [*run, at] if run and number == before + 1 and at - run[-1] >= _SHORTEST_PAGE else [at]
        before = number
        best = max(best, run, key=len)
    return best


def _beside(rows: list[str], at: int, step: int) -> int | None:
    """The line next to a number on one side, if it may be a running head: alone, no sentence, no opening of a unit."""
    place = _edge(rows, at, step, set())
    if not 0 <= place < len(rows):
        return None
    text = rows[place].strip()
    alone = not any(rows[near].strip() for near in (place - 1, place + 1) if 0 <= near < len(rows) and near != at)
    is_head = alone and len(text) <= _LONGEST_HEAD and not _SENTENCE.search(text) and not _OPENS.match(text)
    return place if is_head else None


def _edge(rows: list[str], at: int, step: int, heads: set[int]) -> int:
    """The first line of the text itself on one side of a break."""
    place = at + step
    while 0 <= place < len(rows) and (place in heads or not rows[place].strip()):
        place += step
    return place


def _key(row: str) -> str:
    return " ".join(re.sub(r"\d+", "#", row).split()).lower()
