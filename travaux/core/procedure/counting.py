"""Counting days: calendar, working and sitting days, for one body or several, forward or back; and hours.

A day is counted or refused, never guessed: where the calendars do not cover the span, `NoDay` says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal

Unit = Literal["calendar", "working", "sitting", "month", "hour", "minute"]
OF_THE_CLOCK = ("hour", "minute")  # units that run from a time of day, not from a day
FirstDay = Literal["same", "after"]
Joint = Literal["both", "either"]


class NoDay(ValueError):
    """A day that cannot be computed, with the reason; a guess is never given instead."""


@dataclass(frozen=True)
class Counting:
    """How days are counted.

    >>> str(Counting("sitting", "same", "either", short_adjournment=4))
    'sitting, same, either, adjournment=4'
    >>> Counting.parse("working, backward") == Counting("working", backward=True)
    True
    """

    unit: Unit = "calendar"
    first_day: FirstDay = "after"  # counting begins on the next day, or on the day itself if it counts
    joint: Joint = "both"  # with several calendars: a day counts if it does in all of them, or in any
    backward: bool = False
    short_adjournment: int = 0  # gaps between sitting days of at most so many days count too

    def __str__(self) -> str:
        words: list[str] = [self.unit, self.first_day, self.joint]
        words += ["backward"] * self.backward
        return ", ".join([*words, f"adjournment={self.short_adjournment}"] if self.short_adjournment else words)

    @classmethod
    def parse(cls, text: str, *, unit: Unit = "calendar") -> Counting:
        """Read words separated by commas, in any order. Raises `ValueError` that names the accepted ones."""
        given: dict[str, object] = {"unit": unit}
        for word in filter(None, (word.strip() for word in text.split(","))):
            key = _WORDS.get(word.partition("=")[0])
            if key is None or (key == "short_adjournment") is not word.partition("=")[2].isdecimal():
                raise ValueError(f"“{word}” is no rule for counting. Use, separated by commas: {', '.join(_WORDS)}=4.")
            given[key] = int(word.partition("=")[2]) if "=" in word else True if key == "backward" else word
        return cls(**given)  # type: ignore[arg-type]  # checked by name above


_WORDS: Mapping[str, str] = {
    "calendar": "unit",
    "working": "unit",
    "sitting": "unit",
    "month": "unit",
    "hour": "unit",
    "minute": "unit",
    "same": "first_day",
    "after": "first_day",
    "both": "joint",
    "either": "joint",
    "backward": "backward",
    "adjournment": "short_adjournment",
}


@dataclass(frozen=True)
class Period:
    """Days of one kind, both ends included."""

    kind: str
    first: date
    last: date
    note: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Calendar:
    """What is known of the days of one body or country between two dates."""

    name: str
    first: date  # first day it speaks for
    last: date  # last day it speaks for
    periods: tuple[Period, ...] = ()  # sitting, holiday, working (a weekend day worked), recess, election, prorogued
    weekend: frozenset[int] = frozenset((5, 6))  # weekdays, Monday is 0

    @cached_property
    def _days(self) -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for period in self.periods:
            first, last = max(period.first, self.first).toordinal(), min(period.last, self.last).toordinal()
            found.setdefault(period.kind, set()).update(range(first, last + 1))
        return {kind: frozenset(days) for kind, days in found.items()}

    def of_kind(self, kind: str) -> frozenset[int]:
        """Ordinals of the days of a kind, within what the calendar covers."""
        return self._days.get(kind, frozenset())

    @property
    def has_sittings(self) -> bool:
        """Whether it says when a body sits."""
        return "sitting" in self._days

    def counted(self, counting: Counting) -> tuple[Collection[int], int, int]:
        """Ordinals of the days that count, and the first and last day for which that is certain."""
        first, last = self.first.toordinal(), self.last.toordinal()
        if counting.unit == "sitting":
            return self._sitting(counting.short_adjournment, first, last)
        off, worked = self.of_kind("holiday"), self.of_kind("working")
        # ordinal 1 was a Monday
        return [
            day for day in range(first, last + 1)
            if day in worked or ((day - 1) % 7 not in self.weekend and day not in off)
        ], first, last  # fmt: skip

    def _sitting(self, short: int, first: int, last: int) -> tuple[Collection[int], int, int]:
        """Sitting days, with the short gaps between them. A gap at the edge may go on beyond it: not certain."""
        sitting = sorted(self.of_kind("sitting"))
        if not short or not sitting:
            return sitting, first, last
        closed = self.of_kind("prorogued")
        counted = set(sitting)
        for one, other in pairwise(sitting):
            gap = range(one + 1, other)
            if len(gap) <= short and closed.isdisjoint(gap):
                counted.update(gap)
        head, tail = range(first, sitting[0]), range(sitting[-1] + 1, last + 1)
        first = first if len(head) > short or not closed.isdisjoint(head) else sitting[0]
        last = last if len(tail) > short or not closed.isdisjoint(tail) else sitting[-1]
        return counted, first, last


def day_after(start: date, count: int, counting: Counting, calendars: Sequence[Calendar] = ()) -> date:
    """The last day of a term of ``count`` units that runs from ``start``. Raises `NoDay`.

    >>> day_after(date(2021, 1, 31), 1, Counting("month")).isoformat()
    '2021-02-28'
    >>> day_after(date(2021, 3, 1), 10, Counting("calendar", "same")).isoformat()
    '2021-03-10'
    >>> week = Calendar("office", date(2021, 3, 1), date(2021, 3, 31))
    >>> day_after(date(2021, 3, 5), 1, Counting("working"), [week]).isoformat()
    '2021-03-08'
    >>> day_after(date(2021, 3, 30), 9, Counting("working"), [week])
    Traceback (most recent call last):
    travaux.core.procedure.counting.NoDay: The calendar “office” ends on 2021-03-31; 1 of 9 days lie before.
    """
    if count < 1:
        raise NoDay(f"A term has one day at least, not {count}.")
    if counting.unit in OF_THE_CLOCK:
        raise NoDay(f"A term in {counting.unit}s runs from a time of day, and none is given.")
    sign = -1 if counting.backward else 1
    try:
        if counting.unit == "month":
            return _months(start, sign * count)
        if counting.unit == "calendar":
            return start + timedelta(days=sign * (count - (counting.first_day == "same")))
    except (OverflowError, ValueError):
        raise NoDay("The term ends outside the years that can be written.") from None
    if not calendars:
        raise NoDay(f"No calendar of {counting.unit} days was given.")
    return _counted_day(start, count, counting, calendars)


def moment_after(start: datetime, count: int, counting: Counting) -> datetime:
    """The moment a term of hours or minutes ends, or begins if it counts back. Raises `NoDay`.

    Where the zone is known, hours are hours that pass: a night on which clocks are changed is longer or shorter.

    >>> moment_after(datetime(2024, 1, 22, 15, 30), 3, Counting("hour", backward=True)).isoformat()
    '2024-01-22T12:30:00'
    """
    span = timedelta(minutes=count * (60 if counting.unit == "hour" else 1))
    try:
        if start.tzinfo is None:
            return start - span if counting.backward else start + span
        passed = start.astimezone(UTC) - span if counting.backward else start.astimezone(UTC) + span
        return passed.astimezone(start.tzinfo)
    except OverflowError:
        raise NoDay("The term ends outside the years that can be written.") from None


def _counted_day(start: date, count: int, counting: Counting, calendars: Sequence[Calendar]) -> date:
    days, first, last = _joint(counting, calendars)
    from_, names = start.toordinal(), "”, “".join(calendar.name for calendar in calendars)
    if not first <= from_ <= last:
        raise NoDay(f"The calendar “{names}” speaks for {_day(first)} to {_day(last)}; {start} lies outside.")
    if counting.backward:
        end = bisect_right(days, from_) if counting.first_day == "same" else bisect_left(days, from_)
        begin = bisect_left(days, first)
        if end - begin < count:
            raise NoDay(f"The calendar “{names}” begins on {_day(first)}; {end - begin} of {count} days lie after.")
        return date.fromordinal(days[end - count])
    if not days:
        raise NoDay(f"The calendar “{names}” names no {counting.unit} day.")
    begin = bisect_left(days, from_) if counting.first_day == "same" else bisect_right(days, from_)
    end = bisect_right(days, last)
    if end - begin < count:
        raise NoDay(f"The calendar “{names}” ends on {_day(last)}; {end - begin} of {count} days lie before.")
    return date.fromordinal(days[begin + count - 1])


def _joint(counting: Counting, calendars: Sequence[Calendar]) -> tuple[list[int], int, int]:
    """Days that count for all the calendars, or for any, over the span that every one of them covers."""
    counted = [calendar.counted(counting) for calendar in calendars]
    first, last = max(each[1] for each in counted), min(each[2] for each in counted)
    sets = [set(each[0]) for each in counted]
    days = set.intersection(*sets) if counting.joint == "both" else set.union(*sets)
    return sorted(days), first, last


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _months(start: date, count: int) -> date:
    """The same day so many months on, or the last day of that month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
