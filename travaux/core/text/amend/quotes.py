"""Quoted words taken out of a formula, so that its grammar is read without them: «…» becomes ⟦0⟧."""

from __future__ import annotations

import re

_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’"}


def take_quotes(text: str) -> tuple[str, list[str]]:
    """The formula with a mark for each outermost quotation, and the quoted words.

    >>> take_quotes('слова «а «б» в» исключить')
    ('слова ⟦0⟧ исключить', ['а «б» в'])
    >>> take_quotes('replace "shall" with "should"')
    ('replace ⟦0⟧ with ⟦1⟧', ['shall', 'should'])
    """
    quoted: list[str] = []
    out: list[str] = []
    at = 0
    while at < len(text):
        sign = text[at]
        end = _end(text, at) if sign in _PAIRS or sign == '"' else -1
        if end < 0:
            out.append(sign)
            at += 1
            continue
        out.append(f"⟦{len(quoted)}⟧")
        quoted.append(text[at + 1 : end])
        at = end + 1
    return "".join(out), quoted


def _end(text: str, start: int) -> int:
    if text[start] == '"':
        return _straight_end(text, start)
    opening, closing = text[start], _PAIRS[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if text[place] == opening:
            depth += 1
        elif text[place] == closing:
            depth -= 1
            if depth == 0:
                return place
    return text.rfind(closing, start + 1)  # an inner mark left open, as in «а «б»


def _straight_end(text: str, start: int) -> int:
    found = re.compile(r'"(?=[\s.,;:)]|$)').search(text, start + 1)
    return found.start() if found else -1


def put_back(text: str, quoted: list[str]) -> str:
    """The words with their quotations again, in «…»."""
    return re.sub(r"⟦(\d+)⟧", lambda mark: f"«{quoted[int(mark[1])]}»", text)
