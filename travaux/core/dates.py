"""Dates as sources give them: exact, partial, doubtful, or not given at all.

The notation is EDTF (ISO 8601-2:2019), level 0 and the part of level 1 that documents of assemblies need. One reading
is narrower than the standard's: ``2021-11-29/2022-06-06`` says that something fell on *some day within*, because what
lasts from one day to another is an `Interval` here, with its own two ends.

There is no clock in this module. The day a question is asked about is always an argument.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year", "decade", "range", "unknown", "open"]

ACCEPTED_FORMS = (
    "2021-11-29 (a day), 2021-11 (a month), 2021 (a year), 202X (a decade), 2021-XX-XX or 2021-11-XX (parts unknown), "
    "2021-11-29/2022-06-06 (some day within), any of these with ? (doubtful), ~ (about) or % (both); "
    "nothing at all when the date is not known; .. only for the end of something that is still going on"
)

_OPEN = ".."
_SIMPLE = re.compile(
    r"(?P<year>\d\d(?:\d\d|\dX|XX))(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<doubt>[?~%]?)", re.ASCII
)
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


class BadDate(ValueError):
    """A value that is no date in the notation used here.

    ``value`` is what was given, ``remedy`` what to write instead; the message holds both and the accepted forms.
    """

    def __init__(self, value: str, remedy: str) -> None:
        self.value = value
        self.remedy = remedy
        super().__init__(f"“{value}” is not a date that can be read. {remedy} Accepted forms: {ACCEPTED_FORMS}.")


class BadInterval(ValueError):
    """Two ends that cannot belong to one period; the message is fit to be shown to the person who entered them."""


class Occurred(StrEnum):
    """Whether something had come about on a given day."""

    YES = "yes"
    POSSIBLY = "possibly"
    NO = "no"


class Basis(StrEnum):
    """How an end of a period is known. ``unknown`` says nothing about whether the period is over."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


_Reading = tuple[date | None, date | None, Precision, bool]


@lru_cache(maxsize=4096)  # a register shows the same few days again and again
def _read(edtf: str) -> _Reading:
    if edtf == "":
        return None, None, "unknown", False
    if edtf == _OPEN:
        return None, None, "open", False
    if edtf.count("/") == 1:
        return _read_range(edtf)
    return _read_simple(edtf, whole=edtf)


def _read_range(edtf: str) -> _Reading:
    left, right = edtf.split("/")
    if not {left, right} - {"", _OPEN}:
        raise BadDate(edtf, "At least one side of the range needs a date.")
    first = _read_simple(left, whole=edtf) if left not in ("", _OPEN) else None
    last = _read_simple(right, whole=edtf) if right not in ("", _OPEN) else None
    earliest, latest = first and first[0], last and last[1]
    if earliest and latest and earliest > latest:
        raise BadDate(edtf, f"The range ends before it begins; did you mean {right}/{left}?")
    return earliest, latest, "range", any(side[3] for side in (first, last) if side)


def _read_simple(text: str, *, whole: str) -> _Reading:
    match = _SIMPLE.fullmatch(text)
    if match is None:
        raise BadDate(whole, _advice(text))
    year, month, day = match["year"], match["month"] or "XX", match["day"] or "XX"
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    first_month, last_month = (1, 12) if month == "XX" else (int(month), int(month))
    try:
        first_day = 1 if day == "XX" else int(day)
        last_day = monthrange(last_year, last_month)[1] if day == "XX" else int(day)
        earliest, latest = date(first_year, first_month, first_day), date(last_year, last_month, last_day)
    except ValueError as error:
        raise BadDate(whole, "The calendar has no such day; check the month and the day.") from error
    return earliest, latest, _precision(year, month, day), bool(match["doubt"])


def _precision(year: str, month: str, day: str) -> Precision:
    if day != "XX" and month != "XX" and "X" not in year:
        return "day"
    if "X" in year:
        plain = month == "XX" and day == "XX" and year.count("X") == 1
        return "decade" if plain else "range"
    if day != "XX":
        return "range"  # 2021-XX-15: the 15th of a month not known
    return "year" if month == "XX" else "month"


