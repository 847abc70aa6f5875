"""Words changed in one line, as a person would write it: replace, delete, insert, at words that stand there once."""

from __future__ import annotations

import re

from ..merge_words import edits_of
from ..tree import Line, line, words
from .edit import pattern_of, spans_of, with_words
from .operations import Locator, Operation

_MOST_EDITS = 4
_MOST_CHANGED = 0.6  # of the line; beyond it the paragraph is given anew
_CONTEXT = 6  # words taken along so that the place is found once


def reworded(old: Line, wanted: str, target: Locator) -> list[Operation]:
    """The operations that make the line say what is wanted; none when the paragraph is better given anew."""
    text = words(old)
    edits = edits_of(text, wanted)
    changed = sum(max(end - start, len(new)) for start, end, new in edits)
    if not edits or len(edits) > _MOST_EDITS or changed > _MOST_CHANGED * max(len(text), len(wanted)):
        return []
    made: list[Operation] = []
    now, shift = text, 0
    for start, end, new in edits:
        op = _operation(now, start + shift, end + shift, new, target)
        if op is None:
            return []
        after = _applied(now, op)
        shift += len(after) - len(now)
        now = after
        made.append(op)
    return made if now == wanted else []


def _operation(text: str, start: int, end: int, new: str, target: Locator) -> Operation | None:
    gone, come = text[start:end].strip(), new.strip()
    if not gone and not come:
        return None
    if not gone:
        found = _before(text, start)
        ends = re.match(r"\s|$|[,.;:]", text[start:] + " ") is not None or new.endswith(" ")
        if found is None or not ends:
            return _replacing(text, start, end, new, target)
        return Operation("insert_words", target, find=found, text=come, place="after")
    if not come and _once(text, gone) and re.search(r"\w", gone):
        return Operation("delete_words", target, find=gone)
    return _replacing(text, start, end, new, target)


def _replacing(text: str, start: int, end: int, new: str, target: Locator) -> Operation | None:
    """Whole words replaced, with as many neighbours as make them found once."""
    left, right = start, end
    for _ in range(_CONTEXT + 1):
        begin, stop = _whole(text, left, right)
        said = text[begin:stop]
        if said.strip() and said == said.strip() and _once(text, said):
            made = text[begin:start] + new + text[end:stop]
            return Operation("replace_words", target, find=said, text=made.strip()) if made.strip() else None
        left, right = _wider(text, begin, stop)
    return None


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The place grown to whole words, spaces at its edges left out."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    return (max(start - 2, 0), end) if start > 1 else (start, min(end + 2, len(text)))


def _before(text: str, start: int) -> str | None:
    """The words before a place, as many as are found once."""
    head = text[:start].rstrip()
    said = re.split(r"\s+", head)
    for count in range(1, min(len(said), _CONTEXT) + 1):
        found = " ".join(said[-count:])
        if re.search(r"\w$", found) and _once(text, found):
            return found
    return None


def _once(text: str, said: str) -> bool:
    return len(pattern_of(said).findall(text)) == 1 and said.count("«") == said.count("»") and '"' not in said


def _applied(text: str, op: Operation) -> str:
    made = line("p", text)
    spans = spans_of(made, pattern_of(op.find))

    def change(said: str) -> str:
        if op.op == "insert_words":
            return f"{said}{'' if op.text[:1] in ',.;:)' else ' '}{op.text}"
        return op.text if op.op == "replace_words" else ""

    return words(with_words(made, spans, change))
