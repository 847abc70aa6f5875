"""What a Word file with tracked changes proposes to a version, before anything is stored."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from travaux.core.text.docx.amendments import IN_MARGIN, NOT_TRACKED
from travaux.core.text.docx.comments import NOWHERE
from travaux.core.text.docx.proposals import ALONE, LOOKS, NOT_SAID, OTHERS
from travaux.core.text.docx.tracked import NO_PLACE
from travaux.lib.guarded import read_tracked
from travaux.lib.viewer import Viewer

from ..operations import from_values
from ..reading import File, in_our_words, sha256_of
from ..summaries import Left, Tabled, TrackedFile
from .amendments import proposal_shown
from .changes import Places
from .rows import Shelf
from .workings import sheets_from, work_on

# What the text engine says of a change without a place, in the reader's language.
WHY = {
    NO_PLACE: _("Its words are not found in this version."),
    IN_MARGIN: _("It stands in a header or footer, which is no part of the text."),
    NOT_TRACKED: _("It differs from this version and is not marked as a change."),
    NOWHERE: _("The text does not refer to it."),
    NOT_SAID: _("No formula says this change: table it in words."),
    OTHERS: _("It changes words that another author proposes: table it as a sub-amendment."),
    LOOKS: _("It changes how the text looks, not what it says."),
    ALONE: _("Its author changes nothing here: it is no amendment."),
}


def tracked_in(viewer: Viewer, version: str, file: File, *, on: dt.date) -> TrackedFile | None:
    """What a file proposes to a version, author by author and article by article, and what is no amendment.

    None where the version is not known. Raises `Refused` where the file cannot be read.
    """
    shelf = Shelf(viewer, on, "")
    found = shelf.version(version)
    if found is None:
        return None
    held = shelf.texts([found])[found.pk]
    base, profile = bytes(held.text.akn), found.profile or "generic"
    with in_our_words():
        told = read_tracked(file.data, base, name=file.name, profile_id=profile, language=found.expression.lang)
    places = Places(held.blocks)

    def one(each: Mapping[str, Any]) -> Tabled:
        work = work_on(sheets_from(base), from_values(each["operations"]), profile)
        return Tabled(
            key=sha256_of(f"{each['author']}\n{each['unit']}\n{each['formula']}".encode())[:16], author=each["author"],
            date=each["date"], place=places.said(each["unit"]), formula=each["formula"],
            reason="\n".join(comment["text"] for comment in each["comments"]), operations=tuple(each["operations"]),
            changes=proposal_shown(work, held).changes,
        )  # fmt: skip

    return TrackedFile(
        tuple(one(each) for each in told["proposed"]), tuple(left(each, places) for each in told["residue"])
    )


def left(each: Mapping[str, Any], places: Places) -> Left:
    is_comment = "text" in each
    return Left(
        "comment" if is_comment else "change", each["author"], each["date"], places.said(each["unit"] or ""),
        each["quoted" if is_comment else "old"], each["text" if is_comment else "new"],
        str(WHY.get(each["why"], each["why"])),
    )  # fmt: skip