def _advice(text: str) -> str:
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        day, month, year = dotted.groups()
        return f"Year first, please: {year}-{int(month):02}-{int(day):02}?"
    return "Write the year first, with hyphens, or leave the date empty if no source gives it."


@dataclass(frozen=True)
class When:
    """A date as a source gives it, with the first and the last day it can mean.

    Taken apart and rebuilt:

    >>> when = When.parse("2021-11")
    >>> when.precision, when.earliest.isoformat(), when.latest.isoformat()
    ('month', '2021-11-01', '2021-11-30')
    >>> When.parse(when.edtf) == when
    True
    >>> When.parse("2021-11-29/2022-06-06").precision, When.parse("2022-06-06?").uncertain
    ('range', True)
    >>> When.parse(None).precision, When.parse("..").precision
    ('unknown', 'open')

    Raises `BadDate` when the value cannot be read. A doubt mark (``?``, ``~``, ``%``) is kept in ``uncertain`` and does
    not widen the bounds: no source says by how much.
    """

    edtf: str  # as given, without spaces around it; "" when not known
    earliest: date | None = field(init=False, compare=False, repr=False)  # first day it can mean; None: no bound known
    latest: date | None = field(init=False, compare=False, repr=False)  # last day it can mean; None: no bound known
    precision: Precision = field(init=False, compare=False, repr=False)  # how exactly the source speaks
    uncertain: bool = field(init=False, compare=False, repr=False)  # the source, or the reader of it, marks a doubt

    def __post_init__(self) -> None:
        edtf = self.edtf.strip()
        earliest, latest, precision, uncertain = _read(edtf)
        read = {"edtf": edtf, "earliest": earliest, "latest": latest, "precision": precision, "uncertain": uncertain}
        for name, value in read.items():
            object.__setattr__(self, name, value)  # the way a frozen dataclass fills fields that follow from others

    @classmethod
    def parse(cls, value: str | None) -> When:
        """Read EDTF text; ``None`` and ``""`` both mean that the date is not known."""
        return cls(value or "")

    @classmethod
    def on(cls, day: date) -> When:
        """The exact day.

        >>> When.on(date(2021, 11, 29))
        When(edtf='2021-11-29')
        """
        return cls(f"{day.year:04}-{day.month:02}-{day.day:02}")

    @property
    def known(self) -> bool:
        """Whether it says anything about a day: neither unknown nor open."""
        return self.earliest is not None or self.latest is not None

    @property
    def order(self) -> tuple[date, date]:
        """Sorts a history: by first possible day, then by last; what has no date comes after everything dated."""
        first = self.earliest or self.latest or date.max
        return first, self.latest or date.max

    def __str__(self) -> str:
        return self.edtf


UNKNOWN = When("")
OPEN = When(_OPEN)


def happened(when: When, on: date, *, reported: date | None = None) -> Occurred:
    """Whether an event dated ``when`` had happened by the end of the day ``on``.

    It has if its latest possible day is not after ``on``; between the earliest and the latest it possibly has. An event
    without a last possible day counts from the publication of its report, before which it possibly had happened
    already; with neither it possibly has. What a source calls open (``..``) has not come.

    >>> when = When.parse("2021-11-29/2022-06-06")
    >>> [happened(when, date(2021, 11, day)).value for day in (28, 29)], happened(when, date(2022, 6, 6)).value
    (['no', 'possibly'], 'yes')
    >>> happened(UNKNOWN, date(2022, 7, 1), reported=date(2022, 6, 6)).value, happened(UNKNOWN, date(2022, 7, 1)).value
    ('yes', 'possibly')
    """
    if when.precision == "open":
        return Occurred.NO
    latest = when.latest or reported
    if when.earliest and when.earliest > on:
        return Occurred.NO
    if latest and latest <= on:
        return Occurred.YES
    return Occurred.POSSIBLY


