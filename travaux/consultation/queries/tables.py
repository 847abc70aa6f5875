"""The consolidated table of a round: comments in text order with their answers, what is alike and what clashes.

A table can hold twenty thousand comments, so it is read twice: thin, for order, filters and counts; then whole, for the
rows of one page. The number of queries is the same for one comment and for many.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from travaux.core.names import fold
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Closure, Comment, Disposition, Round
from ..models.answers import CHANGES
from ..summaries import Consolidated, Grid, GridCell, GridRow, Proof
from .places import Places, places_of, text_in
from .rows import CommentRows

PAGE = 50
FEW = 500  # numbers that a query names one by one
UNANSWERED = "unanswered"
UNNAMED = "unnamed"  # accepted, and neither the change nor why there is none is named
STATES: dict[str, frozenset[str]] = {  # what a filter asks of answers: {asked: states that fit}
    "open": frozenset({"open"}), "proposed": frozenset({"proposed"}), "decided": frozenset({"decided", UNNAMED}),
    UNANSWERED: frozenset({"open", "proposed"}), UNNAMED: frozenset({UNNAMED}),
}  # fmt: skip
Stage, Outcome = Disposition.Stage, Disposition.Outcome


@dataclass(frozen=True)
class Filters:
    """What a reader asks the table for; empty asks for all."""

    author: str = ""  # id of the addressee's body
    kind: str = ""
    state: str = ""  # open | proposed | decided | unanswered | unnamed | not_placed
    uid: str = ""  # a provision, and what stands inside it
    words: str = ""  # in the comment, the proposal or the ground
    number: int = 0  # of one comment

    @property
    def narrow(self) -> bool:
        """Whether anything but the answers is asked for."""
        return bool(self.author or self.kind or self.uid or self.words or self.number)


class Thin(NamedTuple):
    """One comment, as little of it as order and filters need."""

    id: str
    number: int
    place: str
    uid: str
    author: str
    has_wording: bool
    said: str = ""  # folded words; "" where no filter asks for words


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
    rows = with_words(thin_rows(narrowed(everything, asked, places), words=bool(asked.words)), asked.words)
    states = states_of(viewer, found, on, [row.number for row in rows] if asked.narrow else None)
    counts = counts_of(rows, states)
    any_at_all = bool(rows) or (asked.narrow and everything.exists())
    rows = in_order(filtered(rows, asked.state, states), places)
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
        any_at_all=any_at_all, found=len(rows), page=at, pages=pages, authors=tuple(names.items()),
        closed=Closure.objects.visible(viewer, on).filter(round=found).exists(), notice=found.notice,
    )  # fmt: skip


def standing_comments(viewer: Viewer, round: Round, on: dt.date) -> QuerySet[Any]:
    """All comments of a round that the viewer may know of, translations apart."""
    return Comment.objects.visible(viewer, on).standing().filter(filing__round=round, translation_of__isnull=True)


def narrowed(rows: QuerySet[Any], asked: Filters, places: Places) -> QuerySet[Any]:
    """What the database can tell: author, type, provision, number. Words and answers are looked at afterwards."""
    if asked.author:
        rows = rows.filter(filing__addressee__body=asked.author)
    if asked.number:
        rows = rows.filter(number=asked.number)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.uid:
        rows = rows.filter(uid__in=places.inside(asked.uid))
    return rows


def thin_rows(rows: QuerySet[Any], *, words: bool = False) -> list[Thin]:
    """As much of each comment as order and filters need. One query."""
    columns = ["pk", "number", "place", "uid", "author"]
    more = ["text", "proposal", "ground"] if words else []
    rows = rows.annotate(words_proposed=~Q(proposal="")).values_list(*columns, "words_proposed", *more)
    return [Thin._make((*row[:6], fold(" ".join(row[6:])) if words else "")) for row in rows.iterator(5000)]


def states_of(viewer: Viewer, round: Round, on: dt.date, numbers: Sequence[int] | None = None) -> dict[int, str]:
    """{number of a comment: proposed | decided | unnamed}, of these comments or of all; the rest is open. One query.

    What was sent on to the commission is proposed. An answer to an earlier wording of a comment is an answer to it.
    """
    rows = Disposition.objects.visible(viewer, on).standing().filter(comment__filing__round=round)
    if numbers is not None and len(numbers) <= FEW:
        rows = rows.filter(comment__number__in=numbers)
    found: dict[int, str] = {}
    columns = ("comment__number", "stage", "outcome", "changed_in", "no_change_because")
    for number, stage, outcome, changed, no_change in rows.values_list(*columns):
        if stage == Stage.DECIDED and outcome != Outcome.NEEDS_DECISION:
            found[number] = UNNAMED if outcome in CHANGES and not (changed or no_change) else "decided"
        else:
            found.setdefault(number, "proposed")
    return found


def with_words(rows: list[Thin], words: str) -> list[Thin]:
    said = fold(words)
    return [row for row in rows if said in row.said] if said else rows


def filtered(rows: Iterable[Thin], state: str, states: Mapping[int, str]) -> Iterable[Thin]:
    if state in Comment.Place.values:
        return (row for row in rows if row.place == state)
    fit = STATES.get(state)
    return rows if fit is None else (row for row in rows if states.get(row.number, "open") in fit)


def in_order(rows: Iterable[Thin], places: Places) -> list[Thin]:
    """What has no place yet first, then the whole text, then provisions in the order of the text."""
    first, last = {"not_placed": -2, "whole": -1}, len(places.order)
    order = places.order.get
    return sorted(rows, key=lambda row: (first.get(row.place) or order(row.uid, last), row.number))


def counts_of(rows: Sequence[Thin], states: Mapping[int, str]) -> dict[str, int]:
    """Of all that the viewer may know of and that fits, whatever is asked of answers."""
    found = Counter(states.get(row.number, "open") for row in rows)
    return {
        "all": len(rows), "not_placed": sum(row.place == Comment.Place.NOT_PLACED for row in rows),
        "open": found["open"], "proposed": found["proposed"], "decided": found["decided"] + found[UNNAMED],
        UNNAMED: found[UNNAMED],
    }  # fmt: skip


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
