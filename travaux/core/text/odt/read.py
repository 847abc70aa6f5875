"""An Open Document text as a document: numbers as they are shown, marks, tables, notes; tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ..batch import collector_paused
from ..flat import Piece, together
from ..gate import parse_xml
from ..paragraphs import Doubt, Para, para_of, quoted_together
from ..plain import Reading, read_paras
from ..tree import Cell, Line, Mark, Node, Note, Row, Table, line, tidy, words
from .lists import Lists
from .names import KEPT, check_content, open_odt, q

_SKIPPED = frozenset(map(q, (
    "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms",
    "office:annotation", "office:annotation-end", "text:note-citation", "text:hidden-text", "text:hidden-paragraph",
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index",
    "text:user-index", "text:object-index", "text:bibliography", "text:number", "draw:object", "draw:object-ole",
)))  # fmt: skip
_LANGUAGES = {"ru": "rus", "en": "eng", "kk": "kaz", "be": "bel", "fr": "fra"}
MAX_REPEATED = 200  # columns and rows that a file may claim to repeat; sheets repeat a million empty ones


@collector_paused()
def read_odt(data: bytes, *, name: str = "", profile_id: str | None = None, language: str | None = None) -> Reading:
    """The text of an .odt. Raises `NotReadable`."""
    parts = open_odt(data, name=name)
    content = parse_xml(parts["content.xml"], name=f"{name}, content.xml")
    unread = check_content(content, name)
    styles = parse_xml(parts["styles.xml"], name=f"{name}, styles.xml") if "styles.xml" in parts else None
    reader = _Reader([root for root in (styles, content) if root is not None])
    body = content.find(f"{q('office:body')}/{q('office:text')}")
    paras = [para for para in reader.blocks(body) if para.text or para.table is not None] if body is not None else []
    doubts = [Doubt(1, said, "something that is not words", "not read") for said in unread]
    tracked = sum(1 for _ in content.iter(q("text:changed-region")))
    if tracked:
        doubts.append(Doubt(1, f"{tracked} tracked changes", "the file holds tracked changes", "read as if accepted"))
    remarks = sum(1 for _ in content.iter(q("office:annotation")))
    if remarks:
        doubts.append(Doubt(1, f"{remarks} comments", "the file holds comments in the margin", "left out of the text"))
    return read_paras(quoted_together(paras), doubts, profile_id=profile_id, language=language or _language(styles),
                      name=name)  # fmt: skip


def _language(styles: etree._Element | None) -> str | None:
    """The language of the file's ordinary text, where it is one that we know."""
    if styles is None:
        return None
    for default in styles.iter(q("style:default-style")):
        properties = default.find(q("style:text-properties"))
        if default.get(q("style:family")) == "paragraph" and properties is not None:
            return _LANGUAGES.get(properties.get(q("fo:language")) or "")
    return None


