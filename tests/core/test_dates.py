"""What a date says, what it leaves open, and what follows for a given day."""

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core import dates
from travaux.core.dates import (
    OPEN,
    UNKNOWN,
    BadDate,
    BadInterval,
    Basis,
    Interval,
    Occurred,
    When,
    days_between,
    happened,
    latest_spoken_for,
)

YES, POSSIBLY, NO = Occurred.YES, Occurred.POSSIBLY, Occurred.NO


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(dates).failed == 0


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision", "uncertain"),
    [
        ("2021-11-29", "2021-11-29", "2021-11-29", "day", False),
        ("2024-02", "2024-02-01", "2024-02-29", "month", False),
        ("2010", "2010-01-01", "2010-12-31", "year", False),
        ("202X", "2020-01-01", "2029-12-31", "decade", False),
        ("19XX", "1900-01-01", "1999-12-31", "range", False),
        ("2021-XX-XX", "2021-01-01", "2021-12-31", "year", False),
        ("2021-XX", "2021-01-01", "2021-12-31", "year", False),
        ("2021-11-XX", "2021-11-01", "2021-11-30", "month", False),
        ("2021-XX-15", "2021-01-15", "2021-12-15", "range", False),
        ("2022-06-06?", "2022-06-06", "2022-06-06", "day", True),
        ("2022-06~", "2022-06-01", "2022-06-30", "month", True),
        ("2022%", "2022-01-01", "2022-12-31", "year", True),
        ("2021-11-29/2022-06-06", "2021-11-29", "2022-06-06", "range", False),
        ("2021-11/2022", "2021-11-01", "2022-12-31", "range", False),
        ("2021/2022-06-06?", "2021-01-01", "2022-06-06", "range", True),
        ("2021-11-29/..", "2021-11-29", None, "range", False),
        ("/2022-06-06", None, "2022-06-06", "range", False),
        ("", None, None, "unknown", False),
        ("..", None, None, "open", False),
    ],
)
def test_a_date_knows_the_days_it_can_mean(
    edtf: str, earliest: str | None, latest: str | None, precision: str, uncertain: bool
) -> None:
    when = When.parse(edtf)

    read = (
        when.edtf,
        when.earliest and when.earliest.isoformat(),
        when.latest and when.latest.isoformat(),
        when.precision,
        when.uncertain,
    )
    assert read == (edtf, earliest, latest, precision, uncertain)


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "29.11.2021",
        "2021-13",
        "2021-02-30",
        "2021-2-3",
        "0000",
        "XXXX",
        "../..",
        "/",
        "2022/2021",
        "2021-11-29/2022-06-06/2023",
        "2021-11-29T10:00",
        "２０２１",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_accepted_forms(value: str) -> None:
    with pytest.raises(BadDate) as refusal:
        When.parse(value)

    assert refusal.value.value == value
    assert value in str(refusal.value)
    assert refusal.value.remedy in str(refusal.value)
    assert "2021-11-29/2022-06-06 (some day within)" in str(refusal.value)


def test_a_date_in_the_local_manner_is_answered_with_the_same_day_year_first() -> None:
    with pytest.raises(BadDate, match="2021-11-29"):
        When.parse("29.11.2021")


def test_the_same_words_are_the_same_date() -> None:
    assert {When.parse(" 2021-11 "), When("2021-11"), When("2021-11?")} == {When("2021-11"), When("2021-11?")}
    assert When.parse(None) == UNKNOWN != OPEN


def test_the_working_group_met_at_some_day_between_the_decision_and_the_report() -> None:
    met = When("2021-11-29/2022-06-06")

    assert [happened(met, day(d)) for d in ("2021-11-28", "2021-11-29", "2022-06-05", "2022-06-06")] == [
        NO,
        POSSIBLY,
        POSSIBLY,
        YES,
    ]


def test_an_undated_event_counts_from_its_report() -> None:
    published = day("2022-06-06")

    assert happened(UNKNOWN, day("2022-06-06"), reported=published) is YES
    assert happened(UNKNOWN, day("2022-06-05"), reported=published) is POSSIBLY
    assert happened(UNKNOWN, day("2022-06-06")) is POSSIBLY
    assert happened(When("2022-01/.."), day("2021-12-31"), reported=published) is NO


def test_the_report_does_not_move_an_event_that_is_dated() -> None:
    assert happened(When("2022-12-05"), day("2022-07-01"), reported=day("2022-06-06")) is NO


