"""An amending act as its paragraphs: items and their labels, lead-in lines, quoted new wording kept together.

The tree of an amending act says little, because quoted wording brings numbers of its own; so it is read as paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..numbers import roman
from ..tables import rows_of
from ..tree import Component, Document, Line, Mark, Meta, Node, Note, Table, Unit, words

_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENING = '«“„"‘'
_CLOSING = {"«": "»", "“": "”", "„": "“", "‘": "’", '"': '"'}
_LEADS_IN = re.compile(
    r"(?:[:—–-]|следующего содержания|следующей редакции|as follows|the following|namely|insert|substitute)[\s:—–-]*$"
)
_ENDS = re.compile(r"[»”“\"’]\s*[;.,]*(?:\s*(?:and|or|и))?\s*[;.,]*$")
_LABELS = (
    ("word", r"(?:Статья|СТАТЬЯ|Article|ARTICLE|Section|SECTION|SEC\.|Sec\.|Clause|Раздел|Глава|Часть|Part|PART)\s+"
             r"(?:\d+[\w\-]*|[IVX]+)(?:\.\d+)*\.?(?:\s*[—–-](?=\s))?(?=\s*$|\s+[«“\"(]?[A-ZА-ЯЁ])"),
    ("1.1.", r"\d+(?:\.\d+)+\.?(?=\s)"),
    ("1.", r"\d+(?:-\d+)?[⁰¹²³⁴⁵⁶⁷⁸⁹]*\.(?=\s)"),
    ("1)", r"\d+(?:[.-]\d+)?[⁰¹²³⁴⁵⁶⁷⁸⁹]*\)"),
    ("(1)", r"\(\d+[A-Z]{0,2}\)"),
    ("а)", r"[а-яё](?:\.\d+)?\)"),
    ("(a)", r"\([a-z]{1,2}\)"),
    ("a)", r"[a-z]\)"),
    ("(i)", r"\([ivxl]+\)"),
    ("(A)", r"\([A-Z]{1,2}\)"),
    ("I.", r"[IVXL]+\.(?=\s)"),
    ("—", r"[—–•-](?=\s)"),
    ("1", r"\d{1,3}[A-Z]?(?=\s+(?:[A-Z(]|Статью|В\s|Внести))"),
)  # fmt: skip
_PATTERNS = tuple((shape, re.compile(pattern)) for shape, pattern in _LABELS)


@dataclass(slots=True)
class Frame:
    """One open item: its label, and what the lines above it have said for those inside."""

    shape: str
    label: str
    lead: str = ""  # its own line, when that leads in others
    data: dict[str, object] = field(default_factory=dict)  # what the reader of the act keeps here


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the act says: a line with its label, and the quoted wording that belongs to it."""

    labels: tuple[tuple[str, str], ...]  # (shape, label) from the outermost in; the last one is its own, if it has one
    text: str  # without its label; quoted wording on lines of its own
    own: bool  # whether it has a label of its own
    front: bool = False  # it stands before the first item


def paragraphs(document: Document) -> list[tuple[str, bool]]:
    """(paragraph, whether it stands in an annex) in the order of the text; a table is one paragraph of | rows |."""
    return list(_flat(document, "", annexed=False))


def _flat(node: Node, label: str, *, annexed: bool) -> Iterator[tuple[str, bool]]:
    for child in node.nodes:
        if isinstance(child, (Meta, Note)) or child.kind == "num":
            continue
        if isinstance(child, Line):
            text = f"{label} {raised(child)}".strip()
            label = ""
            if text:
                yield text, annexed
        elif isinstance(child, Table):
            yield "\n".join("| " + " | ".join(row) + " |" for row in rows_of(child)), annexed
        elif isinstance(child, (Unit, Component)):
            if label:
                yield label, annexed
                label = ""
            num = child.of_kind("num")
            inside = annexed or isinstance(child, Component)
            yield from _flat(child, raised(num) if num is not None else "", annexed=inside)
        else:
            for text, inside in _flat(child, label, annexed=annexed):
                label = ""
                yield text, inside
    if label:
        yield label, annexed


def raised(node: Node) -> str:
    """The words of a line, raised digits as Unicode superscripts: статья 10¹ is not статья 101."""
    pieces = []
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child)
        elif isinstance(child, Mark) and child.kind == "sup" and words(child).strip().isdigit():
            pieces.append(words(child).strip().translate(_UP))
        elif not isinstance(child, Note):
            pieces.append(raised(child) if child.children else words(child))
    return " ".join("".join(pieces).replace("\u00a0", " ").split())


