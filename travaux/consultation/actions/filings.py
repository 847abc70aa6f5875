"""What can be done with answers as they come in: file one, read rows from it, place a row, confirm the rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.instruments.models import Version
from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Level, Viewer
from travaux.record.actions import Act, act

from ..models import Addressee, Comment, Confirmation, Document, Filing, Opinion
from ..packing import texts_of
from .letters import NOTHING_OF_THEIRS, Correspondent, Direction, File, Heading, Theirs, entered

LONGEST = 20_000  # characters of one point
Place, Position, Door = Comment.Place, Opinion.Position, Filing.Door


@dataclass(frozen=True)
class Point:
    """One comment as its author gives it, or as somebody read it from a letter."""

    text: str
    kind: str = Comment.Kind.GENERAL
    uid: str = ""  # the provision; of a range, the first
    until_uid: str = ""  # of a range, the last
    whole: bool = False  # on the text as a whole; with neither this nor a uid it is not placed
    place_quoted: str = ""
    text_quoted: str = ""
    proposal: str = ""
    ground: str = ""
    national_provision: str = ""
    author_quoted: str = ""
    lang: str = ""
    translation_of: Comment | None = None

    @property
    def place(self) -> str:
        return Place.PROVISION if self.uid else Place.WHOLE if self.whole else Place.NOT_PLACED


@dataclass(frozen=True)
class Answer:
    """What a parliament answers, and how it came."""

    door: str  # a `Filing.Door`
    position: str = Position.NOT_STATED
    statement: str = ""
    lang: str = ""
    points: Sequence[Point] = field(default=())
    files: Sequence[File] = field(default=())  # the signed letter, the filled-in table; held as they came
    theirs: Theirs = NOTHING_OF_THEIRS  # number, date, signatory
    channel: str = Document.Channel.SITE
    received_on: dt.date | None = None  # None: today
    level: str = Level.COMMISSION


def file_opinion(*, by: Viewer, addressee: Addressee, answer: Answer, key: str) -> Filing:
    """File an answer under the next receipt of the round: by the delegation itself, or by the secretariat for it.

    `key` names the submission: whoever sends the same one again gets the receipt of the first. An answer that comes
    after the close is taken, and dated. The letter and its files go into the register of incoming letters.
    Raises Refused for an unknown position or door, a day to come, a provision that the version does not have.
    """
    refuse_unless(by, "file an opinion", addressee)
    refuse_unsound(answer, key)
    with act(by=by, verb="filed an answer") as a:
        again = Filing.objects.filter(key=key).first()  # asked where nobody else can write
        if again is not None:
            return same_addressee(again, addressee)
        round = addressee.round
        filing = Filing(
            round=round, addressee=addressee, receipt=next_receipt(addressee), door=answer.door, filed_at=a.at,
            received_on=answer.received_on or timezone.localdate(), due_on=round.closes_on, key=key,
            document=letter_of(by, addressee, answer), account=by.account or "", level=addressee.level,
        )  # fmt: skip
        a.save(filing)
        a.save(
            Opinion(
                filing=filing, position=answer.position, statement=answer.statement, lang=answer.lang,
                signatory=answer.theirs.signatory, signatory_capacity=answer.theirs.capacity, level=answer.level,
            )
        )  # fmt: skip
        save_points(a, by, filing, answer.points, level=answer.level)
    return filing


def same_addressee(filing: Filing, addressee: Addressee) -> Filing:
    if filing.addressee_id != addressee.pk:
        raise Refused(_("This submission was filed for somebody else."), where=filing.key[:12])
    return filing


def next_receipt(addressee: Addressee) -> int:
    return (Filing.objects.filter(round=addressee.round_id).aggregate(last=Max("receipt"))["last"] or 0) + 1


def letter_of(by: Viewer, addressee: Addressee, answer: Answer) -> Document | None:
    """The incoming letter, where something came that can be kept."""
    if not answer.files and not answer.theirs.number:
        return None
    dossier = addressee.round.dossier
    heading = Heading(
        subject=str(addressee.letter.subject), lang=answer.lang, dossier=dossier, channel=answer.channel,
        answers=addressee.letter, files=answer.files,
    )  # fmt: skip
    who = Correspondent(addressee.body, str(addressee), addressee.delegation)
    return entered(
        by=by, assembly=dossier.assembly, direction=Direction.IN, heading=heading, correspondent=who,
        theirs=answer.theirs,
    )  # fmt: skip


def add_points(*, by: Viewer, filing: Filing, points: Iterable[Point]) -> list[Comment]:
    """Add rows that were read from a letter which is filed already. The letter stays what was filed."""
    refuse_unless(by, "file an opinion", filing)
    given = list(points)
    for point in given:
        refuse_empty(point)
    with act(by=by, verb="read comments from a letter") as a:
        return save_points(a, by, filing, given, level=filing.opinion.level)


def save_points(a: Act, by: Viewer, filing: Filing, points: Sequence[Point], *, level: str) -> list[Comment]:
    """One row each, numbered on within the round. Who read them from a letter stands in the row."""
    if not points:
        return []
    round, author = filing.round, filing.addressee.body
    texts = texts_of(round.version)
    used = Comment.objects.filter(filing__round=round).aggregate(last=Max("number"))["last"] or 0
    rows = []
    for n, point in enumerate(points, start=1):
        text = texts.get(point.lang) or texts[round.version.expression.lang]
        rows.append(
            Comment(
                recorded_at=a.at, level=level, filing=filing, number=used + n, position=n, author=author,
                extracted_by=(by.account or by.role) if by.is_staff else "",
                **columns_of(point, text.version, text.eids),
            )
        )  # fmt: skip
    a.save_all(rows)
    return rows


def columns_of(point: Point, version: Version, eids: Mapping[str, str]) -> dict[str, object]:
    for uid in (point.uid, point.until_uid):
        if uid and uid not in eids:
            raise Refused(
                _("The version has no such provision."), where=point.place_quoted or uid,
                remedy=_("Leave the place open; it can be set later."),
            )  # fmt: skip
    return {
        "version": version, "place": point.place, "uid": point.uid, "until_uid": point.until_uid,
        "eid": eids.get(point.uid, ""), "until_eid": eids.get(point.until_uid, ""), "kind": point.kind,
        "place_quoted": point.place_quoted, "text_quoted": point.text_quoted, "text": point.text,
        "proposal": point.proposal, "ground": point.ground, "national_provision": point.national_provision,
        "author_quoted": point.author_quoted, "lang": point.lang, "translation_of": point.translation_of,
    }  # fmt: skip


def place_comment(*, by: Viewer, comment: Comment, uid: str, until_uid: str = "", reason: str) -> Comment:
    """Set, or set right, the provision that a comment is on. A new row takes the place of the old one."""
    refuse_unless(by, "confirm rows", comment)
    if not reason.strip():
        raise Refused(_("Say why it is placed there."), where="reason")
    version = comment.version
    eids = texts_of(version)[version.expression.lang].eids
    lost = [each for each in (uid, until_uid) if each and each not in eids]
    if lost or not uid:
        raise Refused(_("The version has no such provision."), where=", ".join(lost) or "uid")
    with act(by=by, verb="placed a comment", why=reason) as a:
        if Comment.objects.filter(supersedes=comment).exists():
            raise Refused(_("Somebody has corrected this comment meanwhile."), where=str(comment.number))
        made = Comment(**carried(comment), recorded_at=a.at, supersedes=comment, reason=reason)
        made.place, made.uid, made.until_uid = Place.PROVISION, uid, until_uid
        made.eid, made.until_eid = eids[uid], eids.get(until_uid, "")
        a.save(made)
    return made


def carried(comment: Comment) -> dict[str, object]:
    """All that a correction keeps."""
    own = {"id", "recorded_at", "supersedes", "reason"}
    return {f.name: getattr(comment, f.name) for f in comment._meta.concrete_fields if f.name not in own}


def confirm_rows(*, by: Viewer, filing: Filing) -> Confirmation:
    """The parliament says that the rows read from its letter are what it meant."""
    refuse_unless(by, "confirm rows", filing)
    with act(by=by, verb="confirmed rows") as a:
        if Confirmation.objects.filter(filing=filing).exists():
            raise Refused(_("These rows were confirmed before."), where=str(filing.receipt))
        made = Confirmation(filing=filing, confirmed_at=a.at, account=by.account or "", level=filing.opinion.level)
        a.save(made)
    return made


# --- what must not be ------------------------------------------------------------------------------------------------


def refuse_unsound(answer: Answer, key: str) -> None:
    if answer.door not in Door.values:
        raise Refused(_("There is no such door."), where=answer.door, remedy=", ".join(Door.values))
    if answer.position not in Position.values:
        raise Refused(_("There is no such position."), where=answer.position, remedy=", ".join(Position.values))
    if answer.received_on and answer.received_on > timezone.localdate():
        raise Refused(_("An answer cannot have come on a day to come."), where=answer.received_on.isoformat())
    if not key or len(key) > 64:
        raise Refused(_("The submission has no name of its own."), where="key")
    if answer.position == Position.NO_REMARKS and answer.points:
        raise Refused(
            _("“No remarks” and remarks are filed together."), where="position", remedy=_("Choose another position.")
        )
    for point in answer.points:
        refuse_empty(point)


def refuse_empty(point: Point) -> None:
    if not point.text.strip():
        raise Refused(_("A comment says nothing."), where=point.place_quoted or point.uid)
    if len(point.text) > LONGEST:
        raise Refused(_("One comment is one point, and this is longer than a page."), where=point.text[:60])
    if point.kind not in Comment.Kind.values:
        raise Refused(_("There is no such kind of comment."), where=point.kind, remedy=", ".join(Comment.Kind.values))
