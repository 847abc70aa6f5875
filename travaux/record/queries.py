"""What can be asked of the record: its lines page by page, the history of one object, a checkpoint, an export."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, F, When
from django.db.models.functions import Length
from django.utils import timezone

from travaux.core.log.chain import GENESIS, moment, stamp
from travaux.core.log.checkpoint import Checkpoint
from travaux.lib.rows import Row
from travaux.lib.viewer import Level, Viewer

from .models import Body, Line, LineQuerySet, Touch

PAGE = 50
SHORT = 64 * 1024  # characters of a body; some five hundred objects
OBJECTS_SHOWN = 20  # an import names thousands; a page names the first and counts the rest


@dataclass(frozen=True)
class Named:
    """An object that a line names."""

    type: str  # "registry.person"
    id: str
    sha256: str  # digest of its canonical state after the act


@dataclass(frozen=True)
class LineSummary:
    """One line as a viewer may see it. What is withheld or erased is empty here, not hidden by a template."""

    seq: int
    at: dt.datetime
    hash: str
    verb: str  # past tense; "" when withheld or erased
    role: str  # who, by role
    account: str | None  # the account's opaque id, for those who may see it
    for_whom: str
    why: str
    objects: tuple[Named, ...]  # the first OBJECTS_SHOWN
    objects_total: int
    withheld: bool  # the viewer may know that the line exists, not what it says
    erased: bool
    erased_why: str

    @property
    def objects_not_shown(self) -> int:
        return self.objects_total - len(self.objects)


@dataclass(frozen=True)
class Page:
    """Lines, newest first, and where the older ones begin."""

    lines: tuple[LineSummary, ...]
    older: int | None  # give as `before` for the next page; None on the last


def lines(*, viewer: Viewer, on: dt.date, before: int | None = None, limit: int = PAGE) -> Page:
    """The newest lines that `viewer` may know of, before line number `before`."""
    found = Line.objects.visible(viewer, on)
    return page(found, viewer=viewer, before=before, limit=limit)


def acts_on(row: Row, *, viewer: Viewer, on: dt.date, before: int | None = None, limit: int = PAGE) -> Page:
    """The history of one object, newest first.

    Lines whose body is withheld are left out altogether: that they touch this object is what is withheld.
    """
    touches = Touch.objects.visible(viewer, on).filter(type=row._meta.label_lower, object_id=row.pk)
    if before is not None:
        touches = touches.filter(line_id__lt=before)
    # In the index's own order: asked of the lines, the database would sort an object's whole history.
    seqs = list(touches.order_by("-line_id").values_list("line_id", flat=True)[: limit + 1])
    return page(Line.objects.visible(viewer, on).filter(seq__in=seqs), viewer=viewer, before=None, limit=limit)


def line(seq: int, *, viewer: Viewer, on: dt.date) -> LineSummary | None:
    """One line by its number, or None where there is none that the viewer may know of."""
    found = with_short_texts(Line.objects.visible(viewer, on)).filter(seq=seq).first()
    return summary(found, viewer=viewer) if found else None


def count(*, viewer: Viewer, on: dt.date) -> int:
    return Line.objects.visible(viewer, on).count()


def page(found: LineQuerySet, *, viewer: Viewer, before: int | None, limit: int) -> Page:
    if before is not None:
        found = found.filter(seq__lt=before)
    rows = list(with_short_texts(found).order_by("-seq")[: limit + 1])
    shown = tuple(summary(row, viewer=viewer) for row in rows[:limit])
    return Page(lines=shown, older=shown[-1].seq if len(rows) > limit else None)


def with_short_texts(found: LineQuerySet) -> Any:
    """The lines with their bodies; `short_text` is None where a text is long, as that of an import can be."""
    text = Case(When(length__lt=SHORT, then=F("body__text")))
    return found.select_related("body").defer("body__text").annotate(length=Length("body__text"), short_text=text)


def summary(line: Any, *, viewer: Viewer) -> LineSummary:
    """`line` comes from `with_short_texts`."""
    body = line.body
    withheld = not may_read(body, viewer)
    erased = body.erased_at is not None
    said = NOTHING if withheld or erased else said_in(line)
    return LineSummary(
        seq=line.seq,
        at=moment(line.at),
        hash=line.hash,
        verb=said.verb,
        role=said.role,
        account=said.account if viewer.sees_all else None,
        for_whom=said.for_whom,
        why=said.why,
        objects=said.objects,
        objects_total=said.objects_total,
        withheld=withheld,
        erased=erased,
        erased_why="" if withheld else body.erased_why,
    )


@dataclass(frozen=True)
class Said:
    """What a body says, with as many of its objects as a page shows."""

    verb: str = ""
    role: str = ""
    account: str | None = None
    for_whom: str = ""
    why: str = ""
    objects: tuple[Named, ...] = ()
    objects_total: int = 0


NOTHING = Said()


def said_in(line: Any) -> Said:
    return long_said(line.seq, line.hash) if line.short_text is None else said(line.short_text)


@lru_cache(maxsize=256)
def long_said(seq: int, line_hash: str) -> Said:
    """Kept, because reading a long text takes longer than the page that shows ten words of it.

    The hash tells the line of a restored database from the one that had its number before.
    """
    return said(Body.objects.values_list("text", flat=True).get(line_id=seq))


def said(text: str) -> Said:
    content = json.loads(text)
    return Said(
        verb=content["did"],
        role=content["who"]["role"],
        account=content["who"]["account"],
        for_whom=content["for_whom"],
        why=content["why"],
        objects=tuple(Named(**each) for each in content["objects"][:OBJECTS_SHOWN]),
        objects_total=len(content["objects"]),
    )


def may_read(body: Body, viewer: Viewer) -> bool:
    return viewer.sees_all or body.level == Level.PUBLIC


def checkpoint() -> Checkpoint:
    """How long the record is now, and its last hash."""
    last = Line.objects.order_by("-seq").first()
    at = stamp(timezone.now())
    return Checkpoint(lines=last.seq, head=last.hash, at=at) if last else Checkpoint(lines=0, head=GENESIS, at=at)


def export(*, viewer: Viewer, on: dt.date) -> Iterator[dict[str, Any]]:
    """The record for the offline verifier: a heading with a checkpoint, then line after line, as JSON values.

    A line that the viewer may not know of is left out (its number is then missing, as in any list with gaps); a body
    that may not be read is null.
    """
    point = checkpoint()
    yield {"travaux_record": 1, "shown_to": viewer.role, "checkpoint": str(point)}
    found = Line.objects.visible(viewer, on).filter(seq__lte=point.lines).select_related("body").order_by("seq")
    yield from (exported(line, viewer=viewer) for line in in_pages(found))


def in_pages(found: Any, size: int = 500) -> Iterable[Line]:
    last = 0
    while rows := list(found.filter(seq__gt=last)[:size]):
        yield from rows
        last = rows[-1].seq


def exported(line: Line, *, viewer: Viewer) -> dict[str, Any]:
    body = line.body
    shown: dict[str, Any] | None = None
    if may_read(body, viewer):
        shown = {"erased": body.erased_why} if body.erased_at else {"salt": body.salt, "text": body.text}
    hashed = line.as_hashed()
    fields = {"v": hashed.v, "seq": hashed.seq, "at": hashed.at, "prev": hashed.prev, "commitment": hashed.commitment}
    return {"line": fields, "hash": line.hash, "body": shown}
