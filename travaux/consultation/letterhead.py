"""A draft opinion on the letterhead of the parliament that is to sign it: Word to be finished, PDF to be read.

The letterhead is plain: the parliament's official names, a place for its number and date, and whom it answers. No
emblem is made up. What is not decided yet is left blank to be written in.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from travaux.lib.wording import day

from .package import PDF, WORD, pdf, sheet
from .papers import Paper

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BLANK = "____________________"


@dataclass(frozen=True)
class PointSaid:
    """One point as it goes into the opinion."""

    place: str
    text: str
    proposal: str
    ground: str
    national: str
    author: str


@dataclass(frozen=True)
class DraftOpinion:
    """What the paper says."""

    names: Sequence[str]  # of the parliament, in its languages; the official ones
    to: str
    answers: str  # our letter's number and day
    title: str
    version: str
    position: str  # in words; "" not decided
    statement: str
    points: Sequence[PointSaid]
    notice: str = ""


def opinion_paper(said: DraftOpinion, *, lang: str, format: str, name: str) -> Paper | None:
    """None where the format is not known."""
    if format not in ("docx", "pdf"):
        return None
    with override(lang):
        made = in_word(said, lang) if format == "docx" else in_pdf(said, lang)
    return Paper(f"{name}.{lang}.{format}", WORD if format == "docx" else PDF, made)


def body(said: DraftOpinion) -> list[str]:
    """The opinion's paragraphs, after its title."""
    found = [_("Draft: %(title)s, version %(version)s") % {"title": said.title, "version": said.version}]
    found.append(_("Position: %(position)s") % {"position": said.position or BLANK})
    found += [said.statement] if said.statement else []
    if said.points:
        found.append(_("Comments and proposals:"))
    for n, point in enumerate(said.points, 1):
        found.append(f"{n}. {point.place}. {point.text}" + (f" ({point.author})" if point.author else ""))
        found += [
            f"{word} {words}"
            for word, words in (
                (_("Proposed wording:"), point.proposal), (_("Grounds:"), point.ground),
                (_("National provision:"), point.national),
            ) if words
        ]  # fmt: skip
    return found


def field_lines(said: DraftOpinion) -> list[str]:
    numbered = _("No. %(blank)s of %(blank)s") % {"blank": BLANK}
    return [numbered, *([_("In answer to %(letter)s") % {"letter": said.answers}] if said.answers else [])]


def signature() -> str:
    return f"{_('Office')} {BLANK}   {_('Signature')} {BLANK}   {_('Name')} {BLANK}"


def title() -> str:
    return _("Opinion")


def unfinished() -> str:
    return _("Draft: it is filed only when it is signed and handed in.")


def in_word(said: DraftOpinion, lang: str) -> bytes:
    paper: Any = sheet(lang, said.notice)
    for n, name in enumerate(said.names):
        line = paper.add_paragraph()
        line.alignment = CENTRE
        run = line.add_run(name.upper() if n == 0 else name)
        run.bold, run.font.size = n == 0, Pt(14 if n == 0 else 11)
    for words in field_lines(said):
        paper.add_paragraph(words)
    paper.add_paragraph(said.to).alignment = RIGHT
    paper.add_paragraph(title(), style="Heading 1").alignment = CENTRE
    paper.add_paragraph().add_run(unfinished()).italic = True
    for words in body(said):
        paper.add_paragraph(words)
    paper.add_paragraph()
    paper.add_paragraph(signature())
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def in_pdf(said: DraftOpinion, lang: str) -> bytes:
    lines = [*said.names, *field_lines(said), said.to, unfinished(), *body(said), signature()]
    return pdf(title(), lines, lang, said.notice)


def reference(number: str, dated: Any) -> str:
    return _("No. %(n)s of %(day)s") % {"n": number, "day": day(dated)}
