"""Rows for actions: what a form names by its address, where the viewer may know of it."""

import datetime as dt

from travaux.lib.viewer import Viewer

from ..models import Dossier


def dossier_row(viewer: Viewer, id: str, *, on: dt.date) -> Dossier | None:
    return Dossier.objects.visible(viewer, on).select_related("assembly").filter(pk=id).first()
