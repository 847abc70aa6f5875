"""Calendars from files: ``.csv`` that anyone can keep in a spreadsheet, or ``.ics`` from a calendar program.

CSV has the columns ``date,kind,note``. A date is a day or a period, ``2021-07-01/2021-08-31``. Kinds: ``covers`` (once:
the days the file speaks for), ``sitting``, ``holiday``, ``working`` (a weekend day that is worked), ``recess``,
``election``, ``prorogued``, and ``weekend``, whose date column names the days: ``fri sat``. In ICS the kind stands in
CATEGORIES.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from travaux.core.dates import BadDate, When
from travaux.core.procedure.counting import Calendar, Period
from travaux.core.procedure.faults import BadCalendar, FaultKind
from travaux.core.procedure.nodes import Page, read_text

KINDS = ("covers", "sitting", "holiday", "working", "recess", "election", "prorogued", "weekend")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_Row = tuple[int, str, str, str]  # line, date, kind, note


def load_calendar(path: Path) -> Calendar:
    """Read one calendar; its name is the file's. Raises `BadCalendar` with every fault found."""
    page, text = read_text(path, BadCalendar)
    rows = list(_ics_rows(page, text) if path.suffix.lower() == ".ics" else _csv_rows(page, text))
    covers: list[Period] = []
    periods: list[Period] = []
    weekend = frozenset((5, 6))
    for line, day, kind, note in rows:
        if kind == "weekend":
            weekend = _weekend(page, line, day)
        elif kind not in KINDS:
            page.fault(FaultKind.BAD_VALUE, line, f"“{kind}” is no kind of day.", f"Use one of: {', '.join(KINDS)}.")
        elif (period := _period(page, line, day, kind, note)) is not None:
            (covers if kind == "covers" else periods).append(period)
    if len(covers) != 1:
        page.fault(
            FaultKind.MISSING_KEY,
            1,
            f"The calendar says {len(covers)} times which days it speaks for.",
            "Add one row: 2021-01-01/2021-12-31,covers (in .ics: one event with CATEGORIES:covers).",
        )
    page.finish()
    _refuse_outside(page, covers[0], periods, {row[1]: row[0] for row in rows})
    page.finish()
    return Calendar(path.stem, covers[0].first, covers[0].last, tuple(periods), weekend)


def _refuse_outside(page: Page, covers: Period, periods: list[Period], lines: dict[str, int]) -> None:
    for period in periods:
        if period.last < covers.first or period.first > covers.last:
            line = lines.get(str(period.first), lines.get(f"{period.first}/{period.last}", 0))
            page.fault(
                FaultKind.BAD_VALUE,
                line,
                f"{period.first} lies outside the days the calendar speaks for.",
                "Correct the day, or the row “covers”.",
            )


def _csv_rows(page: Page, text: str) -> Iterator[_Row]:
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    if [cell.strip().lower() for cell in header[:2]] != ["date", "kind"]:
        raise page.stop(FaultKind.WRONG_SHAPE, 1, "The first row must name the columns.", "Write: date,kind,note")
    for row in reader:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if len(cells) < 2:
            page.fault(FaultKind.WRONG_SHAPE, reader.line_num, "This row has one column.", "Write: 2021-03-01,sitting")
            continue
        yield reader.line_num, cells[0], cells[1].lower(), cells[2] if len(cells) > 2 else ""


def _weekend(page: Page, line: int, names: str) -> frozenset[int]:
    found = [name[:3].lower() for name in re.split(r"[\s;]+", names) if name]
    for name in found:
        page.known(name, WEEKDAYS, line, "The day of the week")
    return frozenset(WEEKDAYS.index(name) for name in found if name in WEEKDAYS)


def _period(page: Page, line: int, text: str, kind: str, note: str) -> Period | None:
    try:
        ends = [When.parse(part) for part in text.split("/")]
    except BadDate as error:
        page.fault(FaultKind.BAD_VALUE, line, f"“{text}” is not a day.", error.remedy)
        return None
    first, last = ends[0].earliest, ends[-1].latest
    if len(ends) > 2 or any(end.precision != "day" for end in ends) or first is None or last is None:
        page.fault(FaultKind.BAD_VALUE, line, f"“{text}” is not a day.", "Write 2021-03-01 or 2021-07-01/2021-08-31.")
        return None
    if last < first:
        page.fault(FaultKind.BAD_VALUE, line, f"“{text}” ends before it begins.", "Exchange the two days.")
        return None
    return Period(kind, first, last, note)


def _ics_rows(page: Page, text: str) -> Iterator[_Row]:
    """One row an event. Recurring events are refused by name: nothing is unfolded by guess."""
    event: dict[str, str] | None = None
    at = 0
    for line, content in _unfolded(text):
        name, _, value = content.partition(":")
        key = name.partition(";")[0].upper()
        if content.upper() == "BEGIN:VEVENT":
            event, at = {}, line
        elif content.upper() == "END:VEVENT" and event is not None:
            yield from _ics_event(page, at, event)
            event = None
        elif event is not None:
            event[key] = value.strip()
    if "BEGIN:VCALENDAR" not in text.upper():
        page.fault(FaultKind.WRONG_SHAPE, 1, "This is no calendar file.", "Export the calendar as iCalendar (.ics).")


def _ics_event(page: Page, line: int, event: dict[str, str]) -> Iterator[_Row]:
    if "RRULE" in event or "RDATE" in event:
        page.fault(FaultKind.WRONG_SHAPE, line, "Recurring events are not read.", "Export every day as its own event.")
        return
    first, after = _ics_day(event.get("DTSTART", "")), _ics_day(event.get("DTEND", ""))
    if first is None:
        page.fault(FaultKind.BAD_VALUE, line, "The event has no day it begins on.", "Give DTSTART as a date.")
        return
    whole_days = "T" not in event["DTSTART"]
    last = after - timedelta(days=1) if after and whole_days else after or first
    yield line, f"{first}/{max(first, last)}", event.get("CATEGORIES", "").lower(), event.get("SUMMARY", "")


def _ics_day(value: str) -> date | None:
    match = re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})", value)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Content lines with the number each begins on; a line that begins with a space continues the one before."""
    held, at = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and at:
            held += line[1:]
            continue
        if at:
            yield at, held.strip()
        held, at = line, number
    if at:
        yield at, held.strip()