@dataclass(frozen=True)
class Interval:
    """A period with two dated ends, both days inside it; what a mandate or an office lasts.

    An ``unknown`` end is not an ``open`` one: a period with the first *possibly* still holds, one with the second does.

    >>> sat = Interval(When("2021"), Basis.STATED, When("2024-03-01"), Basis.INFERRED)
    >>> [sat.holds(day).value for day in (date(2021, 5, 1), date(2024, 3, 1), date(2024, 3, 2))]
    ['possibly', 'yes', 'no']
    >>> sat == Interval.of(str(sat.start), str(sat.end), end_basis=sat.end_basis)
    True
    >>> Interval.of("2021", None).holds(date(2023, 1, 1)).value, Interval.of("2021", "..").holds(date(2023, 1, 1)).value
    ('possibly', 'yes')

    Raises `BadInterval` if it certainly ends before it starts, or if an end is given without saying how it is known.
    """

    start: When  # first day of it; ".." when it has held for as long as anyone can say
    start_basis: Basis  # how the start is known
    end: When  # last day of it; ".." when a source says it is going on, "" when nothing is said
    end_basis: Basis  # how the end is known

    def __post_init__(self) -> None:
        for name, when, basis in (("start", self.start, self.start_basis), ("end", self.end, self.end_basis)):
            object.__setattr__(self, f"{name}_basis", Basis(basis))
            if when.precision != "unknown" and basis == Basis.UNKNOWN:
                raise BadInterval(
                    f"The {name} is given as “{when}” but not how it is known. "
                    "Nothing was kept; say whether a source states it or you infer it."
                )
        if self.start.earliest and self.end.latest and self.end.latest < self.start.earliest:
            raise BadInterval(
                f"This ends ({self.end}) before it starts ({self.start}). "
                "Nothing was kept; check both dates, or leave empty the one no source gives."
            )

    @classmethod
    def of(
        cls, start: str | None, end: str | None, *, start_basis: Basis = Basis.STATED, end_basis: Basis = Basis.STATED
    ) -> Interval:
        """Read both ends from EDTF; an end that is not given has the basis ``unknown`` whatever was said of it."""
        first, last = When.parse(start), When.parse(end)
        return cls(first, start_basis if first.edtf else Basis.UNKNOWN, last, end_basis if last.edtf else Basis.UNKNOWN)

    def holds(self, on: date) -> Occurred:
        """Whether the day ``on`` lies inside; both ends do."""
        if self.end.latest and self.end.latest < on:
            return Occurred.NO
        begun = Occurred.YES if self.start.precision == "open" else happened(self.start, on)
        if begun is not Occurred.YES:
            return begun
        lasting = self.end.precision == "open" or (self.end.earliest is not None and self.end.earliest >= on)
        return Occurred.YES if lasting else Occurred.POSSIBLY


def days_between(a: When, b: When) -> tuple[int, int] | None:
    """Fewest and most days from ``a`` to ``b`` (negative if ``b`` is earlier); None when a bound is missing.

    >>> days_between(When("2021-11-29"), When("2022-06-06"))
    (189, 189)
    >>> days_between(When("2021-11-29/2022-06-06"), When("2022-06-30"))
    (24, 213)
    >>> days_between(UNKNOWN, When("2022-06-30")) is None
    True
    """
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return None
    return (b.earliest - a.latest).days, (b.latest - a.earliest).days


def latest_spoken_for(dates: Iterable[When | date]) -> date | None:
    """The last day any of these sources certainly speaks for; what is known, is known until then.

    A partial date counts with its first day: a source that says “2022” need not have seen December.

    >>> latest_spoken_for([date(2021, 11, 29), When("2022"), UNKNOWN]).isoformat()
    '2022-01-01'
    """
    days = [day for entry in dates if (day := entry if isinstance(entry, date) else entry.earliest)]
    return max(days, default=None)
