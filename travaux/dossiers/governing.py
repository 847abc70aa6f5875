"""Which rules govern a dossier on a day: those in force when its work began, until a decision says otherwise."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from travaux.core.dates import Occurred, When, happened
from travaux.core.procedure import Procedure
from travaux.core.procedure.shipped import shipped_on

from .models import Governing
from .paths import path
from .told import Told


@dataclass(frozen=True)
class Rules:
    """One version of the rules, and from which day it governs."""

    id: str
    version: str
    since: When
    procedure: Procedure | None  # None: this installation does not have it
    fact: Governing | None  # None: no decision; the rules that were in force when the work began


def rules_over_time(opened_on: str, governings: Iterable[Governing], events: Sequence[Told]) -> list[Rules]:
    """Every set of rules that governs a dossier at any time, the first one first."""
    first = began(events)
    begun = at_the_beginning(opened_on, first)
    found = [Rules(opened_on, begun.version if begun else "", When.parse(""), begun, None)]
    for fact in sorted(governings, key=lambda g: (When.parse(g.start).order, g.recorded_at, g.pk)):
        rules = path(fact.procedure, fact.version)
        found.append(Rules(fact.procedure, fact.version, When.parse(fact.start), rules, fact))
    return found


def began(events: Iterable[Told]) -> dt.date | None:
    """The first day on which something can have happened."""
    days = [event.date.earliest or event.date.latest or event.reported.earliest for event in events]
    return min((day for day in days if day), default=None)


def at_the_beginning(id: str, day: dt.date | None) -> Procedure | None:
    try:
        return shipped_on(id, day) if day else path(id)
    except LookupError:
        return None


def governs(rules: Sequence[Rules], on: dt.date) -> Rules:
    """The rules that certainly govern by a day; a decision counts from the last day that its start can mean."""
    later = [each for each in rules[1:] if happened(each.since, on) is Occurred.YES]
    return later[-1] if later else rules[0]
