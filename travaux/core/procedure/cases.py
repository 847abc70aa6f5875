"""Scenario cases beside a procedure: events in, status out, written and read by people who do not program.

A file ``<procedure>.cases.yaml`` lies beside ``<procedure>.yaml``::

    procedure: exercise.yaml
    cases:
      - title: The bureau refuses
        events:
          - {id: e1, step: X01, date: 2021-01-10}
          - {id: e2, step: X02, date: 2021-01-20, outcome: refuse}
        on: 2021-02-01
        expect:
          concluded: yes
          open: []
          steps: {X03: {next: cannot}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from travaux.core.procedure.calendar_files import load_calendar
from travaux.core.procedure.clocks import Deadline
from travaux.core.procedure.counting import Calendar
from travaux.core.procedure.events import Event
from travaux.core.procedure.events_file import read_day, read_events
from travaux.core.procedure.faults import BadCases, FaultKind
from travaux.core.procedure.model import Procedure
from travaux.core.procedure.nodes import Mapped, Node, Page, read_text
from travaux.core.procedure.reading import load
from travaux.core.procedure.status import Status, status

FILE = ("procedure", "calendars", "cases")
CASE = ("title", "events", "on", "known_until", "expect")
EXPECT = ("current", "concluded", "open", "last", "unforeseen", "deadlines", "steps")
STEP = ("next", "done", "possibly", "pass", "actors", "dates", "since")


@dataclass(frozen=True)
class Case:
    """One story and what should come of it."""

    title: str
    events: tuple[Event, ...]
    on: date
    known_until: date | None
    expect: Mapping[str, object]  # as `told` tells a status; only what is given is compared
    line: int = field(compare=False)


@dataclass(frozen=True)
class Cases:
    """A procedure and its stories."""

    procedure: Procedure
    calendars: Mapping[str, Calendar]
    cases: tuple[Case, ...]


def beside(procedure: Path) -> Path:
    """Where the cases of a procedure file lie."""
    return procedure.with_name(f"{procedure.stem}.cases.yaml")


def load_cases(path: Path) -> Cases:
    """Read a file of cases, or the one beside a procedure. Raises `BadCases`, `BadProcedure`."""
    path = path if path.name.endswith(".cases.yaml") else beside(path)
    page, text = read_text(path, BadCases)
    mapped = page.mapping(page.root(text), "A file of cases", keys=FILE, need=("procedure", "cases"))
    cases = tuple(_case(page, node) for node in page.items(mapped.get("cases"), "“cases”"))
    page.finish()
    files = page.words(mapped.get("calendars"), "“calendars”")
    calendars = {calendar.name: calendar for file in files for calendar in [load_calendar(path.parent / file)]}
    procedure = load(path.parent / page.text(mapped.get("procedure"), "“procedure”"))
    for case in cases:
        for step in _steps(case.expect):
            page.known(step, procedure.steps, case.line, f"The step that case “{case.title}” expects,")
    page.finish()
    return Cases(procedure, calendars, cases)


def _case(page: Page, node: Node) -> Case:
    mapped = page.mapping(node, "A case", keys=CASE, need=("title", "events", "on", "expect"))
    title = page.text(mapped.get("title"), "The title of a case")
    on = read_day(page, mapped.get("on"), f"Case “{title}”: on")
    if on is None:
        page.fault(FaultKind.MISSING_KEY, node.line, f"Case “{title}” names no day.", "Write “on: 2022-06-06”.")
    return Case(
        title,
        tuple(read_events(page, mapped["events"])) if "events" in mapped else (),
        on or date.min,
        read_day(page, mapped.get("known_until"), f"Case “{title}”: known_until"),
        _expected(page, mapped["expect"]) if "expect" in mapped else {},
        node.line,
    )


def _expected(page: Page, node: Node) -> dict[str, object]:
    mapped = page.mapping(node, "What is expected", keys=EXPECT)
    expected: dict[str, object] = {}
    for key, value in mapped.items():
        if key in ("current", "concluded"):
            expected[key] = None if page.text(value, key) == "unknown" else page.truth(value, key)
        elif key in ("open", "last", "unforeseen"):
            expected[key] = list(page.words(value, key))
        elif key == "deadlines":
            days = page.mapping(value, "“deadlines”", keys=None)
            expected[key] = {clock: page.text(day, clock) for clock, day in days.items()}
        elif key == "steps":
            steps = page.mapping(value, "“steps”", keys=None)
            expected[key] = {step: _expected_step(page, each, step) for step, each in steps.items()}
    return expected


def _expected_step(page: Page, node: Node, step: str) -> dict[str, object]:
    if isinstance(node.value, str):
        return {"next": node.value}
    mapped: Mapped = page.mapping(node, f"What is expected of “{step}”", keys=STEP)
    read: dict[str, object] = {}
    for key, value in mapped.items():
        if key in ("done", "possibly", "pass"):
            read[key] = page.number(value, key)
        elif key == "dates":
            read[key] = [page.text(each, key) for each in page.items(value, key)]  # an empty one is not known
        elif key == "actors":
            read[key] = list(page.words(value, key))
        else:
            read[key] = page.text(value, key)
    return read


def _steps(expect: Mapping[str, object]) -> Iterator[str]:
    steps = expect.get("steps")
    yield from steps if isinstance(steps, Mapping) else ()


def told(found: Status) -> dict[str, object]:
    """A status in the words that cases use."""
    return {
        "current": found.current,
        "concluded": found.concluded,
        "open": list(found.open),
        "last": list(found.last),
        "unforeseen": list(found.unforeseen),
        "deadlines": {each.clock: _day(each) for each in found.deadlines},
        "steps": {
            id: {
                "next": str(step.next),
                "done": step.done,
                "possibly": step.possibly,
                "pass": step.pass_,
                "actors": list(step.actors),
                "dates": [str(when) for when in step.dates],
                "since": str(step.since or ""),
            }
            for id, step in found.steps.items()
        },
    }


def _day(found: Deadline) -> str:
    if found.moment:
        return found.moment.isoformat()
    return found.date.isoformat() if found.date else found.problem or f"{found.earliest}/{found.latest}"


def differences(cases: Cases, case: Case) -> list[str]:
    """What came out otherwise than the case expects, a line each; empty when all is as expected."""
    got = told(status(cases.procedure, case.events, case.on, known_until=case.known_until, calendars=cases.calendars))
    return list(_compare("", case.expect, got))


def _compare(place: str, expected: object, got: object) -> Iterator[str]:
    whole = place.rsplit(".", 1)[-1] == "deadlines"  # no deadline may appear that the case does not name
    if isinstance(expected, Mapping) and isinstance(got, Mapping) and not whole:
        for key, value in expected.items():
            yield from _compare(f"{place}.{key}" if place else key, value, got.get(key))
    elif expected != got:
        yield f"{place}: expected {_say(expected)}, got {_say(got)}"


def _say(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) or "not known" for each in value) or "nothing"
    return str(value)