def items(document: Document) -> list[Item]:
    """The items of an amending act, in its order."""
    found: list[Item] = []
    stack: list[tuple[str, str]] = []
    said = paragraphs(document)
    at = 0
    while at < len(said):
        text, annexed = said[at]
        if annexed:
            break
        shape, label, rest = label_of(text, stack)
        if shape:
            kept = [s for s, _ in stack]
            stack = [*(stack[: kept.index(shape)] if shape in kept else stack), (shape, label)]
        at += 1
        block, at = _quoted(rest, said, at, [*stack])
        found.append(Item(tuple(stack), "\n".join([rest, *block]), bool(shape), front=not stack))
    return found


def label_of(text: str, stack: list[tuple[str, str]]) -> tuple[str, str, str]:
    """(shape, label, rest) of a paragraph; empty when it has no label.

    >>> label_of("б) часть 3 исключить", [])
    ('а)', 'б)', 'часть 3 исключить')
    """
    for shape, pattern in _PATTERNS:
        match = pattern.match(text)
        if not match:
            continue
        label = match[0].strip()
        if shape == "(a)" and roman(label.strip("()")) and not _letter_follows(label, stack):
            shape = "(i)"
        return shape, label, text[match.end() :].strip()
    return "", "", text


def _letter_follows(label: str, stack: list[tuple[str, str]]) -> bool:
    """Whether (i) is the letter after (h), not the first Roman number."""
    last = next((said.strip("()") for shape, said in reversed(stack) if shape == "(a)"), "")
    letter = label.strip("()")
    if not last:
        return len(letter) == 1 and letter not in "i"
    return len(letter) == 1 == len(last) and ord(letter) == ord(last) + 1


def _quoted(lead: str, said: list[tuple[str, bool]], at: int, stack: list[tuple[str, str]]) -> tuple[list[str], int]:
    """The paragraphs of new wording that follow a line, and where the act goes on."""
    opened = _left_open(lead)
    if not opened:
        follows = at < len(said) and said[at][0][:1] in _OPENING and said[at][0][:1] != ""
        if not (follows and _LEADS_IN.search(lead)):
            return [], at
        opened = said[at][0][0]
    block: list[str] = []
    balance = _balance(lead, opened, first=True) if _left_open(lead) else 0
    while at < len(said):
        text = said[at][0]
        first = not block and not _left_open(lead)
        balance += _balance(text, opened, first=first)
        block.append(text if first or not _repeats(text, opened) else text[1:])
        at += 1
        if _ENDS.search(text) and (
            (balance <= 0 if opened != '"' else balance % 2 == 0)
            or _goes_on(said[at][0] if at < len(said) else "", stack)
        ):
            return block, at
    return block, at


def _left_open(text: str) -> str:
    """The mark of a quotation that a line opens after its colon and does not close."""
    match = re.search(r":\s*([«“„\"‘])", text)
    if not match:
        return ""
    rest = text[match.start(1) :]
    balance = _balance(rest, match[1], first=True)
    still = balance % 2 == 1 if match[1] == '"' else balance > 0
    return match[1] if still and not (_ENDS.search(text) and rest.count(_CLOSING[match[1]])) else ""


def _balance(text: str, opened: str, *, first: bool) -> int:
    if opened == '"':
        return text.count('"')
    closing = _CLOSING[opened]
    ends = len(re.findall(r"’(?!\w)", text)) if closing == "’" else text.count(closing)
    again = 0 if first or not _repeats(text, opened) else 1
    return text.count(opened) - again - ends


def _repeats(text: str, opened: str) -> bool:
    """Whether a further paragraph of a quotation opens with the mark again, as American acts print it."""
    if text[:1] != opened or opened == '"':
        return False
    inner = re.search(f"[{_CLOSING[opened]}]", text[1:-1])
    return inner is None or text.count(opened) <= text.count(_CLOSING[opened]) - (1 if _ENDS.search(text) else 0)


def _goes_on(text: str, stack: list[tuple[str, str]]) -> bool:
    """Whether the next paragraph goes on with a list of the act itself, so that the quotation must have ended."""
    if not text:
        return True
    shape, label, _ = label_of(text, stack)
    last = next((said for known, said in reversed(stack) if known == shape), "")
    if not last or shape == "—":
        return False
    one, two = re.findall(r"\d+|[^\W\d_]+", last)[-1:], re.findall(r"\d+|[^\W\d_]+", label)[-1:]
    if not one or not two:
        return False
    if one[0].isdigit() and two[0].isdigit():
        return int(two[0]) == int(one[0]) + 1
    return len(one[0]) == 1 == len(two[0]) and 0 < ord(two[0]) - ord(one[0]) <= 2
