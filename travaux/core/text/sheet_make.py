"""A tree laid out as a sheet: fingerprints, words and tokens of every unit, in columns of bytes."""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from .numbers import bare, printed
from .places import loose_lines, tables_of
from .sheet import MAGIC, PAIRS, SEPARATOR, VERSION, Cells, Sheet, holder
from .tree import Cell, Component, Document, Line, Node, Table, Unit, Verbatim, own_lines, words
from .wording import SETTING

_TOKEN = re.compile(r"(?:\w+(?:[-‑'’.,]\w+)*|[^\w\s])\s?|\s")
_CODES = 0x10F000  # characters that may stand for a token
_SURROGATES = 0xD800, 0x800

Pieces = list[str]
Prints = list[tuple[bytes, bytes]]  # (full, loose) of the units met


def fingerprint_bytes(document: Document) -> bytes:
    """All that a comparison needs of a version, as bytes to be stored beside it."""
    return _Maker(document).packed()


def sheet_of(document: Document) -> Sheet:
    """The sheet of a tree."""
    return Sheet(fingerprint_bytes(document))


class Sheets:
    """Sheets of a text and of what amendments make of it: units that are the same objects are laid out once."""

    def __init__(self, base: Document) -> None:
        self.document = base
        self._maker = _Maker(base)
        self.sheet = Sheet(self._maker.packed())

    def of(self, document: Document) -> Sheet:
        """The sheet of a tree that shares units with the base, or shares none; the same as `sheet_of` gives."""
        return Sheet(_Maker(document, self._maker).packed())


