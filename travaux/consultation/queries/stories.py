"""All that was said of one provision: in every round, who said what when, and what became of it."""

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.db.models import Q

from travaux.instruments.models import Version
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Comment, Round
from ..summaries import CommentRow
from .places import Places, places_of
from .rows import CommentRows, said


@dataclass(frozen=True)
class RoundSaid:
    """One round on a version, and the comments in it on one provision or inside it."""

    round: str
    subject: str
    version: str  # in the language that is read
    lang: str
    opened_on: dt.date
    inside: bool  # whether its workspace is open to the viewer
    rows: tuple[CommentRow, ...]


def rounds_on(viewer: Viewer, instrument: str, *, on: dt.date) -> list[Round]:
    """The rounds on any version of a text, the oldest first."""
    rows = Round.objects.visible(viewer, on).filter(version__expression__instrument=instrument)
    return list(rows.select_related("version__expression", "dossier").order_by("opened_on", "number"))


def said_of(
    viewer: Viewer, instrument: str, names: Mapping[str, Set[str]], *, on: dt.date, lang: str
) -> dict[str, list[RoundSaid]]:
    """{version: the rounds on it}. `names`: {version: uids of the provision and of what stands inside it there}.

    A version stands for its languages: a round on the Russian text is told at the English one of the same number.
    """
    found: dict[str, list[RoundSaid]] = {}
    rounds = rounds_on(viewer, instrument, on=on)
    shelf = Shelf(viewer, on, lang)
    texts = {each.number: each for each in shelf.versions(pk__in=list(names))} if rounds else {}
    for round in rounds:
        text = texts.get(round.version.number)
        if text is not None:
            found.setdefault(text.pk, []).append(told(viewer, round, shelf, text, names[text.pk], on, lang))
    return found


def told(
    viewer: Viewer, round: Round, shelf: Shelf, text: Version, uids: Set[str], on: dt.date, lang: str
) -> RoundSaid:
    places = places_of(shelf.texts([text])[text.pk])
    comments = Comment.objects.visible(viewer, on).standing().filter(filing__round=round, translation_of__isnull=True)
    there = comments.filter(Q(uid__in=uids) | ~Q(until_uid="")).order_by("number")
    columns = there.values_list("pk", "uid", "until_uid")
    ids = [id for id, first, last in columns if first in uids or spans(places, first, last, uids)]
    rows = CommentRows(viewer, round, on, lang, places, text).shown(ids) if ids else ()
    inside = bool(viewer.is_staff or viewer.bodies & round.belongs_to)
    return RoundSaid(round.pk, said(round.subject, lang), text.pk, text.expression.lang, round.opened_on, inside, rows)


def spans(places: Places, first: str, last: str, uids: Set[str]) -> bool:
    """Whether a range of provisions takes in one of these."""
    begin, end = places.order.get(first), places.order.get(last)
    if begin is None or end is None:
        return False
    return any(begin <= places.order.get(uid, -1) <= end for uid in uids)
