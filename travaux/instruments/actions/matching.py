"""What can be done where provisions answer to one another: correct what was matched, say what says the same."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless_recorder
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..blocks import blocks_of, unpack
from ..models import Alignment, Correspondence, Version
from ..reading import document_from
from .works import refuse_unknown


def correct_correspondence(
    *, by: Viewer, correspondence: Correspondence, kind: str, old_uids: Sequence[str], new_uids: Sequence[str],
    reason: str,
) -> Correspondence:  # fmt: skip
    """A new row in place of one that was wrong, or that a person has looked at and found right. The old one stays."""
    refuse_unless_recorder(by)
    refuse_unknown(kind, Correspondence.Kind.values)
    refuse_without_reason(reason)
    refuse_strange(correspondence.old, old_uids)
    refuse_strange(correspondence.new, new_uids)
    with act(by=by, verb="corrected a correspondence", why=reason) as a:
        refuse_superseded(Correspondence.objects.filter(supersedes=correspondence).exists())
        row = Correspondence(
            old=correspondence.old, new=correspondence.new, old_uids=list(old_uids), new_uids=list(new_uids), kind=kind,
            score=correspondence.score, recorded_at=a.at, supersedes=correspondence, reason=reason,
        )  # fmt: skip
        a.save(row)
    return row


def align(
    *, by: Viewer, left: Version, right: Version, left_uids: Sequence[str], right_uids: Sequence[str],
    supersedes: Alignment | None = None, reason: str = "",
) -> Alignment:  # fmt: skip
    """State that provisions of two languages say the same: one to one, or several to several.

    Where the uids are equal the row says that a person compared these two wordings and found them in step.
    """
    refuse_unless_recorder(by)
    if left.expression_id == right.expression_id:
        raise Refused(_("Only two languages of one instrument are aligned."), where=left.number)
    if left.expression.instrument_id != right.expression.instrument_id:
        raise Refused(_("These are two instruments."), where=f"{left} – {right}")
    if not left_uids or not right_uids:
        raise Refused(_("An alignment names provisions on both sides."))
    if supersedes:
        refuse_without_reason(reason)
    refuse_strange(left, left_uids)
    refuse_strange(right, right_uids)
    with act(by=by, verb="aligned two languages", why=reason) as a:
        refuse_superseded(supersedes is not None and Alignment.objects.filter(supersedes=supersedes).exists())
        row = Alignment(
            left=left, right=right, left_uids=list(left_uids), right_uids=list(right_uids), recorded_at=a.at,
            supersedes=supersedes, reason=reason,
        )  # fmt: skip
        a.save(row)
    return row


def refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("A correction needs a reason."))


def refuse_superseded(superseded: bool) -> None:
    if superseded:
        raise Refused(_("This was corrected before."), remedy=_("Correct what stands now."))


def refuse_strange(version: Version, uids: Iterable[str]) -> None:
    """A uid that the version does not have would answer to nothing."""
    blocks = unpack(bytes(version.text.blocks)) or blocks_of(document_from(bytes(version.text.akn)))
    if strange := set(uids) - {block.uid for block in blocks}:
        raise Refused(_("The version has no such provision."), where=", ".join(sorted(strange)))
