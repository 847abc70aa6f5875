"""Paragraphs that hold nothing but runs of text: most of any law. Compared by tokens, without taking atoms apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from rapidfuzz.distance import Indel

from .package import XML_SPACE, W

TOKEN = re.compile(r"\w+(?:[-‑'’.,]\w+)*|\s|[^\w\s]")
_RUN, _TEXT, _GONE = W + "r", W + "t", W + "delText"
_PROPERTIES, _OF_PARAGRAPH = W + "rPr", W + "pPr"
_PRESERVED = {XML_SPACE: "preserve"}
_NAMES = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')
Properties = etree._Element | None


class PlainRuns:
    """The runs of one paragraph: their properties, and their tokens, run by run."""

    __slots__ = ("_cut", "_tokens", "properties", "text", "texts")

    def __init__(self, properties: list[Properties], texts: list[str]) -> None:
        self.properties, self.texts = properties, texts
        self.text = texts[0] if len(texts) == 1 else "".join(texts)
        self._cut: list[list[str]] | None = None
        self._tokens: list[str] | None = None

    @property
    def cut(self) -> list[list[str]]:
        if self._cut is None:
            self._cut = [TOKEN.findall(text) for text in self.texts]
        return self._cut

    @property
    def tokens(self) -> list[str]:
        if self._tokens is None:
            self._tokens = self.cut[0] if len(self.cut) == 1 else [token for tokens in self.cut for token in tokens]
        return self._tokens

    def said(self, start: int, end: int, names: dict[str | None, str], *, deleted: bool = False) -> str:
        """New runs that hold these tokens, as XML to stand where these `names` of namespaces are known."""
        made = ""
        first = 0
        for properties, tokens in zip(self.properties, self.cut, strict=True):
            if first >= end:
                break
            if first + len(tokens) > start:
                text = "".join(tokens[max(start - first, 0) : end - first])
                made += _said(properties, text, names, deleted=deleted) if text else ""
            first += len(tokens)
        return made


def plain_runs(paragraph: etree._Element) -> PlainRuns | None:
    """The runs of a paragraph that holds properties and runs of text only; None where it holds anything else."""
    owned: list[Properties] = []
    texts: list[str] = []
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
        owned.append(properties)
        texts.append(said)
    return PlainRuns(owned, texts)


def run_of(properties: Properties, text: str, *, deleted: bool = False) -> etree._Element:
    """A run of text."""
    run = etree.Element(_RUN)
    if properties is not None:
        run.append(deepcopy(properties))
    etree.SubElement(run, _GONE if deleted else _TEXT, _PRESERVED).text = text
    return run


def _said(properties: Properties, text: str, names: dict[str | None, str], *, deleted: bool) -> str:
    kind = "delText" if deleted else "t"
    shown = _properties(properties, names) if properties is not None else ""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return f'<w:r>{shown}<w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


def _properties(properties: etree._Element, names: dict[str | None, str]) -> str:
    """Properties as they are written; the namespaces that are known around them are not declared again."""
    said = etree.tostring(properties, encoding="unicode", with_tail=False)
    if properties.nsmap != names:
        return said
    end = said.index(">")
    return _NAMES.sub("", said[:end]) + said[end:]


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
