"""What can be done with reviews: ask a board, give one to an expert, find, say that one is away."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from travaux.accounts.models import Account
from travaux.accounts.queries import viewer_of
from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import Actor, record_event
from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Held
from travaux.lib.policy import can
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import OPERATOR, Level, Viewer
from travaux.record.actions import act
from travaux.registry.models import Body

from ..models import Absence, Assignment, Finding, Review
from .objections import rules_of, today
from .rounds import in_both

LONGEST = 20_000  # characters of one remark


def ask_review(
    *, by: Viewer, dossier: Dossier, version: Version, board: Body, due_on: dt.date, question: str = "", step: str = "",
    level: str = Level.COMMISSION,
) -> Review:  # fmt: skip
    """Ask a board for its review of a version. `step`: that of the rules which a result is a happening of."""
    refuse_unless(by, "ask for a review")
    if due_on <= timezone.localdate():
        raise Refused(_("Nobody could answer by that day."), where=due_on.isoformat())
    if version.expression.instrument_id != dossier.instrument_id:
        raise Refused(_("This version is of another text."), where=str(version))
    if step and step not in rules_of(dossier).steps:
        raise Refused(_("The rules have no such step."), where=step)
    with act(by=by, verb="asked for a review") as a:
        made = Review(
            dossier=dossier, version=version, board=board, question=question, due_on=due_on, step=step, asked_at=a.at,
            account=by.account or "", level=level,
        )  # fmt: skip
        a.save(made)
    return made


def assign_review(*, by: Viewer, review: Review, expert: Account) -> Assignment:
    """Give a review to an expert of the board. Raises Refused for somebody who is none, who has it, or who is away."""
    refuse_unless(by, "ask for a review")
    if not can(viewer_of(expert), "read reviews", review):
        raise Refused(_("This person is no expert of the board that was asked."), where=expert.full_name)
    day = timezone.localdate()
    away = Absence.objects.filter(expert=expert.pk, starts_on__lte=day, ends_on__gte=day).order_by("-ends_on").first()
    if away is not None:
        raise Refused(
            _("This expert is away until %s.") % away.ends_on.isoformat(), where=expert.full_name,
            remedy=_("Choose another, or wait."),
        )  # fmt: skip
    with act(by=by, verb="assigned a review") as a:
        if Assignment.objects.filter(review=review, expert=expert.pk).exists():
            raise Refused(_("This expert has this review already."), where=expert.full_name)
        made = Assignment(
            review=review, expert=expert.pk, name=str(expert), assigned_at=a.at, account=by.account or "",
            level=review.level,
        )  # fmt: skip
        a.save(made)
    return made


def find(
    *, by: Viewer, assignment: Assignment, result: str, statement: str = "", remarks: Sequence[Mapping[str, str]] = (),
    lang: str = "",
) -> Finding:  # fmt: skip
    """What the expert found. A return says why; each remark is one point: {uid, text, proposal, ground}.

    The finding is an event of the dossier, as open as the review.
    """
    refuse_unless(by, "review", assignment)
    if result not in Finding.Result.values:
        raise Refused(_("There is no such result: %s.") % result, where="result")
    if result == Finding.Result.RETURN and not statement.strip():
        raise Refused(_("Who returns a draft says why."), where="statement")
    review = assignment.review
    points = [point_of(review.version, each) for each in remarks]
    with act(by=by, verb="reviewed") as a:
        if Finding.objects.filter(assignment=assignment).exists():
            raise Refused(_("This review is done already."), remedy=_("Ask for another one."))
        made = Finding(
            assignment=assignment, result=result, statement=statement, remarks=points, lang=lang, filed_at=a.at,
            event=told(assignment, result), level=assignment.level,
        )  # fmt: skip
        a.save(made)
    return made


def point_of(version: Version, remark: Mapping[str, str]) -> dict[str, str]:
    """One remark with the place it is on. Raises Refused for a place that the version does not have, or no words."""
    text = remark.get("text", "").strip()
    if not text or len(text) > LONGEST:
        raise Refused(_("A remark says something, in at most %s characters.") % LONGEST, where="remarks")
    uid = remark.get("uid", "")
    if uid and uid not in Held(version.text).uids.values():
        raise Refused(_("The version has no such provision."), where=uid)
    return {"uid": uid, "text": text, "proposal": remark.get("proposal", ""), "ground": remark.get("ground", "")}


def told(assignment: Assignment, result: str) -> Event:
    review = assignment.review
    step = rules_of(review.dossier).steps.get(review.step)
    named = [option.id for option in step.options if option.id == result] if step else []
    label = in_both(lambda: gettext("Expert review: %(result)s") % {"result": Finding.Result(result).label})
    opened = Level.PUBLIC if review.level == Level.PUBLIC else Level.SECRETARIAT
    source = cite_entry(by=OPERATOR, capacity="advisory board", on=timezone.localdate(), level=opened)
    return record_event(
        by=OPERATOR, dossier=review.dossier, label=label, citations=[source], date=today(),
        actor=Actor("", review.board, "named"), steps=[review.step] if step else [], outcome=named,
        text_version=review.version.number,
    )  # fmt: skip


def be_away(*, by: Viewer, starts_on: dt.date, ends_on: dt.date) -> Absence:
    """An expert says when no review can be taken."""
    refuse_unless(by, "read reviews")
    if ends_on < starts_on:
        raise Refused(_("It ends before it starts."), where=f"{starts_on} → {ends_on}")
    with act(by=by, verb="said when away") as a:
        made = Absence(expert=by.account or "", starts_on=starts_on, ends_on=ends_on, said_at=a.at)
        a.save(made)
    return made
