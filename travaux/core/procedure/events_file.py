"""A dossier's events from a YAML file, for the command line, for tests and for anyone who has no database.

The file is a list of ``{id, step, date, reported?, actor?, about?, version?, outcome?, answers?}``; dates are EDTF as
sources give them, an empty date is one that no source gives. A day may have its time, ``2022-06-06T15:30``, with ``Z``
or ``+02:00`` where the source says so.
"""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

from travaux.core.dates import UNKNOWN
from travaux.core.procedure.events import Event
from travaux.core.procedure.faults import BadEvents, FaultKind
from travaux.core.procedure.nodes import Node, Page, read_text

_TIMED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")
EVENT = ("id", "step", "date", "reported", "actor", "about", "version", "outcome", "answers")


def load_events(source: Path | str, *, name: str = "") -> list[Event]:
    """Read events from a path, or from YAML text (anything with a line break).

    Raises `BadEvents` with every fault found. A step that no procedure knows is no fault: it is an unforeseen event.
    """
    page, text = read_text(source, BadEvents, name=name)
    events = read_events(page, page.root(text))
    page.finish()
    return events


def read_events(page: Page, root: Node) -> list[Event]:
    """The events of a list node; faults go to the page."""
    lines: dict[str, int] = {}
    events: list[Event] = []
    for node in page.items(root, "A list of events"):
        event = _event(page, node)
        if event.id in lines:
            page.fault(
                FaultKind.DUPLICATE_ID,
                node.line,
                f"The event “{event.id}” stands already at line {lines[event.id]}.",
                "Give one of the two another id.",
            )
        lines.setdefault(event.id, node.line)
        events.append(event)
    for event in events:
        if event.answers:
            page.known(event.answers, lines, lines[event.id], f"What event “{event.id}” answers,")
    return events


def _event(page: Page, node: Node) -> Event:
    mapped = page.mapping(node, "An event", keys=EVENT, need=("id", "step"))
    id = page.text(mapped.get("id"), "The id of an event")
    what = f"Event “{id}”"
    day, at = _moment(page, mapped.get("date"), f"{what}: date")
    return Event(
        id=id,
        step=page.text(mapped.get("step"), f"{what}: step"),
        date=page.when(day, f"{what}: date", UNKNOWN),
        reported=read_day(page, mapped.get("reported"), what),
        actor=page.text(mapped.get("actor"), f"{what}: actor"),
        about=page.words(mapped.get("about"), f"{what}: about"),
        version=page.text(mapped.get("version"), f"{what}: version"),
        outcome=page.words(mapped.get("outcome"), f"{what}: outcome"),
        answers=page.text(mapped.get("answers"), f"{what}: answers"),
        at=at,
    )


def _moment(page: Page, node: Node | None, what: str) -> tuple[Node | None, time | None]:
    """A date and, where it is one exact day with a time, that time."""
    if node is None or not isinstance(node.value, str) or not _TIMED.match(node.value):
        return node, None
    day, _, clock = node.value.partition("T")
    try:
        return Node(day, node.line), time.fromisoformat(clock)
    except ValueError:
        page.fault(
            FaultKind.BAD_VALUE, node.line, f"{what}: “{clock}” is not a time of day.",
            "Write 2022-06-06T15:30, with Z or +02:00 after it where the source says so.",
        )  # fmt: skip
        return Node(day, node.line), None


def read_day(page: Page, node: Node | None, what: str) -> date | None:
    """One exact day; None when it is not given."""
    when = page.when(node, what, UNKNOWN)
    if when.known and when.precision != "day":
        page.fault(
            FaultKind.BAD_VALUE,
            node.line if node else 0,
            f"{what}: “{when}” is not one day.",
            "Write the year, the month and the day: 2022-06-06.",
        )
        return None
    return when.earliest
