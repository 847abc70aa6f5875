"""Paragraphs that hold nothing but runs of text: most of any law. Compared by tokens, without taking atoms apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from itertools import groupby
from typing import Any

from lxml import etree
from rapidfuzz.distance import Indel

from .package import XML_SPACE, W

TOKEN = re.compile(r"\w+(?:[-‑'’.,]\w+)*|\s|[^\w\s]")
_RUN, _TEXT, _GONE = W + "r", W + "t", W + "delText"
_PROPERTIES, _OF_PARAGRAPH = W + "rPr", W + "pPr"
_PRESERVED = {XML_SPACE: "preserve"}
Properties = etree._Element | None


class PlainRuns:
    """The runs of one paragraph: their properties, and their tokens, each with the number of its run."""

    def __init__(self, runs: list[tuple[Properties, str]]) -> None:
        self.properties = [properties for properties, _ in runs]
        self.texts = [text for _, text in runs]
        self.text = "".join(self.texts)

    @cached_property
    def tokens(self) -> list[str]:
        return [token for text in self.texts for token in TOKEN.findall(text)]

    @cached_property
    def owners(self) -> list[int]:
        return [number for number, text in enumerate(self.texts) for _ in TOKEN.findall(text)]

    def put(self, holder: etree._Element, start: int, end: int, *, deleted: bool = False) -> None:
        """Puts new runs that hold these tokens at the end of an element."""
        at = start
        for number, group in groupby(self.owners[start:end]):
            stop = at + len(list(group))
            run = etree.SubElement(holder, _RUN)
            _fill(run, self.properties[number], "".join(self.tokens[at:stop]), deleted=deleted)
            at = stop


def plain_runs(paragraph: etree._Element) -> PlainRuns | None:
    """The runs of a paragraph that holds properties and runs of text only; None where it holds anything else."""
    found: list[tuple[Properties, str]] = []
    for child in paragraph:
        if child.tag != _RUN:
            if child.tag != _OF_PARAGRAPH:
                return None
            continue
        properties: Properties = None
        said = ""
        for part in child:
            if part.tag == _TEXT:
                said += part.text or ""
            elif part.tag == _PROPERTIES:
                properties = part
            else:
                return None
        found.append((properties, said))
    return PlainRuns(found)


def run_of(properties: Properties, text: str, *, deleted: bool = False) -> etree._Element:
    """A run of text."""
    run = etree.Element(_RUN)
    _fill(run, properties, text, deleted=deleted)
    return run


def _fill(run: etree._Element, properties: Properties, text: str, *, deleted: bool) -> None:
    if properties is not None:
        run.append(deepcopy(properties))
    etree.SubElement(run, _GONE if deleted else _TEXT, _PRESERVED).text = text


def in_order(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int]]:
    """("=", from, to) and ("+", from, to) in the new tokens, ("-", from, to) in the old ones, in order.

    A lone space between two changes is part of them.
    """
    steps: list[Any] = Indel.opcodes(old, new).as_list()
    gone = come = 0  # where what waits begins
    for index, (tag, start, end, begin, stop) in enumerate(steps):
        if tag != "equal":
            continue
        changed = gone < start and come < begin
        if changed and index + 1 < len(steps) and all(map(str.isspace, new[begin:stop])):
            continue
        yield from _changes(gone, start, come, begin)
        yield "=", begin, stop
        gone, come = end, stop
    yield from _changes(gone, len(old), come, len(new))


def _changes(gone: int, start: int, come: int, begin: int) -> Iterator[tuple[str, int, int]]:
    if gone < start:
        yield "-", gone, start
    if come < begin:
        yield "+", come, begin
