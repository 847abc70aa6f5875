"""A document in Bluebell's plain-text markup, so that editors of that school can go on with it.

What the markup has no word for is left out: metadata, preformatted XML, notes inside notes keep their words. Words
that would be taken for markup are escaped with a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .bluebell_words import DEBATES, JUDGMENT, KEYWORDS, LINES, PARTS, UNITS
from .tree import Cell, Component, Document, Line, Meta, Node, Note, Row, Table, Unit, Verbatim

_UNIT = {kind: key for key, kind in reversed([*UNITS.items(), *DEBATES.items()])} | {
    "article": "ARTICLE", "chapter": "CHAPTER", "section": "SECTION", "paragraph": "PARA", "subsection": "SUBSEC",
    "subparagraph": "SUBPARA",
}  # fmt: skip
_PART = {kind: key for key, kind in (*PARTS.items(), *JUDGMENT.items())} | {"mainBody": "BODY", "debateBody": "BODY"}
_LINE = {kind: key for key, kind in LINES.items() if key != "P"}
_SIGN = {"b": ("**", "**"), "i": ("//", "//"), "u": ("__", "__"), "sup": ("{{^", "}}"), "sub": ("{{_", "}}"),
         "ins": ("{{+", "}}"), "del": ("{{-", "}}"), "remark": ("{{*", "}}")}  # fmt: skip
_ESCAPED = re.compile(r"\\|\*(?=\*)|(?<=\*)\*|/(?=/)|(?<=/)/|_(?=_)|(?<=_)_|\{(?=\{)|(?<=\{)\{|\}(?=\})|(?<=\})\}")
_SIGNS = "*/_{}"
_KEY = re.compile(r"(?:" + "|".join(sorted(KEYWORDS, key=len, reverse=True)) + r")(?![a-z])|\*(?=\s|\.|\{|$)")


def write_bluebell(document: Document, *, notice: str | None = None) -> str:
    """The whole text; `notice` stands first, between stars, as in plain text."""
    first = f"*** {notice} ***\n\n" if notice else ""
    lines = [line.rstrip(" ") for line in _Writer().document(document, "")]
    return first + re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


class _Writer:
    def __init__(self) -> None:
        self.notes: list[tuple[str, Note]] = []  # called in the lines above, to be written after them

    def document(self, document: Document, pad: str) -> Iterator[str]:
        for child in document.nodes:
            if child.kind in ("body", "mainBody", "debateBody"):
                yield from ("", f"{pad}BODY", "")
                yield from self.flow(child.nodes, pad)
            elif child.kind == "judgmentBody":
                for part in child.nodes:
                    yield from ("", f"{pad}{_PART.get(part.kind, 'BACKGROUND')}", "")
                    yield from self.flow(part.nodes, pad + "  ")
            elif child.kind in _PART:
                yield from ("", f"{pad}{_PART[child.kind]}", "")
                yield from self.flow(child.nodes, pad + "  ")
            elif child.kind in ("attachments", "components"):
                for part in child.nodes:
                    if isinstance(part, Component):
                        yield from self.annex(part, pad)

    def annex(self, component: Component, pad: str) -> Iterator[str]:
        inner = component.document
        key = (inner.attr("name") or "").upper() if inner is not None else ""
        key = key if key in ("ATTACHMENT", "ANNEXURE", "APPENDIX", "SCHEDULE") else "ANNEXURE"
        heads = [self.inline(child) for child in component.nodes if child.kind in ("num", "heading")]
        yield from ("", f"{pad}{key}{_attrs(component)} {' '.join(heads)}")
        for child in component.nodes:
            if child.kind == "subheading":
                yield f"{pad}  SUBHEADING{_attrs(child)} {self.inline(child)}"
        yield ""
        if inner is not None:
            body = inner.body
            yield from self.flow(body.nodes if body is not None else (), pad + "  ")
            yield from self.document(inner.with_children(c for c in inner.nodes if c.kind == "attachments"), pad + "  ")

    def flow(self, nodes: tuple[Node, ...], pad: str) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node, pad)
            yield from self.footnotes(pad)

    def node(self, node: Node, pad: str) -> Iterator[str]:
        if isinstance(node, (Meta, Verbatim)):
            return
        if isinstance(node, Line):
            yield from self.line(node, pad)
        elif isinstance(node, Table):
            yield from self.table(node, pad)
        elif node.kind == "blockList":
            yield from self.items(node, pad)
        elif node.kind in ("ul", "ol"):
            yield from self.bullets(node, pad)
        elif node.kind == "longTitle":
            yield f"{pad}LONGTITLE{_attrs(node)} {' '.join(self.inline(child) for child in node.nodes)}"
        elif isinstance(node, Unit) and node.kind in _UNIT:
            yield from self.unit(node, pad)
        else:
            yield from self.flow(node.nodes, pad)

    def unit(self, unit: Unit, pad: str) -> Iterator[str]:
        num, heading = self.title(unit.num), self.title(unit.heading)
        said = " ".join(filter(None, (num, f"- {heading}" if heading else "")))
        yield from ("", f"{pad}{_UNIT[unit.kind]}{_attrs(unit)} {said}")
        for child in unit.nodes:
            if child.kind == "subheading":
                yield f"{pad}  SUBHEADING{_attrs(child)} {self.inline(child)}"
        yield ""
        yield from self.footnotes(pad + "  ")
        yield from self.flow(tuple(c for c in unit.nodes if c.kind not in ("num", "heading", "subheading")), pad + "  ")

    def line(self, line: Line, pad: str) -> Iterator[str]:
        structures = [child for child in line.nodes if isinstance(child, Note) and child.kind == "embeddedStructure"]
        said = self.inline(line)
        if said or not structures:
            key = _LINE.get(line.kind, "P" if line.attrs and line.kind == "p" else "")
            yield f"{pad}{key}{_attrs(line)} {said}" if key else f"{pad}{_kept(said)}"
        for structure in structures:
            yield f"{pad}QUOTE{_attrs(structure)}"
            yield from self.flow(structure.nodes, pad + "  ")
        if line.kind != "from":
            yield ""

    def items(self, box: Node, pad: str) -> Iterator[str]:
        yield f"{pad}ITEMS{_attrs(box)}"
        for node in box.nodes:
            if isinstance(node, Unit):
                heads = [f"- {self.title(child)}" for child in node.nodes if child.kind == "heading"]
                num = self.title(node.num)
                yield f"{pad}  ITEM{_attrs(node)} {' '.join(filter(None, (num, *heads)))}"
                for child in node.nodes:
                    if child.kind == "subheading":
                        yield f"{pad}    SUBHEADING{_attrs(child)} {self.inline(child)}"
                rest = tuple(c for c in node.nodes if c.kind not in ("num", "heading", "subheading"))
                yield from self.flow(rest, pad + "    ")
            else:
                yield f"{pad}  {_kept(self.inline(node))}"
                yield ""
                yield from self.footnotes(pad + "  ")

    def bullets(self, box: Node, pad: str) -> Iterator[str]:
        yield f"{pad}BULLETS{_attrs(box)}"
        for item in box.nodes:
            first = item.nodes[:1] if item.nodes and isinstance(item.nodes[0], Line) else ()
            said = self.inline(first[0]) if first else "" if item.nodes else self.inline(item)
            yield f"{pad}  *{_attrs(item)} {said}"
            yield from self.flow(item.nodes[len(first) :], pad + "    ")
        yield ""

    def table(self, table: Table, pad: str) -> Iterator[str]:
        yield f"{pad}TABLE{_attrs(table)}"
        for row in table.nodes:
            if isinstance(row, Row):
                yield f"{pad}  TR{_attrs(row)}"
                for cell in row.nodes:
                    if isinstance(cell, Cell):
                        yield f"{pad}    {'TH' if cell.kind == 'th' else 'TC'}{_attrs(cell)}"
                        yield from self.flow(cell.nodes, pad + "      ")
        yield ""

    def footnotes(self, pad: str) -> Iterator[str]:
        waiting, self.notes = self.notes, []
        for marker, note in waiting:
            kept = tuple(pair for pair in note.attrs if pair[0] not in ("marker", "placement"))
            yield f"{pad}FOOTNOTE{_attrs(Note('note', (), kept))} {marker}"
            yield from self.flow(note.nodes, pad + "  ")

    # --- words ------------------------------------------------------------------------------------------------------

    def inline(self, node: Node, *, inside: str = "") -> str:
        pieces = []
        for place, child in enumerate(node.children):
            if not isinstance(child, str):
                pieces.append(self.run(child, inside or node.kind))
                continue
            said = _ESCAPED.sub(lambda found: "\\" + found[0], child)
            if place and child[0] in _SIGNS and said[0] != "\\":
                said = "\\" + said  # else it would join with the sign of the mark before it
            if place + 1 < len(node.children) and child[-1] in _SIGNS and said[-2:-1] != "\\":
                said = said[:-1] + "\\" + said[-1]
            pieces.append(said)
        return "".join(pieces)

    def title(self, node: Node | None) -> str:
        """A number or a heading: the hyphen between the two is none of theirs."""
        return re.sub(r"(^|\s)-(?=\s|$)", r"\1\-", self.inline(node)) if node is not None else ""

    def run(self, child: Node, inside: str) -> str:
        if child.kind == "authorialNote" and isinstance(child, Note):
            marker = re.sub(r"\s", "", child.attr("marker") or "") or str(len(self.notes) + 1)
            self.notes.append((marker, child))
            return "{{FOOTNOTE " + marker + "}}"
        if isinstance(child, (Note, Verbatim)):
            return ""
        if child.kind == "img":
            return "{{IMG " + " ".join(filter(None, (child.attr("src"), child.attr("alt")))) + "}}"
        if child.kind in ("br", "eol"):
            return "\n" if inside == "remark" else " "
        inner = self.inline(child, inside="remark" if "remark" in (inside, child.kind) else "")
        if child.kind in ("ref", "a") and child.attr("href") and " " not in (child.attr("href") or ""):
            return "{{>" + f"{child.attr('href')} {inner}" + "}}"
        before, after = _SIGN.get(child.kind, ("", ""))
        return f"{before}{_apart(inner, before)}{after}" if inner else ""


def _apart(inner: str, sign: str) -> str:
    """Words inside a sign, whose own signs at the edges do not join with it."""
    last = sign[-1:]
    if last and last in "*/_" and inner.endswith(last) and not inner.endswith("\\" + last):
        inner = inner[:-1] + "\\" + last
    return "\\" + inner if last and inner.startswith(last) else inner


def _kept(text: str) -> str:
    """A line of words that begins like a keyword."""
    return "\\" + text if _KEY.match(text) else text


def _attrs(node: Node) -> str:
    given = dict(node.attrs)
    classes = given.pop("class", "")
    kept = {
        k: v
        for k, v in given.items()
        if k != "name" and (k, v) != ("by", "#unknown") and not re.search(r"[{}|\n]", v + k)
    }
    said = "".join("." + each for each in classes.split() if re.fullmatch(r"[\w-]+", each))
    return said + ("{" + "|".join(f"{key} {value}" for key, value in kept.items()) + "}" if kept else "")
