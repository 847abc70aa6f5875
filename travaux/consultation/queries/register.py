"""The register of letters, its files, and what lies in the outbox; and the rows that actions are done to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from travaux.lib.viewer import Viewer
from travaux.registry.queries import Look

from ..models import Addressee, Document, Effect, Enclosure, Filing, Round


@dataclass(frozen=True)
class FileHeld:
    """A file as it came or went."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class LetterRow:
    """One line of the register."""

    id: str
    number: str
    direction: str
    direction_label: str
    registered_on: dt.date
    correspondent: str
    subject: str
    channel_label: str
    theirs: str  # the sender's number and day
    signatory: str
    sent_at: dt.datetime | None
    files: tuple[tuple[str, str], ...]  # id, name


@dataclass(frozen=True)
class DeadLetter:
    """A letter that no attempt could send."""

    key: str
    number: str
    to: int  # addresses
    attempts: int
    error: str


def letters(
    viewer: Viewer, *, on: dt.date, lang: str, direction: str = "", start: int = 0, limit: int = 50
) -> tuple[LetterRow, ...]:
    """The register, the latest first."""
    found = Document.objects.visible(viewer, on).select_related("sending")
    rows = list(
        (found.filter(direction=direction) if direction else found).order_by(
            "-registered_at", "direction", "-number", "pk"
        )[start : start + limit]
    )
    names = Look(viewer, on, None, lang).bodies({row.correspondent_id for row in rows if row.correspondent_id})
    files: dict[str, list[tuple[str, str]]] = {}
    enclosed = Enclosure.objects.visible(viewer, on).filter(document__in=[row.pk for row in rows])
    for letter, id, name in enclosed.order_by("document", "position").values_list("document_id", "pk", "name"):
        files.setdefault(letter, []).append((id, name))
    return tuple(
        LetterRow(
            id=row.pk, number=str(row), direction=row.direction, direction_label=str(row.get_direction_display()),
            registered_on=row.registered_on, subject=row.subject, channel_label=str(row.get_channel_display()),
            correspondent=names[row.correspondent_id].name.text if row.correspondent_id in names
            else row.correspondent_quoted,
            theirs=" ".join(filter(None, (row.sender_number, str(row.sender_dated or "")))),
            signatory=", ".join(filter(None, (row.signatory, row.signatory_capacity))),
            sent_at=row.sending.sent_at if hasattr(row, "sending") else None, files=tuple(files.get(row.pk, ())),
        )
        for row in rows
    )  # fmt: skip


def letters_count(viewer: Viewer, *, on: dt.date, direction: str = "") -> int:
    found = Document.objects.visible(viewer, on)
    return (found.filter(direction=direction) if direction else found).count()


def enclosure(viewer: Viewer, id: str, *, on: dt.date) -> FileHeld | None:
    """A file of a letter, for those who may know of it."""
    found = Enclosure.objects.visible(viewer, on).select_related("file").filter(pk=id).first()
    return FileHeld(found.name, found.media_type, bytes(found.file.data)) if found else None


def dead_letters(viewer: Viewer) -> tuple[DeadLetter, ...]:
    """What lies in the outbox and needs a person; the secretariat's."""
    if not viewer.is_staff:
        return ()
    rows: Iterable[Effect] = Effect.objects.filter(dead_at__isnull=False).select_related("document")
    return tuple(DeadLetter(e.key, str(e.document or e.subject), len(e.to), e.attempts, e.last_error) for e in rows)


def addressee_row(viewer: Viewer, round: str, id: str, *, on: dt.date) -> Addressee | None:
    found = Addressee.objects.visible(viewer, on).filter(pk=id, round=round)
    return found.select_related("round__dossier", "round__version__expression", "letter", "body").first()


def filing_row(viewer: Viewer, round: str, id: str, *, on: dt.date) -> Filing | None:
    found = Filing.objects.visible(viewer, on).filter(pk=id, round=round)
    return found.select_related("opinion", "addressee", "round").first()


def round_row(viewer: Viewer, id: str, *, on: dt.date) -> Round | None:
    return Round.objects.visible(viewer, on).select_related("dossier__assembly").filter(pk=id).first()
