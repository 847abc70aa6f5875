"""What can be done: report an error, answer a report."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from .models import CorrectionAnswer, CorrectionRequest

LONGEST = 4_000  # characters of one report
MOST_OPEN = 1_000  # reports that may wait: a flood is stopped before the desk drowns in it


def report_error(*, by: Viewer, path: str, text: str) -> CorrectionRequest:
    """Anybody says that a page is wrong. The report gets the next number; nothing is asked about the sender."""
    words = text.strip()
    if not words:
        raise Refused(_("The report is empty."), remedy=_("Say what is wrong and which words show it."))
    if len(words) > LONGEST:
        raise Refused(
            _("The report is too long."), where=f"{len(words)} > {LONGEST}", remedy=_("Send it as two reports.")
        )
    with act(by=by, verb="reported an error") as a:
        if CorrectionRequest.objects.filter(answer=None).count() >= MOST_OPEN:
            raise Refused(_("Too many reports wait for an answer."), remedy=_("Please try again in a few days."))
        last = CorrectionRequest.objects.aggregate(last=Max("number"))["last"] or 0
        request = CorrectionRequest(number=last + 1, path=path[:300], text=words, asked_at=a.at)
        a.save(request)
    return request


def answer(*, by: Viewer, request: CorrectionRequest, outcome: str, text: str) -> CorrectionAnswer:
    """Answer a report in public, once. A correction itself is an act on the fact, and keeps the old value."""
    refuse_unless_recorder(by)
    if outcome not in CorrectionAnswer.Outcome.values:
        raise Refused(_("There is no such outcome."), where=outcome)
    if not text.strip():
        raise Refused(_("An answer needs words."), remedy=_("Say what was done, or why nothing was."))
    with act(by=by, verb="answered a report") as a:
        if CorrectionAnswer.objects.filter(request=request).exists():
            raise Refused(_("This report was answered already."), kept=_("The first answer stands."))
        given = CorrectionAnswer(request=request, outcome=outcome, text=text.strip(), answered_at=a.at)
        a.save(given)
    return given
