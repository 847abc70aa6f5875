"""Calendars as Outlook and Google export them: categories or titles, zones, alarms, cancelled and recurring days."""

from datetime import date
from pathlib import Path

import pytest

from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.counting import Calendar

OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Central Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;VALUE=DATE:20240101
DTEND;VALUE=DATE:20250101
SUMMARY:Covers 2024
END:VEVENT
"""
END = "END:VCALENDAR\n"


def calendar(tmp_path: Path, *events: str, head: str = OUTLOOK) -> Calendar:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    file = tmp_path / "export.ics"
    file.write_text((head + body + END).replace("\n", "\r\n"), encoding="utf-8-sig")
    return load_calendar(file)


def days(found: Calendar, kind: str) -> list[str]:
    return [date.fromordinal(day).isoformat()[5:] for day in sorted(found.of_kind(kind))]


def test_the_kind_is_a_category_or_the_first_word_of_the_title(tmp_path: Path) -> None:
    found = calendar(
        tmp_path,
        "DTSTART;VALUE=DATE:20240308\nCATEGORIES:Red category,Holiday\nSUMMARY:Women’s day",
        "DTSTART;TZID=Central Europe Standard Time:20240311T150000\nDURATION:PT3H\nSUMMARY:Sitting: first",
        "DTSTART;VALUE=DATE:20240701\nDURATION:P1W\nSUMMARY:recess",
    )

    assert (days(found, "holiday"), days(found, "sitting")) == (["03-08"], ["03-11"])
    assert days(found, "recess") == [f"07-0{day}" for day in range(1, 8)]
    assert (found.first, found.last) == (date(2024, 1, 1), date(2024, 12, 31))


def test_alarms_cancelled_sittings_and_midnight_do_not_mislead(tmp_path: Path) -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:recess\nDURATION:PT15M\nTRIGGER:-PT15M\nEND:VALARM"

    found = calendar(
        tmp_path,
        f"DTSTART:20240311T150000\nDTEND:20240312T000000\nCATEGORIES:sitting\n{alarm}",
        "DTSTART:20240313T150000\nSTATUS:CANCELLED\nCATEGORIES:sitting",
    )

    assert (days(found, "sitting"), days(found, "recess")) == (["03-11"], [])


@pytest.mark.parametrize(("zone", "day"), [("", "03-11"), ("Asia/Almaty", "03-12"), ("No/Where", "03-11")])
def test_times_of_the_world_clock_fall_on_the_day_of_the_calendars_zone(tmp_path: Path, zone: str, day: str) -> None:
    head = OUTLOOK.replace("VERSION:2.0\n", f"VERSION:2.0\nX-WR-TIMEZONE:{zone}\n" if zone else "VERSION:2.0\n")

    found = calendar(tmp_path, "DTSTART:20240311T210000Z\nDTEND:20240311T220000Z\nCATEGORIES:sitting", head=head)

    assert days(found, "sitting") == [day]


def test_what_recurs_is_unfolded_within_the_days_the_file_speaks_for(tmp_path: Path) -> None:
    found = calendar(
        tmp_path,
        "DTSTART;VALUE=DATE:20200101\nDTEND;VALUE=DATE:20200103\nRRULE:FREQ=YEARLY\nCATEGORIES:holiday",
        "UID:s\nDTSTART;VALUE=DATE:20240305\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=6\n"
        "EXDATE;VALUE=DATE:20240307\nCATEGORIES:sitting",
        "UID:s\nRECURRENCE-ID;VALUE=DATE:20240319\nDTSTART;VALUE=DATE:20240320\nCATEGORIES:sitting",
        "DTSTART;VALUE=DATE:20241230\nRRULE:FREQ=DAILY;UNTIL=20250115T000000Z\nCATEGORIES:recess",
    )

    assert days(found, "holiday") == ["01-01", "01-02"]
    assert days(found, "sitting") == ["03-05", "03-20", "03-21", "04-02", "04-04"]
    assert days(found, "recess") == ["12-30", "12-31"]
