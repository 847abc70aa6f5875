"""What can be asked of reports: all of them, or one by its number. They are public unless one was withheld."""

import datetime as dt
from dataclasses import dataclass

from travaux.lib.viewer import Viewer

from .models import CorrectionRequest


@dataclass(frozen=True)
class RequestSummary:
    """One report with its answer."""

    number: int
    path: str  # the page it is about
    text: str
    asked_at: dt.datetime
    outcome: str  # corrected | kept | not_ours; "" not answered yet
    answer: str
    answered_at: dt.datetime | None


def requests(viewer: Viewer, *, on: dt.date, path: str = "") -> tuple[RequestSummary, ...]:
    """Reports, the latest first; with `path` those about one page."""
    rows = CorrectionRequest.objects.visible(viewer, on).select_related("answer").order_by("-number")
    return tuple(shown(row) for row in (rows.filter(path=path) if path else rows))


def request(viewer: Viewer, number: int, *, on: dt.date) -> RequestSummary | None:
    """The report of that number, or None."""
    row = row_of(viewer, number, on=on)
    return shown(row) if row else None


def row_of(viewer: Viewer, number: int, *, on: dt.date) -> CorrectionRequest | None:
    """The row itself, for an action; None where there is none that the viewer may know of."""
    return CorrectionRequest.objects.visible(viewer, on).filter(number=number).select_related("answer").first()


def shown(row: CorrectionRequest) -> RequestSummary:
    given = getattr(row, "answer", None)
    if given is None:
        return RequestSummary(row.number, row.path, row.text, row.asked_at, "", "", None)
    return RequestSummary(row.number, row.path, row.text, row.asked_at, given.outcome, given.text, given.answered_at)
