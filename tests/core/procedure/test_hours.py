"""Limits in hours run from a time of day, through the night and through a change of clocks; else they have bounds."""

from datetime import date, time

import pytest

from travaux.core.procedure import BadProcedure, load, load_events, status
from travaux.core.procedure.clocks import Deadline
from travaux.core.procedure.faults import BadEvents

RULES = """
id: limits
title: {en: Limits, ru: Сроки}
phases:
  - id: all
    title: {en: All, ru: Всё}
    steps:
      - {id: text, title: {en: Text, ru: Текст}, after: start, rule: {certainty: A}}
      - id: amend
        title: {en: Amendment, ru: Поправка}
        after: text
        repeats: yes
        clocks: [{id: limit, starts: debate, count: 3, unit: hour, backward: yes, zone: Europe/Paris}]
        rule: {certainty: A}
      - id: debate
        title: {en: Debate, ru: Прения}
        after: text
        repeats: yes
        clocks: [{id: notice, starts: text, count: 48, unit: hour, zone: Europe/Paris}]
        rule: {certainty: A}
"""


def terms(events: str, on: str) -> dict[str, Deadline]:
    found = status(load(RULES), load_events(f"{events}\n"), date.fromisoformat(on))
    return {term.clock: term for term in found.deadlines}


def test_hours_run_back_from_the_next_sitting_that_is_planned() -> None:
    past = "- {id: t, step: text, date: 2024-01-01}\n- {id: d1, step: debate, date: 2024-01-10T15:00}"
    coming = "\n- {id: d2, step: debate, date: 2024-01-22T01:30, reported: 2024-01-02}"

    term = terms(past + coming, "2024-01-15")["limit"]

    assert str(term.ends_at) == "2024-01-21 22:30:00+01:00"
    assert term.date == date(2024, 1, 21) and term.overdue(date(2024, 1, 22)) is True


def test_hours_are_hours_that_pass_while_clocks_are_changed_and_zones_differ() -> None:
    spring = terms("- {id: t, step: text, date: 2024-03-30T12:00}", "2024-03-30")["notice"]
    far = terms("- {id: t, step: text, date: 2024-01-01T23:30Z}", "2024-01-02")["notice"]

    assert str(spring.ends_at) == "2024-04-01 13:00:00+02:00"
    assert str(far.ends_at) == "2024-01-04 00:30:00+01:00"


def test_without_a_time_of_day_there_are_bounds_and_no_moment() -> None:
    found = terms(
        "- {id: t, step: text, date: 2024-01-01}\n- {id: d, step: debate, date: 2024-01-22, reported: 2024-01-02}",
        "2024-01-15",
    )

    assert (found["limit"].date, found["limit"].ends_at) == (None, None)
    assert (found["limit"].earliest, found["limit"].latest) == (date(2024, 1, 21), date(2024, 1, 22))
    assert (found["notice"].date, found["notice"].ends_at) == (date(2024, 1, 3), None)


def test_a_time_of_day_is_read_and_a_bad_one_is_named() -> None:
    assert load_events("- {id: t, step: text, date: 2024-01-01T09:05}\n")[0].at == time(9, 5)
    for text in ("2024-01-01T25:00", "2024-01-01Tnoon", "2024-01-01T09:05?"):
        with pytest.raises(BadEvents, match=r"line 1: .*15:30"):
            load_events(f"- {{id: t, step: text, date: '{text}'}}\n")


def test_hours_refuse_what_is_about_days() -> None:
    with pytest.raises(BadProcedure, match=r"“limit” counts hours; “calendars” is about days\. Take “calendars” out"):
        load(RULES.replace("backward: yes,", "backward: yes, calendars: [working],"))
