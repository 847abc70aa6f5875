"""What can be done: say that a page is wrong, and answer it. What an answer corrects is an act of its own."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from .models import CorrectionAnswer, CorrectionRequest

LONGEST = 4000  # letters of a report; more is a document, and belongs in the post
LONGEST_PATH = 300


def report_error(*, by: Viewer, path: str, text: str) -> CorrectionRequest:
    """Open a numbered request about a page of this site. Anybody may; nothing about the sender is kept."""
    words, page = text.strip(), path.strip()
    if not 0 < len(words) <= LONGEST:
        raise Refused(
            _("A report has between 1 and %(longest)s letters.") % {"longest": LONGEST},
            remedy=_("Say what is wrong, and how it is known."),
        )
    if not page.startswith("/") or len(page) > LONGEST_PATH:
        raise Refused(_("This is no page of this site."), where=page[:60], remedy=_("Report it from the page itself."))
    with act(by=by, verb="reported an error") as a:  # the pen is held: no two requests get one number
        last = CorrectionRequest.objects.aggregate(last=Max("number"))["last"] or 0
        request = CorrectionRequest(number=last + 1, path=page, text=words, asked_at=a.at)
        a.save(request)
    return request


def answer(*, by: Viewer, request: CorrectionRequest, outcome: str, text: str) -> CorrectionAnswer:
    """Answer a request, once and in public."""
    refuse_unless_recorder(by)
    if outcome not in CorrectionAnswer.Outcome.values:
        raise Refused(_("Say whether it was corrected, kept, or is not ours to change."), where=outcome)
    if not text.strip():
        raise Refused(_("An answer needs words."), remedy=_("Say what was done, or why nothing was."))
    try:
        with act(by=by, verb="answered a report") as a, transaction.atomic():
            given = CorrectionAnswer(request=request, outcome=outcome, text=text.strip(), answered_at=a.at)
            a.save(given)
    except IntegrityError as error:
        raise Refused(
            _("This report has been answered already."), where=str(request.number),
            kept=_("The first answer stands; yours was not recorded."),
            remedy=_("Reload the page to read it."),
        ) from error  # fmt: skip
    return given


def withhold(*, by: Viewer, request: CorrectionRequest) -> CorrectionRequest:
    """Keep a report from the public, where its words are unfit to be shown or name somebody."""
    refuse_unless_recorder(by)
    with act(by=by, verb="withheld a report") as a:
        a.amend(request, level="secretariat")
    return request
