"""A filled-in table as points of an answer: what could be placed, and what could not, with the author's own words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from travaux.core.text.refusals import NotReadable
from travaux.lib.guarded import ask_child
from travaux.lib.refusals import Refused

from .actions.filings import Point
from .actions.letters import File
from .forms.child import understood
from .forms.place import Places, place
from .forms.rows import Row
from .models import Addressee
from .packing import SentText, texts_of

TABLES = (".docx", ".xlsx", ".csv")


@dataclass(frozen=True)
class Incoming:
    """What a table said."""

    points: tuple[Point, ...]
    residue: tuple[str, ...]  # words outside of the tables


def points_in(addressee: Addressee, file: File) -> Incoming:
    """The rows of a table, each on its provision of the version that was sent. Nothing is dropped.

    Raises Refused for a file that cannot be read, and for a form that was made for somebody else.
    """
    try:
        told, _rest = ask_child("travaux.consultation.forms.child", {"name": file.name}, file.data, name=file.name)
    except NotReadable as error:
        raise Refused(str(error), where=file.name) from error
    read = understood(told)
    stamp = read.stamp
    if stamp and stamp.round and (stamp.round, stamp.addressee) != (addressee.round_id, addressee.pk):
        raise Refused(
            _("This table was made for another addressee, or another round."), where=file.name,
            remedy=_("Take the table that came with your own letter."),
        )  # fmt: skip
    text = sent_text(addressee, stamp.version if stamp else "")
    rows = tuple(row for row in read.rows if row.said)
    placed = place(rows, Places(text.document), same_version=bool(stamp and stamp.version == text.version.sha256))
    lang = text.version.expression.lang
    return Incoming(tuple(point(p.row, p.provision, lang) for p in placed), tuple(read.residue))


def sent_text(addressee: Addressee, sha256: str) -> SentText:
    """The text that the form was made of; without a stamp, the one in the addressee's first language."""
    texts = texts_of(addressee.round.version)
    by_hash = (text for text in texts.values() if text.version.sha256 == sha256)
    return next(by_hash, None) or texts[addressee.languages[0]]


def point(row: Row, provision: object, lang: str) -> Point:
    uid, eid = getattr(provision, "uid", ""), getattr(provision, "eid", "")
    whole = provision is not None and not uid and not eid
    return Point(
        text=row.comment or row.proposed or row.ground or row.national, kind=row.kind or "general",
        uid=uid, whole=whole,
        place_quoted=row.label[:500], text_quoted=row.words, proposal=row.proposed, ground=row.ground,
        national_provision=row.national[:500], author_quoted=row.author[:500], lang=lang,
    )  # fmt: skip
