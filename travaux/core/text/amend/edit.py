"""Lines, paragraphs and sentences of a unit, and words changed inside a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from ..spans import cut
from ..tree import Box, Component, Document, Line, Meta, Node, Note, Table, Unit, tidy, words

_LOOSE = {" ": r"[ \u00a0\u202f]+", "ё": "[её]", "е": "[её]", "-": "[-‑–—]", "–": "[-‑–—]", "—": "[-‑–—]",
          "«": "[«“„\"]", "»": "[»”“\"]", "“": "[«“„\"]", "”": "[»”“\"]", '"': "[«»“”„\"]", "„": "[«“„\"]",
          "’": "[’']", "'": "[’']"}  # fmt: skip
_ABBREVIATIONS = re.compile(r"(?:\b(?:ст|п|пп|ч|т|г|гг|см|д|No|Art|Arts|para|s|ss|cf|e\.g|i\.e)|№|\b[А-ЯЁA-Z])\.$")
HEADS = ("num", "heading", "subheading")


def lines_of(node: Node) -> list[Line]:
    """The lines of text in a node and in its units: no numbers; headings and cells included."""
    if isinstance(node, Line):
        return [node]
    found: list[Line] = []
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, Line):
            if current.kind != "num":
                found.append(current)
        elif not isinstance(current, (Note, Meta)):
            stack.extend(reversed(current.nodes))
    return found


def own_lines_of(node: Node) -> list[Line]:
    """The lines of a unit that are its own words: no heading, no table, no unit inside it."""
    if isinstance(node, Line):
        return [node]
    found: list[Line] = []
    for child in node.nodes:
        if isinstance(child, Line) and child.kind not in HEADS:
            found.append(child)
        elif isinstance(child, Box):
            found += own_lines_of(child)
    return found


def paragraphs_of(unit: Node) -> list[Node]:
    """The абзацы of a unit in order: its opening line first, then further lines and numbered items, one by one."""
    found: list[Node] = []
    for child in unit.nodes:
        if isinstance(child, Line):
            if child.kind not in HEADS:
                found.append(child)
        elif isinstance(child, (Unit, Table)):
            found.append(child)
        elif isinstance(child, Box) and child.kind not in ("attachments", "components"):
            found += paragraphs_of(child)
    return found


def subparagraphs_of(unit: Node) -> list[Node]:
    """The paragraphs of a unit without those that bear a number."""
    return [each for each in paragraphs_of(unit) if not (isinstance(each, Unit) and each.num is not None)]


def all_paragraphs_of(unit: Node) -> list[Node]:
    """Every абзац of a unit, those of its numbered items among them."""
    found: list[Node] = []
    for each in paragraphs_of(unit):
        inner = paragraphs_of(each) if isinstance(each, Unit) else []
        found += [each, *(more for item in inner[1:] for more in _with_inner(item))] if inner else [each]
    return found


def _with_inner(node: Node) -> list[Node]:
    inner = paragraphs_of(node) if isinstance(node, Unit) else []
    return [node, *(more for item in inner[1:] for more in _with_inner(item))] if inner else [node]


def parts_of(unit: Node) -> list[list[Node]]:
    """Parts without numbers, as Belarus and Kazakhstan count them: paragraphs up to one that ends a sentence."""
    groups: list[list[Node]] = []
    ended = True
    for each in paragraphs_of(unit):
        if ended:
            groups.append([])
        groups[-1].append(each)
        ended = bool(re.search(r"[.!?][»”\"]?$", words(each).strip()))
    return groups


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, the space after it included.

    >>> [text[a:b] for text in ["По ст. 5 открыт. Закрыт иной."] for a, b in sentences(text)]
    ['По ст. 5 открыт. ', 'Закрыт иной.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in re.finditer(r"[.!?][»”\")]*(?:\s+(?=[A-ZА-ЯЁ«“\"„(\d])|$)", text):
        if not _ABBREVIATIONS.search(text[start : end.start() + 1]) or end.end() == len(text):
            found.append((start, end.end()))
            start = end.end()
    return found + ([(start, len(text))] if start < len(text) else [])


@lru_cache(maxsize=4096)
def pattern_of(said: str) -> re.Pattern[str]:
    """These words wherever they stand whole; spaces, ё, hyphens and quotation marks as they come."""
    body = "".join(_LOOSE.get(sign, re.escape(sign)) for sign in " ".join(said.split()))
    before = r"(?<!\w)" if said[:1].isalnum() else ""
    after = r"(?!\w)" if said[-1:].isalnum() else ""
    return re.compile(before + body + after)


@lru_cache(maxsize=1024)
def either_case(said: str) -> re.Pattern[str]:
    """These words, their first letter large or small: throughout a text they also begin sentences."""
    pattern = pattern_of(said).pattern
    first = said[:1]
    if not first.isalpha():
        return pattern_of(said)
    letters = f"[{first.lower()}{first.upper()}]"
    loose = _LOOSE.get(first, first)
    return re.compile(pattern.replace(loose, letters, 1))


def spans_of(line: Line, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a pattern stands in a line."""
    return [match.span() for match in pattern.finditer(words(line))]


def with_words(line: Line, places: Iterable[tuple[int, int]], change: Callable[[str], str]) -> Line:
    """The line with the words at each place changed; marks are kept, and words in bold replaced by words in bold."""
    runs: tuple[Node | str, ...] = line.children
    text = words(line)
    for start, end in sorted(places, reverse=True):
        inside = cut(runs, start, end)
        new = change("".join(words(run) for run in inside))
        if not new:
            start, end = _with_rest(text, start, end)
        elif new[0].isalnum() and text[start : start + 1] in (",", ";") and text[start - 1 : start].strip():
            new = f" {new}"  # «, а также» replaced by «или»
        middle: tuple[Node | str, ...] = (new,)
        if len(inside) == 1 and isinstance(inside[0], Node) and new:
            middle = (inside[0].with_children((new,)),)
        notes = tuple(run for run in inside if isinstance(run, Note)) if len(inside) > 1 else ()
        runs = (*cut(runs, 0, start), *middle, *notes, *cut(runs, end, None))
    return _spaced(line.with_children(tidy(runs)))


def _with_rest(text: str, start: int, end: int) -> tuple[int, int]:
    """What goes with words that are deleted: one of two spaces, one of two full stops."""
    if text[end : end + 1] in (" ", "") and text[start - 1 : start] in (" ", "") and end > start:
        return (start, end + 1) if text[end : end + 1] else (max(start - 1, 0), end)
    if text[end : end + 1] == "." and text[:start].rstrip().endswith("."):
        return len(text[:start].rstrip()), end + 1
    return start, end


def _spaced(line: Line) -> Line:
    """No two spaces together and none before a comma, as a deletion of words leaves them."""
    runs = (re.sub(r" +([,.;:»)])", r"\1", run) if isinstance(run, str) else run for run in tidy(line.children))
    return line.with_children(tidy(runs))


def holder_of(document: Document, node: Node) -> Node | None:
    """The node of a tree that holds this very object."""
    stack: list[Node] = [document]
    while stack:
        current = stack.pop()
        if any(child is node for child in current.children):
            return current
        stack.extend(child for child in current.nodes if not isinstance(child, (Meta, Component)))
    return None
