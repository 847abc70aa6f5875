"""Rows for actions: what a form names by its address, where the viewer may know of it."""

import datetime as dt

from travaux.lib.viewer import Viewer

from ..models import Amendment, AmendmentRuling, Expression, Instrument, Version


def instrument_row(viewer: Viewer, id: str, *, on: dt.date) -> Instrument | None:
    return Instrument.objects.visible(viewer, on).filter(pk=id).first()


def expression_row(viewer: Viewer, instrument: str, lang: str, *, on: dt.date) -> Expression | None:
    return Expression.objects.visible(viewer, on).filter(instrument=instrument, lang=lang).first()


def version_row(viewer: Viewer, id: str, *, on: dt.date) -> Version | None:
    found = Version.objects.visible(viewer, on).filter(pk=id).select_related("expression__instrument", "text")
    return found.first()


def amendment_row(viewer: Viewer, id: str, *, on: dt.date) -> Amendment | None:
    return Amendment.objects.visible(viewer, on).filter(pk=id).select_related("version__expression").first()


def ruling_row(viewer: Viewer, id: str, *, on: dt.date) -> AmendmentRuling | None:
    return AmendmentRuling.objects.visible(viewer, on).filter(pk=id).first()
