"""Calendars from files: ``.csv`` that anyone can keep in a spreadsheet, or ``.ics`` from a calendar program.

CSV has the columns ``date,kind,note``. A date is a day or a period, ``2021-07-01/2021-08-31``. Kinds: ``covers`` (once:
the days the file speaks for), ``sitting``, ``holiday``, ``working`` (a weekend day that is worked), ``recess``,
``election``, ``prorogued``, and ``weekend``, whose date column names the days: ``fri sat``. In ICS the kind stands in
CATEGORIES, or first in the title. A spreadsheet may part the columns by semicolons.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from travaux.core.dates import BadDate, When
from travaux.core.procedure.calendar_ics import Row, ics_rows
from travaux.core.procedure.counting import Calendar, Period
from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.faults import BadCalendar, FaultKind
from travaux.core.procedure.nodes import MOST_BYTES, Page, read_text

KINDS = ("covers", "sitting", "holiday", "working", "recess", "election", "prorogued", "weekend")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def load_calendar(path: Path) -> Calendar:
    """Read one calendar; its name is the file's. Raises `BadCalendar` with every fault found."""
    page, text = read_text(path, BadCalendar)
    return _calendar(page, text, path.name)


def read_calendar(data: bytes, name: str) -> Calendar:
    """The same of a file's bytes, as they were handed in under a name. Raises `BadCalendar`."""
    page = Page(name, BadCalendar)
    if len(data) > MOST_BYTES:
        raise page.stop(
            FaultKind.UNREADABLE, 0, Said("The file is too large."), Said("Check that it is the right file.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise page.stop(
            FaultKind.UNREADABLE, line, Said("The file is not written in UTF-8."), Said("Save it as “CSV UTF-8”.")
        ) from None
    return _calendar(page, text, name)


def _calendar(page: Page, text: str, name: str) -> Calendar:
    rows = list(ics_rows(page, text, KINDS) if name.lower().endswith(".ics") else _csv_rows(page, text))
    covers: list[Period] = []
    periods: list[Period] = []
    weekend = frozenset((5, 6))
    for line, day, kind, note in rows:
        if kind == "weekend":
            weekend = _weekend(page, line, day)
        elif kind not in KINDS:
            problem = Said("“{word}” is no kind of day.", word=kind)
            page.fault(FaultKind.BAD_VALUE, line, problem, Said("Use one of: {words}.", words=", ".join(KINDS)))
        elif (period := _period(page, line, day, kind, note)) is not None:
            (covers if kind == "covers" else periods).append(period)
    if len(covers) != 1:
        page.fault(
            FaultKind.MISSING_KEY,
            1,
            Said("The calendar says {count} times which days it speaks for.", count=len(covers)),
            Said("Give one row: 2021-01-01/2021-12-31,covers (in .ics: one event with CATEGORIES:covers)."),
        )
    page.finish()
    _refuse_outside(page, covers[0], periods, {row[1]: row[0] for row in rows})
    page.finish()
    return Calendar(Path(name).stem, covers[0].first, covers[0].last, tuple(periods), weekend)


def _refuse_outside(page: Page, covers: Period, periods: list[Period], lines: dict[str, int]) -> None:
    for period in periods:
        if period.last < covers.first or period.first > covers.last:
            line = lines.get(str(period.first), lines.get(f"{period.first}/{period.last}", 0))
            page.fault(
                FaultKind.BAD_VALUE,
                line,
                Said("{day} lies outside the days the calendar speaks for.", day=str(period.first)),
                Said("Correct the day, or the row “covers”."),
            )


def _csv_rows(page: Page, text: str) -> Iterator[Row]:
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if ";" in head else ",")
    header = next(reader, [])
    if [cell.strip().lower() for cell in header[:2]] != ["date", "kind"]:
        problem = Said("The first row does not name the columns.")
        raise page.stop(FaultKind.WRONG_SHAPE, 1, problem, Said("It must be: {columns}.", columns="date,kind,note"))
    for row in reader:
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if len(cells) < 2:
            problem, remedy = Said("This row has one column."), Said("Write it so: 2021-03-01,sitting")
            page.fault(FaultKind.WRONG_SHAPE, reader.line_num, problem, remedy)
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
        page.fault(FaultKind.BAD_VALUE, line, Said("“{word}” is not a day.", word=text), error.remedy)
        return None
    first, last = ends[0].earliest, ends[-1].latest
    if len(ends) > 2 or any(end.precision != "day" for end in ends) or first is None or last is None:
        problem = Said("“{word}” is not a day.", word=text)
        page.fault(FaultKind.BAD_VALUE, line, problem, Said("Write 2021-03-01 or 2021-07-01/2021-08-31."))
        return None
    if last < first:
        problem = Said("“{word}” ends before it begins.", word=text)
        page.fault(FaultKind.BAD_VALUE, line, problem, Said("Exchange the two days."))
        return None
    return Period(kind, first, last, note)
