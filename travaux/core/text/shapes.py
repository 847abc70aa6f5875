"""Shapes of numbers without a unit word ("1.", "а)", "(iv)"), and which number may follow which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .numbers import parts, roman

_SUP = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = rf"\d{{1,3}}(?:[.\-]\d{{1,3}})*(?:\(\d{{1,2}}\)|[{_SUP}]+|[A-Za-zа-я]{{1,2}}(?=[.)]))?"
_SUFFIX = rf"(?:[.\-]?\d{{1,2}}|[{_SUP}]+)?"
# Each shape: the pattern of a number as printed at the start of a paragraph. `num` is all that is printed.
_SHAPES = {
    "1.": rf"(?P<num>(?:{_DIGITS})\.)(?=\s|$)",
    "1": r"(?P<num>\d{1,3}[A-Z]{0,2})(?=\s+[A-Z“‘\"(])",
    "1.1": r"(?P<num>\d{1,3}(?:\.\d{1,3})+\.?)(?=\s|$)",
    "1)": rf"(?P<num>(?:{_DIGITS})\))",
    "(1)": r"(?P<num>\(\d{1,3}[A-Z]{0,2}\)\.?)",
    "а)": rf"(?P<num>\(?[а-яёіўқғәң]{_SUFFIX}\))",
    "a)": rf"(?P<num>[a-z]{{1,2}}{_SUFFIX}\))",
    "(a)": rf"(?P<num>\([a-z]{{1,2}}{_SUFFIX}\))",
    "(i)": r"(?P<num>\(?[ivxl]+\))",
    "(A)": r"(?P<num>\([A-Z]{1,2}\))",
    "A.": r"(?P<num>[A-Z]\.)(?=\s)",
    "I.": r"(?P<num>[IVXLІХ]+\.)(?=\s|$)",
    "—": r"(?P<num>[—–•-])(?=\s)",
}
PATTERNS = {shape: re.compile(pattern + r"\s*(?P<rest>.*)", re.DOTALL) for shape, pattern in _SHAPES.items()}
_ROMANS = {"(i)", "I."}
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# Letters that house styles leave out of lists: a step over them is no gap.
_SKIPPED = "ёзйочщъыь"


@dataclass(slots=True)  # not frozen: one is made for every paragraph that begins with a number
class Opening:
    """A paragraph that may open a unit: the number as printed, its value, and what follows it."""

    shape: str
    num: str
    value: tuple[int, ...]  # comparable within one list: 10.1 → (10, 1); б → (2,)
    rest: str


def opening(text: str, shape: str) -> Opening | None:
    """What the paragraph opens in this shape, or None.

    >>> opening("3.1. Участники вправе", "1.")
    Opening(shape='1.', num='3.1.', value=(3, 1), rest='Участники вправе')
    >>> opening("(iv) the costs", "(i)").value
    (4,)
    """
    if text[:1].isdecimal() != (shape[0] == "1"):  # a shape that begins with a digit is named by one
        return None
    found = PATTERNS[shape].match(text)
    if not found:
        return None
    num = found["num"]
    value = value_of(num, shape)
    return Opening(shape, num, value, found["rest"]) if value else None


class Heads:
    """What paragraphs may open in several shapes at once; a number that comes a thousand times is read once.

    >>> Heads(["1.", None, "1)"]).openings("2) words")
    [(2, Opening(shape='1)', num='2)', value=(2,), rest='words'))]
    """

    def __init__(self, shapes: Iterable[str | None]) -> None:
        self.shapes = [(place, shape) for place, shape in enumerate(shapes) if shape]
        self.known: dict[str, list[tuple[int, str, tuple[int, ...]]] | None] = {}

    def openings(self, text: str) -> list[tuple[int, Opening]]:
        """What the paragraph opens, with the place of each shape among those given."""
        head, _, rest = text.partition(" ")
        if not rest or rest[0].isspace():
            return self.read(text)
        try:
            known = self.known[head]
        except KeyError:
            known = self.known[head] = self.know(head)
        if known is None:
            return self.read(text)
        return [(place, Opening(shape, head, value, rest)) for place, shape, value in known]

    def read(self, text: str) -> list[tuple[int, Opening]]:
        found = [(place, opening(text, shape)) for place, shape in self.shapes]
        return [(place, opens) for place, opens in found if opens]

    def know(self, head: str) -> list[tuple[int, str, tuple[int, ...]]] | None:
        """The shapes that all of this word is a number of, whatever follows; None where one must look at the rest."""
        found = self.read(f"{head} x")
        if any(opens.num != head for _, opens in found) or any(shape == "1" for _, shape in self.shapes):
            return None
        return [(place, opens.shape, opens.value) for place, opens in found]


def value_of(num: str, shape: str) -> tuple[int, ...]:
    """The value of a printed number: letters and Roman digits count; empty when it is none."""
    if shape == "—":
        return (0,)
    if shape in _ROMANS:
        value = roman(num.strip("(). "))
        return (value,) if value else ()
    return tuple(piece if isinstance(piece, int) else _letters(piece) for piece in parts(num))


def _letters(text: str) -> int:
    """а 1, б 2 …; a 1, z 26, aa 27."""
    text = text.lower()
    if text[0] in _CYRILLIC:
        return _CYRILLIC.index(text[0]) + 1
    total = 0
    for letter in text:
        total = total * 26 + max(ord(letter) - 96, 0)
    return total


def is_first(value: tuple[int, ...]) -> bool:
    """Whether a list can begin with this number.

    >>> is_first((1,)), is_first((2,)), is_first((5, 1))
    (True, False, False)
    """
    return value in ((1,), (0,), (1, 1))


def follows(last: tuple[int, ...], new: tuple[int, ...], shape: str) -> bool:
    """Whether `new` is a next number after `last`: 3 → 4, 3 → 3.1, 3.1 → 3.2, 3.2 → 4, и → к.

    >>> follows((3,), (4,), "1."), follows((3,), (3, 1), "1."), follows((3, 2), (4,), "1."), follows((3,), (5,), "1.")
    (True, True, True, False)
    >>> follows((10,), (12,), "а)")
    True
    """
    if shape == "—":
        return True
    if len(new) == len(last) + 1:
        return new == (*last, 1)
    if len(new) > len(last):
        return False
    head, step = new[:-1], new[-1]
    if last[: len(head)] != head:
        return False
    before = last[len(head)]
    if step == before + 1:
        return True
    if shape == "а)" and len(new) == 1:
        return before < step and all(_CYRILLIC[i - 1] in _SKIPPED for i in range(before + 1, step))
    return False