def test_a_mandate_of_unknown_end_possibly_holds_and_an_open_one_does() -> None:
    unknown_end, open_end = Interval.of("2016-10-05", None), Interval.of("2016-10-05", "..")

    assert [i.holds(day("2016-10-04")) for i in (unknown_end, open_end)] == [NO, NO]
    assert [i.holds(day("2022-06-06")) for i in (unknown_end, open_end)] == [POSSIBLY, YES]
    assert (unknown_end.end_basis, open_end.end_basis) == (Basis.UNKNOWN, Basis.STATED)


def test_a_mandate_of_unknown_start_still_ends() -> None:
    left = Interval.of(None, "2021-09-19")

    assert [left.holds(day(d)) for d in ("1900-01-01", "2021-09-19", "2021-09-20")] == [POSSIBLY, POSSIBLY, NO]


def test_a_mandate_with_partial_ends_is_certain_only_between_them() -> None:
    sat = Interval.of("2010", "2012-03")

    days = ("2009-12-31", "2010-01-01", "2010-12-31", "2012-03-01", "2012-03-02", "2012-03-31", "2012-04-01")
    assert [sat.holds(day(d)) for d in days] == [NO, POSSIBLY, YES, YES, POSSIBLY, POSSIBLY, NO]


def test_what_has_always_held_holds_until_its_end() -> None:
    assert Interval.of("..", "2020").holds(day("1950-01-01")) is YES


def test_a_mandate_that_ends_before_it_starts_is_refused_in_words() -> None:
    with pytest.raises(BadInterval, match=r"This ends \(2020\) before it starts \(2021-11-29\)\. Nothing was kept"):
        Interval.of("2021-11-29", "2020")
    assert Interval.of("2021-11-29", "2021").holds(day("2021-11-29")) is POSSIBLY


def test_an_end_without_a_basis_is_refused() -> None:
    with pytest.raises(BadInterval, match=r"The end is given as “\.\.” but not how it is known"):
        Interval(When("2021"), Basis.STATED, OPEN, Basis.UNKNOWN)
    with pytest.raises(ValueError, match="guessed"):
        Interval(When("2021"), "guessed", UNKNOWN, Basis.UNKNOWN)  # type: ignore[arg-type]


def test_a_count_from_an_uncertain_date_is_a_range() -> None:
    assert days_between(When("2022-06"), When("2022-07-01")) == (1, 30)
    assert days_between(When("2022-07-01"), When("2022-06-30")) == (-1, -1)
    assert days_between(When("2022"), OPEN) is None


def test_known_until_is_the_last_day_a_source_certainly_speaks_for() -> None:
    assert latest_spoken_for([When("2021-11-29"), day("2022-06-06"), When("2022"), UNKNOWN]) == day("2022-06-06")
    assert latest_spoken_for([UNKNOWN, OPEN]) is None


def test_a_history_puts_the_undated_last() -> None:
    history = [UNKNOWN, When("2022-06-06"), When("2021"), When("2021-11-29/.."), When("2021-11-29")]

    assert [str(w) for w in sorted(history, key=lambda w: w.order)] == [
        "2021",
        "2021-11-29",
        "2021-11-29/..",
        "2022-06-06",
        "",
    ]


some_dates = st.one_of(
    st.dates().map(When.on),
    st.tuples(st.dates(), st.dates()).map(lambda d: When("/".join(map(str, map(When.on, sorted(d)))))),
    st.sampled_from([UNKNOWN, OPEN, When("2021"), When("202X"), When("0001"), When("9999-12-31")]),
)
NEVER_BACK = {NO: 0, POSSIBLY: 1, YES: 2}


@given(when=some_dates, first=st.dates(), second=st.dates())
def test_what_has_happened_stays_so(when: When, first: date, second: date) -> None:
    before, after = sorted((first, second))

    assert NEVER_BACK[happened(when, before)] <= NEVER_BACK[happened(when, after)]
    assert When.parse(str(when)) == when


@given(start=some_dates, end=some_dates, on=st.dates())
def test_any_two_ends_are_either_refused_or_answer_for_every_day(start: When, end: When, on: date) -> None:
    try:
        period = Interval.of(str(start), str(end))
    except BadInterval:
        assert (end.latest or date.max) < (start.earliest or date.min)
    else:
        inside = (start.latest or date.min) <= on and (end.earliest is None or on <= end.earliest)
        if period.holds(on) is NO:
            assert (start.earliest and on < start.earliest) or (end.latest and on > end.latest)
        if period.holds(on) is YES:
            assert inside
