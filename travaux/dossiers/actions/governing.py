"""Which rules govern a dossier: changed by a recorded decision alone."""

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.registry.stating import Citations, Period, state

from ..models import Dossier, Event, Governing
from ..paths import refuse_unknown_version
from ..told import HAPPENED
from .recording import Day


def govern(
    *, by: Viewer, dossier: Dossier, procedure: str, version: str, start: Day, decision: Event,
    citations: Citations = (), why: str = "",
) -> Governing:  # fmt: skip
    """State that from a day on this version of these rules governs a dossier. `decision`: the event that decided it.

    The fact stands on the decision's own sources where no others are given. Raises `Refused` where the event is of
    another dossier or reports no decision, where no day is given, and on rules that are not here.
    """
    refuse_unless_recorder(by)
    refuse_unknown_version(procedure, version)
    if decision.dossier_id != dossier.pk:
        raise Refused(_("This event is of another dossier."), where=decision.pk)
    if decision.mood not in HAPPENED:
        raise Refused(
            _("Rules change by a decision; this event reports none."), where=str(decision),
            remedy=_("Record the decision as an event of the dossier first."),
        )  # fmt: skip
    if not start.edtf:
        raise Refused(_("From which day the rules govern is not said."), where="start")
    return state(
        model=Governing, by=by, verb="put under rules", citations=citations or list(decision.citations.all()), why=why,
        when=Period(start=start.edtf, start_basis=start.basis), dossier=dossier, procedure=procedure, version=version,
        decision=decision, level=decision.level,
    )  # fmt: skip
