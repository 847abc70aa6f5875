"""What leaves the house about comments, as Word, PDF and CSV: the consolidated table, what became of one delegation's
remarks, and the proof that every comment was answered.

A paper is made of what its reader may see, at the moment it is asked for; it is not stored.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from travaux.instruments.reading import sha256_of
from travaux.lib.notices import notice_words
from travaux.lib.viewer import Viewer
from travaux.lib.zips import zipped

from .forms.csv_write import write_csv
from .forms.pdf_write import write_pdf
from .forms.rows import Row, Stamp
from .forms.write import Head, write_form
from .queries.tables import Filters, consolidated, proof
from .summaries import AnswerShown, CommentRow, Consolidated, Proof

FORMATS = ("docx", "pdf", "csv")


@dataclass(frozen=True)
class Paper:
    """A file to hand out."""

    name: str
    media_type: str
    data: bytes


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"


def table_paper(
    viewer: Viewer, round: str, *, on: dt.date, lang: str, layout: str = "cis", format: str = "docx",
    filters: Filters | None = None,
) -> Paper | None:  # fmt: skip
    """The consolidated table with a place to sign. It comes back in: rows keep the numbers of their comments.

    All three papers are None where the round, the layout or the format is not known.
    """
    if layout not in ("cis", "iso") or format not in FORMATS:
        return None
    with override(lang):
        table = consolidated(viewer, round, on=on, lang=lang, filters=filters, page=None)
        if table is None:
            return None
        title = _("Consolidated table of comments and proposals")
        head = head_of(table, title, [_("Comments: %(count)d") % {"count": len(table.rows)}], signature=_("Chair"))
        return paper(map(as_row, table.rows), head, table, lang=lang, layout=layout, format=format, name="table")


def pack_paper(
    viewer: Viewer, round: str, author: str, *, on: dt.date, lang: str, format: str = "docx"
) -> Paper | None:
    """What became of one delegation's remarks: remark, outcome, reason, words before and after."""
    if format not in FORMATS:
        return None
    with override(lang):
        table = consolidated(viewer, round, on=on, lang=lang, filters=Filters(author=author), page=None)
        if table is None or author not in dict(table.authors):
            return None
        head = head_of(table, _("What became of our remarks"), [dict(table.authors)[author]])
        rows = (replace(as_row(row), words=before(row.decided), after=after(row.decided)) for row in table.rows)
        return paper(rows, head, table, lang=lang, layout="pack", format=format, name="remarks")


def proof_paper(viewer: Viewer, round: str, *, on: dt.date, lang: str, format: str = "docx") -> Paper | None:
    """Every comment with its answer, and over them whether any is left: checkable against the table."""
    if format not in FORMATS:
        return None
    with override(lang):
        found = proof(viewer, round, on=on, lang=lang)
        if found is None:
            return None
        rows = [as_row(row) for row in found.table.rows]
        head = head_of(found.table, _("Answers to all comments"), [*proof_lines(found), checksum(found, lang)])
        return paper(rows, head, found.table, lang=lang, layout="proof", format=format, name="proof")


def checksum(found: Proof, lang: str) -> str:
    """A line by which anybody can check a proof on paper: its rows as CSV, from the same page, have this SHA-256."""
    data = write_csv(map(as_row, found.table.rows), lang=lang, layout="proof")
    return _("SHA-256 of these rows as CSV: %(digest)s") % {"digest": sha256_of(data)}


def every_paper(viewer: Viewer, round: str, *, on: dt.date, lang: str) -> Paper | None:
    """All of them in one zip: the table, the proof, what became of each delegation's remarks, and their checksums."""
    table = consolidated(viewer, round, on=on, lang=lang, filters=None, page=None)
    if table is None:
        return None
    heard = {row.author for row in table.rows}
    spoke = [author for author, name in table.authors if name in heard]
    made: list[tuple[str, Paper | None]] = []
    for format in FORMATS:
        made.append(("", table_paper(viewer, round, on=on, lang=lang, format=format)))
        made.append(("", proof_paper(viewer, round, on=on, lang=lang, format=format)))
        for n, author in enumerate(spoke, 1):
            made.append((f"{n:02}-", pack_paper(viewer, round, author, on=on, lang=lang, format=format)))
    files = {f"{number}{each.name}": each.data for number, each in made if each}
    sums = "".join(f"{sha256_of(data)}  {name}\n" for name, data in files.items())
    return Paper(f"answers-{table.number}.{lang}.zip", ZIP, zipped({**files, "SHA256SUMS": sums}))


