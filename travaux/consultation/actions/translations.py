"""A comment in another language: a row of its own, marked as a translation; the author's words stay what counts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..models import Comment
from .filings import carried


@dataclass(frozen=True)
class Words:
    """A comment's words in a language."""

    lang: str
    text: str
    proposal: str = ""
    ground: str = ""


def translate_comment(*, by: Viewer, comment: Comment, words: Words, reason: str = "") -> Comment:
    """Put a comment in other words of another language, beside it. A second one takes the place of the first, with a
    reason. Raises Refused for the comment's own language, an empty text, a missing reason.
    """
    refuse_unless(by, "confirm rows", comment)
    if comment.translation_of_id or words.lang == comment.lang:
        raise Refused(_("This is the language that it is written in."), where=words.lang)
    if not words.text.strip():
        raise Refused(_("A comment says nothing."), where="text")
    with act(by=by, verb="translated a comment", why=reason) as a:
        same = Comment.objects.standing().filter(filing=comment.filing_id, number=comment.number, lang=words.lang)
        before = same.filter(translation_of__isnull=False).first()
        if before is not None and not reason.strip():
            raise Refused(_("There is a translation already: say why it is corrected."), where="reason")
        made = Comment(
            **{**carried(comment), "translation_of": comment, "extracted_by": by.account or by.role}, recorded_at=a.at,
            supersedes=before, reason=reason if before else "",
        )  # fmt: skip
        made.lang, made.text, made.proposal, made.ground = words.lang, words.text, words.proposal, words.ground
        a.save(made)
    return made
