"""A table of comments as a Word file: landscape, heads repeated, a place to sign, and a stamp that finds the way back.

Each row's provision cell carries a bookmark; an unseen part of the file says which provision and comment each bookmark
is. A row that people add has none, and is placed by its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from travaux.lib.zips import zipped

from .cells import cell
from .columns import HEADS, LAYOUTS
from .rows import Row, Stamp

NAMESPACE = "urn:travaux:form:1"
MARK = "tvx_{}"  # the bookmark of the nth row
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH = 15_400  # twips of the table: A4 across, less the margins
_TAGS = {"ru": "ru-RU", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the table, under it, and on every page."""

    title: str
    lines: tuple[str, ...] = ()  # the draft, its version, the deadline, how to fill the form in
    notice: str = ""  # on every page: an exercise, an unofficial demonstration
    signature: str = ""  # the capacity of who signs; "" where nobody does


def write_form(rows: Iterable[Row], *, head: Head, stamp: Stamp) -> bytes:
    """The bytes of the .docx in `stamp.lang` (en or ru) and `stamp.layout`; the same rows give the same bytes."""
    rows = list(rows)
    body = [_paragraph(head.title, style="Title"), *(_paragraph(line) for line in head.lines)]
    body += [_table(rows, stamp), _paragraph("")]
    if head.signature:
        body.append(_paragraph(f"{head.signature}  ______________________  /______________________/"))
    body.append(_section(bool(head.notice)))
    parts = {
        "[Content_Types].xml": _types(bool(head.notice)),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), ("customXml", "customXml/item1.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("footer", "footer.xml"), *([("header", "header.xml")] if head.notice else ())
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": _styles(_TAGS[stamp.lang]),
        "word/footer.xml": f"<w:ftr {_W}>{_foot(stamp)}</w:ftr>",
        "customXml/item1.xml": _part(rows, stamp),
    }  # fmt: skip
    if head.notice:
        parts["word/header.xml"] = f"<w:hdr {_W}>{_paragraph(head.notice, style='Notice')}</w:hdr>"
    first = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({name: first + text for name, text in parts.items()})


def _part(rows: list[Row], stamp: Stamp) -> str:
    """The unseen part: the stamp, and for each bookmark the provision and the comment."""
    said = "".join(
        f"<row n={quoteattr(str(n))} uid={quoteattr(row.uid)} eid={quoteattr(row.eid)} id={quoteattr(row.id)}/>"
        for n, row in enumerate(rows, 1)
    )
    return (
        f'<form xmlns="{NAMESPACE}" round={quoteattr(stamp.round)} addressee={quoteattr(stamp.addressee)} '
        f"version={quoteattr(stamp.version)} lang={quoteattr(stamp.lang)} layout={quoteattr(stamp.layout)}>"
        f"{said}</form>"
    )


def _table(rows: list[Row], stamp: Stamp) -> str:
    columns = LAYOUTS[stamp.layout]
    widths = [_WIDTH * share // 100 for _, share in columns]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    heads = HEADS[stamp.lang][stamp.layout]
    top = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
        f"</w:tcPr>{_paragraph(heads[name], style='Head')}</w:tc>"
        for (name, _), width in zip(columns, widths, strict=True)
    )
    lines = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{top}</w:tr>"]
    for n, row in enumerate(rows, 1):
        cells = "".join(_cell(row, name, n, width, stamp) for (name, _), width in zip(columns, widths, strict=True))
        lines.append(f"<w:tr>{cells}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _cell(row: Row, name: str, n: int, width: int, stamp: Stamp) -> str:
    text = str(n) if name == "number" else cell(row, name, lang=stamp.lang, layout=stamp.layout)
    marked = name in ("label", "clause")
    paragraphs = [_paragraph(line, mark=n if marked and i == 0 else 0) for i, line in enumerate(text.split("\n"))]
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def _paragraph(text: str, *, style: str = "", mark: int = 0) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>' if text else ""
    if mark:
        run = f'<w:bookmarkStart w:id="{mark}" w:name="{MARK.format(mark)}"/>{run}<w:bookmarkEnd w:id="{mark}"/>'
    return f"<w:p>{properties}{run}</w:p>"


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))


def _foot(stamp: Stamp) -> str:
    """Round and version in print, for the paper that comes back without its file; and the page."""
    said = foot(stamp)
    field = (
        '<w:r><w:t xml:space="preserve">  </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    return _paragraph(said, style="Foot").replace("</w:p>", f"{field}</w:p>")


def foot(stamp: Stamp) -> str:
    """What identifies a table on paper."""
    return " · ".join(filter(None, (stamp.round, stamp.addressee, stamp.version[:16])))


def _section(notice: bool) -> str:
    head = '<w:headerReference w:type="default" r:id="rId3"/>' if notice else ""
    return (
        f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="rId2"/>'
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" w:right="700" w:bottom="900" '
        'w:left="700" w:header="500" w:footer="400" w:gutter="0"/></w:sectPr>'
    )


def _types(notice: bool) -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "footer": "footer",
        **({"header": "header"} if notice else {}),
    }
    said = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{said}</Types>'
    )


def _relations(*pairs: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def _styles(tag: str) -> str:
    def style(name: str, size: int, extra: str = "", properties: str = "") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr>{properties}</w:pPr><w:rPr>{extra}<w:sz w:val="{size}"/></w:rPr></w:style>'
        )

    return (
        f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        f'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="20"/><w:lang w:val="{tag}"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name '
        'w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style>'
        + style("Title", 28, "<w:b/>", '<w:spacing w:after="120"/><w:jc w:val="center"/>')
        + style("Head", 18, "<w:b/>", "<w:keepNext/>")
        + style("Notice", 18, "<w:b/>", '<w:jc w:val="center"/>')
        + style("Foot", 16, '<w:color w:val="595959"/>')
        + "</w:styles>"
    )
