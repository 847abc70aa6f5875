"""Whether a term is fair to those who have to act within it: recess, elections, and a text they can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from travaux.core.dates import Occurred, When, happened
from travaux.core.procedure.counting import Calendar


class Unfair(StrEnum):
    """What speaks against a term."""

    RECESS = "recess"  # days of it fall into a recess
    ELECTION = "election"  # days of it fall into an election
    ENDS_OFF = "ends_off"  # its last day is a holiday, a weekend day or in recess
    TEXT_LATE = "text_late"  # it runs before the text exists in a language the addressee reads
    TEXT_MISSING = "text_missing"  # no such text exists at all, or its day is not known
    NOT_COVERED = "not_covered"  # the addressee's calendar does not speak for all of it


@dataclass(frozen=True)
class Addressee:
    """Who has to act, when they can, and what they read."""

    id: str
    languages: tuple[str, ...]  # any of them will do
    calendar: Calendar | None = None  # None: nothing is known of their days


@dataclass(frozen=True)
class Warning:
    """One reason for doubt about a term, for one addressee."""

    kind: Unfair
    addressee: str
    days: int  # days of the term it concerns; 0 where that is not counted
    of: int  # days of the whole term


def check_term(start: date, end: date, addressees: Iterable[Addressee], texts: Mapping[str, When]) -> list[Warning]:
    """What speaks against a term that runs from the day after ``start`` to ``end``.

    ``texts`` says from when the text exists in each language. Unknown is a warning, never an assurance.

    >>> late = {"ru": When("2021-07-11")}
    >>> found = check_term(date(2021, 7, 1), date(2021, 7, 31), [Addressee("alder", ("ru",))], late)
    >>> [(str(warning.kind), warning.days, warning.of) for warning in found]
    [('not_covered', 30, 30), ('text_late', 10, 30)]
    """
    term = range(start.toordinal() + 1, end.toordinal() + 1)
    found: list[Warning] = []
    for addressee in addressees:
        found += _days(addressee, term)
        found += _text(addressee, term, texts)
    return found


def _days(addressee: Addressee, term: range) -> list[Warning]:
    calendar = addressee.calendar
    if calendar is None:
        return [Warning(Unfair.NOT_COVERED, addressee.id, len(term), len(term))]
    outside = sum(not calendar.first.toordinal() <= day <= calendar.last.toordinal() for day in term)
    found = [Warning(Unfair.NOT_COVERED, addressee.id, outside, len(term))] if outside else []
    for kind in (Unfair.RECESS, Unfair.ELECTION):
        days = len(calendar.of_kind(str(kind)).intersection(term))
        found += [Warning(kind, addressee.id, days, len(term))] if days else []
    if term and _off(calendar, term[-1]):
        found.append(Warning(Unfair.ENDS_OFF, addressee.id, 1, len(term)))
    return found


def _off(calendar: Calendar, day: int) -> bool:
    closed = day in calendar.of_kind("holiday") or day in calendar.of_kind("recess")
    return closed or ((day - 1) % 7 in calendar.weekend and day not in calendar.of_kind("working"))


def _text(addressee: Addressee, term: range, texts: Mapping[str, When]) -> list[Warning]:
    readable = [texts[lang] for lang in addressee.languages if lang in texts]
    if not term or not readable:
        return [Warning(Unfair.TEXT_MISSING, addressee.id, len(term), len(term))] if not readable else []
    missing = [sum(happened(when, date.fromordinal(day - 1)) is not Occurred.YES for day in term) for when in readable]
    late = min(missing)
    if not late:
        return []
    return [Warning(Unfair.TEXT_MISSING if late == len(term) else Unfair.TEXT_LATE, addressee.id, late, len(term))]
