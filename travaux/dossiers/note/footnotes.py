"""Footnotes for python-docx, which has none: the part, its styles, the marks; a second mark of a note is a field.

ECMA-376 part 1, 17.11 (footnotes) and 17.16.5.40 (NOTEREF).
"""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))  # Word wants both, by these numbers


class Footnotes:
    """The footnotes of one document; `refer` as lines are written, `attach` once at the end."""

    def __init__(self, document: Any, texts: dict[int, str], *, lang: str) -> None:
        self.document, self.texts, self.lang = document, texts, lang
        self.referred: list[int] = []
        self.add_styles()

    def add_styles(self) -> None:
        styles = self.document.styles
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = styles["Normal"], Pt(7)
        text.paragraph_format.space_after = Pt(0)
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self.text_style, self.mark_style = text.style_id, mark.style_id

    def refer(self, paragraph: Any, number: int) -> None:
        """A reference mark; where the note was referred to before, a field that repeats its number."""
        if number in self.referred:
            self.repeat(paragraph, number)
            return
        self.referred.append(number)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(number))
        start.set(qn("w:name"), bookmark(number))
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        paragraph._p.append(start)
        self.mark(paragraph).append(reference)
        paragraph._p.append(end)

    def repeat(self, paragraph: Any, number: int) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" NOTEREF {bookmark(number)} \\f \\h ")
        run = paragraph.add_run(str(self.referred.index(number) + 1))
        run.style = self.document.styles["footnote reference"]
        field.append(run._r)
        paragraph._p.append(field)

    def mark(self, paragraph: Any) -> Any:
        run = paragraph.add_run()
        run.style = self.document.styles["footnote reference"]
        return run._r

    def attach(self) -> None:
        """Write the part and tie it to the document; without a reference there is none."""
        if not self.referred:
            return
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for id, kind in SEPARATORS:
            rule = f"<w:p><w:r><w:{kind}/></w:r></w:p>"
            root.append(parse_xml(f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{id}">{rule}</w:footnote>'))
        for number in self.referred:
            root.append(self.footnote(number))
        part = Part(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES,
            etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), self.document.part.package,
        )  # fmt: skip
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self.declare_separators()

    def footnote(self, number: int) -> Any:
        note: Any = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self.text_style}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{self.mark_style}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:rPr><w:lang w:val="{self.lang}"/></w:rPr><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
        )
        note.find(f".//{qn('w:t')}").text = f" {self.texts[number]}"
        return note

    def declare_separators(self) -> None:
        settings = self.document.settings.element
        declared = parse_xml(f"<w:footnotePr {nsdecls('w')}/>")
        for number, _kind in SEPARATORS:
            one = OxmlElement("w:footnote")
            one.set(qn("w:id"), number)
            declared.append(one)
        after = settings.find(qn("w:compat"))  # the schema has an order: footnotePr stands before compat
        if after is not None:
            after.addprevious(declared)
        else:
            settings.append(declared)


def bookmark(number: int) -> str:
    return f"_RefNote{number}"
