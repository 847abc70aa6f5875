"""Days counted for one body or several, forward and back, as a walk from day to day would; else refused."""

import doctest
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import PROCEDURES
from travaux.core.dates import When
from travaux.core.procedure import Event, counting, fairness, shipped, status
from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.counting import Calendar, Counting, NoDay, Period, day_after
from travaux.core.procedure.fairness import Addressee, Unfair, check_term
from travaux.core.procedure.faults import BadCalendar

FIRST, LAST = date(2021, 1, 1), date(2021, 3, 31)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(counting).failed == doctest.testmod(fairness).failed == 0


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first = FIRST + timedelta(days=draw(st.integers(0, 5)))
    last = LAST - timedelta(days=draw(st.integers(0, 5)))
    kinds = st.sampled_from(["sitting"] * 4 + ["holiday", "working", "prorogued"])
    days = draw(st.lists(st.tuples(st.integers(0, 89), kinds), max_size=40))
    periods = tuple(Period(kind, FIRST + timedelta(days=at), FIRST + timedelta(days=at)) for at, kind in days)
    return Calendar("random", first, last, periods, frozenset(draw(st.sets(st.integers(0, 6), max_size=3))))


def _counts(calendar: Calendar, rule: Counting, day: date) -> bool | None:
    """Whether one day counts for one body; None when the calendar does not tell."""
    if not calendar.first <= day <= calendar.last:
        return None
    kinds = {period.kind for period in calendar.periods if day in period}
    if rule.unit == "working":
        return "working" in kinds or (day.weekday() not in calendar.weekend and "holiday" not in kinds)
    if "sitting" in kinds:
        return True
    return _short_gap(calendar, rule, day) if rule.short_adjournment else False


def _short_gap(calendar: Calendar, rule: Counting, day: date) -> bool | None:
    """Whether a day without a sitting lies in a short gap. Walks to both sides."""
    gap, edges = [day], 0
    for step in (-1, 1):
        at = day + timedelta(days=step)
        while calendar.first <= at <= calendar.last and not any(
            p.kind == "sitting" and at in p for p in calendar.periods
        ):
            gap.append(at)
            at += timedelta(days=step)
        edges += not calendar.first <= at <= calendar.last
    closed = any(p.kind == "prorogued" and at in p for at in gap for p in calendar.periods)
    if len(gap) > rule.short_adjournment or closed:
        return False
    return None if edges else True


def _walk(start: date, count: int, rule: Counting, given: list[Calendar]) -> date | None:
    """The day by walking; None when any day on the way is not told of by every calendar."""

    def told(day: date) -> list[bool | None]:
        return [_counts(calendar, rule, day) for calendar in given]

    step, at = timedelta(days=-1 if rule.backward else 1), start
    if None in told(start):
        return None
    if rule.first_day == "after":
        at += step
    while True:
        answers = told(at)
        if None in answers:
            return None
        count -= all(answers) if rule.joint == "both" else any(answers)
        if count == 0:
            return at
        at += step


@settings(max_examples=PROCEDURES * 2, deadline=None)
@given(st.lists(calendars(), min_size=1, max_size=3), st.integers(0, 80), st.integers(1, 15), st.data())
def test_counting_agrees_with_a_walk_from_day_to_day(
    given: list[Calendar], offset: int, count: int, data: st.DataObject
) -> None:
    rule = Counting(
        data.draw(st.sampled_from(["working", "sitting"])), data.draw(st.sampled_from(["same", "after"])),
        data.draw(st.sampled_from(["both", "either"])), data.draw(st.booleans()), data.draw(st.integers(0, 4)),
    )  # fmt: skip
    start = FIRST + timedelta(days=offset)

    try:
        got: date | None = day_after(start, count, rule, given)
    except NoDay:
        got = None

    assert got == _walk(start, count, rule, given)


