"""What is recorded to have happened to a dossier, and in which order it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from travaux.core.dates import UNKNOWN, Occurred, When, happened
from travaux.core.procedure.conditions import UNSTATED

Day = date


@dataclass(frozen=True)
class Event:
    """One dated fact: a step of the procedure was taken.

    >>> Event("e1", "A06", When("2022-05"), outcome="return").outcome
    ('return',)
    """

    id: str
    step: str
    date: When = UNKNOWN  # as the source gives it
    reported: Day | None = None  # when the report of it was published; an undated event counts from then
    actor: str = ""  # id of an actor of the procedure; "" when not stated or not resolved
    about: tuple[str, ...] = ()  # instruments or components; empty: the dossier as a whole
    version: str = ""  # version of the text it speaks of or brings; "" when not stated
    outcome: tuple[str, ...] = ()  # options chosen, one or more; empty when not stated
    answers: str = ""  # id of the event that this one answers, withdraws or decides
    at: time | None = None  # time of day, where the source gives one; in its own zone or in that of the rule it starts

    def __post_init__(self) -> None:
        for name in ("about", "outcome"):
            value = getattr(self, name)
            if not isinstance(value, tuple):
                object.__setattr__(self, name, (value,) if isinstance(value, str) and value else tuple(value or ()))

    def ended_in(self, outcomes: frozenset[str]) -> bool:
        """Whether one of these was the outcome; none asked for: whatever it was."""
        return not outcomes or not outcomes.isdisjoint(self.outcome or (UNSTATED,))

    @property
    def first(self) -> Day | None:
        """First day it can have happened; None when nothing bounds it."""
        return self.date.earliest

    @property
    def last(self) -> Day | None:
        """Last day it can have happened: its latest day, or the day it was reported."""
        return self.date.latest or self.reported

    @property
    def order(self) -> tuple[Day, Day]:
        """Sorts a history: by first possible day, then by last."""
        return self.first or self.last or Day.max, self.last or Day.max


def sort_by_day(events: Iterable[Event], on: Day) -> tuple[list[Event], list[Event]]:
    """Events that happened by ``on``, in order, and those that possibly did. Equal dates keep the order given."""
    done: list[Event] = []
    possibly: list[Event] = []
    for event in events:
        match happened(event.date, on, reported=event.reported):
            case Occurred.YES:
                done.append(event)
            case Occurred.POSSIBLY:
                possibly.append(event)
            case _:
                pass
    done.sort(key=lambda event: event.order)
    possibly.sort(key=lambda event: event.order)
    return done, possibly


def planned(events: Iterable[Event], on: date) -> dict[str, list[Event]]:
    """What is announced by ``on`` for a later day, by step, the earliest first."""
    coming = [event for event in events if event.first and event.first > on and (event.reported or on) <= on]
    found: dict[str, list[Event]] = {}
    for event in sorted(coming, key=lambda event: event.order):
        found.setdefault(event.step, []).append(event)
    return found
