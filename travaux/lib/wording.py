"""Dates and counts in the words of the language in use, for pages and files. What is shown is decided elsewhere."""

import datetime as dt

from django.utils.dateformat import format as date_format
from django.utils.translation import get_language, gettext, ngettext

from travaux.core.dates import When

DAY, MONTH, YEAR = "j E Y", "F Y", "Y"  # E is the genitive in Russian: “6 июня 2022”


def day(value: dt.date) -> str:
    return date_format(value, DAY) + (" года" if get_language() == "ru" else "")


def moment(value: dt.datetime) -> str:
    """A time of the record: UTC, to the minute.

    >>> moment(dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC))
    '2026-11-03 09:05 UTC'
    """
    return f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"


def date_words(edtf: str) -> str:
    """An EDTF value in words; "" when it says nothing, so that the page can say “date not stated”."""
    when = When.parse(edtf)
    if when.precision == "open":
        return gettext("still going on")
    words = _words(when)
    return gettext("%(date)s (doubtful)") % {"date": words} if when.uncertain and words else words


def _words(when: When) -> str:
    first, last = when.earliest, when.latest
    if when.precision == "day" and first:
        return day(first)
    if when.precision == "month" and first:
        return date_format(first, MONTH)
    if when.precision == "year" and first:
        return date_format(first, YEAR)
    if when.precision == "decade" and first:
        return gettext("the %(year)ss") % {"year": first.year}
    if first and last:
        return gettext("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return gettext("not before %(first)s") % {"first": day(first)}
    return gettext("not after %(last)s") % {"last": day(last)} if last else ""


def interval_words(start: str, end: str) -> str:
    """A period in words: what is not known of it is left out, never guessed."""
    first, last = date_words(start), "" if end == ".." else date_words(end)
    if first and last:
        return gettext("from %(start)s to %(end)s") % {"start": first, "end": last}
    if first:
        words = gettext("from %(start)s, still going on") if end == ".." else gettext("from %(start)s, end not stated")
        return words % {"start": first}
    return gettext("until %(end)s, start not stated") % {"end": last} if last else ""


def days(count: tuple[int, int]) -> str:
    """A number of days; a count from an uncertain date is a range."""
    low, high = count
    if low == high:
        return ngettext("%(n)s day", "%(n)s days", low) % {"n": low}
    return gettext("%(low)s to %(high)s days") % {"low": low, "high": high}
