"""A text into the sentences that are read one by one, with their language and their quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from travaux.core.claims.model import Sentence, Span
from travaux.core.claims.patterns import abbreviations
from travaux.core.claims.patterns import language as language_data

_PARAGRAPH = re.compile(r"[^\r\n\u0085\u2028\u2029\f\v]+")
_END = re.compile(r"[.!?…]{1,3}[”»“\"’)\]]{0,3}[ \t\u00a0\u202f]+(?=[“«„\"(—–-]{0,2}[ \u00a0]?[^\W_a-zа-яё])")
_LAST_WORD = re.compile(r"([^\W\d_]{1,12})\.$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CYRILLIC = re.compile("[\u0400-\u052f]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_QUOTED = re.compile('[“”«»„‟"]')
_CLOSES = {"“": "”", "«": "»", "„": "“", "‟": "”"}


def split(text: str) -> tuple[Sentence, ...]:
    """All sentences of a text, in order; a sentence never crosses the end of a line nor ends within a quotation."""
    return tuple(
        sentence
        for paragraph in _PARAGRAPH.finditer(text)
        for sentence in _sentences(text, paragraph.start(), paragraph.end())
    )


def language(text: str) -> str:
    """``ru`` where Cyrillic letters prevail, else ``en``; addresses of sites are of no language."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    cyrillic = sum(map(len, _CYRILLIC.findall(text)))
    return "ru" if cyrillic > sum(map(len, _LATIN.findall(text))) else "en"


def quotations(text: str, start: int, end: int) -> list[Span]:
    """The outermost quotations of a paragraph, without their marks.

    Guillemets that open twice and close once, as Russian pages often print them, close at the last mark there is.
    """
    found: list[Span] = []
    awaited: list[str] = []
    began = closed = start
    for found_mark in _QUOTED.finditer(text, start, end):
        at, mark = found_mark.start(), found_mark.group()
        if awaited and mark == awaited[-1]:
            awaited.pop()
            closed = at
            if not awaited:
                found.append((began, at))
        elif mark in _CLOSES or (mark == '"' and '"' not in awaited):
            if not awaited:
                began = at + 1
            awaited.append(_CLOSES.get(mark, mark))
    if awaited and closed > began:
        found.append((began, closed))
    return [(s, e) for s, e in found if e > s]


def _spoken(text: str, start: int, end: int) -> list[Span]:
    """The words of a paragraph that a dash opens and a dash with a verb of saying closes: Russian dialogue."""
    if text[start:end].lstrip()[:1] not in ("-", "–", "—"):
        return []
    found = _dialogue().match(text, start, end)
    return [found.span("words")] if found else []


@cache
def _dialogue() -> re.Pattern[str]:
    says = language_data("ru").macros["says"]
    return re.compile(rf"\s*[-–—]\s(?P<words>[^\n]{{3,2000}}?[,.!?…]) [-–—] (?:{says})(?![\w-])")


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    quotes = _spoken(text, start, end) or quotations(text, start, end)
    cuts = [start, *_cuts(text, start, end, quotes), end]
    for a, b in pairwise(cuts):
        s, e = _trim(text, a, b)
        if s < e:
            inside = tuple((qs, qe) for qs, qe in quotes if s <= qs and qe <= e)
            yield Sentence((s, e), language(text[s:e]), inside, whole=len(cuts) == 2)


def _cuts(text: str, start: int, end: int, quotes: list[Span]) -> Iterator[int]:
    next_quote = 0
    for stop in _END.finditer(text, start, end):
        while next_quote < len(quotes) and quotes[next_quote][1] < stop.end():
            next_quote += 1
        if next_quote < len(quotes) and quotes[next_quote][0] < stop.end():
            continue  # within a quotation
        if text[stop.start()] == ".":
            word = _LAST_WORD.search(text, max(start, stop.start() - 13), stop.start() + 1)
            if word and (len(word.group(1)) == 1 or word.group(1).lower() in abbreviations()):
                continue
        yield stop.end()


def inner(text: str, start: int, end: int) -> list[Span]:
    """The sentences inside one quotation."""
    return [sentence.span for sentence in _sentences(text, start, end)]


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
