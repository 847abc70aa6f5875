"""What can be asked: reports of errors with their answers."""

import datetime as dt
from dataclasses import dataclass

from travaux.lib.viewer import Viewer

from .models import CorrectionRequest

MOST = 200  # newest reports in the list


@dataclass(frozen=True)
class RequestSummary:
    """A report and, where there is one, its answer."""

    number: int
    path: str  # of the page it is about
    text: str
    asked_at: dt.datetime
    outcome: str  # "" not answered yet | corrected | kept | not_ours
    answer: str
    answered_at: dt.datetime | None


def requests(viewer: Viewer, *, on: dt.date) -> tuple[RequestSummary, ...]:
    """The newest reports first."""
    rows = CorrectionRequest.objects.visible(viewer, on).select_related("answer").order_by("-number")[:MOST]
    return tuple(summary(row, viewer) for row in rows)


def request(viewer: Viewer, number: int, *, on: dt.date) -> RequestSummary | None:
    row = row_of(viewer, number, on=on)
    return summary(row, viewer) if row else None


def row_of(viewer: Viewer, number: int, *, on: dt.date) -> CorrectionRequest | None:
    """The row that an action takes, or None where there is none that the viewer may know of."""
    return CorrectionRequest.objects.visible(viewer, on).select_related("answer").filter(number=number).first()


def summary(row: CorrectionRequest, viewer: Viewer) -> RequestSummary:
    given = getattr(row, "answer", None)
    shown = given if given and (viewer.sees_all or given.level == "public") else None
    return RequestSummary(
        number=row.number,
        path=row.path,
        text=row.text,
        asked_at=row.asked_at,
        outcome=shown.outcome if shown else "",
        answer=shown.text if shown else "",
        answered_at=shown.answered_at if shown else None,
    )
