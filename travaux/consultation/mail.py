"""Replies by e-mail: messages in a folder become arrivals, and whoever sent one is told what was found in it."""

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as policy
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from travaux.lib.viewer import OPERATOR

from .actions.arrivals import Door, Dropped, files_of, points_of, receive
from .actions.letters import File
from .models import Addressee, Arrival, Document, Effect
from .outbox import Message, put_receipt
from .sorting import Known, Sorted, sort_file

LARGEST = 60_000_000  # bytes of a message
MOST = 50  # attachments
OURS = re.compile(r"<letter-(?P<letter>\w{12})@travaux>")
TAKEN, REFUSED = "taken", "refused"  # folders that messages are moved to


@dataclass(frozen=True)
class Taken:
    """What became of one message."""

    file: str
    arrival: str  # id; "" it was not taken
    known: bool  # it is known whose it is
    problem: str  # why it was not taken


def take_mail(folder: Path) -> list[Taken]:
    """Take every message of a folder (.eml files, or a maildir), and move it: nothing is taken twice, none is lost."""
    return [moved(path, folder, take_message(path)) for path in sorted(messages(folder))]


def messages(folder: Path) -> Iterator[Path]:
    for place in (folder, folder / "new", folder / "cur"):
        if place.is_dir():
            for path in place.iterdir():
                if path.is_file() and (place != folder or path.suffix.lower() == ".eml"):
                    yield path


def moved(path: Path, folder: Path, said: Taken) -> Taken:
    into = folder / (TAKEN if said.arrival else REFUSED)
    into.mkdir(exist_ok=True)
    path.rename(into / path.name)
    return said


def take_message(path: Path) -> Taken:
    data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if not data:
        return Taken(path.name, "", known=False, problem="It is empty, or larger than 60 MB.")
    try:
        message = email.message_from_bytes(data, policy=policy)
        files = attachments(message)
        subject, replies = str(message["Subject"] or ""), f"{message['In-Reply-To']} {message['References']}"
    except Exception as error:  # a message of others can break its reader in any way; it is kept beside
        return Taken(path.name, "", known=False, problem=f"It cannot be read: {type(error).__name__}.")
    if automatic(message):
        return Taken(path.name, "", known=False, problem="It is an automatic reply.")
    arrival = arrived(data, subject, replies, files)
    tell(arrival, parseaddr(str(message["From"] or ""))[1])
    return Taken(path.name, arrival.pk, known=arrival.addressee_id is not None, problem="")


def automatic(message: EmailMessage) -> bool:
    """What machines send: out of office, not delivered. RFC 3834."""
    return str(message["Auto-Submitted"] or "no").lower() != "no" or message.get_content_type() == "multipart/report"


def attachments(message: EmailMessage) -> list[File]:
    """The files that came with a message, and its own words."""
    found = []
    for n, part in enumerate(list(message.iter_attachments())[:MOST], 1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            name = Path(str(part.get_filename() or f"attachment-{n}")).name
            found.append(File(name, content, "letter", "", part.get_content_type()))
    return found


def arrived(data: bytes, subject: str, replies: str, files: Sequence[File]) -> Arrival:
    """Keep a message with its files; whose it is, its own stamps or our letter say."""
    to = addressee_of(replies)
    asked = asked_with(to)
    found = [sort_file(file, asked) for file in files]
    owner = next((each for each in found if each.known_by == Known.STAMP), None)
    addressee = owner.addressee if owner else to
    known = Known.STAMP if owner else Known.REPLY if to else Known.NOT
    letter = File("message.eml", data, "letter" if not found else "other", "", "message/rfc822")
    dropped = Dropped([letter, *files], subject, addressee, known, whole=data)
    return receive(by=OPERATOR, door=Door.EMAIL, dropped=dropped, sorted_files=[Sorted(letter), *found])


def addressee_of(replies: str) -> Addressee | None:
    """Whoever was sent the letter, or the reminder of it, that a message replies to."""
    ids = OURS.findall(replies)
    letters = Document.objects.filter(pk__in=ids)
    first = {each.answers_id or each.pk for each in letters} | set(ids)
    rows = Addressee.objects.filter(letter__in=first)
    return rows.select_related("round__version__expression", "letter", "body").first() if ids else None


def asked_with(addressee: Addressee | None) -> list[Addressee]:
    """Everybody of that round; of all open rounds where the message does not say which."""
    rows = Addressee.objects.select_related("round__version__expression", "letter", "body")
    return list(rows.filter(round=addressee.round_id) if addressee else rows.filter(round__closed_at__isnull=True))


# --- the receipt ---------------------------------------------------------------------------------------------------


def tell(arrival: Arrival, sender: str) -> None:
    """Tell the sender what was found. Only an address that our letters went to is written to: no other is ours."""
    if arrival.addressee is None or not sender:
        return
    known = {to.lower() for each in Effect.objects.filter(document=arrival.addressee.letter) for to in each.to}
    if sender.lower() not in known:
        return
    lang = arrival.addressee.languages[0] if arrival.addressee.languages else "en"
    with override(lang if lang in ("en", "ru") else "en"):
        message = Message([sender], _("Received: %(subject)s") % {"subject": arrival.subject}, body(arrival))
    put_receipt(f"receipt-{arrival.pk}", message, at=timezone.now())


def body(arrival: Arrival) -> str:
    """What came, row by row where a row has no place, and where to confirm it."""
    assert arrival.addressee is not None
    files = files_of(arrival)
    points = points_of(arrival.addressee, files)
    lost = [point for point in points if point.place == "not_placed"]
    lines = [_("This came, and is kept as it came: %(files)s.") % {"files": ", ".join(each.name for each in files)}]
    lines.append(ngettext("%(n)d comment is on its provision.", "%(n)d comments are on their provisions.",
                          len(points) - len(lost)) % {"n": len(points) - len(lost)})  # fmt: skip
    if lost:
        lines.append(_("Without a place:"))
        lines += [f"  - {point.place_quoted or '…'}: {point.text[:120]}" for point in lost]
    lines += [
        "",
        _("Nothing is filed yet. Sign in, and confirm it here:"),
        f"{settings.ADDRESS}/{get_language()}/desk/arrivals/{arrival.pk}",
    ]
    return "\n".join(lines)