class _Maker:
    def __init__(self, document: Document, like: _Maker | None = None) -> None:
        self.document = document
        self.like = like
        self.places: dict[int, int] = {}  # id of a unit → its place; the document keeps the units
        self.cut: dict[str, tuple[str, list[int]]] = {}  # segment → its codes, the lengths of its tokens
        self.full: list[bytes] = []
        self.loose: list[bytes] = []
        self.own: list[bytes] = []
        self.parents: list[int] = []
        self.ends: list[int] = []
        self.numbered: list[int] = []
        self.headed: list[int] = []
        self.shapes: list[int] = []
        self.names: list[tuple[str, str, str, str]] = []  # kind, eId, number as printed, number alone
        self.segments: list[str] = []
        self.tables: list[tuple[int, str, str, str, Cells]] = []
        self.spans: list[tuple[int, int]] = []  # which of the tables stand inside each unit
        self.holders = ["main"]
        pieces: Pieces = []
        inner: Prints = []
        self.say(document, pieces, inner, holder(0))
        self.root = _digest("".join(pieces), b"".join(full for full, _ in inner))
        self.tables += [(-1, *_table(table)) for table in tables_of(document)]

    def unit(self, unit: Unit, parent: int) -> tuple[bytes, bytes]:
        """Takes a unit and what is inside it; its two fingerprints."""
        place = len(self.full)
        if self.like is not None and id(unit) in self.like.places:
            return self.known(self.like, self.like.places[id(unit)], parent)
        self.places[id(unit)] = place
        num, heading = unit.num, unit.heading
        number, title = printed(num), words(heading) if heading is not None else ""
        alone = bare(number)
        self.names.append((unit.kind, unit.eid or "", number, alone))
        self.numbered.append(_key(unit.kind, alone) | 1 if alone else _key(unit.kind, "") & ~1)
        self.headed.append(_key(unit.kind, title) | 1 if title else 0)
        self.segments += (title, "\n".join(own_lines(unit)))
        self.parents.append(parent)
        for column in (self.full, self.loose, self.own):
            column.append(b"")
        self.ends.append(0)
        self.shapes.append(0)
        self.spans.append((len(self.tables), 0))
        pieces: Pieces = [unit.kind, _said(unit)]
        numbers: Pieces = []
        inner: Prints = []
        for child in unit.children:
            if isinstance(child, Unit):
                inner.append(self.unit(child, place))
            else:
                self.say(child, numbers if isinstance(child, Node) and child.kind == "num" else pieces, inner, place)
        said = "".join(pieces)
        self.own[place] = _digest(said)
        self.loose[place] = _digest(said, b"".join([loose for _, loose in inner])) if inner else self.own[place]
        self.full[place] = _digest(said + "\5" + "".join(numbers), b"".join(full for full, _ in inner))
        self.ends[place] = len(self.full)
        self.shapes[place] = self.shape(place)
        if "\1table" in said:
            self.tables += [(place, *_table(table)) for table in tables_of(unit)]
        self.spans[place] = self.spans[place][0], len(self.tables)
        return self.full[place], self.loose[place]

    def shape(self, place: int) -> int:
        """The code of what is directly inside, with the codes of what is inside that."""
        keys: list[tuple[int, int]] = []
        shapes: list[int] = []
        inner, end = place + 1, len(self.ends)
        while inner < end:
            keys.append((self.numbered[inner], self.headed[inner]))
            shapes.append(self.shapes[inner])
            inner = self.ends[inner]
        if not keys:
            return 1
        return crc32(repr((keys, shapes)).encode()) if len({*keys}) == len(keys) and all(shapes) else 0

    def known(self, like: _Maker, start: int, parent: int) -> tuple[bytes, bytes]:
        """Takes a unit that another sheet has, with what is inside it."""
        place, end = len(self.full), like.ends[start]
        shift = place - start
        self.names += like.names[start:end]
        self.segments += like.segments[2 * start : 2 * end]
        self.parents += (parent, *(each + shift for each in like.parents[start + 1 : end]))
        self.ends += (each + shift for each in like.ends[start:end])
        for column, theirs in ((self.full, like.full), (self.loose, like.loose), (self.own, like.own)):
            column += theirs[start:end]
        for codes, known in ((self.numbered, like.numbered), (self.headed, like.headed), (self.shapes, like.shapes)):
            codes += known[start:end]
        before, after = like.spans[start]
        more = len(self.tables) - before
        self.spans += ((one + more, two + more) for one, two in like.spans[start:end])
        self.tables += ((table[0] + shift, *table[1:]) for table in like.tables[before:after])
        return self.full[place], self.loose[place]

    def say(self, node: Node | str, pieces: Pieces, inner: Prints, parent: int) -> None:
        """A node as pieces of text that tell it from every other; units are left to their fingerprints."""
        if isinstance(node, str):
            pieces.append("\3" + node)
        elif isinstance(node, Line) and len(node.children) == 1 and isinstance(node.children[0], str):
            pieces.append(f"\1{node.kind}{_said(node) if node.attrs else ''}\3{node.children[0]}\2")
        elif isinstance(node, Unit):
            pieces.append("\4")
            inner.append(self.unit(node, parent))
        elif isinstance(node, Verbatim):
            pieces.append("\6" + node.xml)
        else:
            if parent < 0 and (isinstance(node, Component) or node.kind == "preamble"):
                parent = self.new_holder(node, parent)
            pieces.append(f"\1{node.kind}{_said(node) if node.attrs else ''}")
            for child in node.children:
                self.say(child, pieces, inner, parent)
            pieces.append("\2")

    def new_holder(self, node: Node, parent: int) -> int:
        """The code of an annexed text or a preamble as what holds units."""
        heads = [words(child) for child in node.nodes if child.kind in ("num", "heading", "subheading")]
        outer = self.holders[-2 - parent]
        self.holders.append(f"{outer} {' '.join(heads)}" if isinstance(node, Component) else f"{outer} preamble")
        return holder(len(self.holders) - 1)

    def packed(self) -> bytes:
        columns: dict[str, bytes] = {
            "root": self.root, "full": b"".join(self.full), "loose": b"".join(self.loose), "own": b"".join(self.own),
            "parents": _numbers("i", self.parents), "ends": _numbers("i", self.ends),
        }  # fmt: skip
        kinds: dict[str, int] = {}
        codes = [kinds.setdefault(name[0], len(kinds)) for name in self.names]
        columns |= {"kind names": SEPARATOR.join(kinds).encode(), "kinds": _numbers("H", codes)}
        for name in ("numbered", "headed", "shapes"):
            columns[name] = _numbers("I", getattr(self, name))
        for place, name in enumerate(("eids", "nums", "bares"), 1):
            columns[name] = SEPARATOR.join(each[place] for each in self.names).encode()
        lines = [(line.eid or "", words(line), _of_one(line)) for line in loose_lines(self.document)]
        outside = {"lines": lines, "tables": self.tables}
        columns["holders"] = SEPARATOR.join(self.holders).encode()
        columns["headings"] = SEPARATOR.join(self.segments[::2]).encode()
        columns |= self.told() | {"outside": json.dumps(outside, ensure_ascii=False).encode()}
        head = json.dumps({name: len(column) for name, column in columns.items()}).encode()
        return b"".join((MAGIC, bytes([VERSION]), len(head).to_bytes(4, "little"), head, *columns.values()))

    def told(self) -> dict[str, bytes]:
        """The words and their tokens."""
        starts = list(accumulate((len(said) + 1 for said in self.segments), initial=0))
        codes: list[str] = []
        firsts = [0]
        offsets: list[int] = []
        for said, start in zip(self.segments, starts, strict=False):
            said_in, lengths = self.tokens(said)
            codes.append(said_in)
            offsets += (*accumulate(lengths, initial=start), start + len(said)) if said else (start,)
            firsts.append(firsts[-1] + len(said_in))
        whole = "".join(said + SEPARATOR for said in self.segments)
        data = whole.encode()
        return {
            **({"whole": data} if 2 * len(data) < 3 * len(whole) else {"whole in pairs": whole.encode(PAIRS)}),
            "starts": _numbers("I", starts),
            "tokens": "".join(codes).encode("utf-32-le"), "firsts": _numbers("I", firsts),
            "offsets": _numbers("I", offsets),
        }  # fmt: skip

    def tokens(self, said: str) -> tuple[str, list[int]]:
        """The codes of the tokens of a segment, and the lengths of all but the last."""
        known = self.like.cut.get(said) if self.like is not None else None
        if known is None:
            found = _TOKEN.findall(said)
            known = self.cut[said] = "".join(map(_code, found)), [*map(len, found[:-1])]
        return known


