"""A person's part in dossiers: what they took part in, reported and said."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import override

from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..loading import Shelf
from ..models import Event, Participation, Statement
from ..stages import moment
from ..summaries import EventSummary, StatementSummary
from .one import said_by


def person_events(
    viewer: Viewer, person: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> tuple[EventSummary, ...]:
    """Events that a person took part in or reports, oldest first."""
    look = Look(viewer, on, known, lang)
    ids = look.merged_people.all_of(person)
    took_part = look.standing(Participation).filter(person__in=ids).values("event")
    rows = look.standing(Event).filter(Q(pk__in=took_part) | Q(reporter__in=ids)).select_related("dossier")
    shelf = Shelf(look, [row for row in rows if row.date_earliest is None or row.date_earliest <= on])
    with override(lang):
        return tuple(sorted((shelf.event(event) for event in shelf.events), key=moment))


def person_statements(
    viewer: Viewer, person: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> tuple[StatementSummary, ...]:
    """What a person said, in the order of the sources."""
    look = Look(viewer, on, known, lang)
    rows = look.standing(Statement).filter(speaker__in=look.merged_people.all_of(person)).order_by("position", "pk")
    shelf = Shelf(look, [], [row for row in rows if said_by(look, row)])
    return tuple(shelf.statement(statement) for statement in shelf.statements)
