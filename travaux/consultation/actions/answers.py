"""What can be done with comments: propose an answer, decide it, name the change that it made, react to it, close."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Held
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import Act, act

from ..models import Closure, Comment, Disposition, Reaction, Round
from ..models.answers import CHANGES

Outcome, Stage = Disposition.Outcome, Disposition.Stage


@dataclass(frozen=True)
class Answer:
    """What is answered. One answer may be given to many comments at once."""

    outcome: str  # a `Disposition.Outcome`
    why: str = ""  # a rejection needs it
    changed_in: Version | None = None  # the version that bears the change; with `changed_uids`
    changed_uids: Sequence[str] = field(default=())
    no_change_because: str = ""
    duplicate_of: Comment | None = None


class Overtaken(Refused):
    """Somebody else answered first."""


def propose_answer(
    *, by: Viewer, comments: Iterable[Comment], answer: Answer, seen: Mapping[str, str] | None = None, reason: str = ""
) -> list[Disposition]:
    """The drafter's proposal on each of the comments. `seen`: {comment: the proposal that the person had before them}.

    Raises `Overtaken` where another proposal stands by now; one that stands is corrected with a `reason`.
    """
    return _answer_all(by, "propose an answer", "proposed an answer", Stage.PROPOSED, comments, answer, seen, reason)


def decide_answer(
    *, by: Viewer, comments: Iterable[Comment], answer: Answer, seen: Mapping[str, str] | None = None, reason: str = ""
) -> list[Disposition]:
    """The commission's decision on each of the comments; as `propose_answer`. The proposal stays beside it."""
    return _answer_all(by, "decide an answer", "decided an answer", Stage.DECIDED, comments, answer, seen, reason)


def name_change(*, by: Viewer, decisions: Iterable[Disposition], change: Answer) -> list[Disposition]:
    """Say which words an acceptance changed, or why none: a row beside the decision, which it does not alter.

    `change` bears `changed_in` and `changed_uids`, or `no_change_because`; its outcome is not looked at.
    """
    made = []
    with act(by=by, verb="named the change that an answer made") as a:
        for decision in decisions:
            refuse_unless(by, "propose an answer", decision)
            if decision.outcome not in CHANGES or decision.stage != Stage.DECIDED:
                raise Refused(_("Only what was accepted changes words."), where=f"№ {decision.comment.number}")
            if not change.changed_uids and not change.no_change_because:
                raise Refused(_("Name the provisions that were changed, or say why there is no change."))
            refuse_overtaken(decision.comment, Stage.DECIDED, decision.pk)
            named = Answer(
                decision.outcome, decision.why, change.changed_in, change.changed_uids, change.no_change_because
            )
            made.append(row_of(a, decision.comment, Stage.DECIDED, named, decision, str(_("the change was named"))))
            a.save(made[-1])
    return made


def _answer_all(
    by: Viewer, policy: str, verb: str, stage: str, comments: Iterable[Comment], answer: Answer,
    seen: Mapping[str, str] | None, reason: str,
) -> list[Disposition]:  # fmt: skip
    comments = list(comments)
    refuse_unsound(answer, comments)
    with act(by=by, verb=verb, why=reason) as a:
        made = []
        for comment in comments:
            refuse_unless(by, policy, Disposition(comment=comment, stage=stage))
            refuse_closed(comment.filing.round)
            before = refuse_overtaken(comment, stage, (seen or {}).get(comment.pk, ""))
            if before is not None and not reason.strip():
                raise Refused(
                    _("This comment is answered already; another answer needs a reason."), where=f"№ {comment.number}"
                )
            made.append(row_of(a, comment, stage, answer, before, reason if before else ""))
            a.save(made[-1])
    return made


def row_of(
    a: Act, comment: Comment, stage: str, answer: Answer, before: Disposition | None, reason: str
) -> Disposition:  # fmt: skip
    """A proposal is the commission's to read; a decision also the author's, or whoever may read the comment."""
    commission = comment.filing.round.commission_id
    opened = comment.level if comment.level in (Level.PUBLIC, Level.ASSEMBLY) else Level.DELEGATION
    return Disposition(
        comment=comment, stage=stage, outcome=answer.outcome, why=answer.why, changed_in=answer.changed_in,
        changed_uids=list(answer.changed_uids), no_change_because=answer.no_change_because,
        duplicate_of=answer.duplicate_of, by_body_id=commission if stage == Stage.DECIDED else None,
        account=a.by.account or "", supersedes=before, reason=reason, recorded_at=a.at,
        level=opened if stage == Stage.DECIDED else Level.COMMISSION,
    )  # fmt: skip