@lru_cache(maxsize=20_000)
def _key(kind: str, said: str) -> int:
    """A code of a kind with a number or a heading."""
    return crc32(f"{kind}\0{said}".encode())


@lru_cache(maxsize=100_000)
def _code(token: str) -> str:
    """The character that stands for a token: of its letters, setting and the space after it left out."""
    code = crc32((token.translate(SETTING).rstrip() or " ").encode()) % _CODES
    return chr(code if code < _SURROGATES[0] else code + _SURROGATES[1])


def _said(node: Node) -> str:
    return "".join(f"\7{key}={value}" for key, value in node.attrs)


def _digest(said: str, inner: bytes = b"") -> bytes:
    return blake2b(said.encode() + b"\0" + inner, digest_size=8).digest()


def _of_one(node: Node) -> str:
    """The fingerprint of a line or a table with all that is inside."""
    pieces: Pieces = []
    stack: list[Node | str] = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            pieces.append("\3" + each)
        elif each.kind == "\2":
            pieces.append("\2")
        elif isinstance(each, Verbatim):
            pieces.append("\6" + each.xml)
        else:
            pieces.append(f"\1{each.kind}{_said(each)}")
            stack.append(_END)
            stack.extend(reversed(each.children))
    return _digest("".join(pieces)).hex()


_END = Node("\2")


def _table(table: Table) -> tuple[str, str, str, Cells]:
    rows = [[words(row), *(words(cell) for cell in row.nodes if isinstance(cell, Cell))] for row in table.rows]
    return table.eid or "", words(table), _of_one(table), rows


def _numbers(code: str, values: Iterable[int]) -> bytes:
    column = array(code, values)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()
