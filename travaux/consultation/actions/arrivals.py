"""What can be done with what came and is not filed yet: take it in, say whose it is, file it, set it aside."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..incoming import points_in
from ..kits import KitAnswer, answer_in
from ..models import Addressee, Arrival, ArrivedFile, Document, Filing
from ..sorting import Sorted, sort_file
from .filings import Answer, Point, file_opinion
from .letters import NOTHING_OF_THEIRS, File, Theirs, stored

Door, Known = Arrival.Door, Arrival.Known


@dataclass(frozen=True)
class Dropped:
    """Files that came together."""

    files: Sequence[File]
    subject: str = ""
    addressee: Addressee | None = None  # whose it is, where the way in says it
    known_by: str = Known.NOT
    whole: bytes = field(default=b"")  # the message itself; empty: the files are all there is

    @property
    def key(self) -> str:
        said = [self.whole] if self.whole else sorted(hashlib.sha256(file.data).digest() for file in self.files)
        return hashlib.sha256(b"\n".join(said)).hexdigest()


def take_folder(*, by: Viewer, round: str, files: Iterable[File]) -> list[Arrival]:
    """Many files dropped at once become one arrival for each addressee, and one for each file that is nobody's yet.

    Nothing is dropped: what cannot be read is kept with the reason. Files that came before come once.
    """
    refuse_unless(by, "register a document")
    asked = list(Addressee.objects.filter(round=round).select_related("round__version__expression", "letter", "body"))
    if not asked:
        raise Refused(_("There is no such round."), where=round)
    together: dict[str, list[Sorted]] = {}
    for n, file in enumerate(files):
        found = sort_file(file, asked)
        together.setdefault(found.addressee.pk if found.addressee else f"?{n}", []).append(found)
    with act(by=by, verb="took in a folder of answers"):
        return [taken(by, some) for some in together.values()]


def taken(by: Viewer, some: Sequence[Sorted]) -> Arrival:
    dropped = Dropped([each.file for each in some], some[0].file.name, some[0].addressee, some[0].known_by)
    return receive(by=by, door=Door.FOLDER, dropped=dropped, sorted_files=some)


def receive(*, by: Viewer, door: str, dropped: Dropped, sorted_files: Sequence[Sorted]) -> Arrival:
    """Keep what came, once. A kit is taken apart: what was filled in or added counts, and so does its mark."""
    refuse_unless(by, "register a document")
    with act(by=by, verb="took in an answer that came") as a:
        again = Arrival.objects.filter(key=dropped.key).first()
        if again is not None:
            return again
        position, parts = unpacked(sorted_files)
        arrival = Arrival(
            arrived_at=a.at, door=door, key=dropped.key, subject=dropped.subject[:500], addressee=dropped.addressee,
            known_by=dropped.known_by if dropped.addressee else Known.NOT, position=position,
        )  # fmt: skip
        a.save(arrival)
        for place, each in enumerate(parts, 1):
            a.save(
                ArrivedFile(
                    arrival=arrival, position=place, kind=each.file.kind, name=each.file.name[:300],
                    media_type=each.file.media_type[:100], file=stored(a, each.file.data), problem=each.problem[:500],
                )
            )  # fmt: skip
    return arrival


def unpacked(files: Sequence[Sorted]) -> tuple[str, list[Sorted]]:
    """The position that a kit marks, and every file; those of a kit stand after the kit itself."""
    position, found = "", []
    for each in files:
        found.append(each)
        if each.kit and each.addressee:
            kit: KitAnswer = answer_in(each.addressee, each.file.data, name=each.file.name)
            position = kit.position
            found += [replace(each, file=file, kit=False) for file in kit.files]
    return position, found


def assign(*, by: Viewer, arrival: Arrival, addressee: Addressee) -> Arrival:
    """Say whose it is."""
    refuse_unless(by, "register a document")
    refuse_done(arrival)
    with act(by=by, verb="said whose answer came") as a:
        a.amend(arrival, addressee=addressee, known_by=Known.SAID)
    return arrival


def file_arrival(
    *, by: Viewer, arrival: Arrival, position: str, statement: str = "", theirs: Theirs = NOTHING_OF_THEIRS
) -> Filing:  # fmt: skip
    """File what came as the answer of its addressee; its rows land on their provisions. Filed once."""
    refuse_unless(by, "file an opinion", arrival.addressee)
    refuse_done(arrival)
    if arrival.addressee is None:
        raise Refused(_("It is not known whose answer this is."), remedy=_("Say whose it is first."))
    files = files_of(arrival)
    points = points_of(arrival.addressee, files)
    email = arrival.door == Door.EMAIL
    door = "email" if email else "table" if points else "letter"
    answer = Answer(
        door=door, position=position, statement=statement, points=points, files=files, theirs=theirs,
        lang=arrival.addressee.languages[0] if arrival.addressee.languages else "",
        channel=Document.Channel.EMAIL if email else Document.Channel.OTHER,
        received_on=arrival.arrived_at.date(),
    )  # fmt: skip
    with act(by=by, verb="filed what came") as a:
        filing = file_opinion(by=by, addressee=arrival.addressee, answer=answer, key=arrival.key)
        a.amend(arrival, filing=filing)
    return filing


def files_of(arrival: Arrival) -> list[File]:
    return [
        File(each.name, bytes(each.file.data), each.kind, "", each.media_type)
        for each in arrival.files.select_related("file")
    ]


def points_of(addressee: Addressee, files: Iterable[File]) -> list[Point]:
    """The rows of every table among the files; a table that cannot be read stays a file."""
    found: list[Point] = []
    for file in files:
        if file.kind == "form":
            try:
                found += points_in(addressee, file).points
            except Refused:
                continue
    return found


def set_aside(*, by: Viewer, arrival: Arrival, reason: str) -> Arrival:
    """It is no answer, for a reason: an automatic reply, a double, another matter. It stays as it came."""
    refuse_unless(by, "register a document")
    refuse_done(arrival)
    if not reason.strip():
        raise Refused(_("Say why it is set aside."), where="reason")
    with act(by=by, verb="set aside what came", why=reason) as a:
        a.amend(arrival, set_aside=reason[:500])
    return arrival


def refuse_done(arrival: Arrival) -> None:
    if arrival.filing_id or arrival.set_aside:
        raise Refused(_("This was filed, or set aside, before."), where=arrival.subject)
