"""iCalendar (RFC 5545) of whole days: what calendar programs subscribe to. Only what they all understand is used."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

PRODUCT = "-//Travaux//Calendar//EN"
FOLD = 75  # octets of a line, its break not counted


@dataclass(frozen=True)
class Entry:
    """One event of one or more whole days."""

    uid: str  # the same for ever
    stamp: dt.datetime  # when it was recorded
    first: dt.date
    last: dt.date  # included
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    category: str = ""


def as_ics(name: str, entries: Iterable[Entry], *, description: str = "") -> str:
    """A calendar as text: CRLF, lines folded at 75 octets, texts escaped.

    >>> print(as_ics("Days", []).replace("\\r", ""), end="")
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Travaux//Calendar//EN
    CALSCALE:GREGORIAN
    METHOD:PUBLISH
    X-WR-CALNAME:Days
    END:VCALENDAR
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{escaped(name)}",
             *([f"X-WR-CALDESC:{escaped(description)}"] if description else [])]  # fmt: skip
    for entry in entries:
        lines += event(entry)
    return "".join(folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def event(entry: Entry) -> list[str]:
    texts = {"SUMMARY": entry.summary, "DESCRIPTION": entry.description, "LOCATION": entry.location,
             "CATEGORIES": entry.category}  # fmt: skip
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{entry.stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.last + dt.timedelta(days=1):%Y%m%d}",  # the day after: an end is not included
        *(f"{name}:{escaped(text)}" for name, text in texts.items() if text),
        *([f"URL:{entry.url}"] if entry.url else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    r"""A text value: backslash, semicolon, comma and line breaks are escaped; other control characters left out.

    >>> escaped("a;b,c\\d\ne")
    'a\\;b\\,c\\\\d\\ne'
    """
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    joined = "\\n".join(text.splitlines())
    return "".join(letter for letter in joined if letter >= " " and letter != "\x7f")


def folded(line: str) -> str:
    """A content line in parts of at most 75 octets; no letter is cut in two."""
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > FOLD:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "\r\n".join(parts)
