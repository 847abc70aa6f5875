"""Rows for actions: what a form names by its address, where the viewer may know of it."""

import datetime as dt

from travaux.lib.viewer import Viewer

from ..models import Body


def body_row(viewer: Viewer, id: str, *, on: dt.date) -> Body | None:
    return Body.objects.visible(viewer, on).filter(pk=id).first()
