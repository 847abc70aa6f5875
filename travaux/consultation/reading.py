"""A filed letter cut into points, for a person to check before any of it becomes a comment."""

from dataclasses import dataclass

from travaux.core.text.files import write
from travaux.core.text.refusals import NotReadable
from travaux.lib.guarded import read_guarded

from .forms.letter import read_letter
from .forms.place import WHOLE_TEXT, Places, place
from .incoming import sent_text
from .models import Enclosure, Filing

READ = (".docx", ".odt", ".txt", ".html", ".htm", ".md")  # a scan and a PDF are read by people
LONGEST = 200_000  # characters of a letter


@dataclass(frozen=True)
class Proposed:
    """One point that a letter seems to make."""

    uid: str  # of the provision that it names; "" where it names none, or several, or the text as a whole
    whole: bool  # it is on the text as a whole
    place_quoted: str  # as the letter names it
    text: str
    proposal: str
    ground: str
    near: tuple[str, ...]  # of one without a place: provisions that come near, as printed


@dataclass(frozen=True)
class Cut:
    """A letter in points."""

    points: tuple[Proposed, ...]
    opening: str  # what stands before the first point
    stance: str  # an `Opinion.Position` that its set words say; "" where none do
    stance_words: str


def words_of(filing: Filing) -> str:
    """What the letters of an answer say, where a program can read them; a paragraph a line."""
    if filing.document_id is None:
        return ""
    letters = Enclosure.objects.filter(document=filing.document_id, kind=Enclosure.Kind.LETTER).select_related("file")
    said = []
    for each in letters.order_by("position"):
        if not each.name.lower().endswith(READ):
            continue
        try:
            text = read_guarded(bytes(each.file.data), name=each.name).document
        except NotReadable:
            continue  # the letter stays as it was filed; its words can be put in by hand
        said.append(write(text, "txt").decode())
    return "\n".join(said)[:LONGEST]


def cut(filing: Filing, text: str) -> Cut:
    """The points of a letter's text, each on the provision that it names. Nothing is stored."""
    read = read_letter(text[:LONGEST])
    places = Places(sent_text(filing.addressee, "").document)
    placed = place(read.points, places, same_version=True)
    return Cut(
        tuple(
            Proposed(
                uid=p.provision.uid if p.provision else "", whole=p.provision is WHOLE_TEXT, place_quoted=p.row.label,
                text=p.row.comment, proposal=p.row.proposed, ground=p.row.ground,
                near=tuple(each.label for each in p.near if each.uid),
            )
            for p in placed
        ),
        read.opening, read.stance, read.stance_words,
    )  # fmt: skip


def provisions(filing: Filing) -> list[tuple[str, str]]:
    """(uid, label) of every provision that a point can be on, in text order."""
    return [(p.uid, p.label) for p in Places(sent_text(filing.addressee, "").document).all if p.uid and p.label]
