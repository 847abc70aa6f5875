"""The files that go out to an addressee: cover letter, extract of the decision, draft, comment table."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext, override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from travaux.core.text.files import write
from travaux.core.text.tree import Box, Fact, Line, Mark, Meta, document, line
from travaux.core.text.tree import Document as Text
from travaux.lib.wording import day

from . import wording
from .actions.letters import File
from .forms.place import Places, form_rows
from .forms.rows import Stamp
from .forms.write import Head, write_form
from .models import Enclosure

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
FONT = "Times New Roman"  # what every office suite has, with all Cyrillic letters
LOCALES = {"en": "en-GB", "ru": "ru-RU"}
Kind = Enclosure.Kind
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT


def cover_letter(cover: wording.Cover, lang: str) -> list[File]:
    """The numbered letter, one page, with a place to sign: to be changed in Word, and to be read."""
    title, *rest = wording.paragraphs(cover, lang)
    return [letter(cover, title, rest, lang), letter_pdf(cover, title, rest, lang)]


def short_letter(cover: wording.Cover, said: Sequence[str], lang: str) -> list[File]:
    return [letter(cover, "", said, lang), letter_pdf(cover, "", said, lang)]


def letter_pdf(cover: wording.Cover, title: str, said: Sequence[str], lang: str) -> File:
    """The same words as a PDF that can be listened to."""
    with override(lang):
        number = gettext("No. %(n)s of %(day)s") % {"n": cover.number, "day": day(cover.dated)}
    signed = f"{cover.capacity}  ______________________  {cover.signatory}".strip() if cover.capacity else ""
    head = filter(None, (cover.assembly, number, cover.addressee))
    return File(f"{stem(cover, lang)}.pdf", pdf(title or number, [*head, *said, signed], lang, cover.notice),
                Kind.LETTER, lang, PDF)  # fmt: skip


def pdf(title: str, said: Iterable[str], lang: str, notice: str) -> bytes:
    """A page of a title and paragraphs, tagged in its language."""
    language = Fact("FRBRlanguage", attrs=(("language", {"ru": "rus"}.get(lang, "eng")),))
    meta = Meta("meta", (Fact("identification", (Fact("FRBRExpression", (language,)),)),))
    top = Box("preface", (Line("p", (Mark("docTitle", (title,)),)),))
    paper = document("doc", [line("p", words) for words in said if words], before=(meta, top))
    return write(paper, "pdf", notice=notice or None)


def stem(cover: wording.Cover, lang: str) -> str:
    return f"letter-{cover.number.replace('/', '-')}-{lang}"


def letter(cover: wording.Cover, title: str, said: Sequence[str], lang: str) -> File:
    paper = sheet(lang, cover.notice)
    with override(lang):
        paper.add_paragraph(cover.assembly)
        paper.add_paragraph(gettext("No. %(n)s of %(day)s") % {"n": cover.number, "day": day(cover.dated)})
        paper.add_paragraph(cover.addressee).paragraph_format.alignment = RIGHT
    if title:
        paper.add_paragraph(title, style="Heading 1")
    for words in said:
        paper.add_paragraph(words)
    if cover.capacity:
        paper.add_paragraph(f"{cover.capacity}  ______________________  {cover.signatory}".strip())
    return word(paper, f"{stem(cover, lang)}.docx", Kind.LETTER, lang)


def extract(cover: wording.Cover, source: Sequence[str], lang: str) -> File:
    """What was decided, in our words, with the sources that say so."""
    paper = sheet(lang, cover.notice)
    with override(lang):
        paper.add_paragraph(gettext("Extract of the decision"), style="Heading 1")
        paper.add_paragraph(cover.decision)
        for said in source:
            paper.add_paragraph(gettext("Source: %(source)s") % {"source": said})
    return word(paper, f"decision-{lang}.docx", Kind.EXTRACT, lang)


def draft(text: Text, *, number: str, lang: str, notice: str) -> File:
    return File(f"draft-{safe(number)}-{lang}.docx", write(text, "docx", notice=notice or None), Kind.DRAFT, lang, WORD)


def comment_table(text: Text, *, cover: wording.Cover, stamp: Stamp) -> File:
    """The form with the provisions filled in; it finds its way back by its stamp."""
    with override(stamp.lang):
        head = Head(
            title=gettext("Table of comments and proposals"),
            lines=(
                gettext("Draft: %(title)s, version %(version)s") % {"title": cover.title, "version": cover.version},
                gettext("From: %(who)s") % {"who": cover.addressee},
                gettext("Please send it back by %(day)s. Leave the rows empty of which you say nothing.")
                % {"day": day(cover.closes_on)},
            ),
            notice=cover.notice,
            signature=gettext("Signed by"),
        )
    data = write_form(form_rows(Places(text), lang=stamp.lang), head=head, stamp=stamp)
    return File(f"comments-{stamp.lang}.docx", data, Kind.FORM, stamp.lang, WORD)


def sheet(lang: str, notice: str) -> Any:
    """An empty A4 page in the language; what must be said of samples stands at its head and in its properties."""
    paper: Any = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    for name, size in (("Normal", Pt(12)), ("Heading 1", Pt(13))):
        style = paper.styles[name]
        style.font.name, style.font.size = FONT, size
        style.element.get_or_add_rPr().get_or_add_rFonts().set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}cs", FONT
        )
    paper.core_properties.author, paper.core_properties.language = "Travaux", LOCALES.get(lang, lang)
    paper.core_properties.comments = notice
    if notice:
        paper.add_paragraph().add_run(notice).bold = True
    return paper


def word(paper: Any, name: str, kind: str, lang: str) -> File:
    out = io.BytesIO()
    paper.save(out)
    return File(name, out.getvalue(), kind, lang, WORD)


def safe(name: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in name).strip("-")
