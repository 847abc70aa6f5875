"""Bluebell's plain-text markup as a document: keywords open elements, indentation says what is inside.

SEC 1 - Title
  SUBSEC (1)
    Words with **bold**, //italics// and {{>/akn/za/act/1996/1 a link}}.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .akn_write import with_meta
from .bluebell_inline import Inline
from .bluebell_words import ANNEXES, DEBATES, JUDGMENT, KEYWORDS, LINES, PARTS, TALK, UNITS
from .eids import mint
from .front import NOTHING
from .plain import LANGUAGES, NOTICE, Reading, language_of, profile_of
from .refusals import NotReadable
from .tree import Attrs, Box, Cell, Component, Document, Line, Node, Note, Row, Table, Unit, words

_HEAD = re.compile(
    r"(?P<key>[A-Z]+|\*)(?P<classes>(?:\.[\w-]+)*)(?:\{(?P<attrs>[^}]*)\})?(?:\s+(?P<rest>.*))?", re.DOTALL
)
_TITLED = re.compile(r"(?P<num>(?:\\.|[^\\])*?)(?:^|\s)-(?:\s+(?P<heading>.*))?", re.DOTALL)
_NAMELESS = (("name", "hcontainer"),)
# What the schema asks a speech and a section for; who spoke stands in the text, not in the markup.
_ASKED = {kind: {"by": "#unknown"} for kind in TALK - {"speechGroup"}} | {"debateSection": {"name": "debateSection"}}
DEEPEST = 60


@dataclass
class _Block:
    """A line and what stands further in below it."""

    text: str
    where: int
    inside: list[_Block] = field(default_factory=list)
    key: str = ""  # the keyword that opens it, or none
    attrs: Attrs = ()
    rest: str = ""  # after the keyword


def is_bluebell(text: str) -> bool:
    """Whether a text is in this markup: it begins with a part, and what follows stands further in, or BODY comes."""
    rows = [row for row in NOTICE.sub("", text[:5000]).splitlines() if row.strip()]
    first = rows[0].strip() if rows else ""
    if first not in PARTS and first not in JUDGMENT:
        return False
    return bool(re.search(r"^BODY\s*$", text, re.MULTILINE)) or (len(rows) > 1 and rows[1].startswith("  "))


def read_bluebell(text: str, *, name: str = "", language: str | None = None) -> Reading:
    """The document that the markup says. Raises `NotReadable` when it is empty or nested without end."""
    reader = _Reader(_blocks(NOTICE.sub("", text), name))
    document = reader.document()
    said = LANGUAGES.get(language or "", language) or language_of(words(document))
    minted = mint(with_meta(document, language=said))
    assert isinstance(minted, Document)
    return Reading(minted, profile_of(minted), said, ())


def _blocks(text: str, name: str) -> list[_Block]:
    """The lines as a tree by their indentation; words in open braces go on over lines."""
    root = _Block("", 0)
    open_blocks: list[tuple[int, _Block]] = [(-1, root)]
    rows = text.expandtabs(2).replace("\r", "").split("\n")  # a hard space at the end of a line is text
    at = 0
    while at < len(rows):
        row, where = rows[at], at + 1
        at += 1
        while row.count("{{") > row.count("}}") and at < len(rows) and at < where + 40:
            row, at = row + "\n" + rows[at].strip(" "), at + 1
        if not row.strip(" "):
            continue
        indent = len(row) - len(row.lstrip(" "))
        while open_blocks[-1][0] >= indent:
            open_blocks.pop()
        if len(open_blocks) > DEEPEST:
            raise NotReadable("The text is nested too deeply.", where=f"{name}, line {where}",
                              remedy="Check the indentation of this line.")  # fmt: skip
        block = _opened(row.strip(" "), where)
        open_blocks[-1][1].inside.append(block)
        open_blocks.append((indent, block))
    if not root.inside:
        raise NotReadable("There is no text in the file.", where=name, remedy="Give a file with at least one line.")
    return root.inside


def _opened(text: str, where: int) -> _Block:
    found = _HEAD.fullmatch(text)
    if not found or (found["key"] not in KEYWORDS and found["key"] != "*"):
        return _Block(text, where)
    pairs = [pair.split(" ", 1) for pair in (found["attrs"] or "").split("|") if " " in pair.strip()]
    classes = found["classes"].strip(".").replace(".", " ")
    given = {**({"class": classes} if classes else {}), **{key.strip(): value.strip() for key, value in pairs}}
    return _Block(text, where, key=found["key"], attrs=tuple(sorted(given.items())), rest=found["rest"] or "")


class _Reader:
    def __init__(self, blocks: list[_Block]) -> None:
        self.blocks = blocks
        self.notes: dict[str, deque[_Block]] = defaultdict(deque)
        self.debate = self.judgment = False  # their keywords are words elsewhere
        self.inline = Inline(self.note).read
        self.collect(blocks)

    def note(self, mark: str) -> tuple[tuple[Node, ...], Attrs]:
        """The next note of a mark, and what it says of itself."""
        waiting = self.notes.get(mark)
        block = waiting.popleft() if waiting else None
        return (self.flow(block.inside), block.attrs) if block is not None else ((), ())

    def collect(self, blocks: Sequence[_Block]) -> None:
        """The notes in order; each is used by the next reference of its mark."""
        for block in blocks:
            self.debate = self.debate or block.key in ("DEBATESECTION", "SPEECH", "SPEECHGROUP")
            self.judgment = self.judgment or block.key in JUDGMENT
            if block.key == "FOOTNOTE":
                self.notes[block.rest.strip()].append(block)
            self.collect(block.inside)

    # --- the document -----------------------------------------------------------------------------------------------

    def document(self, blocks: Sequence[_Block] | None = None, *, kind: str = "", name: str = "") -> Document:
        """Parts in order; what stands in none is the body."""
        parts: dict[str, list[_Block]] = {}
        annexes: list[_Block] = []
        current = "body"
        for block in self.blocks if blocks is None else blocks:
            if block.key in PARTS or block.key in JUDGMENT:
                current = PARTS.get(block.key) or JUDGMENT[block.key]
                parts.setdefault(current, []).extend(block.inside)
            elif block.key in ANNEXES:
                annexes.append(block)
            else:
                parts.setdefault(current, []).append(block)
        kind = kind or _kind(parts)
        children: list[Node] = [self.front(part, parts[part]) for part in ("preface", "preamble") if part in parts]
        if kind == "judgment":
            children.append(Box("header", (Line("p"),)))  # the schema asks for one
        children.append(self.body(kind, parts))
        if "conclusions" in parts:
            children.append(Box("conclusions", self.flow(parts["conclusions"])))
        if annexes:
            children.append(Box("attachments", tuple(self.annex(block) for block in annexes)))
        return Document(kind, tuple(children), (("name", name or kind),))

    def front(self, kind: str, blocks: Sequence[_Block]) -> Box:
        return Box(kind, self.flow(blocks) or (Line("p"),))

    def body(self, kind: str, parts: dict[str, list[_Block]]) -> Box:
        if kind == "judgment":
            return Box("judgmentBody", tuple(
                Box(part, self.flow(blocks) or (Line("p"),)) for part, blocks in parts.items()
                if part in JUDGMENT.values()
            ))  # fmt: skip
        nodes = list(self.flow(parts.get("body", ())))
        if kind == "debate":
            return Box("debateBody", tuple(nodes))
        return (
            Box("body", tuple(self.held(nodes)) or (NOTHING,))
            if kind == "act"
            else Box("mainBody", tuple(nodes) or (Line("p"),))
        )

    def held(self, nodes: Sequence[Node]) -> list[Node]:
        """Units and headings between them; lines that stand in none get a container."""
        made: list[Node] = []
        loose: list[Node] = []
        for node in (*nodes, None):
            if node is not None and not _is_unit(node):
                loose.append(node)
                continue
            if loose:
                made.append(Unit("hcontainer", (Box("content", tuple(loose)),), _NAMELESS))
                loose = []
            if node is not None:
                made.append(node)
        return made

    def annex(self, block: _Block) -> Component:
        heads: list[Node] = [Line("heading", self.inline(block.rest))] if block.rest else []
        rest = list(block.inside)
        if rest and rest[0].key == "SUBHEADING":
            heads.append(Line("subheading", self.inline(rest[0].rest), rest[0].attrs))
            rest = rest[1:]
        inner = self.document(rest, kind="doc", name=block.key.lower())
        return Component("attachment", (*heads, inner), block.attrs)

    # --- units ------------------------------------------------------------------------------------------------------

    def flow(self, blocks: Sequence[_Block]) -> tuple[Node, ...]:
        """Units, lines, lists and tables, in order."""
        made: list[Node] = []
        for block in blocks:
            if block.key in UNITS or (self.debate and block.key in DEBATES):
                made.append(self.unit(block))
            elif block.key not in ("FOOTNOTE", "SUBHEADING"):
                made += self.content(block)
        return tuple(made)

    def unit(self, block: _Block) -> Unit:
        kind = UNITS.get(block.key) or DEBATES[block.key]
        heads = self.heads(block)
        rest = [inner for inner in block.inside if inner.key != "SUBHEADING"]
        nodes = self.flow(rest)
        if kind in DEBATES.values():
            if kind in TALK and not any(node.kind != "from" for node in nodes):
                nodes = (*nodes, Line("p"))  # a speech of which no word is given
            return Unit(kind, (*heads, *nodes), tuple(sorted({**_ASKED.get(kind, {}), **dict(block.attrs)}.items())))
        inner = [at for at, node in enumerate(nodes) if _is_unit(node)]
        if not inner:
            return Unit(kind, (*heads, Box("content", nodes or (Line("p"),))), block.attrs)
        lead, middle, wrap = nodes[: inner[0]], nodes[inner[0] : inner[-1] + 1], nodes[inner[-1] + 1 :]
        boxes = ([Box("intro", lead)] if lead else [], [Box("wrapUp", wrap)] if wrap else [])
        return Unit(kind, (*heads, *boxes[0], *self.held(middle), *boxes[1]), block.attrs)

    def heads(self, block: _Block) -> list[Node]:
        """Number, heading and subheading of a block, as far as it has them."""
        titled = _TITLED.fullmatch(block.rest)
        num, heading = (titled["num"], titled["heading"]) if titled else (block.rest, None)
        made: list[Node] = [Line("num", self.inline(num))] if num.strip() else []
        made += [Line("heading", self.inline(heading))] if heading else []
        return made + [Line("subheading", self.inline(sub.rest), sub.attrs) for sub in block.inside
                       if sub.key == "SUBHEADING"]  # fmt: skip

    # --- what stands in units ---------------------------------------------------------------------------------------

    def content(self, block: _Block) -> Iterator[Node]:
        key = block.key
        if key == "ITEMS":
            yield self.items(block)
        elif key == "BULLETS":
            yield Box("ul", tuple(self.bullet(inner) for inner in block.inside), block.attrs)
        elif key == "TABLE":
            yield Table("table", tuple(self.row(row) for row in block.inside if row.key == "TR"), block.attrs)
        elif key == "QUOTE":
            inner = Note("embeddedStructure", self.flow(block.inside), block.attrs)
            yield Line("block", (inner,), (("name", "quote"),))
        elif key == "LONGTITLE":
            yield Box("longTitle", (Line("p", self.inline(block.rest)),), block.attrs)
        elif key == "CROSSHEADING" and not self.judgment:
            yield Unit("hcontainer", (Line("crossHeading", self.inline(block.rest), block.attrs),), _NAMELESS)
        elif key in LINES and (key in ("P", "CROSSHEADING") or self.debate):
            yield Line(LINES[key], self.inline(block.rest), block.attrs)
            yield from self.flow(block.inside)
        else:
            yield Line("p", self.inline(block.text))
            yield from self.flow(block.inside)

    def items(self, block: _Block) -> Box:
        made: list[Node] = []
        for inner in block.inside:
            if inner.key == "ITEM":
                rest = [child for child in inner.inside if child.key != "SUBHEADING"]
                made.append(Unit("item", (*self.heads(inner), *(self.flow(rest) or (Line("p"),))), inner.attrs))
            elif inner.key != "FOOTNOTE":
                kind = "listWrapUp" if any(node.kind == "item" for node in made) else "listIntroduction"
                made.append(Line(kind, self.inline(inner.text)))
        return Box("blockList", tuple(made), block.attrs)

    def bullet(self, block: _Block) -> Box:
        text = (Line("p", self.inline(block.rest if block.key == "*" else block.text)),)
        return Box("li", (*text, *self.flow(block.inside)), block.attrs)

    def row(self, row: _Block) -> Row:
        cells = (Cell("th" if cell.key == "TH" else "td", self.cell(cell), cell.attrs) for cell in row.inside
                 if cell.key in ("TC", "TH"))  # fmt: skip
        return Row("tr", tuple(cells), row.attrs)

    def cell(self, block: _Block) -> tuple[Node, ...]:
        lead = (Line("p", self.inline(block.rest)),) if block.rest else ()
        return (*lead, *self.flow(block.inside)) or (Line("p"),)


def _kind(parts: dict[str, list[_Block]]) -> str:
    """The kind of document: by the parts that it has, and by what stands in its body."""
    if any(part in parts for part in JUDGMENT.values()):
        return "judgment"
    keys = {block.key for block in parts.get("body", ())}
    if keys & set(DEBATES):
        return "debate"
    acts = ("CHAP", "CHAPTER", "PART", "SEC", "SECTION", "ART", "ARTICLE", "TITLE", "BOOK")
    return "act" if keys & set(acts) else "statement"


def _is_unit(node: Node) -> bool:
    return isinstance(node, Unit) and node.kind not in TALK
