"""Comments and answers in the words of a page."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.consultation.queries.comments import CHANGES
from travaux.consultation.queries.stories import RoundSaid
from travaux.consultation.summaries import AnswerShown, CommentRow, Consolidated
from travaux.site import addresses, shown, wording
from travaux.site.shown import Chip, Label

MOST_BESIDE = 12  # numbers of other comments beside one; the rest is counted

NOW = {
    "reworded": gettext_lazy("its provision is worded otherwise in the latest version"),
    "moved": gettext_lazy("its provision stands elsewhere in the latest version"),
    "renumbered": gettext_lazy("its provision has another number in the latest version"),
    "split": gettext_lazy("its provision was split in the latest version"),
    "joined": gettext_lazy("its provision was joined with another in the latest version"),
    "removed": gettext_lazy("its provision is not in the latest version: this comment lost its place"),
}


def rows_shown(summary: Consolidated) -> list[dict[str, Any]]:
    """Rows of a table: the words of a provision stand once on a page, at its first comment."""
    rows, seen = [], set[str]()
    for each in summary.rows:
        row = row_shown(summary, each)
        if each.uid in seen:
            row["draft"] = ""
        seen.update({each.uid} if each.uid else ())
        rows.append(row)
    return rows


def row_shown(summary: Consolidated | RoundSaid, row: CommentRow) -> dict[str, Any]:
    said = [row.kind_label]
    if row.late_by:
        said.append(ngettext("%(n)d day late", "%(n)d days late", row.late_by) % {"n": row.late_by})
    if row.extracted:
        said.append(gettext("confirmed by its author") if row.confirmed else gettext("read from a letter"))
    place = {"whole": gettext("the draft as a whole"), "not_placed": gettext("not placed yet")}.get(
        row.place, row.label
    )
    return {
        "id": row.id, "number": row.number, "url": addresses.page("comment", summary.round, str(row.number)),
        "place": place or row.place_quoted, "unplaced": row.place == "not_placed", "quoted": row.place_quoted,
        "place_url": addresses.page("round-table", summary.round, query=urlencode({"uid": row.uid})) if row.uid else "",
        "story_url": addresses.page("story", summary.version, row.uid) if row.uid else "",
        "draft": row.draft_words, "draft_lang": shown.foreign(summary.lang), "author": row.author,
        "author_quoted": row.author_quoted, "said": said, "lang": shown.foreign(row.lang) if row.lang else "",
        "text": row.text, "proposal": row.proposal, "ground": row.ground, "national": row.national_provision,
        "same_as": row.same_as[:MOST_BESIDE], "same_more": max(len(row.same_as) - MOST_BESIDE, 0),
        "against": row.against[:MOST_BESIDE], "against_more": max(len(row.against) - MOST_BESIDE, 0),
        "now": NOW.get(row.now, ""),
        "proposed": answer_shown(row.proposed, final=False), "decided": answer_shown(row.decided),
        "reaction": reaction_shown(row),
        "translations": [
            {"words": gettext("a translation (%(lang)s)") % {"lang": each.lang}, "lang": each.lang, "text": each.text,
             "proposal": each.proposal, "ground": each.ground}
            for each in row.translations
        ],
    }  # fmt: skip


def answer_shown(answer: AnswerShown | None, *, final: bool = True) -> dict[str, Any] | None:
    if answer is None:
        return None
    owes = final and answer.outcome in CHANGES and not answer.changed_in and not answer.no_change_because
    return {
        "id": answer.id, "outcome": answer.outcome_label, "why": answer.why, "words": answer.words,
        "no_change": answer.no_change_because, "duplicate_of": answer.duplicate_of, "changed": answer.changed_labels,
        "changed_url": addresses.page("text", answer.changed_in) if answer.changed_in else "", "owes": owes,
        "at": wording.moment(answer.recorded_at),
        "times": answer.times if answer.times > 1 else 0,
    }  # fmt: skip


def reaction_shown(row: CommentRow) -> dict[str, Any] | None:
    if row.reaction is None:
        return None
    kind = "wait" if row.reaction.kind == "maintained" else "done"
    return {"chip": Chip(kind, row.reaction.kind_label), "statement": row.reaction.statement}


def files(route: str, formats: tuple[str, ...], *about: str) -> list[dict[str, str]]:
    return [{"label": f".{each.replace('-', '.')}", "url": addresses.page(route, *about, each)} for each in formats]


def links(id: str) -> list[Label]:
    return [
        Label(gettext("Table of comments"), url=addresses.page("round-table", id)),
        Label(gettext("Who spoke on what"), url=addresses.page("round-grid", id)),
        Label(gettext("Parts and objections"), url=addresses.page("round-parts", id)),
        Label(gettext("Answers to all comments"), url=addresses.page("round-proof", id)),
    ]


def crumbs(summary: Consolidated) -> tuple[Label, ...]:
    return (
        desk_crumb(),
        Label(summary.title, shown.foreign(summary.lang), url=addresses.page("dossier", summary.dossier)),
    )


def desk_crumb() -> Label:
    return Label(gettext("Desk"), url=addresses.page("desk"))


def readers() -> str:
    return gettext("those who were asked, each its own; the commission; the secretariat")
