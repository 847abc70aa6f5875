"""The offline kit of one addressee: everything it was sent, in one signed zip; and an answer read from one.

A chamber without network fills in the table, marks its position in `answer.txt`, adds its signed letter, and sends the
zip back on whatever carries it. What was changed on the way is named, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from travaux.core.text.refusals import NotReadable
from travaux.lib.refusals import Refused

from .actions.filings import Point, Position
from .actions.letters import File
from .incoming import TABLES, points_in, sent_text
from .kit import Kit, make_kit, open_kit, signing_key
from .models import Addressee, Enclosure

ANSWER = "answer.txt"
MARKED = re.compile(r"^\s*\[\s*[xXхХ✓vV+]\s*\]\s*(?P<said>.+?)\s*$", re.MULTILINE)  # Latin and Cyrillic alike
MEDIA_TYPES = {".pdf": "application/pdf", ".csv": "text/csv", ".txt": "text/plain"}


@dataclass(frozen=True)
class KitAnswer:
    """What came back in a kit."""

    position: str  # as marked; NOT_STATED where nothing is
    points: tuple[Point, ...]
    files: tuple[File, ...]  # what was filled in or added, as it came
    missing: tuple[str, ...]  # files that were taken out


def kit_of(addressee: Addressee) -> File:
    """The kit; the same bytes whenever it is asked for."""
    enclosed = Enclosure.objects.filter(document=addressee.letter_id).select_related("file").order_by("position")
    files = {each.name: bytes(each.file.data) for each in enclosed}
    files[ANSWER] = "\r\n".join(answer_form(addressee)).encode("utf-8-sig")
    text = sent_text(addressee, "")
    about = {
        "round": addressee.round_id, "addressee": addressee.pk, "version": text.version.sha256,
        "lang": addressee.languages[0],
    }  # fmt: skip
    data = make_kit(files, about=about, key=signing_key(settings.SECRET_KEY))
    return File(f"kit-{addressee.letter.number}-{addressee.pk}.zip", data, "other", media_type="application/zip")


def answer_form(addressee: Addressee) -> list[str]:
    """A page of plain text to be marked in any editor, in both languages."""
    lines = []
    for lang in ("en", "ru"):
        with override(lang):
            lines += [
                _("Answer of %(who)s") % {"who": addressee.name.get(lang) or str(addressee)}, "",
                _("Put an x into the brackets before one position, in one language."),
                _("Fill in the table, add your signed letter to this folder, and send the whole folder back as a zip."),
                "", *(f"[ ] {label}" for label in labels(lang)), "",
            ]  # fmt: skip
    return lines


def labels(lang: str) -> Mapping[str, str]:
    """What each position is called: {name: position}."""
    with override(lang):
        return {str(each.label): each.value for each in Position if each != Position.NOT_STATED}


def answer_in(addressee: Addressee, data: bytes, *, name: str) -> KitAnswer:
    """An answer from the kit of this addressee. Raises Refused for a zip that is none, or is somebody else's."""
    kit = opened(data, name=name)
    if (kit.about.get("round"), kit.about.get("addressee")) != (addressee.round_id, addressee.pk):
        raise Refused(
            gettext_lazy("This kit was made for another addressee, or another round."), where=name,
            remedy=gettext_lazy("Take the kit of this letter."),
        )  # fmt: skip
    sent = {each.name: each.kind for each in Enclosure.objects.filter(document=addressee.letter_id)}
    files = tuple(file_of(each, content, sent) for each, content in sorted({**kit.changed, **kit.added}.items()))
    tables = [each for each in files if each.kind == "form"]
    points = tuple(point for table in tables for point in points_in(addressee, table).points)
    return KitAnswer(position_in(kit), points, files, kit.missing)


def opened(data: bytes, *, name: str) -> Kit:
    try:
        return open_kit(data, key=signing_key(settings.SECRET_KEY).public_key(), name=name)
    except NotReadable as error:
        raise Refused(str(error), where=error.where or name, remedy=error.remedy) from error


def whose(data: bytes, *, name: str) -> Addressee:
    """The addressee that a kit was made for. Raises Refused for a zip that is none."""
    about = opened(data, name=name).about
    found = Addressee.objects.filter(pk=about.get("addressee", ""), round=about.get("round", ""))
    row = found.select_related("round__dossier", "round__version__expression", "letter", "body").first()
    if row is None:
        raise Refused(gettext_lazy("This kit belongs to no round that is held here."), where=name)
    return row


def file_of(name: str, data: bytes, sent: Mapping[str, str]) -> File:
    """A file of the kit by what it is: a table that was filled in, the letter that was added, anything else."""
    kind = sent.get(name, "other")
    if name not in sent and name != ANSWER:
        kind = "form" if name.lower().endswith((".xlsx", ".csv")) else "letter"
    if kind == "form" and not name.lower().endswith(TABLES):
        kind = "other"
    suffix = name[name.rfind(".") :].lower()
    return File(name, data, kind, "", MEDIA_TYPES.get(suffix, "application/octet-stream"))


def position_in(kit: Kit) -> str:
    """The position that is marked; one that is marked with others, or in words of its own, is none."""
    text = words_of(kit.changed.get(ANSWER, b""))
    known = {name.casefold(): position for lang in ("en", "ru") for name, position in labels(lang).items()}
    marked = [known.get(found["said"].casefold(), "") for found in MARKED.finditer(text)]
    found = set(marked)
    if len(found) > 1 or "" in found:
        raise Refused(
            gettext_lazy("More than one position is marked, or one that is not on the list."), where=ANSWER,
            remedy=gettext_lazy("Mark one, or choose it on the page."),
        )  # fmt: skip
    return found.pop() if found else Position.NOT_STATED


def words_of(data: bytes) -> str:
    """Text as editors of offices save it: UTF-8, UTF-16 with its mark, or the code page of Cyrillic Windows."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
