"""All dossiers of one procedure at once, as the engine takes them: for durations, forecasts and calendars."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.core.dates import Occurred, When, latest_spoken_for
from travaux.core.procedure import Event as Happening
from travaux.core.procedure import Procedure
from travaux.lib.dated import Basis
from travaux.registry.queries.look import Look

from .governing import governs, rules_over_time
from .loading import Shelf
from .models import Dossier, Event
from .told import Told, happenings


@dataclass(frozen=True)
class Past:
    """One dossier as a viewer may know it: what was told of it, the rules of the day, until when anything is known."""

    dossier: str
    rules: Procedure
    told: tuple[Told, ...]  # what is announced for later days included
    by_then: tuple[Happening, ...]  # what had happened by the day asked about, surely or possibly
    known_until: dt.date | None

    @property
    def all(self) -> list[Happening]:
        return happenings(self.rules, self.told)


def pasts(look: Look, dossiers: Sequence[Dossier]) -> list[Past]:
    """Dossiers whose rules this installation has, each with its events; a fixed number of queries."""
    ids = [dossier.pk for dossier in dossiers]
    rows = (
        look.standing(Event).filter(dossier__in=ids).select_related("dossier").order_by("position", "recorded_at", "pk")
    )
    shelf = Shelf(look, list(rows), dossiers_too=ids)
    stated = {row.pk for row in shelf.events if row.date_basis == Basis.STATED}
    found = []
    for dossier in dossiers:
        told = shelf.told.get(dossier.pk, [])
        rules = governs(rules_over_time(dossier.procedure, shelf.governings.get(dossier.pk, ()), told), look.on)
        if rules.procedure is not None:
            found.append(past(dossier.pk, rules.procedure, told, look.on, stated))
    return found


def past(id: str, rules: Procedure, told: Sequence[Told], on: dt.date, stated: set[str]) -> Past:
    dates: list[When | dt.date] = [each.reported for each in told]
    dates += [each.date for each in told if each.id in stated]
    happened = tuple(happenings(rules, [each for each in told if each.occurred(on) is not Occurred.NO]))
    return Past(id, rules, tuple(told), happened, latest_spoken_for(dates))