class _Reader:
    def __init__(self, roots: list[etree._Element]) -> None:
        self.count = 0
        self.lists = Lists()
        self.styles: dict[tuple[str, str], etree._Element] = {}
        for root in roots:
            self.lists.learn(root)
            for style in root.iter(q("style:style")):
                self.styles[style.get(q("style:family")) or "", style.get(q("style:name")) or ""] = style

    # --- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, holder: etree._Element, label: str = "") -> Iterator[Para]:
        """The paragraphs and tables inside; the label stands before the first."""
        for element in holder:
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag in (q("text:p"), q("text:h")):
                yield from self.paragraph(element, label)
                label = ""
            elif tag == q("text:list"):
                yield from self.list(element, "", "", 1)
            elif tag == q("table:table"):
                self.count += 1
                yield Para("", self.count, table=self.table(element))
            else:
                yield from self.blocks(element)

    def paragraph(self, element: etree._Element, label: str) -> Iterator[Para]:
        self.count += 1
        style = element.get(q("text:style-name")) or ""
        if element.tag == q("text:h") and not label and element.get(q("text:is-list-header")) != "true":
            label = self.lists.label("outline", "outline", int(element.get(q("text:outline-level")) or "1"))
        given = element.find(q("text:number"))
        label = (given.text or "").strip() if given is not None and label else label
        runs = tidy(([f"{label} "] if label else []) + list(together(self.runs(element))))
        yield para_of(runs, self.count, style=style.lower(), numbered=bool(label), escaped=self.is_kept(style))
        for box in element.iter(q("draw:text-box")):
            yield from self.blocks(box)

    def is_kept(self, name: str) -> bool:
        """Whether our own style says that a paragraph is text, whatever it looks like; also as a style made from it."""
        style = self.styles.get(("paragraph", name))
        return name == KEPT or (style is not None and style.get(q("style:parent-style-name")) == KEPT)

    def list(self, element: etree._Element, outer: str, style: str, depth: int) -> Iterator[Para]:
        """The items of a list; a list inside an item is the next level of the same list unless it has another style."""
        own = element.get(q("text:style-name")) or style
        made = outer if outer and own == style else self.lists.begin(element, own)
        for item in element:
            if item.tag not in (q("text:list-item"), q("text:list-header")):
                continue
            inner = [child for child in item if child.tag == q("text:list")]
            label = ""
            if item.tag == q("text:list-item") and len(inner) != len(item):
                label = self.lists.label(made, own, depth, item.get(q("text:start-value")))
            for child in item:
                if child.tag == q("text:list"):
                    yield from self.list(child, made, own, depth + 1)
                elif isinstance(child.tag, str):
                    yield from self.block(child, label)
                    label = ""

    def block(self, element: etree._Element, label: str) -> Iterator[Para]:
        if element.tag in (q("text:p"), q("text:h")):
            yield from self.paragraph(element, label)
        elif element.tag not in _SKIPPED:
            yield from self.blocks(element, label)

    # --- inside a paragraph -----------------------------------------------------------------------------------------

    def runs(self, element: etree._Element, marks: frozenset[str] = frozenset()) -> Iterator[Piece]:
        """Pieces with their marks."""
        if element.text:
            yield marks, element.text
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self.run(child, marks)
            if child.tail:
                yield marks, child.tail

    def run(self, element: etree._Element, marks: frozenset[str]) -> Iterator[Piece]:
        tag = element.tag
        if tag in (q("text:s"), q("text:tab"), q("text:line-break")):
            yield marks, " "
        elif tag == q("text:note"):
            yield frozenset(), self.note(element)
        elif tag == q("draw:frame"):
            if element.find(q("draw:image")) is not None:
                said = element.find(q("svg:desc"))
                title = said if said is not None else element.find(q("svg:title"))
                alt = "".join(map(str, title.itertext())) if title is not None else ""
                yield frozenset(), Mark("img", (), (("alt", alt), ("src", "")))
        elif tag == q("text:span"):
            yield from self.runs(element, marks | self.marks(element.get(q("text:style-name")) or "", 0))
        else:
            yield from self.runs(element, marks)

    def marks(self, name: str, depth: int) -> frozenset[str]:
        """The marks that a style of text gives, its parents' among them."""
        style = self.styles.get(("text", name))
        if style is None or depth > 20:
            return frozenset()
        found = self.marks(style.get(q("style:parent-style-name")) or "", depth + 1)
        properties = style.find(q("style:text-properties"))
        if properties is None:
            return found
        position = properties.get(q("style:text-position")) or ""
        said = {
            "b": (properties.get(q("fo:font-weight")) or "") in ("bold", "600", "700", "800", "900"),
            "i": (properties.get(q("fo:font-style")) or "") in ("italic", "oblique"),
            "u": (properties.get(q("style:text-underline-style")) or "none") != "none",
            "sup": bool(re.match(r"super|[1-9]", position)), "sub": bool(re.match(r"sub|-[1-9]", position)),
        }  # fmt: skip
        return found | {kind for kind, given in said.items() if given}

    def note(self, element: etree._Element) -> Note:
        body = element.find(q("text:note-body"))
        paras = list(body.iter(q("text:p"), q("text:h"))) if body is not None else []
        lines = [Line("p", runs) for p in paras if (runs := together(self.runs(p)))]
        return Note("authorialNote", tuple(lines) or (line("p"),), (("placement", "bottom"),))

    # --- tables -----------------------------------------------------------------------------------------------------

    def table(self, element: etree._Element) -> Table:
        rows: list[Node] = []
        for row in element.iter(q("table:table-row")):
            if next(row.iterancestors(q("table:table"))) is element:
                head = next(row.iterancestors(q("table:table-header-rows"), q("table:table")), None)
                kind = "th" if head is not None and head.tag == q("table:table-header-rows") else "td"
                made = Row("tr", tuple(self.cells(row, kind)))
                rows += [made] * _times(row, "rows", words(made).strip() != "")
        return Table("table", tuple(rows))

    def cells(self, row: etree._Element, kind: str) -> Iterator[Cell]:
        for cell in row.findall(q("table:table-cell")):
            inner = tuple(para.table or line("p", *(para.runs or (para.text,))) for para in self.blocks(cell))
            spans = tuple(
                (name, said) for name, key in (("colspan", "columns"), ("rowspan", "rows"))
                if (said := cell.get(q(f"table:number-{key}-spanned")) or "1") != "1"
            )  # fmt: skip
            made = Cell(kind, tuple(inner) or (Line("p"),), spans)
            yield from [made] * _times(cell, "columns", True)


def _times(element: etree._Element, what: str, has_words: bool) -> int:
    said = element.get(q(f"table:number-{what}-repeated")) or "1"
    times = int(said) if re.fullmatch(r"\d{1,7}", said) else 1
    return min(times, MAX_REPEATED) if has_words or times < MAX_REPEATED else 0
