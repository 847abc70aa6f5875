"""What can be done with letters: register one with its files, outgoing or incoming, under the next number."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.dossiers.models import Dossier
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import Act, act
from travaux.registry.models import Body

from ..models import Document, Enclosure, StoredFile

LARGEST = 40 * 1024 * 1024  # bytes of one file: a scanned letter of many pages
Direction, Channel = Document.Direction, Document.Channel


@dataclass(frozen=True)
class File:
    """A file as it came or as it goes; held unaltered."""

    name: str
    data: bytes
    kind: str = Enclosure.Kind.OTHER
    lang: str = ""
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Correspondent:
    """Who wrote it, or to whom it goes."""

    body: Body | None = None
    quoted: str = ""  # as the letter writes it
    delegation: Body | None = None  # through which a parliament is reached; its people may read the letter too


@dataclass(frozen=True)
class Theirs:
    """What the other side put on an incoming letter."""

    number: str = ""
    dated: dt.date | None = None
    signatory: str = ""
    capacity: str = ""


NOTHING_OF_THEIRS = Theirs()


@dataclass(frozen=True)
class Heading:
    """What both directions bear."""

    subject: str
    channel: str
    lang: str = ""
    dossier: Dossier | None = None
    answers: Document | None = None
    registered_on: dt.date | None = None  # None: today
    level: str = Level.DELEGATION
    files: Sequence[File] = field(default=())


def register_letter(
    *, by: Viewer, assembly: Body, direction: str, heading: Heading, correspondent: Correspondent,
    theirs: Theirs = NOTHING_OF_THEIRS,
) -> Document:  # fmt: skip
    """Enter one letter in the register of an assembly, with its files, under the next number of the year.

    Raises Refused for an unknown channel, a day to come, an empty or too large file. Two at once get two numbers: the
    pen is held while one is taken.
    """
    refuse_unless(by, "register a document")
    return entered(
        by=by, assembly=assembly, direction=direction, heading=heading, correspondent=correspondent, theirs=theirs
    )


def entered(
    *, by: Viewer, assembly: Body, direction: str, heading: Heading, correspondent: Correspondent, theirs: Theirs
) -> Document:
    """The letter in the register, for actions that asked already who acts."""
    day = heading.registered_on or timezone.localdate()
    refuse_unsound(heading, day)
    with act(by=by, verb="registered a letter") as a:
        letter = Document(
            level=heading.level, assembly=assembly, direction=direction, year=day.year, registered_on=day,
            number=next_number(assembly, direction, day.year), registered_at=a.at, dossier=heading.dossier,
            answers=heading.answers, correspondent=correspondent.body, correspondent_quoted=correspondent.quoted[:500],
            delegation=correspondent.delegation, subject=heading.subject, lang=heading.lang, channel=heading.channel,
            sender_number=theirs.number, sender_dated=theirs.dated, signatory=theirs.signatory,
            signatory_capacity=theirs.capacity, account=by.account or "",
        )  # fmt: skip
        a.save(letter)
        enclose(a, letter, heading.files)
    return letter


def next_number(assembly: Body, direction: str, year: int) -> int:
    """Asked inside an act, so nobody else takes it; what was refused takes none, so there are no gaps."""
    same = Document.objects.filter(assembly=assembly, direction=direction, year=year)
    return (same.aggregate(last=Max("number"))["last"] or 0) + 1


def enclose(a: Act, letter: Document, files: Iterable[File]) -> None:
    for position, file in enumerate(files, start=1):
        a.save(
            Enclosure(
                level=letter.level, document=letter, position=position, kind=file.kind, lang=file.lang,
                name=file.name[:300], media_type=file.media_type[:100], file=stored(a, file.data),
            )
        )  # fmt: skip


def stored(a: Act, data: bytes) -> StoredFile:
    """The bytes, once: sixty addressees get one draft."""
    sha256 = hashlib.sha256(data).hexdigest()
    found = StoredFile.objects.defer("data").filter(sha256=sha256).first()
    if found is None:
        found = StoredFile(sha256=sha256, size=len(data), data=data)
        a.save(found)
    return found


def refuse_unsound(heading: Heading, day: dt.date) -> None:
    if heading.channel not in Channel.values:
        raise Refused(_("There is no such channel."), where=heading.channel, remedy=", ".join(Channel.values))
    if day > timezone.localdate():
        raise Refused(_("A letter is not registered on a day to come."), where=day.isoformat())
    if not heading.subject.strip():
        raise Refused(_("Say what the letter is about."), where="subject")
    for file in heading.files:
        if not file.data:
            raise Refused(_("This file is empty."), where=file.name)
        if len(file.data) > LARGEST:
            remedy = _("Split it, or scan it with fewer dots.")
            raise Refused(_("This file is too large."), where=file.name, remedy=remedy)
