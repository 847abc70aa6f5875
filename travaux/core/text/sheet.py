"""A version told flat, so that two versions are compared without parsing either.

`sheet_make.fingerprint_bytes(document)` gives bytes that a store keeps beside a version; `load(data)` gives the `Sheet`
back in a few milliseconds (columns are cut out only when asked for), and `diff.compare(old, new)` needs nothing else.
The bytes depend on the content and the eIds alone, and are the same on every machine. `VERSION` changes when they do:
`load` then raises `ValueError`, and the bytes are made anew from the stored text.

>>> from .sheet_make import fingerprint_bytes
>>> from .tree import document, unit
>>> act = document("act", [unit("article", num="1.", heading="Access", lead=["Open to all."])])
>>> sheet = load(fingerprint_bytes(act))
>>> sheet.kinds, sheet.nums, sheet.headings[0], sheet.text(0)
(['article'], ['1.'], 'Access', 'Open to all.')
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

MAGIC = b"travaux sheet "
VERSION = 3
SEPARATOR = "\x1e"  # between segments of text; no character of XML
PAIRS = "utf-16-le"  # Cyrillic is decoded from pairs of bytes in a twentieth of the time that UTF-8 takes
Cells = list[list[str]]


class Sheet:
    """The units of one version in document order, in columns. Unit i has its heading in segment 2i, its words in 2i+1.

    A token is a word or a sign with the space after it. `tokens` holds one character for each, by its content: the same
    token has the same character in every version, two tokens may share one, so what seems equal is looked at again.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `ValueError` for bytes of another version, or of something else."""
        head = MAGIC + bytes([VERSION])
        if not data.startswith(head):
            raise ValueError("not a sheet of this version; make it anew from the text")
        size = int.from_bytes(data[len(head) : len(head) + 4], "little")
        start = len(head) + 4
        self._data = data
        self._at: dict[str, tuple[int, int]] = {}
        at = start + size
        for name, length in json.loads(data[start:at]).items():
            self._at[name] = (at, at + length)
            at += length

    def _bytes(self, name: str) -> bytes:
        start, end = self._at[name]
        return self._data[start:end]

    def _view(self, name: str, code: Literal["H", "I", "i", "Q"]) -> Sequence[int]:
        """A column of numbers, left where it lies: for what is looked up here and there."""
        start, end = self._at[name]
        if sys.byteorder == "big":
            column = array(code, self._data[start:end])
            column.byteswap()
            return column
        return memoryview(self._data)[start:end].cast(code)

    def _numbers(self, name: str, code: Literal["H", "I", "i", "Q"]) -> list[int]:
        return [*self._view(name, code)]

    def _strings(self, name: str) -> list[str]:
        said = self._bytes(name).decode()
        return said.split(SEPARATOR) if said or self.ends else []

    @cached_property
    def full(self) -> list[int]:
        """Fingerprints of all that stands in each unit."""
        return self._numbers("full", "Q")

    @cached_property
    def loose(self) -> list[int]:
        """The same without numbers of units: renumbering alone changes none."""
        return self._numbers("loose", "Q")

    @cached_property
    def own(self) -> list[int]:
        """Fingerprints of heading, words, marks and tables of each unit, without number and inner units."""
        return self._numbers("own", "Q")

    @cached_property
    def root(self) -> bytes:
        """Fingerprint of the whole text."""
        return self._bytes("root")

    @cached_property
    def parents(self) -> list[int]:
        """The unit that each stands in, or `holder(n)`."""
        return self._numbers("parents", "i")

    @cached_property
    def holders(self) -> list[str]:
        """What holds units besides units: the main text first, preambles, annexed texts by number and heading."""
        return self._strings("holders")

    @cached_property
    def tops(self) -> dict[int, list[int]]:
        """The outermost units of each holder, by its code."""
        found: dict[int, list[int]] = {holder(number): [] for number in range(len(self.holders))}
        place = 0
        while place < len(self.ends):
            found[self.parents[place]].append(place)
            place = self.ends[place]
        return found

    @cached_property
    def ends(self) -> list[int]:
        """The place after the last unit inside each."""
        return self._numbers("ends", "i")

    @cached_property
    def kinds(self) -> list[str]:
        return [*map(self._strings("kind names").__getitem__, self._view("kinds", "H"))]

    @cached_property
    def numbered(self) -> list[int]:
        """A code of kind and number alone of each unit, odd where there is a number. Codes propose; words decide."""
        return self._numbers("numbered", "I")

    @cached_property
    def headed(self) -> list[int]:
        """A code of the kind and the heading of each unit; 0 where it has no heading."""
        return self._numbers("headed", "I")

    @cached_property
    def shapes(self) -> Sequence[int]:
        """A code of kinds, numbers and headings of all that is inside each unit, however deep; 0 where two units side
        by side have the same."""
        return self._view("shapes", "I")

    @cached_property
    def eids(self) -> list[str]:
        """eIds; empty where there is none."""
        return self._strings("eids")

    @cached_property
    def nums(self) -> list[str]:
        """Numbers as printed; empty where there is none."""
        return self._strings("nums")

    @cached_property
    def headings(self) -> list[str]:
        return self._strings("headings")

    @cached_property
    def bares(self) -> list[str]:
        """Numbers alone, without unit words and signs."""
        return self._strings("bares")

    @cached_property
    def whole(self) -> str:
        """All segments, a separator after each."""
        return self._bytes("whole").decode() if "whole" in self._at else self._bytes("whole in pairs").decode(PAIRS)

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where each segment begins in `whole`; one more for the end."""
        return self._view("starts", "I")

    @cached_property
    def tokens(self) -> str:
        """All tokens of all segments, a character each."""
        return self._bytes("tokens").decode("utf-32-le")

    @cached_property
    def firsts(self) -> Sequence[int]:
        """The first token of each segment; one more for the end."""
        return self._view("firsts", "I")

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each token begins in `whole`, and each separator: token t of segment s is at s + t."""
        return self._view("offsets", "I")

    @cached_property
    def _outside(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._bytes("outside"))
        return found

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(eId, words, fingerprint) of the lines that stand in no unit."""
        return [(eid, said, print_) for eid, said, print_ in self._outside["lines"]]

    @cached_property
    def tables(self) -> dict[int, list[tuple[str, str, str, Cells]]]:
        """(eId, words, fingerprint, cells of each row) of the tables of a unit; those of no unit under -1."""
        found: dict[int, list[tuple[str, str, str, Cells]]] = {}
        for unit, *table in self._outside["tables"]:
            found.setdefault(unit, []).append((table[0], table[1], table[2], table[3]))
        return found

    def __len__(self) -> int:
        return len(self.ends)

    def text(self, unit: int) -> str:
        """The unit's own lines, one a line."""
        return self.segment(2 * unit + 1)

    def segment(self, number: int) -> str:
        return self.whole[self.starts[number] : self.starts[number + 1] - 1]

    def words(self, unit: int, end: int) -> str:
        """Headings and words from one unit up to another, as they stand."""
        return self.whole[self.starts[2 * unit] : self.starts[2 * end]]

    def inside(self, unit: int) -> list[int]:
        """The units directly inside a unit."""
        place, end, ends = unit + 1, self.ends[unit], self.ends
        found = []
        while place < end:
            found.append(place)
            place = ends[place]
        return found

    def said(self, unit: int) -> str:
        """The tokens of a unit and of all that is inside it."""
        return self.tokens[self.firsts[2 * unit] : self.firsts[2 * self.ends[unit]]]


def holder(number: int) -> int:
    """The code of a holder among parents: -2, -3 …; -1 says that there is none."""
    return -2 - number


def load(data: bytes) -> Sheet:
    """The sheet in these bytes. Raises `ValueError` when they are no sheet of this version."""
    return Sheet(data)
