"""What can be done inside a delegation: note a point, take in a table, take points or leave them, file the answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused, refuse_unless
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from ..incoming import points_in
from ..models import Addressee, DraftPoint, Filing
from ..packing import texts_of
from .answers import refuse_closed
from .filings import Answer, Point, file_opinion
from .letters import File

State = DraftPoint.State


def note_point(*, by: Viewer, addressee: Addressee, point: Point) -> DraftPoint:
    """An expert of the delegation, its secretary or its head notes one point; nobody else sees it."""
    return note_points(by=by, addressee=addressee, points=[point])[0]


def take_table(*, by: Viewer, addressee: Addressee, file: File, author: str = "") -> list[DraftPoint]:
    """Take in the table that somebody without an account filled in: its rows beside those of the others."""
    points = [
        replace(point, author_quoted=point.author_quoted or author) for point in points_in(addressee, file).points
    ]
    if not points:
        raise Refused(_("The table says nothing."), where=file.name, remedy=_("Look whether its rows were filled in."))
    return note_points(by=by, addressee=addressee, points=points)


def note_points(*, by: Viewer, addressee: Addressee, points: Sequence[Point]) -> list[DraftPoint]:
    """Note several points at once. Raises Refused for one that says nothing, or is on a place that is not there."""
    refuse_unless(by, "comment in private", addressee)
    known = texts_of(addressee.round.version)[addressee.round.version.expression.lang].eids
    for point in points:
        if not point.text.strip():
            raise Refused(_("A comment says nothing."), where="text")
        if point.uid and point.uid not in known:
            raise Refused(_("The version has no such provision."), where=point.uid)
    with act(by=by, verb="noted points for an answer") as a:
        refuse_closed(addressee.round)
        rows = [
            DraftPoint(
                addressee=addressee, noted_at=a.at, noted_by=by.account or "", author_quoted=point.author_quoted,
                uid=point.uid, whole=point.whole, place_quoted=point.place_quoted, kind=point.kind, text=point.text,
                proposal=point.proposal, ground=point.ground, national_provision=point.national_provision,
            )
            for point in points
        ]  # fmt: skip
        a.save_all(rows)
    return rows


def judge_points(*, by: Viewer, points: Iterable[DraftPoint], state: str) -> None:
    """The secretary or the head takes points into the answer, or leaves them out; what is filed stays as it is."""
    if state not in (State.OPEN, State.ACCEPTED, State.REJECTED):
        raise Refused(_("There is no such state."), where=state)
    with act(by=by, verb="chose points for an answer") as a:
        for point in points:
            refuse_unless(by, "file an opinion", point)
            point.refresh_from_db()
            if point.chosen == State.FILED:
                raise Refused(_("This point is filed already."), where=point.place_quoted)
            if point.chosen != state:
                a.amend(point, chosen=state)


def edit_point(*, by: Viewer, point: DraftPoint, text: str, proposal: str = "", ground: str = "") -> None:
    """Put a point in other words before it is filed."""
    refuse_unless(by, "file an opinion", point)
    if not text.strip():
        raise Refused(_("A comment says nothing."), where="text")
    with act(by=by, verb="reworded a point for an answer") as a:
        point.refresh_from_db()
        if point.chosen == State.FILED:
            raise Refused(_("This point is filed already."), where=point.place_quoted)
        a.amend(point, text=text, proposal=proposal, ground=ground)


def file_drafts(*, by: Viewer, addressee: Addressee, answer: Answer, key: str) -> Filing:
    """File the delegation's answer with every point that was taken into it."""
    with act(by=by, verb="filed an answer"):
        taken = list(DraftPoint.objects.filter(addressee=addressee, chosen=State.ACCEPTED).order_by("noted_at", "pk"))
        lang = addressee.round.version.expression.lang
        points = [as_point(each, lang) for each in taken]
        filing = file_opinion(
            by=by, addressee=addressee, answer=replace(answer, points=[*answer.points, *points]), key=key
        )
        with act(by=by, verb="filed an answer") as a:
            for each in taken:
                a.amend(each, chosen=State.FILED)
    return filing


def as_point(draft: DraftPoint, lang: str) -> Point:
    return Point(
        text=draft.text, kind=draft.kind, uid=draft.uid, whole=draft.whole or not (draft.uid or draft.place_quoted),
        place_quoted=draft.place_quoted, proposal=draft.proposal, ground=draft.ground,
        national_provision=draft.national_provision, author_quoted=draft.author_quoted, lang=lang,
    )  # fmt: skip
