"""From the words of a file to clocks: what starts a term, how long it is and how its days are counted."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import cast
from zoneinfo import available_timezones

from travaux.core.procedure import counting
from travaux.core.procedure.counting import Counting
from travaux.core.procedure.faults import FaultKind
from travaux.core.procedure.model import Clock, Rule
from travaux.core.procedure.nodes import Mapped, Node, Page

CLOCK = ("id", "starts", "outcome", "count", "unit", "first_day", "calendars", "joint", "backward", "short_adjournment",
         "zone", "rule")  # fmt: skip


class Unit(StrEnum):
    """What a clock counts."""

    CALENDAR = "calendar"
    WORKING = "working"
    SITTING = "sitting"
    MONTH = "month"
    HOUR = "hour"
    MINUTE = "minute"


class FirstDay(StrEnum):
    """Where counting begins."""

    SAME = "same"
    AFTER = "after"


class Joint(StrEnum):
    """When a day counts for several bodies."""

    BOTH = "both"
    EITHER = "either"


def read_clock(page: Page, mapped: Mapped, id: str, step: str, rule: Rule, line: int) -> Clock:
    """The clock that a mapping with the keys `CLOCK` spells."""
    what = f"Clock “{id}”"
    calendars = page.words(mapped.get("calendars"), f"{what}: calendars")
    counted = _counting(page, mapped, what)
    if counted.unit in ("working", "sitting") and not calendars:
        page.fault(FaultKind.MISSING_KEY, line, f"{what} counts {counted.unit} days and names no calendars.",
                   "Add “calendars: [name]”; the days themselves are given when the term is counted.")  # fmt: skip
    _refuse_days(page, mapped, counted, what)
    return Clock(
        id=id,
        step=step,
        starts=page.text(mapped.get("starts"), f"{what}: starts"),
        outcome=frozenset(page.words(mapped.get("outcome"), f"{what}: outcome")),
        count=page.number(mapped.get("count"), f"{what}: count", least=1),
        counting=counted,
        calendars=calendars,
        zone=_zone(page, mapped.get("zone"), what),
        rule=rule,
        line=line,
    )


def _counting(page: Page, mapped: Mapped, what: str) -> Counting:
    unit = page.choice(mapped.get("unit"), f"{what}: unit", Unit, Unit.CALENDAR)
    first_day = page.choice(mapped.get("first_day"), f"{what}: first_day", FirstDay, FirstDay.AFTER)
    joint = page.choice(mapped.get("joint"), f"{what}: joint", Joint, Joint.BOTH)
    return Counting(
        cast(counting.Unit, str(unit)),
        cast(counting.FirstDay, str(first_day)),
        cast(counting.Joint, str(joint)),
        page.truth(mapped.get("backward"), f"{what}: backward"),
        page.number(mapped.get("short_adjournment"), f"{what}: short_adjournment", least=1) or 0,
    )


def _refuse_days(page: Page, mapped: Mapped, counted: Counting, what: str) -> None:
    """Hours run on by day and by night: what is about days says nothing beside them."""
    for key in ("calendars", "first_day", "joint", "short_adjournment"):
        if key in mapped and counted.unit in counting.OF_THE_CLOCK:
            page.fault(FaultKind.BAD_VALUE, mapped[key].line, f"{what} counts {counted.unit}s; “{key}” is about days.",
                       f"Take “{key}” out.")  # fmt: skip


def _zone(page: Page, node: Node | None, what: str) -> str:
    zone = page.text(node, f"{what}: zone")
    if zone and not _is_zone(zone):
        page.fault(FaultKind.BAD_VALUE, node.line if node else 0, f"{what}: the time zone “{zone}” does not exist.",
                   "Use an IANA name such as Europe/Vienna.")  # fmt: skip
    return zone


@cache
def _is_zone(name: str) -> bool:
    """Whether the time zone exists; where the machine has no list of zones, nothing is refused."""
    zones = available_timezones()
    return not zones or name in zones