@pytest.mark.parametrize(("start", "count", "rule", "end"), [
    ("2021-01-31", 1, "month", "2021-02-28"), ("2024-01-31", 1, "month", "2024-02-29"),
    ("2021-03-31", 1, "month, backward", "2021-02-28"),
    ("2021-11-29", 14, "calendar", "2021-12-13"), ("2021-11-29", 14, "same", "2021-12-12"),
    ("2021-11-29", 14, "backward", "2021-11-15"), ("2021-12-31", 12, "month", "2022-12-31"),
])  # fmt: skip
def test_calendar_days_and_months_need_no_calendar(start: str, count: int, rule: str, end: str) -> None:
    assert day_after(date.fromisoformat(start), count, Counting.parse(rule)).isoformat() == end


def test_what_no_calendar_covers_is_refused_and_not_guessed() -> None:
    office = Calendar("office", FIRST, LAST)

    for start, count, words in [(date(2021, 3, 30), 9, "ends on 2021-03-31"), (date(2020, 12, 31), 1, "lies outside"),
                                (date(2021, 1, 1), 0, "one day at least")]:  # fmt: skip
        with pytest.raises(NoDay, match=words):
            day_after(start, count, Counting("working"), [office])
    with pytest.raises(NoDay, match="No calendar of sitting days"):
        day_after(FIRST, 3, Counting("sitting"))
    with pytest.raises(NoDay, match="years that can be written"):
        day_after(date(9999, 12, 30), 9, Counting("calendar"))


def test_an_unknown_rule_for_counting_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="“lunar” is no rule.*sitting"):
        Counting.parse("lunar")