def proof_lines(found: Proof, *, most: int | None = None) -> list[str]:
    """What the proof says, in sentences; `most`: of how many comments a sentence names the numbers."""
    lines = [_("Full: every comment has an answer.")] if found.full else [
        _("%(count)d without an answer: %(numbers)s") % listed(found.unanswered, most)
    ]  # fmt: skip
    if found.unnamed:
        lines.append(_("%(count)d accepted, their change not named yet: %(numbers)s") % listed(found.unnamed, most))
    if found.maintained:
        lines.append(_("%(count)d maintained by their authors: %(numbers)s") % listed(found.maintained, most))
    if found.closed_at:
        day = date_format(found.closed_at, "DATE_FORMAT")
        lines.append(_("Closed on %(day)s by %(person)s.") % {"day": day, "person": found.closed_by})
        if found.reason:
            lines.append(_("Reason: %(reason)s") % {"reason": found.reason})
    return lines


def listed(numbers: Sequence[int], most: int | None) -> dict[str, object]:
    named = [f"№ {n}" for n in numbers[:most]] + ["…"] * (most is not None and len(numbers) > most)
    return {"count": len(numbers), "numbers": ", ".join(named)}


def head_of(table: Consolidated, title: str, lines: Iterable[str], *, signature: str = "") -> Head:
    version = _("Version %(number)s, SHA-256 %(digest)s…") % {
        "number": table.version_number, "digest": table.version_sha256[:16],
    }  # fmt: skip
    return Head(title, (table.title, version, *lines), notice_words(table.notice), signature)


def paper(
    rows: Iterable[Row], head: Head, table: Consolidated, *, lang: str, layout: str, format: str, name: str
) -> Paper:  # fmt: skip
    if format == "csv":
        return Paper(f"{name}-{table.number}.{lang}.csv", CSV, write_csv(rows, lang=lang, layout=layout))
    stamp = Stamp(round=table.round, version=table.version_sha256, lang=lang, layout=layout)
    if format == "pdf":
        return Paper(f"{name}-{table.number}.{lang}.pdf", PDF, write_pdf(rows, head=head, stamp=stamp))
    return Paper(f"{name}-{table.number}.{lang}.docx", DOCX, write_form(rows, head=head, stamp=stamp))


def as_row(row: CommentRow) -> Row:
    """A comment as a row of a form; a decision stands in the last column, a proposal does not leave the house."""
    decided = row.decided
    named = f"{row.author}: {row.author_quoted}" if row.author_quoted else row.author
    return Row(
        label=row.label or row.place_quoted or (_("The draft as a whole") if row.place == "whole" else ""),
        words=row.draft_words, author=named, kind=row.kind, comment=row.text, proposed=row.proposal, ground=row.ground,
        national=row.national_provision, outcome=decided.outcome if decided else "",
        reason=reason_of(decided) if decided else "", id=row.id, uid=row.uid, eid=row.eid,
        reaction=row.reaction.kind_label if row.reaction else "",
    )  # fmt: skip


def reason_of(answer: AnswerShown) -> str:
    said = [answer.why]
    if answer.duplicate_of:
        said.append(f"№ {answer.duplicate_of}")
    if answer.changed_labels:
        said.append(_("Changed: %(places)s") % {"places": "; ".join(answer.changed_labels)})
    if answer.no_change_because:
        said.append(_("No change because: %(reason)s") % {"reason": answer.no_change_because})
    return " ".join(filter(None, said))


def before(answer: AnswerShown | None) -> str:
    return "".join(text for op, text in answer.words if op != "+") if answer else ""


def after(answer: AnswerShown | None) -> str:
    return "".join(text for op, text in answer.words if op != "-") if answer else ""
