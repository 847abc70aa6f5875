"""A document as a Word file: real headings, numbers counted by Word, tables with header rows, language tags, notes.

Numbers are lists of Word wherever a list can say exactly what is printed (`lists`), else words. Written from scratch,
without a template: an A4 page, one font, the heading styles that Word's navigation knows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from ..numbers import printed
from ..plain_write import looks_like_opening
from ..tables import grid
from ..tree import Cell, Component, Document, Line, Mark, Meta, Node, Note, Table, Unit, Verbatim, words
from .embedded import parts_for
from .lists import Item, Lists
from .lists import said as listed
from .tables import rows_written

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LANGUAGES = {"rus": "ru-RU", "eng": "en-GB", "kaz": "kk-KZ", "bel": "be-BY", "fra": "fr-FR"}
# In the order that the schema asks for.
_FORMAT = {"b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>', "sup": '<w:vertAlign w:val="superscript"/>',
           "sub": '<w:vertAlign w:val="subscript"/>'}  # fmt: skip
KEPT = "KeptText"  # the style of a paragraph that looks like the opening of a unit, and is none
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_PROPERTIES = (
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/customXml/itemProps1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
)
_HEADINGS = {"part": 1, "section": 1, "title": 1, "chapter": 2, "article": 3}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>'
)
_OVERRIDE = (
    '<Override PartName="/word/{}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"/>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_REL = (
    '<Relationship Id="rId{}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


def write_docx(
    document: Document, *, notice: str | None = None, line_numbers: bool = False, embed: bool = True, lists: bool = True
) -> bytes:
    """The bytes of the file; the same document gives the same bytes.

    `notice` stands in the head of every page. With `embed` the tree travels inside, so that the file, as long as its
    words stay as they are, is read as exactly this document (`embedded`). Without `lists` all numbers are words, so
    that a comparison of two files shows what was renumbered.
    """
    parts = parts_of(document, notice=notice, line_numbers=line_numbers, embed=embed, lists=lists)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, data)
    return out.getvalue()


def parts_of(
    document: Document,
    *,
    notice: str | None = None,
    line_numbers: bool = False,
    embed: bool = False,
    lists: bool = True,
) -> dict[str, bytes]:
    """The same, as the parts of the file."""
    writer = _Writer(lists=lists)
    body = "".join(writer.blocks(document, 0))
    names = ["document.main", "styles", "footnotes", *(["header"] if notice else [])]
    links = "".join(_REL.format(i, name, f"{name}.xml") for i, name in enumerate(names[1:], 1))
    types = "".join(_OVERRIDE.format(name.split(".")[0], name) for name in names)
    if writer.lists is not None and writer.lists.nums:
        links += _REL.format("Lists", "numbering", "numbering.xml")
        types += _OVERRIDE.format("numbering", "numbering")
    if embed:
        links += _REL.format("Tree", "customXml", "../customXml/item1.xml")
        types += _PROPERTIES
    texts = {
        "[Content_Types].xml": _TYPES.format(types),
        "_rels/.rels": _RELS.format(_REL.format(1, "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _RELS.format(links),
        "word/document.xml": f"<w:document {_W}><w:body>{body}{_section(notice, line_numbers)}</w:body></w:document>",
        "word/styles.xml": _styles(_LANGUAGES.get(document.language or "", "en-GB")),
        "word/footnotes.xml": f"<w:footnotes {_W}>{''.join(writer.notes)}</w:footnotes>",
    }
    if writer.lists is not None and writer.lists.nums:
        texts["word/numbering.xml"] = writer.lists.part()
    if notice:
        centred = '<w:pPr><w:suppressLineNumbers/><w:jc w:val="center"/></w:pPr>'
        texts["word/header.xml"] = f"<w:hdr {_W}><w:p>{centred}{_run(notice, frozenset('b'))}</w:p></w:hdr>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {name: (head + text).encode() for name, text in texts.items()}
    return parts | parts_for(document) if embed else parts


def _section(notice: str | None, line_numbers: bool) -> str:
    """An A4 page, with the margins of Russian office work."""
    head = f'<w:headerReference {_R} w:type="default" r:id="rId3"/>' if notice else ""
    lines = '<w:lnNumType w:countBy="1" w:restart="continuous"/>' if line_numbers else ""
    margins = 'w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708" w:footer="708" w:gutter="0"'
    return f'<w:sectPr>{head}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/>{lines}</w:sectPr>'


class _Writer:
    def __init__(self, *, lists: bool) -> None:
        self.lists = Lists() if lists else None
        self.above: list[tuple[str, Item | None]] = []  # the units around, with their places in lists
        self.notes = [
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        ]

    def blocks(self, node: Node, depth: int, style: str = "") -> Iterator[str]:
        if isinstance(node, (Meta, Note, Verbatim)):
            return
        if isinstance(node, Unit):
            yield from self.unit(node, depth)
        elif isinstance(node, Line):
            titled = any(isinstance(child, Mark) and child.kind in ("docTitle", "docType") for child in node.children)
            kept = node.attr("class") != "quoted" and looks_like_opening(words(node).strip())
            yield self.paragraph(self.runs(node), style="Title" if titled else style or (KEPT if kept else ""))
        elif isinstance(node, Table):
            yield self.table(node)
        elif isinstance(node, Component):
            heads = [child for child in node.nodes if child.kind in ("num", "heading", "subheading")]
            yield self.paragraph(_run(" ".join(filter(None, map(printed, heads)))), style="Heading1")
            if node.document is not None:
                yield from self.blocks(node.document, depth)
        else:
            for child in node.nodes:
                yield from self.blocks(child, depth, style)

    def unit(self, unit: Unit, depth: int) -> Iterator[str]:
        number = printed(unit.num)
        item = self.item(unit.kind, number)
        place, words = (listed(item), "") if item is not None else ("", number)
        self.above.append((unit.kind, item))
        if unit.heading is not None or unit.kind in _HEADINGS:
            head = self.runs(unit.heading) if unit.heading is not None else ""
            lead = _run(f"{words} " if head else words) if words else ""
            yield self.paragraph(lead + head, style=f"Heading{_HEADINGS.get(unit.kind, 4)}", place=place)
            number = ""
        for child in (child for child in unit.nodes if child.kind not in ("num", "heading", "subheading")):
            for block in self.blocks(child, depth + 1):
                if number and block.startswith("<w:p>"):
                    said = block.partition("</w:pPr>")[2].removesuffix("</w:p>")
                    yield self.paragraph((_run(f"{words} ") if words else "") + said, place=place)
                elif number:
                    yield self.paragraph(_run(words), place=place)
                    yield block
                else:
                    yield block
                number = ""
        if number:
            yield self.paragraph(_run(words), place=place)
        self.above.pop()

    def item(self, kind: str, number: str) -> Item | None:
        """The place in a list of a unit with this number; lists of one kind inside each other are not the same.

        Articles count on through all chapters, and so may paragraphs: only what stands in an article, or lower, is an
        inner item.
        """
        if self.lists is None or not number:
            return None
        inside = sum(1 for around, _ in self.above if around == kind)
        around, item = self.above[-1] if self.above else ("", None)
        above = item if kind not in _HEADINGS and (around == "article" or around not in _HEADINGS) else None
        return self.lists.item(f"{kind} {inside}", number, above)

    def paragraph(self, runs: str, *, style: str = "", place: str = "") -> str:
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p><w:pPr>{properties}{place}</w:pPr>{runs}</w:p>"

    def runs(self, node: Node, marks: frozenset[str] = frozenset()) -> str:
        made = []
        for child in node.children:
            if isinstance(child, str):
                made.append(_run(child, marks))
            elif isinstance(child, Note):
                made.append(self.note(child))
            elif child.kind in ("br", "eol"):
                made.append("<w:r><w:br/></w:r>")
            elif not isinstance(child, Verbatim):
                made.append(self.runs(child, marks | {child.kind}))
        return "".join(made)

    def note(self, note: Note) -> str:
        number = len(self.notes) - 1
        sign = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
        said = [_run(words(child)) for child in note.nodes] or [""]
        lines = "".join(f"<w:p>{'' if i else sign}{text}</w:p>" for i, text in enumerate(said))
        self.notes.append(f'<w:footnote w:id="{number}">{lines}</w:footnote>')
        return f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'

    def table(self, table: Table) -> str:
        sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                        for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
        width = max(map(len, grid(table)), default=1)
        columns = '<w:gridCol w:w="2000"/>' * width
        properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{rows_written(table, self.cell)}</w:tbl>"

    def cell(self, cell: Cell) -> str:
        return "".join(block for child in cell.nodes for block in self.blocks(child, 0))


def _run(text: str, marks: frozenset[str] = frozenset()) -> str:
    if not text:
        return ""
    formats = "".join(said for kind, said in _FORMAT.items() if kind in marks)
    properties = f"<w:rPr>{formats}</w:rPr>" if formats else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _styles(language: str) -> str:
    heads = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="{n - 1}"/></w:pPr>'
        f"<w:rPr><w:b/></w:rPr></w:style>"
        for n in range(1, 5)
    )
    return (
        f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        f'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="{language}"/></w:rPr>'
        f'</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name '
        f'w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn '
        f'w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>{heads}<w:style '
        f'w:type="paragraph" w:styleId="{KEPT}"><w:name w:val="Kept text"/><w:basedOn w:val="Normal"/></w:style>'
        "</w:styles>"
    )
