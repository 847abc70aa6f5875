"""What can be done: open a dossier, record what happened and was said, put it under rules, and read it for a task."""

from .calendars import add_calendar
from .governing import govern
from .parameters import answer_parameter, set_parameter
from .recording import (
    NOBODY,
    NOT_STATED,
    THE_PAGE_ALONE,
    Actor,
    Day,
    Report,
    day_of,
    next_position,
    open_dossier,
    record_event,
    record_participation,
    record_statement,
    report_news,
)

__all__ = [
    "NOBODY",
    "NOT_STATED",
    "THE_PAGE_ALONE",
    "Actor",
    "Day",
    "Report",
    "add_calendar",
    "answer_parameter",
    "day_of",
    "govern",
    "next_position",
    "open_dossier",
    "record_event",
    "record_participation",
    "record_statement",
    "report_news",
    "set_parameter",
]