def refuse_unsound(answer: Answer, comments: Sequence[Comment]) -> None:
    """What an answer must bear by its outcome: domain of consolidated tables, where a refusal is always reasoned."""
    if answer.outcome not in Outcome.values:
        raise Refused(_("There is no such outcome: %s.") % answer.outcome, where="outcome")
    if not comments:
        raise Refused(_("No comment was chosen."), remedy=_("Mark the rows that this answers."))
    if answer.outcome == Outcome.REJECTED and not answer.why.strip():
        raise Refused(_("Who does not accept a comment says why."), where="why")
    if (answer.outcome == Outcome.DUPLICATE) != (answer.duplicate_of is not None):
        raise Refused(_("A duplicate names the other comment; nothing else does."), where="duplicate_of")
    if answer.duplicate_of is not None and answer.duplicate_of in comments:
        raise Refused(_("A comment is not its own duplicate."), where="duplicate_of")
    if bool(answer.changed_in) != bool(answer.changed_uids):
        raise Refused(_("A change names the version and the provisions in it."), where="changed_uids")
    if answer.changed_in is not None:
        known = set(Held(answer.changed_in.text).uids.values())
        if strange := set(answer.changed_uids) - known:
            raise Refused(_("The version has no such provision."), where=", ".join(sorted(strange)))


def refuse_overtaken(comment: Comment, stage: str, seen: str) -> Disposition | None:
    """The answer that stands, which must be the one that the person saw. Asked while the pen is held.

    An answer to an earlier wording of the comment is an answer to it: they share their number.
    """
    said = Disposition.objects.filter(
        comment__number=comment.number, comment__filing__round=comment.filing.round_id, stage=stage,
        superseded_by__isnull=True,
    )  # fmt: skip
    standing = said.select_related("comment").first()
    if (standing.pk if standing else "") != seen:
        now = Outcome(standing.outcome).label if standing else _("no answer")
        raise Overtaken(
            format_lazy(
                _("Comment {number} was answered by somebody else meanwhile: {now}."), number=comment.number, now=now
            ),
            kept=_("Your answer was not saved; theirs stands."),
            remedy=_("Read it, and correct it with a reason if need be."),
        )  # fmt: skip
    return standing


def react(*, by: Viewer, comment: Comment, kind: str, statement: str = "", reason: str = "") -> Reaction:
    """The author's delegation is satisfied with what was decided, or maintains its comment."""
    refuse_unless(by, "react to an answer", comment)
    if kind not in Reaction.Kind.values:
        raise Refused(_("There is no such reaction: %s.") % kind, where="kind")
    with act(by=by, verb="reacted to an answer", why=reason) as a:
        decided = of_number(Disposition, comment).filter(stage=Stage.DECIDED, superseded_by__isnull=True).first()
        if decided is None:
            raise Refused(_("This comment has no decided answer yet."), where=f"№ {comment.number}")
        before = of_number(Reaction, comment).filter(superseded_by__isnull=True).first()
        if before is not None and not reason.strip():
            raise Refused(_("Your delegation has answered already; another answer needs a reason."), where="reason")
        row = Reaction(
            comment=comment, disposition=decided, kind=kind, statement=statement, account=by.account or "",
            supersedes=before, reason=reason if before else "", recorded_at=a.at,
        )  # fmt: skip
        a.save(row)
    return row


def of_number(model: type[Disposition] | type[Reaction], comment: Comment) -> QuerySet[Any]:
    """What was said of a comment, whichever of its wordings it was said of."""
    return model.objects.filter(comment__number=comment.number, comment__filing__round=comment.filing.round_id)


def close_round(*, by: Viewer, round: Round, person: str, reason: str = "") -> Closure:
    """End a round. `person` is who closes it, by name and capacity; with comments left open a reason is needed."""
    refuse_unless(by, "close with open comments", round)
    if not person.strip():
        raise Refused(_("A round is closed by a named person."), where="person")
    with act(by=by, verb="closed a round", why=reason) as a:
        refuse_closed(round)
        left = unanswered(round)
        if left and not reason.strip():
            raise Refused(
                format_lazy(
                    _("Comments without an answer: {count}. To close the round with them needs a reason."),
                    count=len(left),
                ),
                where=", ".join(map(str, left[:20])), remedy=_("Answer them, or say why the round is closed without."),
            )  # fmt: skip
        closure = Closure(
            round=round, closed_at=a.at, account=by.account or "", person=person, reason=reason,
            open_count=len(left), open_comments=left,
        )  # fmt: skip
        a.save(closure)
        a.amend(round, closed_at=a.at)
    return closure


def unanswered(round: Round) -> list[int]:
    """Numbers of the comments that the commission has not decided."""
    numbers = Comment.objects.filter(filing__round=round, superseded_by__isnull=True, translation_of__isnull=True)
    decided = Disposition.objects.filter(
        comment__filing__round=round, stage=Stage.DECIDED, superseded_by__isnull=True
    )  # fmt: skip
    answered = set(decided.exclude(outcome=Outcome.NEEDS_DECISION).values_list("comment__number", flat=True))
    return sorted(set(numbers.values_list("number", flat=True)) - answered)


def refuse_closed(round: Round) -> None:
    if Closure.objects.filter(round=round).exists():
        raise Refused(_("The round is closed."), remedy=_("What was left open is said in its proof."))
