"""Reviews by an advisory board: what was asked, who has it, what was found; and how much each expert has in hand."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from travaux.dossiers.models import Dossier
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer
from travaux.registry.queries import Look

from ..models import Absence, Assignment, Finding, Review
from .places import places_of


@dataclass(frozen=True)
class RemarkShown:
    """One point of a finding."""

    label: str  # the provision as printed; "" the whole text
    text: str
    proposal: str
    ground: str


@dataclass(frozen=True)
class AssignmentShown:
    """One expert's part."""

    id: str
    name: str
    mine: bool
    assigned_at: dt.datetime
    result: str  # "" not found yet
    result_label: str
    statement: str
    remarks: tuple[RemarkShown, ...]
    filed_at: dt.datetime | None


@dataclass(frozen=True)
class ReviewShown:
    """One review."""

    id: str
    dossier: str
    title: str
    version: str
    version_number: str
    lang: str
    board: str
    question: str
    due_on: dt.date
    overdue: bool
    assignments: tuple[AssignmentShown, ...]
    notice: str


@dataclass(frozen=True)
class ExpertShown:
    """Somebody to whom a review can be given."""

    account: str
    name: str
    in_hand: int  # reviews not found yet
    away_until: dt.date | None


def reviews(viewer: Viewer, *, on: dt.date, lang: str, dossier: str = "", id: str = "") -> tuple[ReviewShown, ...]:
    """Those that the viewer may know of, soonest due first. The number of queries does not grow with them, save one
    text for the places of remarks where one review is asked for by its id."""
    rows = Review.objects.visible(viewer, on).select_related("version__expression", "dossier")
    rows = rows.filter(dossier=dossier) if dossier else rows
    rows = rows.filter(pk=id) if id else rows
    found = list(rows.order_by("due_on", "pk"))
    given: dict[str, list[Assignment]] = {}
    for each in Assignment.objects.visible(viewer, on).filter(review__in=found).order_by("assigned_at", "pk"):
        given.setdefault(each.review_id, []).append(each)
    ends = {e.assignment_id: e for e in Finding.objects.visible(viewer, on).filter(assignment__review__in=found)}
    boards = Look(viewer, on, None, lang).bodies([row.board_id for row in found])
    labels = labels_of(viewer, on, lang, found[0]) if id and found else {}
    return tuple(
        ReviewShown(
            row.pk, row.dossier_id, row.version.title or str(row.version), row.version_id, row.version.number,
            row.version.expression.lang, boards[row.board_id].name.text if row.board_id in boards else "",
            row.question, row.due_on, row.due_on < on and any(a.pk not in ends for a in given.get(row.pk, ())),
            tuple(assignment_shown(each, ends.get(each.pk), viewer, labels) for each in given.get(row.pk, ())),
            row.dossier.notice,
        )
        for row in found
    )  # fmt: skip


def labels_of(viewer: Viewer, on: dt.date, lang: str, review: Review) -> dict[str, str]:
    held = Shelf(viewer, on, lang).texts([review.version]).get(review.version_id)
    return places_of(held).labels if held else {}


def assignment_shown(
    each: Assignment, end: Finding | None, viewer: Viewer, labels: dict[str, str]
) -> AssignmentShown:  # fmt: skip
    return AssignmentShown(
        each.pk, each.name, each.expert == viewer.account, each.assigned_at, end.result if end else "",
        str(Finding.Result(end.result).label) if end else "", end.statement if end else "",
        tuple(RemarkShown(labels.get(r["uid"], ""), r["text"], r["proposal"], r["ground"]) for r in end.remarks)
        if end else (), end.filed_at if end else None,
    )  # fmt: skip


def review_row(viewer: Viewer, id: str, *, on: dt.date) -> Review | None:
    return Review.objects.visible(viewer, on).filter(pk=id).select_related("version__expression", "dossier").first()


def assignment_row(viewer: Viewer, id: str, *, on: dt.date) -> Assignment | None:
    rows = Assignment.objects.visible(viewer, on).filter(pk=id)
    return rows.select_related("review__dossier", "review__version", "review__board").first()


def in_hand(experts: list[tuple[str, str]]) -> tuple[ExpertShown, ...]:
    """(account, name) of a board's experts, each with the reviews not done yet and with their absence today."""
    open_ones = Assignment.objects.filter(finding__isnull=True, expert__in=[account for account, _ in experts])
    load = Counter(open_ones.values_list("expert", flat=True))
    day = timezone.localdate()
    away = dict(Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).values_list("expert", "ends_on"))
    return tuple(ExpertShown(account, name, load[account], away.get(account)) for account, name in experts)


def text_for(viewer: Viewer, dossier: str, version: str, *, on: dt.date) -> dict[str, Any]:
    """{dossier, version} as an action takes them; what the viewer does not know of is None there."""
    held = Dossier.objects.visible(viewer, on).filter(pk=dossier).first()
    text = Version.objects.visible(viewer, on).filter(pk=version).select_related("expression", "text").first()
    return {"dossier": held, "version": text}


def provisions(viewer: Viewer, review: Review, *, on: dt.date, lang: str) -> list[tuple[str, str]]:
    """(uid, label) of the provisions that a remark can be on, in text order."""
    return [(uid, label) for uid, label in labels_of(viewer, on, lang, review).items() if uid and label]
