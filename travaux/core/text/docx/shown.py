"""What blocks of a Word file show: keys that are equal where the content is, and which block another one may have been.

Each block is taken apart once, and no further than it must be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from rapidfuzz.distance import Indel

from ..match import longest_increasing
from .atoms import Atom, atoms_of, signature
from .package import W, paragraph_text
from .runs import PlainRuns, plain_runs

LIKE = 0.35  # two paragraphs at least so alike are one that changed
SURE = 0.85  # … and so alike that no better one is looked for
FEW = 12  # blocks that are looked at
MAX_STEPS = 200_000_000  # blocks times blocks that are put in step at once; an eighth of it in bytes
Key = str | bytes  # what a block shows, or how it is written
Step = tuple[str, int, int, int, int]  # what, from and to in the old list, from and to in the new one
_UNSAID = re.compile(rb' (?:xmlns(?::\w+)?|w:rsid\w*|w14:(?:paraId|textId))="[^"]*"')
Blocks = list[etree._Element]


class Shown:
    """What was found of the blocks of two files; blocks that are changed in place are not asked for again."""

    def __init__(self) -> None:
        self.runs: dict[etree._Element, PlainRuns | None] = {}
        self.said: dict[etree._Element, list[str]] = {}
        self.known: dict[etree._Element, list[Atom]] = {}

    def keys(self, old: Blocks, new: Blocks) -> tuple[list[Key], list[Key]]:
        """What blocks show, equal where they show the same. Blocks written alike are not taken apart for it."""
        ours, theirs = ([self.text_of(block) or _written(block) for block in side] for side in (old, new))
        same = {*ours} & {*theirs}
        sides = (zip(old, ours, strict=True), zip(new, theirs, strict=True))
        one, two = (
            [said if isinstance(said, str) or said in same else self.signature_of(block) for block, said in side]
            for side in sides
        )
        return one, two

    def text_of(self, block: etree._Element) -> str:
        """What a paragraph of nothing but text shows, as its atoms would say it; "" for any other block."""
        plain = self.plain(block) if block.tag == W + "p" else None
        return f"p:{plain.text}" if plain else ""

    def signature_of(self, block: etree._Element) -> str:
        """What a block shows: a paragraph by its atoms, so that how runs are cut makes no difference."""
        if block.tag == W + "p":
            return "p:" + "".join([atom.key for atom in self.atoms(block)])
        return signature(block)

    def plain(self, paragraph: etree._Element) -> PlainRuns | None:
        """The runs of a paragraph that holds nothing but text, taken once."""
        if paragraph not in self.runs:
            self.runs[paragraph] = plain_runs(paragraph)
        return self.runs[paragraph]

    def atoms(self, paragraph: etree._Element) -> list[Atom]:
        """The atoms of a paragraph, taken once."""
        known = self.known.get(paragraph)
        if known is None:
            known = self.known[paragraph] = atoms_of(paragraph)
        return known

    def partner(self, block: etree._Element, waiting: Sequence[etree._Element]) -> int | None:
        """The place among a few waiting blocks of the first that this one may have been."""
        best, place = LIKE, None
        for index, candidate in enumerate(waiting):
            if candidate.tag != block.tag:
                continue
            if block.tag != W + "p":
                return index
            said, other = self.words(block), self.words(candidate)
            score = Indel.normalized_similarity(said, other) if said or other else 0.5
            if score > best:
                best, place = score, index
            if best >= SURE:
                break
        return place

    def words(self, paragraph: etree._Element) -> list[str]:
        known = self.said.get(paragraph)
        if known is None:
            plain = self.plain(paragraph)
            known = self.said[paragraph] = (plain.text if plain else paragraph_text(paragraph)).split()
        return known


def steps(old: Sequence[Key], new: Sequence[Key]) -> Iterator[Step]:
    """What is equal and what is not, in order; very long lists are put in step by what stands once in both."""
    if len(old) * len(new) <= MAX_STEPS:
        yield from _opcodes(old, new, 0, 0)
        return
    once = [{key for key, times in Counter(side).items() if times == 1} for side in (old, new)]
    places = {key: place for place, key in enumerate(old) if key in once[0] & once[1]}
    pairs = [(places[key], place) for place, key in enumerate(new) if key in places]
    kept = longest_increasing([a for a, _ in pairs])
    start = begin = 0
    for a, b in [*(pairs[place] for place in sorted(kept)), (len(old), len(new))]:
        if (a - start) * (b - begin) <= MAX_STEPS:
            yield from _opcodes(old[start:a], new[begin:b], start, begin)
        else:
            yield "replace", start, a, begin, b
        if a < len(old):
            yield "equal", a, a + 1, b, b + 1
        start, begin = a + 1, b + 1


def _opcodes(old: Sequence[Key], new: Sequence[Key], a: int, b: int) -> Iterator[Step]:
    found: list[Any] = Indel.opcodes(old, new).as_list()
    for tag, start, end, begin, stop in found:
        yield tag, a + start, a + end, b + begin, b + stop


def _written(block: etree._Element) -> bytes:
    """A block as it is written, marks of sessions and declarations of names aside."""
    said = etree.tostring(block, with_tail=False)
    if block.tag == W + "p":  # its own attributes are marks of sessions
        said = said[said.index(b">") :]
    return _UNSAID.sub(b"", said) if b"rsid" in said or b" xmlns" in said or b"w14:" in said else said
