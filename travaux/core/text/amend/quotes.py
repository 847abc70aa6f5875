"""Quoted words taken out of a formula, so that its grammar is read without them: «…» becomes ⟦0⟧."""

from __future__ import annotations

import re

_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’"}
_CLOSED = re.compile(r"[»”“’\"](?=\s*[;.,:)]*(?:\s*(?:and|or|и))?[;.,]*\s*(?:$|\n))")


def take_quotes(text: str) -> tuple[str, list[str]]:
    """The formula with a mark for each outermost quotation, and the quoted words.

    >>> take_quotes('слова «а «б» в» исключить')
    ('слова ⟦0⟧ исключить', ['а «б» в'])
    >>> take_quotes('replace "shall" with "should"')
    ('replace ⟦0⟧ with ⟦1⟧', ['shall', 'should'])
    """
    out, at = "", 0
    spans = quoted_spans(text)
    for number, (start, end) in enumerate(spans):
        out += f"{text[at:start]}⟦{number}⟧"
        at = end + 1
    return out + text[at:], [text[start + 1 : end] for start, end in spans]


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where each outermost quotation opens and closes."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = _end(text, at) if text[at] in _PAIRS or text[at] == '"' else -1
        if end >= 0:
            spans.append((at, end))
        at = max(at, end) + 1
    return spans


def _end(text: str, start: int) -> int:
    if text[start] == "‘" and not (text[start + 1 : start + 2].strip()):
        return -1
    if _is_block(text, start):  # new wording of several paragraphs: up to the last mark that closes a line
        return _block_end(text, start)
    if text[start] == '"':
        return _straight_end(text, start)
    opening, closing = text[start], _PAIRS[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if text[place] == opening:
            depth += 1
        elif text[place] == closing and not (closing == "’" and text[place + 1 : place + 2].isalpha()):
            depth -= 1
            if depth == 0:
                return place
    return text.find(closing, start + 1)  # an inner mark left open, as in «а «б»


def _is_block(text: str, start: int) -> bool:
    return start > 0 and text[:start].rstrip(" ").endswith("\n")


def _block_end(text: str, start: int) -> int:
    """A block runs to the end of the formula, but for what the act itself says after it."""
    ends = [match.start() for match in _CLOSED.finditer(text, start + 1)]
    return ends[-1] if ends else -1


def _straight_end(text: str, start: int) -> int:
    """The mark that closes: the first one with no opening mark between, inner pairs counted."""
    depth = 0
    for match in re.finditer(r'"', text[start + 1 :]):
        place = start + 1 + match.start()
        opens = (
            place > 0
            and (text[place - 1].isspace() or text[place - 1] in "(«")
            and text[place + 1 : place + 2].isalnum()
        )
        if opens:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return place
    return text.find('"', start + 1)


def put_back(text: str, quoted: list[str]) -> str:
    """The words with their quotations again, in «…»."""
    return re.sub(r"⟦(\d+)⟧", lambda mark: f"«{quoted[int(mark[1])]}»", text)


LONGEST = 2_000  # characters of a formula without its quotations; the patterns take time that grows with their square


def too_long(text: str) -> bool:
    """Whether words without their quotations are too many for a formula: they are told as not understood, not read."""
    return len(text) > LONGEST
