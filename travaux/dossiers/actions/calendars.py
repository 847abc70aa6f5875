"""The days of a body: taken in from a calendar file, and corrected by a later one."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.captures.actions import cite_entry
from travaux.captures.rulings import correct
from travaux.core.procedure.counting import Calendar, Period
from travaux.instruments.reading import sha256_of
from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.models import Body
from travaux.registry.stating import state

from ..models import DayCalendar


def add_calendar(
    *, by: Viewer, body: Body, calendar: Calendar, data: bytes, capacity: str, languages: Sequence[str] = (),
    corrects: DayCalendar | None = None, reason: str = "",
) -> DayCalendar:  # fmt: skip
    """State the days of a body as a file has them, by the word of whoever hands it in.

    `languages`: in which the body works, where that is stated. With `corrects` it takes the place of an earlier file,
    with a reason; without, it adds its days. Raises `Refused` for the same file again, or a file of another body.
    """
    refuse_unless_recorder(by)
    sha256 = sha256_of(data)
    if corrects is not None and corrects.body_id != body.pk:
        raise Refused(_("That calendar is of another body."), where=str(corrects))
    columns: dict[str, Any] = {
        "name": calendar.name[:200], "first": calendar.first, "last": calendar.last, "sha256": sha256,
        "periods": [row_of(each) for each in calendar.periods], "weekend": sorted(calendar.weekend),
        "languages": list(languages),
    }  # fmt: skip
    with act(by=by, verb="added a calendar", why=reason):
        if DayCalendar.objects.standing().filter(body=body, sha256=sha256, languages=columns["languages"]).exists():
            raise Refused(_("This calendar is here already."), where=calendar.name)
        cited = [cite_entry(by=by, capacity=capacity, on=timezone.localdate())]
        if corrects is not None:
            return correct(by=by, fact=corrects, reason=reason, citations=cited, **columns)
        return state(
            by=by, model=DayCalendar, verb="added a calendar", citations=cited, when=None, body=body, **columns
        )


def row_of(period: Period) -> str:
    """A period as a row of the file.

    >>> import datetime as dt
    >>> row_of(Period("recess", dt.date(2021, 7, 1), dt.date(2021, 8, 31), "summer"))
    '2021-07-01/2021-08-31,recess,summer'
    """
    days = f"{period.first}/{period.last}" if period.first != period.last else str(period.first)
    return ",".join((days, period.kind, period.note))
