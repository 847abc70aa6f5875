"""The note as a Word file: real headings, a table with a header row, language marks, real footnotes."""

import io
from typing import Any

from django.utils.translation import gettext, override
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from .content import Line, Note, Section
from .footnotes import Footnotes

FONT = "Times New Roman"  # what every office suite has, with all Cyrillic letters
LOCALES = {"en": "en-GB", "ru": "ru-RU"}
BODY = Pt(9)  # a dossier of a dozen events stays on one page


def note_docx(note: Note) -> bytes:
    """The file's bytes. The same note gives the same text; the file says of itself what the page says."""
    with override(note.lang):
        return Page(note).bytes()


class Page:
    """One A4 page being written."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.document: Any = Document()
        self.lay_out()
        self.footnotes = Footnotes(self.document, {f.number: f.text for f in note.footnotes}, lang=locale(note.lang))

    def bytes(self) -> bytes:
        self.head()
        for section in self.note.sections:
            self.section(section)
        self.footnotes.attach()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def lay_out(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(17)
        section.top_margin = section.bottom_margin = Mm(9)
        section.header_distance = section.footer_distance = Mm(6)
        styles = self.document.styles
        for name, size, before, after in (
            ("Normal", BODY, 0, 0.5),
            ("Title", Pt(15), 0, 1),
            ("Subtitle", Pt(11), 0, 1),
            ("Heading 1", Pt(10.5), 2, 0),
        ):
            set_style(styles[name], size=size, before=before, after=after)
        mark_language(styles["Normal"].element.get_or_add_rPr(), self.note.lang)
        about = self.document.core_properties
        about.title = f"{self.note.title}: {self.note.subject.text}"
        about.author, about.comments, about.language = "Travaux", self.note.notice, locale(self.note.lang)

    def head(self) -> None:
        if self.note.notice:
            notice = self.document.add_paragraph()
            notice.add_run(self.note.notice).bold = True
        self.document.add_paragraph(self.note.title, style="Title")
        subject = self.document.add_paragraph(style="Subtitle")
        self.run(subject, self.note.subject.text, self.note.subject.lang)
        if self.note.translation:
            translation = self.document.add_paragraph()
            self.run(translation, f"{self.note.translation} ({gettext('our translation')})").italic = True
        self.document.add_paragraph(self.note.as_of)

    def section(self, section: Section) -> None:
        self.document.add_paragraph(section.heading, style="Heading 1")
        if section.id == "done":
            self.table(section)
        elif section.run_in:
            together = self.document.add_paragraph()
            for line in section.lines:
                self.line(together, line)
                together.add_run(" ")
        else:
            for line in section.lines:
                self.line(self.document.add_paragraph(), line)

    def table(self, section: Section) -> None:
        """Dates beside events; a date that several events share stands once, its cells joined."""
        table = self.document.add_table(rows=1, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, words in zip(table.rows[0].cells, (gettext("When"), gettext("What")), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        before = None
        for line in section.lines:
            date, what = table.add_row().cells
            if before is not None and before[0] == line.lead:
                date = before[1].merge(date)
            else:
                date.paragraphs[0].add_run(line.lead)
            before = (line.lead, date)
            self.line(what.paragraphs[0], Line(line.phrases, line.notes))
        set_widths(table, (Mm(54), Mm(122)))
        draw_rules(table)

    def line(self, paragraph: Any, line: Line) -> None:
        if line.lead:
            paragraph.add_run(f"{line.lead} ").bold = True
        for phrase in line.phrases:
            self.run(paragraph, phrase.text, phrase.lang)
        for n, number in enumerate(line.notes):
            if n:
                paragraph.add_run(",").font.superscript = True
            self.footnotes.refer(paragraph, number)

    def run(self, paragraph: Any, text: str, lang: str = "") -> Any:
        run = paragraph.add_run(text)
        if lang:
            mark_language(run._r.get_or_add_rPr(), lang)
        return run


def locale(lang: str) -> str:
    return LOCALES.get(lang, lang)


def mark_language(properties: Any, lang: str) -> None:
    """So that a reader's voice and the spelling checker know the language."""
    element = properties.find(qn("w:lang"))
    if element is None:
        element = OxmlElement("w:lang")
        properties.append(element)
    element.set(qn("w:val"), locale(lang))


def set_style(style: Any, *, size: Any, before: float, after: float) -> None:
    style.font.name, style.font.size = FONT, size
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    for parent, tag in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing"), (style.element.rPr, "w:i")):
        if (ornament := parent.find(qn(tag))) is not None:
            parent.remove(ornament)


def set_widths(table: Any, widths: tuple[Any, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def draw_rules(table: Any) -> None:
    """Thin lines between the rows, none at the sides."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "999999")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
