"""The consolidated table as it comes back from Word: the answers written into it, and what else was changed."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from travaux.core.text.refusals import NotReadable
from travaux.lib.guarded import ask_child
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from .actions.answers import Answer, decide_answer, propose_answer
from .actions.letters import File
from .forms.child import understood
from .forms.rows import Row
from .models import Disposition
from .papers import as_row
from .queries.comments import comment_rows
from .queries.tables import consolidated
from .summaries import AnswerShown, CommentRow

DUPLICATE = re.compile(r"№\s*(\d+)")


@dataclass(frozen=True)
class Change:
    """One answer that the file gives and the record does not."""

    comment: str  # id
    number: int
    was: tuple[str, str]  # outcome and reason that stand; "" none
    outcome: str
    why: str
    duplicate_of: int  # number; 0
    seen: str  # id of the answer of this stage that stood when the file was compared; ""


@dataclass(frozen=True)
class Back:
    """What a file says beside the record."""

    changes: tuple[Change, ...]
    same: int  # rows that say what the record says
    altered: tuple[int, ...]  # numbers of comments whose own words were changed in the file: these are not taken
    strange: tuple[str, ...]  # rows and words that belong to no comment of this round


def compare_table(
    viewer: Viewer, round: str, file: File, *, on: dt.date, lang: str, stage: str
) -> Back | None:  # fmt: skip
    """What a person wrote into the table. Raises Refused for a file that cannot be read, or another round's."""
    table = consolidated(viewer, round, on=on, lang=lang, filters=None, page=None)
    if table is None:
        return None
    try:
        told, _rest = ask_child("travaux.consultation.forms.child", {"name": file.name}, file.data, name=file.name)
    except NotReadable as error:
        raise Refused(str(error), where=file.name, remedy=error.remedy) from error
    read = understood(told)
    if read.stamp is None or read.stamp.round != round:
        raise Refused(
            _("This is not the table of this round, or it has lost its stamp."), where=file.name,
            remedy=_("Take the .docx from the table of comments, and write into its last column."),
        )  # fmt: skip
    held = {row.id: row for row in table.rows}
    known = [(row, held[row.id]) for row in read.rows if row.id in held]
    changes = tuple(filter(None, (change(row, here, stage) for row, here in known)))
    strange = [" | ".join(filter(None, (row.label, row.comment, row.reason))) for row in read.rows
               if row.id not in held and row.said]  # fmt: skip
    altered = tuple(here.number for row, here in known if words(row) != words(as_row(here)))
    return Back(changes, len(known) - len(changes), altered, (*strange, *read.residue[:50]))


def change(row: Row, here: CommentRow, stage: str) -> Change | None:
    """The answer of one row, where it is another than the one that stands."""
    standing = here.decided if stage == Disposition.Stage.DECIDED else here.proposed
    printed = as_row(here)
    if not row.outcome or same_answer(row, printed):
        return None
    why = plain(row.reason)
    if standing and standing.outcome == row.outcome and plain(standing.why) == why:
        return None  # somebody has entered it meanwhile
    twin = DUPLICATE.search(why) if row.outcome == Disposition.Outcome.DUPLICATE else None
    return Change(here.id, here.number, said(standing), row.outcome, why, int(twin[1]) if twin else 0,
                  standing.id if standing else "")  # fmt: skip


def same_answer(one: Row, other: Row) -> bool:
    return one.outcome == other.outcome and plain(one.reason) == plain(other.reason)


def said(answer: AnswerShown | None) -> tuple[str, str]:
    return (answer.outcome, answer.why) if answer else ("", "")


def words(row: Row) -> tuple[str, ...]:
    """What its author said; a reader of tables may cut white space otherwise than its writer."""
    return tuple(plain(each) for each in (row.comment, row.proposed, row.ground, row.national))


def plain(text: str) -> str:
    return " ".join(text.split())


def take_answers(
    *, by: Viewer, round: str, changes: Iterable[Change], stage: str, reason: str, on: dt.date
) -> list[Disposition]:  # fmt: skip
    """Record the answers of a file, all or none, each on what stood when it was compared.

    Raises `Overtaken` where another answer stands by now.
    """
    answering = decide_answer if stage == Disposition.Stage.DECIDED else propose_answer
    made: list[Disposition] = []
    with act(by=by, verb="took the answers of a table", why=reason):
        for one in changes:
            rows = comment_rows(by, round, on=on, ids=[one.comment])
            twins = comment_rows(by, round, on=on, numbers=[one.duplicate_of]) if one.duplicate_of else []
            answer = Answer(one.outcome, one.why, duplicate_of=twins[0] if twins else None)
            made += answering(by=by, comments=rows, answer=answer, seen={one.comment: one.seen}, reason=reason)
    return made
