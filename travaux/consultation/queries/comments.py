"""Rows that an action is about to be done to, found by what a page or a file says of them."""

import datetime as dt
from collections.abc import Iterable

from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Addressee, Comment, Disposition, Objection, Round
from ..models.answers import CHANGES

__all__ = [
    "CHANGES", "addressee_rows", "comment_rows", "comments_of", "decision_of", "later_versions", "objection_row",
    "round_row", "version_row",
]  # fmt: skip


def round_row(viewer: Viewer, id: str, *, on: dt.date) -> Round | None:
    return Round.objects.visible(viewer, on).filter(pk=id).first()


def version_row(viewer: Viewer, id: str, *, on: dt.date) -> Version | None:
    return Version.objects.visible(viewer, on).filter(pk=id).select_related("text").first() if id else None


def comment_rows(
    viewer: Viewer, round: str, *, on: dt.date, ids: Iterable[str] | None = None, numbers: Iterable[int] | None = None
) -> list[Comment]:
    """Standing comments of a round by their ids, or by their numbers, in the order of numbers."""
    rows = Comment.objects.visible(viewer, on).standing().filter(filing__round=round, translation_of__isnull=True)
    rows = rows.filter(pk__in=list(ids)) if ids is not None else rows.filter(number__in=list(numbers or ()))
    return list(rows.select_related("filing__round", "filing__addressee").order_by("number"))


def comments_of(viewer: Viewer, filing: str, *, on: dt.date) -> list[Comment]:
    """Standing comments of one answer, translations among them, in the order of numbers."""
    rows = Comment.objects.visible(viewer, on).standing().filter(filing=filing)
    return list(rows.select_related("filing__addressee").order_by("number"))


def decision_of(viewer: Viewer, round: str, number: int, *, on: dt.date) -> Disposition | None:
    """The decision that stands on a comment."""
    rows = Disposition.objects.visible(viewer, on).standing().filter(
        comment__filing__round=round, comment__number=number, stage=Disposition.Stage.DECIDED
    )  # fmt: skip
    return rows.select_related("comment__filing__round").first()


def later_versions(viewer: Viewer, round: str, *, on: dt.date) -> list[tuple[str, str]]:
    """(id, number and language) of the versions that came after those that were sent."""
    found = Round.objects.visible(viewer, on).filter(pk=round).select_related("version__expression").first()
    if found is None:
        return []
    versions = Shelf(viewer, on, "").versions(
        expression__instrument=found.version.expression.instrument_id, position__gt=found.version.position
    )
    return [(each.pk, str(each)) for each in versions]


def addressee_rows(viewer: Viewer, round: str, *, on: dt.date) -> list[Addressee]:
    """Those who were asked, in the order of asking."""
    rows = Addressee.objects.visible(viewer, on).filter(round=round)
    return list(rows.select_related("round__dossier", "round__version").order_by("position"))


def objection_row(viewer: Viewer, id: str, *, on: dt.date) -> Objection | None:
    rows = Objection.objects.visible(viewer, on).filter(pk=id)
    return rows.select_related("round__dossier", "addressee", "event").first()
