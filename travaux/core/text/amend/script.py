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
from .headed_items import as_formulae

_MARKED_CELLS = re.compile(r"\|\s*([«“„‘])(.*?)([»”’“]\s*[;.,]*)\s*\|", re.DOTALL)
_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OPENING = '«“„"‘'
_CLOSING = {"«": "»", "“": "”", "„": "“", "‘": "’", '"': '"'}
_LEADS_IN = re.compile(
    r"(?:[:—–-]|следующего содержания|следующей редакции|as follows|the following|namely|insert|substitute)[\s:—–-]*$"
)
_ENDS = re.compile(r"[»”“\"’]\s*[;.,]*(?:\s*(?:and|or|и))?\s*[;.,]*$")
# What stands before these words is no order: recitals say "it is appropriate to delete Article 5" too.
_ENACTS = re.compile(
    r"(?i)(?:ha(?:s|ve)\s+(?:adopted\s+this|agreed|decided)\b|(?:now,?\s+therefore,?\s+)?be\s+it\s+(?:therefore\s+)?enacted|"
    r"the\s+parliament\s+of\s+[\w\s,]+enacts|п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?[ею]\s?т|"
    r"(?:договорились|согласились)\s+о\s+нижеследующем).*"
)
_LABELS = (
    ("word", r"(?:Статья|СТАТЬЯ|Article|ARTICLE|Section|SECTION|SEC\.|Sec\.|Clause|Раздел|Глава|Часть|Part|PART)\s+"
             r"(?:\d+[\w\-]*|[IVX]+)(?:\.\d+)*\.?(?:\s*[—–-](?=\s))?(?=\s*$|\s+[«“\"(]?[A-ZА-ЯЁ])"),
    ("1.1.", r"\d+(?:\.\d+)+\.?(?=\s)"),
    ("1.", r"\d+(?:-\d+|\(\d+\))?[⁰¹²³⁴⁵⁶⁷⁸⁹]*\.(?=\s|$)"),
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


def paragraphs_in(component: Component, *, whole: bool = False) -> list[str]:
    """The paragraphs of one annex, its number left out, and (but for a whole one) the marks of quotation around it."""
    said = [text for text, _ in _flat(component, "", annexed=True)]
    if whole:
        return said
    if said and re.match(r"(?:к|to)\s", said[0]):
        said = said[1:]
    if said and said[0][0] in _OPENING and _ENDS.search(said[-1]):
        said = [said[0][1:], *said[1:]]
        said[-1] = _ENDS.sub("", said[-1])
    return [text for text in said if text]


def _flat(node: Node, label: str, *, annexed: bool) -> Iterator[tuple[str, bool]]:
    for child in node.nodes:
        if isinstance(child, (Meta, Note)) or child.kind == "num":
            continue
        if isinstance(child, Line):
            if child.kind == "p" and re.match(r"[^\W\d]{4,}\s", label):  # «Статья 1», then words that may begin small
                yield label, annexed
                label = ""
            text = f"{label} {raised(child)}".strip()
            label = ""
            if text:
                yield text, annexed
        elif isinstance(child, Table):
            yield _quoted_outside("\n".join("| " + " | ".join(row) + " |" for row in rows_of(child))), annexed
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


def _quoted_outside(rows: str) -> str:
    """A quoted table whose marks stand in its first and last cell, as Word files have them: the marks round the table.

    >>> _quoted_outside("| «3 | Letters | 15». |")
    '«| 3 | Letters | 15 |».'
    """
    found = _MARKED_CELLS.fullmatch(rows)
    if not found or _balance(found[2], found[1]) != 0 or _balance(found[1] + found[2].split(" | ")[0], found[1]) == 0:
        return rows
    return f"{found[1]}| {found[2]} |{found[3]}"


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
    """The items of an amending act, in its order, without those of its annexes."""
    said = [text for text, annexed in paragraphs(document) if not annexed]
    start = next((n for n, text in enumerate(said) if _ENACTS.fullmatch(text)), -1) + 1
    return _items(said[start:], [])


def items_in(component: Component) -> list[Item]:
    """The items of an annex that amends."""
    said = [text for text, _ in _flat(component, "", annexed=True)]
    num = component.of_kind("num")
    return _items(as_formulae(said), [("word", raised(num) if num is not None else "Annex")])


def annex_named(formula: str, components: tuple[Component, ...]) -> Component | None:
    """The annex of the amending act whose wording a formula takes; None when it is not clear which."""
    number = re.search(
        r"(?i)(?:приложени\w+|annex|appendix|schedule)\s*(?:№|No\.?)?\s*(\d+|[IVX]+)\s+(?:к\s+настоящ|to\s+this)",
        formula,
    )
    if number:
        components = tuple(c for c in components if number[1] in words(c.of_kind("num") or c).split()) or components
    return components[0] if len(components) == 1 else None


def _items(said: list[str], stack: list[tuple[str, str]]) -> list[Item]:
    found: list[Item] = []
    at = 0
    while at < len(said):
        text = said[at]
        shape, label, rest = label_of(text, stack)
        if shape:
            led_in = bool(found) and re.search(r"[:—–-]\s*$", found[-1].text) is not None
            stack = [*_above(shape, label, stack, led_in=led_in), (shape, label)]
        at += 1
        block, at = _quoted(rest, said, at, [*stack])
        found.append(Item(tuple(stack), "\n".join([rest, *block]), bool(shape), front=not stack))
    return found


def _above(shape: str, label: str, stack: list[tuple[str, str]], *, led_in: bool) -> list[tuple[str, str]]:
    """The items that a new one stands in. A list inside a list may be numbered like it: it begins after a colon."""
    same = [n for n, (known, _) in enumerate(stack) if known == shape]
    if shape == "word":
        return []
    if not same:
        return stack
    value = _value(label)
    if led_in and value[-1:] in ([1], ["а"], ["a"], ["i"]) and stack[-1][0] == shape:
        return stack
    following = [n for n in same if _follows(stack[n][1], label)]
    return stack[: (following or same)[-1]]


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


def _quoted(lead: str, said: list[str], at: int, stack: list[tuple[str, str]]) -> tuple[list[str], int]:
    """The paragraphs of new wording that follow a line, and where the act goes on."""
    opened = _left_open(lead)
    if not opened:
        follows = at < len(said) and said[at][:1] in _OPENING and said[at] != ""
        if not (follows and _LEADS_IN.search(lead)):
            return [], at
        opened = said[at][0]
    block: list[str] = []
    balance = _balance(lead, opened) if _left_open(lead) else 0
    while at < len(said):
        text = said[at]
        first = not block and not _left_open(lead)
        again = not first and _repeats(text, opened, balance)
        balance += _balance(text, opened) - again
        block.append(text[1:] if again else text)
        at += 1
        if _ENDS.search(text) and (
            (balance <= 0 if opened != '"' else balance % 2 == 0) or _goes_on(said[at] if at < len(said) else "", stack)
        ):
            return block, at
    return block, at


def _left_open(text: str) -> str:
    """The mark of a quotation that a line opens after its colon and does not close."""
    match = re.search(r":\s*([«“„\"‘])", text)
    if not match:
        return ""
    rest = text[match.start(1) :]
    balance = _balance(rest, match[1])
    still = balance % 2 == 1 if match[1] == '"' else balance > 0
    return match[1] if still and not (_ENDS.search(text) and rest.count(_CLOSING[match[1]])) else ""


def _balance(text: str, opened: str) -> int:
    """How many marks a paragraph opens and does not close; of straight marks, how many it has."""
    if opened == '"':
        return text.count('"')
    closing = _CLOSING[opened]
    ends = len(re.findall(r"’(?!\w)", text)) if closing == "’" else text.count(closing)
    return text.count(opened) - ends


def _repeats(text: str, opened: str, balance: int) -> bool:
    """Whether a further paragraph of a quotation opens with the mark again, as American acts print it."""
    if text[:1] != opened:
        return False
    if opened == '"':
        return balance % 2 == 1
    return text.count(opened) > text.count(_CLOSING[opened]) - (1 if _ENDS.search(text) else 0)


def _goes_on(text: str, stack: list[tuple[str, str]]) -> bool:
    """Whether the next paragraph goes on with a list of the act itself, so that the quotation must have ended."""
    if not text:
        return True
    shape, label, _ = label_of(text, stack)
    last = next((said for known, said in reversed(stack) if known == shape), "")
    if not last or shape == "—":
        return False
    return _follows(last, label)


def _follows(last: str, label: str) -> bool:
    """Whether a label is the next one after another; one letter may be left out, as house styles do."""
    one, two = _value(last), _value(label)
    if len(one) != len(two) or one[:-1] != two[:-1] or not one:
        return False
    return type(one[-1]) is type(two[-1]) and 0 < _step(one[-1], two[-1]) <= (2 if isinstance(one[-1], str) else 1)


def _value(label: str) -> list[int | str]:
    """Статья 14.1. → [14, 1]; б) → ["б"]."""
    bare = label if not re.match(r"\w{3,}", label) else label.split(maxsplit=1)[-1]
    return [int(piece) if piece.isdecimal() else piece.lower() for piece in re.findall(r"\d+|[^\W\d_]+", bare)]


def _step(one: int | str, two: int | str) -> int:
    if isinstance(one, int) and isinstance(two, int):
        return two - one
    return ord(str(two)[0]) - ord(str(one)[0]) if len(str(one)) == 1 == len(str(two)) else 0
