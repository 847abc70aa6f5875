"""A document as an Open Document text: real headings, the numbers as printed, tables with heads, notes, language.

Written from scratch like our Word files. The same document gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from ..flat import KINDS, pieces_of
from ..markdown_write import lines_in
from ..numbers import printed
from ..plain_write import looks_like_opening
from ..tables import grid, heads_of
from ..tree import Cell, Component, Document, Line, Mark, Meta, Node, Note, Table, Unit, Verbatim, words
from .names import KEPT, MEDIA, SPACES

_NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items() if prefix not in ("manifest", "loext"))
_LANGUAGES = {"rus": ("ru", "RU"), "eng": ("en", "GB"), "kaz": ("kk", "KZ"), "bel": ("be", "BY"), "fra": ("fr", "FR")}
_LEVELS = {"part": 1, "section": 1, "title": 1, "chapter": 2, "article": 3}
_LOOKS = {
    "b": 'fo:font-weight="bold"', "i": 'fo:font-style="italic"', "u": 'style:text-underline-style="solid"',
    "sup": 'style:text-position="super 58%"', "sub": 'style:text-position="sub 58%"',
}  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_odt(document: Document, *, notice: str | None = None) -> bytes:
    """The bytes of the file; `notice` stands in the head of every page."""
    writer = _Writer()
    body = "".join(writer.blocks(document))
    parts = {
        "mimetype": MEDIA,
        "content.xml": f'{_HEAD}<office:document-content {_NAMES} office:version="1.3"><office:automatic-styles>'
        f"{writer.styles()}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": _styles(document.language or "", notice),
        "META-INF/manifest.xml": _manifest(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(entry, text)
    return out.getvalue()


class _Writer:
    def __init__(self) -> None:
        self.notes = self.tables = 0
        self.used: set[frozenset[str]] = set()  # sets of marks, each a style of text

    def blocks(self, node: Node) -> Iterator[str]:
        if isinstance(node, (Meta, Note, Verbatim)):
            return
        if isinstance(node, Unit):
            yield from self.unit(node)
        elif isinstance(node, Line):
            titled = any(isinstance(child, Mark) and child.kind in ("docTitle", "docType") for child in node.children)
            kept = node.attr("class") != "quoted" and looks_like_opening(words(node).strip())
            yield self.paragraph(self.runs(node), style="Title" if titled else KEPT if kept else "Standard")
        elif isinstance(node, Table):
            yield self.table(node)
        elif isinstance(node, Component):
            heads = [child for child in node.nodes if isinstance(child, Line)]
            yield self.heading(escape(" ".join(filter(None, map(printed, heads)))), 1)
            if node.document is not None:
                yield from self.blocks(node.document)
        else:
            for child in node.nodes:
                yield from self.blocks(child)

    def unit(self, unit: Unit) -> Iterator[str]:
        number = self.runs(unit.num) if unit.num is not None else ""
        heads = [child for child in unit.nodes if child.kind in ("heading", "subheading")]
        if heads or unit.kind in _LEVELS:
            said = " ".join(filter(None, (number, *(self.runs(head) for head in heads))))
            yield self.heading(said, _LEVELS.get(unit.kind, 4))
            number = ""
        for child in unit.nodes:
            if child.kind in ("num", "heading", "subheading"):
                continue
            for block in self.blocks(child):
                if number and block.startswith("<text:p "):
                    yield f'<text:p text:style-name="Standard">{number} {block.partition(">")[2]}'
                elif number:
                    yield self.paragraph(number)
                    yield block
                else:
                    yield block
                number = ""
        if number:
            yield self.paragraph(number)

    def paragraph(self, runs: str, *, style: str = "Standard") -> str:
        return f'<text:p text:style-name="{style}">{runs}</text:p>'

    def heading(self, runs: str, level: int) -> str:
        return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{runs}</text:h>'

    def runs(self, node: Node) -> str:
        made = []
        for marks, group in groupby(pieces_of(node), key=lambda piece: piece[0]):
            said = "".join(self.note(piece) if isinstance(piece, Note) else escape(str(piece)) for _, piece in group)
            if marks:
                self.used.add(marks)
                said = f'<text:span text:style-name="{_style(marks)}">{said}</text:span>'
            made.append(said)
        return "".join(made)

    def note(self, note: Note) -> str:
        self.notes += 1
        number = self.notes
        lines = [self.runs(part) for part in lines_in(note)] or [escape(words(note))]
        body = "".join(self.paragraph(text, style="Footnote") for text in lines)
        return (
            f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
            f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
        )

    def table(self, table: Table) -> str:
        rows = grid(table)
        width = max((len(row) for row in rows), default=0)
        if not width:
            return ""
        self.tables += 1
        heads = heads_of(table)
        said = [self.row(row) for row in rows]
        head = f"<table:table-header-rows>{''.join(said[:heads])}</table:table-header-rows>" if heads else ""
        columns = f'<table:table-column table:number-columns-repeated="{width}"/>'
        return f'<table:table table:name="Table{self.tables}">{columns}{head}{"".join(said[heads:])}</table:table>'

    def row(self, row: list[Cell | None]) -> str:
        cells = []
        for cell in row:
            if cell is None:
                cells.append("<table:covered-table-cell/>")
                continue
            spans = "".join(
                f" table:number-{key}-spanned={quoteattr(cell.attr(name) or '1')}"
                for name, key in (("colspan", "columns"), ("rowspan", "rows")) if cell.attr(name)
            )  # fmt: skip
            lines = "".join(self.paragraph(self.runs(part)) for part in lines_in(cell)) or self.paragraph("")
            cells.append(f'<table:table-cell table:style-name="Cell"{spans}>{lines}</table:table-cell>')
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def styles(self) -> str:
        cell = (
            '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
            'fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>'
        )
        texts = "".join(
            f'<style:style style:name="{_style(marks)}" style:family="text"><style:text-properties '
            f"{' '.join(_LOOKS[kind] for kind in KINDS if kind in marks)}/></style:style>"
            for marks in sorted(self.used, key=sorted)
        )
        return cell + texts


def _style(marks: frozenset[str]) -> str:
    return "T_" + "_".join(kind for kind in KINDS if kind in marks)


def _styles(language: str, notice: str | None) -> str:
    two, country = _LANGUAGES.get(language, ("none", "none"))
    heads = "".join(
        f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:default-outline-level="{n}"><style:paragraph-properties '
        'fo:margin-top="0.4cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
        for n in range(1, 5)
    )
    centred = '<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/>'
    header = (
        f'<style:header><text:p text:style-name="Header">{escape(notice)}</text:p></style:header>' if notice else ""
    )
    return (
        f'{_HEAD}<office:document-styles {_NAMES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-family="Times New Roman" '
        f'fo:font-size="12pt" fo:language="{two}" fo:country="{country}"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        f'<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">{centred}'
        f'</style:style><style:style style:name="Header" style:family="paragraph" '
        f'style:parent-style-name="Standard">{centred}</style:style>'
        f'<style:style style:name="{KEPT}" style:display-name="Kept text" style:family="paragraph" '
        'style:parent-style-name="Standard"/>'
        f'<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard"/>{heads}'
        '</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" '
        'fo:margin-left="3cm" fo:margin-right="1.5cm"/><style:header-style>'
        '<style:header-footer-properties fo:margin-bottom="0.4cm" fo:min-height="0.6cm"/>'
        "</style:header-style></style:page-layout>"
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="A4">{header}</style:master-page></office:master-styles></office:document-styles>'
    )


def _manifest() -> str:
    rows = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", MEDIA), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    names = f'xmlns:manifest="{SPACES["manifest"]}" manifest:version="1.3"'
    return f"{_HEAD}<manifest:manifest {names}>{rows}</manifest:manifest>"
