"""Rows for actions: what a form names by its address, where the viewer may know of it."""

import datetime as dt

from travaux.core.procedure.shipped import shipped_versions
from travaux.instruments.models import Instrument, Version
from travaux.lib.viewer import Viewer
from travaux.registry.models import BodyName
from travaux.registry.queries.look import Look
from travaux.registry.summaries import BodyRef

from ..models import Dossier, Event
from ..paths import path


def dossier_row(viewer: Viewer, id: str, *, on: dt.date) -> Dossier | None:
    return Dossier.objects.visible(viewer, on).select_related("assembly").filter(pk=id).first()


def event_row(viewer: Viewer, id: str, *, on: dt.date) -> Event | None:
    return Event.objects.visible(viewer, on).standing().select_related("dossier").filter(pk=id).first()


def acting_bodies(viewer: Viewer, procedure: str, *, on: dt.date, lang: str) -> list[BodyRef]:
    """The bodies that bear the name of an actor of the procedure: by these it knows who acted."""
    look = Look(viewer, on, None, lang)
    rules = shipped_versions(procedure) if path(procedure) else ()
    labels = {text for each in rules for actor in each.actors.values() for text in actor.label.values()}
    ids = look.standing(BodyName).filter(text__in=sorted(labels)).values_list("body", flat=True)
    return sorted({ref.id: ref for ref in look.bodies(ids).values()}.values(), key=lambda ref: (ref.name.text, ref.id))


def instrument_row(viewer: Viewer, id: str, *, on: dt.date) -> Instrument | None:
    return Instrument.objects.visible(viewer, on).filter(pk=id).first()


def version_row(viewer: Viewer, id: str, *, on: dt.date) -> Version | None:
    return Version.objects.visible(viewer, on).select_related("expression").filter(pk=id).first()


def versions_to_read(viewer: Viewer, instrument: str, *, on: dt.date) -> list[tuple[str, str, str]]:
    """(id, number, language) of every version of a text, the latest first."""
    rows = Version.objects.visible(viewer, on).filter(expression__instrument=instrument)
    return list(rows.order_by("-position", "expression__lang").values_list("pk", "number", "expression__lang"))
