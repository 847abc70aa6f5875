"""What a file would become, before anything is stored."""

import datetime as dt

from django.utils.translation import gettext

from travaux.core.text.diff import diff
from travaux.core.text.plain import Reading
from travaux.core.text.tree import Document, Unit, walk
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer

from ..actions.versions import profile_for
from ..blocks import blocks_of
from ..identity import same_words
from ..models import Expression
from ..reading import TWO_LETTERS, File, opened, refuse_other_language, title_in
from ..summaries import UploadPreview
from .changes import changes_shown
from .rows import Held, Shelf
from .texts import contents


def preview_upload(
    viewer: Viewer, file: File, *, on: dt.date, lang: str, expression: str = "", profile: str = ""
) -> UploadPreview:
    """What was read in a file, what is uncertain, and what changes against the latest version of an expression.

    Nothing is stored. What would be refused is told as `refusal`, with what was read until then.
    """
    shelf = Shelf(viewer, on, lang)
    known = Expression.objects.visible(viewer, on).filter(pk=expression).first() if expression else None
    try:
        read = opened(
            file.data, name=file.name, profile=profile or (profile_for(known, "") if known else ""),
            lang=known.lang if known else "",
        )  # fmt: skip
    except Refused as refused:
        return nothing_read(refused)
    latest = shelf.versions(expression=known.pk)[-1:] if known else []
    held = shelf.texts(latest).get(latest[0].pk) if latest else None
    refusal = refused_because(read.document, known.lang if known else "", held)
    changes = (
        changes_shown(diff(held.document, read.document).changes, held.blocks, blocks_of(read.document))
        if held and refusal is None
        else ()
    )
    units = [node for node in walk(read.document) if isinstance(node, Unit)]
    return UploadPreview(
        ok=refusal is None, lang=TWO_LETTERS.get(read.language, ""), profile=read.profile,
        title=title_in(read.document), units=len(units), articles=sum(unit.kind == "article" for unit in units),
        doubts=tuple({name: str(value) for name, value in doubt.as_json().items()} for doubt in read.doubts),
        contents=contents(blocks_of(read.document)), against=shelf.rows(latest)[latest[0].pk] if latest else None,
        same=held is not None and same_words(held.document, read.document), changes=changes,
        warnings=tuple(warnings(read, units, len(held.units) if held else 0)), refusal=refusal,
    )  # fmt: skip


def refused_because(document: Document, lang: str, held: Held | None) -> dict[str, str] | None:
    """What `add_version` would refuse."""
    try:
        if lang:
            refuse_other_language(document, lang)
        if held is not None and same_words(held.document, document):
            raise Refused(gettext("The text is the same as the version before it, word for word."))
    except Refused as refused:
        return refused.as_json()
    return None


def warnings(read: Reading, units: list[Unit], before: int) -> list[str]:
    """What a person should know before storing it."""
    found = []
    if not units:
        found.append(gettext("No provision was recognised: the text would be stored as paragraphs."))
    if before and len(units) * 2 < before:
        found.append(gettext("The file has less than half of the provisions of the version before it."))
    if not title_in(read.document):
        found.append(gettext("No title was recognised."))
    return found


def nothing_read(refused: Refused) -> UploadPreview:
    said = refused.as_json() | {"kept": gettext("Nothing was stored.")}
    return UploadPreview(False, "", "", "", 0, 0, (), (), None, False, (), (), said)
