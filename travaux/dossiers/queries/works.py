"""The dossiers that a text has."""

import datetime as dt

from travaux.lib.viewer import Viewer
from travaux.registry.queries.look import Look

from ..models import Dossier
from ..summaries import DossierRef
from .news import dossier_refs


def dossiers_of(viewer: Viewer, instrument: str, *, on: dt.date, lang: str) -> tuple[DossierRef, ...]:
    """The dossiers of an instrument, in which its way through an assembly is told."""
    own = Dossier.objects.visible(viewer, on).filter(instrument=instrument).values_list("pk", flat=True)
    return tuple(dossier_refs(Look(viewer, on, None, lang), list(own)))
