"""Events of an iCalendar file (RFC 5545), as Outlook, Google and others export them, as rows of days.

The kind of day is a category, or the first word of the title where a program keeps no categories. Events that recur by
day, week or year are unfolded as far as the file says that it speaks; other rules are refused by name, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from travaux.core.procedure.fault_words import Said
from travaux.core.procedure.faults import FaultKind
from travaux.core.procedure.nodes import Page

Row = tuple[int, str, str, str]  # line, date, kind, note
MOST = 5_000  # days that one recurring event gives
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)
_LASTS = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?", re.ASCII)
_MOMENT = re.compile(r"([12]\d{3})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)


@dataclass(frozen=True)
class _Event:
    line: int
    kind: str
    title: str
    uid: str
    first: date
    last: date
    rule: str
    replaces: date | None  # the day of a recurring event that this one stands for
    without: frozenset[date] = field(default_factory=frozenset)  # days on which it does not recur


def ics_rows(page: Page, text: str, kinds: Collection[str]) -> Iterator[Row]:
    """One row an event and occurrence; faults go to the page."""
    if "BEGIN:VCALENDAR" not in text.upper():
        problem, remedy = Said("This is no calendar file."), Said("Export the calendar as iCalendar (.ics).")
        page.fault(FaultKind.WRONG_SHAPE, 1, problem, remedy)
    lines = list(_unfolded(text))
    zone = next((value for _line, name, value in lines if name == "X-WR-TIMEZONE"), "")
    events = [event for at, given in _events(lines) if (event := _Reading(page, at, given, zone).event(kinds))]
    covers = next((event for event in events if event.kind == "covers"), None)
    moved: dict[str, set[date]] = {}
    for event in events:
        moved.setdefault(event.uid, set()).update([event.replaces] if event.replaces else [])
    for event in events:
        lasts = event.last - event.first
        for first in _days(page, replace(event, without=event.without | moved[event.uid]), covers):
            yield event.line, f"{first}/{first + lasts}", event.kind, event.title


def _events(lines: Iterable[tuple[int, str, str]]) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The properties of each event; alarms and the like inside it are passed over."""
    given: dict[str, list[str]] | None = None
    at, inside = 0, 0
    for line, name, value in lines:
        if name == "BEGIN" and value.upper() == "VEVENT":
            given, at, inside = {}, line, 0
        elif given is None:
            continue
        elif name == "BEGIN":
            inside += 1
        elif name == "END" and inside:
            inside -= 1
        elif name == "END":
            yield at, given
            given = None
        elif not inside:
            given.setdefault(name, []).append(value)


class _Reading:
    """One event on its way to a row."""

    def __init__(self, page: Page, line: int, given: Mapping[str, list[str]], zone: str) -> None:
        self.page, self.line, self.given = page, line, given
        try:
            self.zone = ZoneInfo(zone) if zone else None
        except (KeyError, ValueError, OSError):
            self.zone = None

    def event(self, kinds: Collection[str]) -> _Event | None:
        """None where it is cancelled or cannot be read."""
        if self._text("STATUS").upper() == "CANCELLED":
            return None
        start = self._moment(self._text("DTSTART"))
        if start is None:
            self.fault(FaultKind.BAD_VALUE, Said("The event has no day it begins on."), Said("Give DTSTART as a date."))
            return None
        last = self._last(start)
        if last is None:
            return None
        if "RDATE" in self.given:
            self.fault(FaultKind.WRONG_SHAPE, not_read("RDATE"), EACH)
            return None
        again = self._moment(self._text("RECURRENCE-ID"))
        without = {day.date() for words in self.given.get("EXDATE", []) for word in words.split(",")
                   if (day := self._moment(word))}  # fmt: skip
        return _Event(self.line, self._kind(kinds), self._text("SUMMARY"), self._text("UID") or str(self.line),
                      start.date(), last, self._text("RRULE"), again.date() if again else None,
                      frozenset(without))  # fmt: skip

    def fault(self, kind: FaultKind, problem: str, remedy: str) -> None:
        self.page.fault(kind, self.line, problem, remedy)

    def _text(self, name: str) -> str:
        return self.given.get(name, [""])[0]

    def _kind(self, kinds: Collection[str]) -> str:
        categories = [word.strip().lower() for words in self.given.get("CATEGORIES", []) for word in words.split(",")]
        title = re.split(r"[\s:,;–—-]+", self._text("SUMMARY").strip().lower())[0]
        return next((word for word in [*categories, title] if word in kinds), ", ".join(filter(None, categories)))

    def _moment(self, text: str) -> datetime | None:
        """The moment, in the calendar's own zone where it names one; midnight for a whole day."""
        match = _MOMENT.match(text)
        try:
            if match is None:
                return None
            numbers = [int(number) for number in match.groups()[:6] if number]
            moment = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  three numbers or six; local
        except ValueError:
            return None
        if match[7] and self.zone:
            return moment.replace(tzinfo=UTC).astimezone(self.zone).replace(tzinfo=None)
        return moment

    def _last(self, start: datetime) -> date | None:
        """The last day that it touches: what ends at midnight does not touch the day that begins there."""
        whole = "T" not in self._text("DTSTART")
        end = self._moment(self._text("DTEND"))
        if end is None and "DURATION" in self.given:
            match = _LASTS.fullmatch(self._text("DURATION").lstrip("+"))
            if match is None:
                self.fault(FaultKind.BAD_VALUE, Said("The duration “{word}” is not read.", word=self._text("DURATION")),
                           Said("Give DTEND instead."))  # fmt: skip
                return None
            weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups())
            end = start + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
        if end is None or end <= start:
            return start.date()
        return (end - _DAY).date() if whole else (end - timedelta(seconds=1)).date()