CSV = """date,kind,note
2021-01-01/2021-12-31,covers,
# a comment
2021-03-01,sitting,
2021-03-03/2021-03-05,sitting,second week
2021-07-01/2021-08-31,recess,summer
2021-03-08,holiday,
fri sat,weekend,
"""
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20210101
DTEND;VALUE=DATE:20220101
CATEGORIES:covers
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20210303
DTEND;VALUE=DATE:20210306
CATEGORIES:sitting
SUMMARY:second
  week
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_comes_from_a_spreadsheet_or_a_calendar_program(tmp_path: Path) -> None:
    (tmp_path / "plenary.csv").write_text(CSV)
    (tmp_path / "export.ics").write_text(ICS.replace("\n", "\r\n"))

    sheet, export = load_calendar(tmp_path / "plenary.csv"), load_calendar(tmp_path / "export.ics")

    assert (sheet.name, sheet.first, sheet.last, sheet.weekend) == (
        "plenary",
        date(2021, 1, 1),
        date(2021, 12, 31),
        {4, 5},
    )
    assert day_after(date(2021, 3, 1), 3, Counting("sitting"), [sheet]) == date(2021, 3, 5)
    assert export.periods == (Period("sitting", date(2021, 3, 3), date(2021, 3, 5), "second week"),)
    assert (export.first, export.last) == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(("name", "text", "line", "words"), [
    ("a.csv", "day;kind\n", 1, "date,kind,note"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n2021-01-05,siting\n", 3, "no kind of day"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n05.01.2021,sitting\n", 3, "2021-01-05"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n2021-01-09/2021-01-05,sitting\n", 3, "Exchange"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n2021-01,sitting\n", 3, "is not a day"),
    ("a.csv", "date,kind\n2021-01-05,sitting\n", 1, "covers"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n2021-03-05,sitting\n", 3, "lies outside"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\nsunday moonday,weekend\n", 3, "mon"),
    ("a.csv", "date,kind\n2021-01-01/2021-02-01,covers\n2021-01-05\n", 3, "one column"),
    ("a.ics", "hello\n", 1, "no calendar file"),
    ("a.ics", ICS.replace("SUMMARY", "RRULE:FREQ=MONTHLY;BYDAY=2TU\nSUMMARY"), 7, "FREQ=MONTHLY;BYDAY=2TU"),
    ("a.ics", ICS.replace("SUMMARY", "RRULE:FREQ=WEEKLY;BYDAY=2TU\nSUMMARY"), 7, "Export every day"),
    ("a.ics", ICS.replace("SUMMARY", "RRULE:FREQ=DAILY;UNTIL=never\nSUMMARY"), 7, "Export every day"),
    ("a.ics", ICS.replace("SUMMARY", "RDATE:20210401\nSUMMARY"), 7, "RDATE"),
    ("a.ics", ICS.replace("DTEND;VALUE=DATE:20210306", "DURATION:P1M"), 7, "duration “P1M”"),
    ("a.ics", ICS.replace("20210303", "20211303"), 7, "DTSTART"),
])  # fmt: skip
def test_a_malformed_calendar_is_refused_with_line_and_remedy(
    name: str, text: str, line: int, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(BadCalendar) as refusal:
        load_calendar(tmp_path / name)

    assert line in [fault.line for fault in refusal.value.faults]
    assert words in str(refusal.value) and all(fault.remedy for fault in refusal.value.faults)


# --- terms of a dossier

EXERCISE = [
    Event("e1", "X01", When("2021-01-10")), Event("e2", "X02", When("2021-01-20/2021-01-25"), outcome="accept"),
]  # fmt: skip


def test_a_term_from_a_range_has_a_range_and_without_a_calendar_no_day() -> None:
    office = Calendar("exercise-working", date(2021, 1, 1), date(2021, 12, 31))

    [bare] = status(shipped("exercise"), EXERCISE, date(2021, 2, 1)).deadlines
    [term] = status(shipped("exercise"), EXERCISE, date(2021, 2, 1), calendars={"exercise-working": office}).deadlines

    assert (bare.date, bare.problem) == (None, "The calendar “exercise-working” was not given.")
    assert (term.date, term.earliest, term.latest) == (None, date(2021, 2, 10), date(2021, 2, 15))
    assert [term.overdue(date(2021, 2, day)) for day in (10, 12, 16)] == [False, None, True]


def test_a_term_ends_at_midnight_in_the_zone_that_its_rule_names() -> None:
    [term] = status(shipped("exercise"), EXERCISE[:1], date(2021, 1, 15)).deadlines

    assert str(term.ends_at) == "2021-02-10 00:00:00+01:00"


def test_a_term_counted_back_runs_from_a_sitting_that_is_planned() -> None:
    path = ["X01", "X02", "X03", "X04", "X05", "X06", "X07", "X11", "X12"]
    outcomes = {"X02": "accept", "X05": "approve", "X06": "send", "X12": "approve"}
    events = [Event(f"e{at}", step, When(f"2021-01-{at + 1:02}"), version="v1", outcome=outcomes.get(step, ()))
              for at, step in enumerate(path)]  # fmt: skip
    events.append(Event("plan", "X14", When("2021-03-31"), reported=date(2021, 1, 15)))

    before = status(shipped("exercise"), events, date(2021, 1, 12))
    after = status(shipped("exercise"), events, date(2021, 1, 20))

    assert [(term.clock, term.date) for term in before.deadlines if term.step == "X13"] == []
    assert [(term.clock, term.date) for term in after.deadlines if term.step == "X13"] == [("T13", date(2021, 3, 17))]
    assert after.steps["X14"].done == 0


def test_a_term_is_unfair_in_recess_in_an_election_or_before_the_text_can_be_read() -> None:
    away = (
        Period("recess", date(2021, 7, 1), date(2021, 8, 31)),
        Period("election", date(2021, 9, 1), date(2021, 9, 3)),
    )
    summer = Calendar("alder", FIRST, date(2021, 12, 31), away)
    people = [
        Addressee("alder", ("ru",), summer),
        Addressee("birch", ("en", "be"), Calendar("birch", FIRST, date(2021, 8, 1))),
    ]

    found = check_term(
        date(2021, 7, 26), date(2021, 9, 4), people, {"ru": When("2021-07-26"), "be": When("2021-08-05")}
    )

    assert [(warning.addressee, warning.kind, warning.days) for warning in found] == [
        ("alder", Unfair.RECESS, 36), ("alder", Unfair.ELECTION, 3), ("alder", Unfair.ENDS_OFF, 1),
        ("birch", Unfair.NOT_COVERED, 34), ("birch", Unfair.ENDS_OFF, 1), ("birch", Unfair.TEXT_LATE, 10),
    ]  # fmt: skip
    assert check_term(date(2021, 7, 1), date(2021, 7, 9), [Addressee("c", ("hy",))], {"ru": When("2021")})[-1].kind is (
        Unfair.TEXT_MISSING
    )
