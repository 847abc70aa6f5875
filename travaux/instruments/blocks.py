"""A version as a page shows it, block by block, with fingerprints: kept beside the bytes, so that showing a text and
saying what changed in it since need no XML to be parsed.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from typing import Any

from travaux.core.text.fingerprints import Fingerprints, distinct
from travaux.core.text.front import NOTHING
from travaux.core.text.numbers import printed
from travaux.core.text.tables import rows_of
from travaux.core.text.tree import Box, Component, Document, Line, Meta, Node, Table, Unit, words

FORM = 1  # of the packed bytes; another number is made anew from the tree
ENDS = ("wrapUp",)  # words of a unit that stand after its inner units


@dataclass(frozen=True)
class Block:
    """One thing on the page: a unit with its own words, a line outside units, a table, an annex."""

    kind: str  # unit | line | wrap | table | component
    name: str  # the element of Akoma Ntoso: article, paragraph, p, docTitle …
    part: str  # preface | preamble | body | conclusions
    eid: str
    uid: str  # "" where the block is no unit
    num: str  # as printed
    heading: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # of a table
    depth: int  # 0 outermost
    article: str  # uid of the article that it stands in or is; "" above articles and outside units
    print: str  # fingerprint of all it holds, numbers aside; "" where the block is no unit


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The blocks of a document, in its order; annexes follow."""
    document = distinct(document)
    return tuple(_Blocks(Fingerprints(document)).inside(document, "", 0, ""))


class _Blocks:
    def __init__(self, prints: Fingerprints) -> None:
        self.prints = prints

    def inside(self, node: Node, part: str, depth: int, article: str) -> Iterator[Block]:
        for child in node.nodes:
            if isinstance(child, Meta) or child == NOTHING:
                continue
            if isinstance(child, Unit):
                yield from self.unit(child, part or "body", depth, article)
            elif isinstance(child, Component):
                yield from self.component(child, depth)
            elif isinstance(child, Table):
                yield self.block("table", child, part, depth, article, rows=tuple(map(tuple, rows_of(child))))
            elif isinstance(child, Line):
                if words(child):
                    yield self.block("line", child, part, depth, article, paragraphs=(words(child),))
            elif isinstance(child, Box):
                named = child.kind if child.kind in ("preface", "preamble", "conclusions") else part
                yield from self.inside(child, named, depth, article)

    def unit(self, unit: Unit, part: str, depth: int, article: str) -> Iterator[Block]:
        article = (unit.uid or "") if unit.kind == "article" or (unit.kind == "section" and not unit.units) else article
        shown = self.block("unit", unit, part, depth, article)
        own, rest = self.own(unit)
        yield replace(
            shown, num=printed(unit.num), heading=words(unit.heading) if unit.heading else "", paragraphs=own,
            print=self.prints.loose[id(unit)].hex(),
        )  # fmt: skip
        for node in rest:
            if isinstance(node, Unit):
                yield from self.unit(node, part, depth + 1, article)
            elif isinstance(node, Box) and node.kind in ENDS:
                lines = tuple(filter(None, (words(line) for line in node.nodes)))
                yield self.block("wrap", node, part, depth, article, paragraphs=lines)
            else:
                yield from self.inside(Box("rest", (node,)), part, depth + 1, article)

    def own(self, unit: Unit) -> tuple[tuple[str, ...], list[Node]]:
        """The paragraphs of the unit itself, and what follows them: inner units, tables, lists, closing words."""
        paragraphs: list[str] = []
        rest: list[Node] = []
        for child in unit.nodes:
            if child.kind in ("num", "heading"):
                continue
            if isinstance(child, Box) and child.kind in ("content", "intro"):
                for node in child.nodes:
                    if isinstance(node, Line) and not rest:
                        paragraphs.append(words(node))
                    else:
                        rest.append(node)
            else:
                rest.append(child)
        return tuple(filter(None, paragraphs)), rest

    def component(self, component: Component, depth: int) -> Iterator[Block]:
        heading = component.of_kind("heading")
        yield replace(
            self.block("component", component, "body", depth, ""),
            num=printed(component.of_kind("num")), heading=words(heading) if heading else "",
        )  # fmt: skip
        if component.document is not None:
            yield from self.inside(component.document, "", depth + 1, "")

    def block(
        self, kind: str, node: Node, part: str, depth: int, article: str, *, paragraphs: tuple[str, ...] = (),
        rows: tuple[tuple[str, ...], ...] = (),
    ) -> Block:  # fmt: skip
        name = next((inner.kind for inner in node.nodes if inner.kind in ("docTitle", "docType")), node.kind)
        uid = (node.uid or "") if isinstance(node, Unit) else ""
        return Block(
            kind, name if kind == "line" else node.kind, part or "body", node.eid or "", uid, "", "", paragraphs, rows,
            depth, article, "",
        )  # fmt: skip


def pack(blocks: tuple[Block, ...]) -> bytes:
    """The blocks as bytes: JSON, deflated."""
    rows = [astuple(block) for block in blocks]
    return zlib.compress(json.dumps([FORM, rows], ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack(data: bytes) -> tuple[Block, ...] | None:
    """The blocks of packed bytes; None where an older form of them was kept.

    >>> unpack(pack(())), unpack(zlib.compress(b"[0,[]]"))
    ((), None)
    """
    form, rows = json.loads(zlib.decompress(data))
    if form != FORM:
        return None
    return tuple(Block(*map(tuples, row)) for row in rows)


def tuples(value: Any) -> Any:
    """JSON knows no tuples."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value