EACH = Said("Export every day as an event of its own.")


def not_read(rule: str) -> Said:
    return Said("Recurring events of this rule are not read: {rule}.", rule=rule)


def _days(page: Page, event: _Event, covers: _Event | None) -> Iterator[date]:
    """The first days of an event: one, or as many as it recurs while the file speaks."""
    if not event.rule:
        yield event.first
        return
    rule = dict(part.partition("=")[::2] for part in event.rule.upper().split(";") if part)
    walk = _walk(rule, event.first)
    end = _MOMENT.match(rule.get("UNTIL", ""))
    if walk is None or (rule.get("UNTIL") and end is None):
        page.fault(FaultKind.WRONG_SHAPE, event.line, not_read(event.rule), EACH)
        return
    if covers is None:  # a fault of its own
        return
    last = min(covers.last.isoformat(), "{}-{}-{}".format(*end.groups())) if end else covers.last.isoformat()
    for number, day in enumerate(walk):
        if day.isoformat() > last or number >= int(rule.get("COUNT", MOST)):
            return
        if day not in event.without and day >= covers.first:
            yield day


def _walk(rule: Mapping[str, str], first: date) -> Iterator[date] | None:
    """The days a rule goes through, without end; None where it says more than is read here."""
    interval = rule.get("INTERVAL", "1")
    numbers = (interval, rule.get("COUNT", "1"))
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    if not all(number.isascii() and number.isdigit() and 0 < int(number) <= MOST for number in numbers):
        return None
    asked = set(rule) - known
    match rule.get("FREQ"):
        case "DAILY" if not asked:
            return (first + _DAY * int(interval) * at for at in range(MOST))
        case "WEEKLY" if asked <= {"BYDAY"} and (interval == "1" or rule.get("WKST", "MO") == "MO"):
            names = rule.get("BYDAY", _WEEKDAYS[first.weekday()]).split(",")
            return _weekly(first, names, int(interval)) if set(names) <= set(_WEEKDAYS) else None
        case "YEARLY" if asked <= {"BYMONTH", "BYMONTHDAY"}:
            same = rule.get("BYMONTH", str(first.month)), rule.get("BYMONTHDAY", str(first.day))
            return _yearly(first, int(interval)) if same == (str(first.month), str(first.day)) else None
    return None


def _weekly(first: date, names: Collection[str], interval: int) -> Iterator[date]:
    monday = first - _DAY * first.weekday()
    for week in range(MOST):
        days = (monday + _DAY * (7 * interval * week + at) for at, name in enumerate(_WEEKDAYS) if name in names)
        yield from (day for day in days if day >= first)


def _yearly(first: date, interval: int) -> Iterator[date]:
    for year in range(first.year, date.max.year, interval):
        try:
            yield date(year, first.month, first.day)
        except ValueError:  # 29 February
            continue


def _unfolded(text: str) -> Iterator[tuple[int, str, str]]:
    """Properties: the line each begins on, its name without parameters, its value; folded lines put together."""
    held: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t") and held:
            held[-1] = held[-1][0], held[-1][1] + line[1:]
        else:
            held.append((number, line))
    for number, line in held:
        head, _, value = line.partition(":")
        yield number, head.partition(";")[0].strip().upper(), value.strip()
