"""All dossiers of one procedure at once, as the engine takes them: for durations, forecasts and calendars."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from travaux.core.dates import Occurred, When, happened, latest_spoken_for
from travaux.core.procedure import Event as Happening
from travaux.core.procedure import Procedure
from travaux.registry.queries.look import Look

from .models import Event
from .stages import HAPPENED

COLUMNS = (
    "dossier_id", "pk", "mood", "date", "date_basis", "reported", "reported_latest", "steps", "outcome", "actor_id",
)  # fmt: skip


@dataclass(frozen=True)
class Past:
    """What happened to one dossier by a day, and the last day that a source of it speaks for."""

    dossier: str
    events: tuple[Happening, ...]
    known_until: dt.date | None


def pasts(look: Look, procedure: Procedure) -> list[Past]:
    """The dossiers of a procedure that the viewer may know of, each with its events; a fixed number of queries."""
    rows = look.standing(Event).filter(dossier__procedure=procedure.id).order_by("position", "recorded_at", "pk")
    found = list(rows.values(*COLUMNS))
    actors = actors_by_body(look, procedure, {row["actor_id"] for row in found})
    events: dict[str, list[Happening]] = defaultdict(list)
    spoken: dict[str, list[When | dt.date]] = defaultdict(list)
    for row in found:
        events[row["dossier_id"]] += happenings(row, look.on, procedure, actors)
        spoken[row["dossier_id"]] += [When.parse(row["reported"])]
        spoken[row["dossier_id"]] += [When.parse(row["date"])] if row["date_basis"] == "stated" else []
    return [Past(id, tuple(made), latest_spoken_for(spoken[id])) for id, made in events.items()]


def happenings(row: dict[str, object], on: dt.date, procedure: Procedure, actors: dict[str, str]) -> list[Happening]:
    """One event as the engine takes it, once for each of its steps; none where it had not happened by the day."""
    when, reported = When.parse(str(row["date"])), row["reported_latest"]
    assert reported is None or isinstance(reported, dt.date)
    if row["mood"] not in HAPPENED or happened(when, on, reported=reported) is Occurred.NO:
        return []
    steps, outcome = row["steps"], row["outcome"]
    assert isinstance(steps, list) and isinstance(outcome, list)
    actor = actors.get(str(row["actor_id"]), "")
    return [
        Happening(id=str(row["pk"]), step=step, date=when, reported=reported, actor=actor, outcome=tuple(outcome))
        for step in steps
        if step in procedure.steps
    ]


def actors_by_body(look: Look, procedure: Procedure, bodies: set[str | None]) -> dict[str, str]:
    """The procedure's actor that bears the name of a body, by the body's id."""
    labels = {label: actor.id for actor in procedure.actors.values() for label in actor.label.values()}
    named = {id: ref.name.text for id, ref in look.bodies(bodies).items()}
    return {id: labels[name] for id, name in named.items() if name in labels}
