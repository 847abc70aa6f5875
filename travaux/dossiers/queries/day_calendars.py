"""What is known of the days of bodies: by whole calendars for who counts days, and as a list for who keeps them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.procedure.counting import Calendar, Period
from travaux.lib.viewer import Viewer
from travaux.registry.models import Affiliation
from travaux.registry.names import NameShown
from travaux.registry.queries import Look

from ..models import DayCalendar

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """What is known of one body."""

    calendar: Calendar | None = None  # None: no file speaks for any day of the span
    languages: tuple[str, ...] = ()  # in which it works; (): not stated


@dataclass(frozen=True)
class CalendarRow:
    """One file in the list."""

    id: str
    body: str
    name: NameShown  # of the body
    file: str
    first: dt.date
    last: dt.date
    counts: Mapping[str, int]  # {kind: how many periods}
    languages: tuple[str, ...]
    notice: str  # of the body


NOTHING = Days()


def days_of(viewer: Viewer, bodies: Iterable[str], first: dt.date, last: dt.date, *, on: dt.date) -> dict[str, Days]:
    """{body: what is known of its days in a span}. A chamber or delegation without a calendar has its parliament's.

    Files that touch are one calendar; of files with a gap between them the one counts that covers most of the span.
    """
    asked = list(bodies)
    houses = parliaments_of(viewer, asked, on)
    rows: dict[str, list[DayCalendar]] = defaultdict(list)
    known = DayCalendar.objects.visible(viewer, on).standing().filter(body__in=[*asked, *houses.values()])
    for row in known.order_by("first", "recorded_at", "pk"):
        rows[row.body_id].append(row)
    return {
        body: days_in(own, first, last) if (own := rows.get(body) or rows.get(houses.get(body, ""))) else NOTHING
        for body in asked
    }


def parliaments_of(viewer: Viewer, bodies: Sequence[str], on: dt.date) -> dict[str, str]:
    links = Affiliation.objects.visible(viewer, on).standing().on(on)
    kinds = (Affiliation.Kind.CHAMBER_OF, Affiliation.Kind.DELEGATION_OF)
    return dict(links.filter(kind__in=kinds, body__in=bodies).values_list("body", "to"))


def days_in(rows: Sequence[DayCalendar], first: dt.date, last: dt.date) -> Days:
    languages = next((tuple(row.languages) for row in reversed(rows) if row.languages), ())
    runs = joined([calendar_of(row) for row in rows])
    best = max(runs, key=lambda each: (min(each.last, last) - max(each.first, first)).days)
    reaches = best.first <= last and best.last >= first
    return Days(best if reaches else None, languages)


def joined(calendars: Sequence[Calendar]) -> list[Calendar]:
    """Calendars in the order of their first days, those that touch made one."""
    runs: list[Calendar] = []
    for each in calendars:
        if runs and each.first <= runs[-1].last + DAY:
            before = runs.pop()
            periods = tuple(dict.fromkeys((*before.periods, *each.periods)))
            each = Calendar(each.name, before.first, max(before.last, each.last), periods, each.weekend)
        runs.append(each)
    return runs


def calendar_of(row: DayCalendar) -> Calendar:
    periods = tuple(period_of(each) for each in row.periods)
    return Calendar(row.name, row.first, row.last, periods, frozenset(row.weekend))


def period_of(row: str) -> Period:
    """The other way of `actions.calendars.row_of`."""
    days, kind, note = row.split(",", 2)
    first, _, last = days.partition("/")
    return Period(kind, dt.date.fromisoformat(first), dt.date.fromisoformat(last or first), note)


def calendar_rows(viewer: Viewer, *, on: dt.date, lang: str) -> list[CalendarRow]:
    """Every calendar that stands, by the name of its body, then by its days."""
    rows = list(DayCalendar.objects.visible(viewer, on).standing())
    bodies = Look(viewer, on, None, lang).bodies(row.body_id for row in rows)
    shown = [
        CalendarRow(
            row.pk, row.body_id, bodies[row.body_id].name, row.name, row.first, row.last,
            Counter(period_of(each).kind for each in row.periods), tuple(row.languages),
            bodies[row.body_id].notice,
        )
        for row in rows if row.body_id in bodies
    ]  # fmt: skip
    return sorted(shown, key=lambda each: (each.name.text, each.first))


def calendar_row(viewer: Viewer, id: str, *, on: dt.date) -> DayCalendar | None:
    return DayCalendar.objects.visible(viewer, on).standing().filter(pk=id).first() if id else None


def named_calendars(viewer: Viewer, *, on: dt.date, lang: str) -> dict[str, Calendar]:
    """{name of a body: all that is known of its days}, where files touch; for who chooses a calendar by name."""
    rows = sorted(DayCalendar.objects.visible(viewer, on).standing(), key=lambda row: (row.body_id, row.first))
    bodies = Look(viewer, on, None, lang).bodies(row.body_id for row in rows)
    by_name: dict[str, list[Calendar]] = defaultdict(list)
    for row in rows:
        if row.body_id in bodies:
            by_name[bodies[row.body_id].name.text].append(calendar_of(row))
    return {name: joined(own)[-1] for name, own in sorted(by_name.items())}
