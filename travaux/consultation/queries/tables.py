"""The consolidated table of a round: comments in text order with their answers, what is alike and what clashes.

A table can hold twenty thousand comments, so it is read twice: thin, for order, filters and counts; then whole, for the
rows of one page. The number of queries is the same for one comment and for many.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from travaux.core.names import fold
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Closure, Comment, Disposition, Round
from ..models.answers import CHANGES
from ..summaries import Consolidated, Grid, GridCell, GridRow, Proof
from .places import Places, places_of, text_in
from .rows import CommentRows

PAGE = 50
UNANSWERED = "unanswered"
STATES = ("open", "proposed", "decided", UNANSWERED)  # what a filter asks of answers
Stage, Outcome = Disposition.Stage, Disposition.Outcome


@dataclass(frozen=True)
class Filters:
    """What a reader asks the table for; empty asks for all."""

    author: str = ""  # id of the addressee's body
    kind: str = ""
    state: str = ""  # open | proposed | decided | not_placed | unanswered
    uid: str = ""  # a provision, and what stands inside it
    words: str = ""  # in the comment, the proposal or the ground
    number: int = 0  # of one comment


class Thin(NamedTuple):
    """One comment, as little of it as order and filters need."""

    id: str
    number: int
    place: str
    uid: str
    author: str
    has_wording: bool
    said: str  # folded words; "" where no filter asks for words


def consolidated(
    viewer: Viewer, round: str, *, on: dt.date, lang: str, filters: Filters | None = None, page: int | None = 1
) -> Consolidated | None:
    """The table of a round, one page of it, or all of it (`page=None`); None where the round is not known."""
    asked = filters or Filters()
    found = Round.objects.visible(viewer, on).filter(pk=round).select_related("version__expression", "dossier").first()
    if found is None:
        return None
    shelf = Shelf(viewer, on, lang)
    text = text_in(found, lang, shelf)
    places = places_of(shelf.texts([text])[text.pk])
    everything = standing_comments(viewer, found, on)
    counts = counts_of(everything, answered(viewer, found, on))
    states = states_of(viewer, found, on) if asked.state in STATES else {}
    rows = thin_rows(narrowed(everything, asked, places), words=bool(asked.words))
    rows = sorted(filtered(rows, asked, states), key=lambda row: in_order(row, places))
    pages = max(1, -(-len(rows) // PAGE))
    at = min(max(page or 1, 1), pages)
    shown = rows if page is None else rows[(at - 1) * PAGE : at * PAGE]
    whole = CommentRows(viewer, found, on, lang, places, text)
    names = whole.authors()
    return Consolidated(
        round=found.pk, number=found.number, dossier=found.dossier_id, version=text.pk, version_number=text.number,
        version_sha256=text.sha256,
        lang=text.expression.lang, title=text.title or str(found.subject.get(lang) or found), level=found.level,
        rows=whole.shown([row.id for row in shown]), counts=counts, total=counts["all"],
        found=len(rows), page=at, pages=pages, authors=tuple(names.items()),
        closed=Closure.objects.visible(viewer, on).filter(round=found).exists(), notice=found.notice,
    )  # fmt: skip


def standing_comments(viewer: Viewer, round: Round, on: dt.date) -> QuerySet[Any]:
    """All comments of a round that the viewer may know of, translations apart."""
    return Comment.objects.visible(viewer, on).standing().filter(filing__round=round, translation_of__isnull=True)


def narrowed(rows: QuerySet[Any], asked: Filters, places: Places) -> QuerySet[Any]:
    """What the database can tell: author, type, place. Words and answers are looked at afterwards."""
    if asked.author:
        rows = rows.filter(filing__addressee__body=asked.author)
    if asked.number:
        rows = rows.filter(number=asked.number)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.uid:
        rows = rows.filter(uid__in=places.inside(asked.uid))
    return rows.filter(place=asked.state) if asked.state in Comment.Place.values else rows


def thin_rows(rows: QuerySet[Any], *, words: bool = False) -> list[Thin]:
    """As much of each comment as order and filters need. One query."""
    columns = ["pk", "number", "place", "uid", "filing__addressee__body"]
    more = ["text", "proposal", "ground"] if words else []
    rows = rows.annotate(words_proposed=~Q(proposal="")).values_list(*columns, "words_proposed", *more)
    return [Thin._make((*row[:6], fold(" ".join(row[6:])) if words else "")) for row in rows.iterator(5000)]


def states_of(viewer: Viewer, round: Round, on: dt.date) -> dict[int, str]:
    """{number of a comment: proposed | decided}; the rest is open. What was sent on to the commission is proposed."""
    rows = Disposition.objects.visible(viewer, on).standing().filter(comment__filing__round=round)
    found: dict[int, str] = {}
    for number, stage, outcome in rows.values_list("comment__number", "stage", "outcome"):
        decided = stage == Stage.DECIDED and outcome != Outcome.NEEDS_DECISION
        if decided or number not in found:
            found[number] = "decided" if decided else "proposed"
    return found


def filtered(rows: Iterable[Thin], asked: Filters, states: Mapping[int, str]) -> Iterable[Thin]:
    said = fold(asked.words)
    for row in rows:
        state = states.get(row.number, "open")
        fits = asked.state not in STATES or asked.state == state or (asked.state == UNANSWERED and state != "decided")
        if fits and (not said or said in row.said):
            yield row


def in_order(row: Thin, places: Places) -> tuple[int, int, int]:
    """What has no place yet first, then the whole text, then provisions in the order of the text."""
    rank = ("not_placed", "whole", "provision").index(row.place)
    return rank, places.order.get(row.uid, len(places.order)) if rank == 2 else 0, row.number


def answered(viewer: Viewer, round: Round, on: dt.date) -> tuple[int, int]:
    """(comments with any answer, comments with a decision). One query."""
    rows = Disposition.objects.visible(viewer, on).standing().filter(comment__filing__round=round)
    final = Q(stage=Stage.DECIDED) & ~Q(outcome=Outcome.NEEDS_DECISION)
    told = rows.aggregate(
        any=Count("comment__number", distinct=True), decided=Count("comment__number", distinct=True, filter=final)
    )
    return told["any"], told["decided"]


def counts_of(rows: QuerySet[Any], answers: tuple[int, int]) -> dict[str, int]:
    """Of all comments that the viewer may know of, whatever is filtered. One query."""
    told = rows.aggregate(all=Count("pk"), not_placed=Count("pk", filter=Q(place=Comment.Place.NOT_PLACED)))
    some, decided = answers
    return {**told, "open": told["all"] - some, "proposed": some - decided, "decided": decided}


def positions_grid(viewer: Viewer, round: str, *, on: dt.date, lang: str) -> Grid | None:
    """Provisions × delegations, in text order and in the order in which they were asked. Two of its queries grow
    with nothing: one thin row a comment is read, whatever their number."""
    found = Round.objects.visible(viewer, on).filter(pk=round).select_related("version__expression").first()
    if found is None:
        return None
    shelf = Shelf(viewer, on, lang)
    text = text_in(found, lang, shelf)
    places = places_of(shelf.texts([text])[text.pk])
    heads = CommentRows(viewer, found, on, lang, places, text).authors()
    cells: dict[str, dict[str, list[Thin]]] = defaultdict(lambda: defaultdict(list))
    for row in thin_rows(standing_comments(viewer, found, on)):
        cells[row.uid if row.place == Comment.Place.PROVISION else row.place][row.author].append(row)
    order = sorted(
        cells, key=lambda uid: places.order.get(uid, -1 if uid in Comment.Place.values else len(places.order))
    )
    return Grid(
        tuple(heads.values()),
        tuple(heads),
        tuple(
            GridRow(places.labels.get(uid, ""), uid, tuple(grid_cell(cells[uid].get(author, ())) for author in heads))
            for uid in order
        ),
    )


def grid_cell(rows: Sequence[Thin]) -> GridCell:
    sign = "wording" if any(row.has_wording for row in rows) else "remark" if rows else ""
    return GridCell(tuple(sorted(row.number for row in rows)), sign)


def proof(viewer: Viewer, round: str, *, on: dt.date, lang: str) -> Proof | None:
    """Whether every comment was answered, and how each was. None where the round is not known."""
    table = consolidated(viewer, round, on=on, lang=lang, page=None)
    if table is None:
        return None
    closure = Closure.objects.visible(viewer, on).filter(round=round).first()
    unanswered = tuple(row.number for row in table.rows if not row.decided)
    decided = [(row.number, row.decided) for row in table.rows if row.decided]
    return Proof(
        table=table, full=not unanswered, unanswered=unanswered,
        unnamed=tuple(
            number for number, answer in decided
            if answer.outcome in CHANGES and not (answer.changed_in or answer.no_change_because)
        ),
        maintained=tuple(r.number for r in table.rows if r.reaction and r.reaction.kind == "maintained"),
        closed_by=closure.person if closure else "", closed_at=closure.closed_at if closure else None,
        reason=closure.reason if closure else "",
    )  # fmt: skip
