"""The consolidated table of a round: comments in text order with their answers, what is alike and what clashes.

A table can hold twenty thousand comments, so it is read twice: thin, for order, filters and counts; then whole, for the
rows of one page. The number of queries is the same for one comment and for many.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.names import fold
from travaux.instruments.queries.rows import Shelf
from travaux.lib.viewer import Viewer

from ..models import Closure, Comment, Disposition, Round
from ..models.answers import CHANGES
from ..summaries import Consolidated, Grid, GridCell, GridRow, Proof
from .places import Places, places_of, text_in
from .rows import CommentRows

PAGE = 50
Stage, Outcome = Disposition.Stage, Disposition.Outcome


@dataclass(frozen=True)
class Filters:
    """What a reader asks the table for; empty asks for all."""

    author: str = ""  # id of the addressee's body
    kind: str = ""
    state: str = ""  # open | proposed | decided | not_placed | unanswered
    uid: str = ""  # a provision, and what stands inside it
    words: str = ""  # in the comment, the proposal or the ground


@dataclass(frozen=True)
class Thin:
    """One comment, as little of it as order and filters need."""

    id: str
    number: int
    place: str
    uid: str
    eid: str
    kind: str
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
    all_rows = thin_rows(viewer, found, on, words=bool(asked.words))
    states = states_of(viewer, found, on)
    rows = sorted(filtered(all_rows, asked, states, places), key=lambda row: in_order(row, places))
    pages = max(1, -(-len(rows) // PAGE))
    at = min(max(page or 1, 1), pages)
    shown = rows if page is None else rows[(at - 1) * PAGE : at * PAGE]
    whole = CommentRows(viewer, found, on, lang, places, text)
    names = whole.authors()
    return Consolidated(
        round=found.pk, number=found.number, dossier=found.dossier_id, version=text.pk, version_number=text.number,
        version_sha256=text.sha256,
        lang=text.expression.lang, title=text.title or str(found.subject.get(lang) or found), level=found.level,
        rows=whole.shown([row.id for row in shown]), counts=counts_of(all_rows, states), total=len(all_rows),
        found=len(rows), page=at, pages=pages, authors=tuple(names.items()),
        closed=Closure.objects.visible(viewer, on).filter(round=found).exists(), notice=found.notice,
    )  # fmt: skip


def thin_rows(viewer: Viewer, round: Round, on: dt.date, *, words: bool = False) -> list[Thin]:
    """All comments of a round that the viewer may know of, translations apart. One query."""
    standing = Comment.objects.visible(viewer, on).standing().filter(filing__round=round, translation_of__isnull=True)
    columns = ["pk", "number", "place", "uid", "eid", "kind", "filing__addressee__body", "proposal"]
    more = ["text", "ground"] if words else []
    return [
        Thin(*row[:7], bool(row[7]), fold(" ".join(row[7:])) if words else "")  # type: ignore[call-arg]  # seven columns
        for row in standing.values_list(*columns, *more)
    ]


def states_of(viewer: Viewer, round: Round, on: dt.date) -> dict[int, str]:
    """{number of a comment: proposed | decided}; the rest is open. What was sent on to the commission is proposed."""
    rows = Disposition.objects.visible(viewer, on).standing().filter(comment__filing__round=round)
    found: dict[int, str] = {}
    for number, stage, outcome in rows.values_list("comment__number", "stage", "outcome"):
        decided = stage == Stage.DECIDED and outcome != Outcome.NEEDS_DECISION
        if decided or number not in found:
            found[number] = "decided" if decided else "proposed"
    return found


def filtered(rows: Iterable[Thin], asked: Filters, states: Mapping[int, str], places: Places) -> Iterable[Thin]:
    inside = places.inside(asked.uid) if asked.uid else set()
    said = fold(asked.words)
    for row in rows:
        state = states.get(row.number, "open")
        if (
            (not asked.author or row.author == asked.author)
            and (not asked.kind or row.kind == asked.kind)
            and (not asked.uid or row.uid in inside)
            and (not said or said in row.said)
            and (
                not asked.state
                or asked.state in (state, row.place)
                or (asked.state == "unanswered" and state != "decided")
            )
        ):
            yield row


def in_order(row: Thin, places: Places) -> tuple[int, int, int]:
    """What has no place yet first, then the whole text, then provisions in the order of the text."""
    rank = ("not_placed", "whole", "provision").index(row.place)
    return rank, places.order.get(row.uid, len(places.order)) if rank == 2 else 0, row.number


def counts_of(rows: Sequence[Thin], states: Mapping[int, str]) -> dict[str, int]:
    counts = Counter(states.get(row.number, "open") for row in rows)
    placeless = sum(row.place == Comment.Place.NOT_PLACED for row in rows)
    return {**{name: counts.get(name, 0) for name in ("open", "proposed", "decided")}, "not_placed": placeless}


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
    for row in thin_rows(viewer, found, on):
        cells[row.uid if row.place == Comment.Place.PROVISION else row.place][row.author].append(row)
    order = sorted(
        cells, key=lambda uid: places.order.get(uid, -1 if uid in Comment.Place.values else len(places.order))
    )
    return Grid(
        tuple(heads.values()),
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
