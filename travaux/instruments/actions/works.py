"""What can be done: register an instrument, give it a title, relate it to another."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record.actions import act
from travaux.registry.actions.bodies import checked
from travaux.registry.models import Origin
from travaux.registry.stating import UNDATED, Citations, Period, refuse_without_source, register, state

from ..models import Instrument, InstrumentRelation, InstrumentTitle


def register_instrument(
    *, by: Viewer, kind: str, title: str = "", lang: str = "", citations: Citations = (), draft: bool = True,
    id: str | None = None, why: str = "", **about: Any,
) -> Instrument:  # fmt: skip
    """Give a text its address as a work, whatever its versions, and its first attested title."""
    refuse_unknown(kind, Instrument.Kind.values)
    with act(by=by, verb="registered", why=why):
        instrument = register(model=Instrument, by=by, id=id, kind=kind, draft=draft, **about)
        if title:
            title_instrument(by=by, instrument=instrument, text=title, lang=lang, citations=citations)
    return instrument


def title_instrument(
    *, by: Viewer, instrument: Instrument, text: str, citations: Citations, lang: str = "", note: str = "",
    origin: str = Origin.ATTESTED, when: Period = UNDATED, why: str = "",
) -> InstrumentTitle:  # fmt: skip
    """One title, verbatim where attested; ours cites what it translates."""
    return state(
        model=InstrumentTitle, by=by, verb="titled", citations=citations, when=when, why=why,
        instrument=instrument, text=checked(text), lang=lang, note=note, origin=origin,
    )  # fmt: skip


def relate(
    *, by: Viewer, subject: Instrument, kind: str, to: Instrument, citations: Citations,
    label: Mapping[str, str] | None = None, id: str | None = None, when: Period = UNDATED, why: str = "",
) -> InstrumentRelation:  # fmt: skip
    """State what a source says one instrument is to another. A `sets_task_for` relation is a task and has a page."""
    refuse_unknown(kind, InstrumentRelation.Kind.values)
    refuse_without_source(citations)
    if subject.pk == to.pk:
        raise Refused(_("An instrument is not related to itself."), where=subject.pk)
    return state(
        model=InstrumentRelation, by=by, verb="related", citations=citations, when=when, why=why,
        subject=subject, kind=kind, object=to, label=dict(label or {}), **({"id": id} if id else {}),
    )  # fmt: skip


def refuse_unknown(given: str, accepted: list[str]) -> None:
    if given not in accepted:
        raise Refused(
            _("There is no such kind."),
            where=given,
            remedy=_("Choose one of: %(accepted)s.") % {"accepted": ", ".join(accepted)},
        )
