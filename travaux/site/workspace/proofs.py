"""Whether every comment was answered, who spoke on what, and the files that say so."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.consultation import papers
from travaux.consultation.actions.answers import close_round
from travaux.consultation.queries.comments import round_row
from travaux.consultation.queries.tables import positions_grid, proof
from travaux.consultation.summaries import GridRow
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import found, look, show
from travaux.site.paging import page_of, pager
from travaux.site.shown import Chip, Empty, Page

from .comments import filters_of
from .comments_shown import crumbs, desk_crumb, files, links, readers
from .door import needs

PROVISIONS = 50  # rows of the grid on a page
MOST_NUMBERS = 5  # of comments in a cell of the grid; the table has all
MOST_LISTED = 200  # numbers of comments on the page of the proof; its files have all

MARKS = {"wording": "±", "remark": "•"}
SIGNS = {"wording": gettext_lazy("proposes wording"), "remark": gettext_lazy("remarks")}


class CloseForm(forms.Form):
    """The end of a round."""

    person = forms.CharField(label=gettext_lazy("Who closes it: name and capacity"), max_length=300)
    reason = forms.CharField(label=gettext_lazy("Why, if comments are left without an answer"), required=False)


# --- grid and proof ------------------------------------------------------------------------------------------------


@needs("read a round")
def grid(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    round = found(round_row(here.viewer, id, on=here.on))
    summary = found(positions_grid(here.viewer, id, on=here.on, lang=here.lang))
    at = page_of(request, len(summary.rows), PROVISIONS)
    shown_rows = summary.rows[(at - 1) * PROVISIONS : at * PROVISIONS]
    rows = [grid_row(id, round.version_id, row, summary.ids) for row in shown_rows]
    page = Page(gettext("Who spoke on what"), section="desk", notice=round.notice, crumbs=(desk_crumb(),))
    return show(
        request, "workspace/grid", page=page, authors=summary.authors, rows=rows, links=links(id),
        pages=pager("round-grid", {}, at, len(summary.rows), PROVISIONS, about=(id,)),
        empty=Empty(gettext("No comment is recorded that you may read.")), who_reads=readers(),
    )  # fmt: skip


def grid_row(id: str, version: str, row: GridRow, authors: Sequence[str]) -> dict[str, Any]:
    special = {"not_placed": gettext("not placed yet"), "whole": gettext("the draft as a whole")}
    asked = {"uid": row.uid} if row.label else {"state": row.uid}
    return {
        "label": row.label or special.get(row.uid, gettext("the draft as a whole")),
        "url": addresses.page("round-table", id, query=urlencode(asked)),
        "story_url": addresses.page("story", version, row.uid) if row.label else "",
        "cells": [
            {"sign": SIGNS.get(cell.sign, ""), "mark": MARKS.get(cell.sign, ""),
             "numbers": [(n, addresses.page("comment", id, str(n))) for n in cell.numbers[:MOST_NUMBERS]],
             "more": max(len(cell.numbers) - MOST_NUMBERS, 0),
             "more_url": addresses.page("round-table", id, query=urlencode({**asked, "author": author}))}
            for cell, author in zip(row.cells, authors, strict=True)
        ],
    }  # fmt: skip


@needs("read a round")
def proof_page(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary = found(proof(here.viewer, id, on=here.on, lang=here.lang))
    round, table = found(round_row(here.viewer, id, on=here.on)), summary.table
    may_close = not table.closed and bool(can(here.viewer, "close with open comments", round))
    form = CloseForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            close_round(by=here.viewer, round=round, **form.cleaned_data)
            return HttpResponseRedirect(request.get_full_path())
        except Refused as error:
            refusal = shown.refusal(error)
    waiting = (*summary.unanswered, *summary.unnamed)
    context = {
        "lines": [*papers.proof_lines(summary, most=MOST_LISTED), papers.checksum(summary, here.lang)],
        "chip": Chip("done", gettext("full")) if summary.full else Chip("wait", gettext("not full")),
        "open": [(n, addresses.page("comment", id, str(n))) for n in waiting[:MOST_LISTED]],
        "maintained": [(n, addresses.page("comment", id, str(n))) for n in summary.maintained[:MOST_LISTED]],
        "files": files("round-proof-file", papers.FORMATS, id),
        "all_url": addresses.page("round-papers", id),
        "packs": [
            {"name": name, "files": files("round-pack-file", papers.FORMATS, id, author)}
            for author, name in table.authors
        ],
        "links": links(id),
    }  # fmt: skip
    page = Page(
        gettext("Answers to all comments"), section="desk", crumbs=crumbs(summary.table), notice=summary.table.notice
    )
    return show(
        request, "workspace/proof", page=page, status=422 if refusal else 200, proof=context,
        form=form if may_close else None, refusal=refusal, action=request.get_full_path(), who_reads=readers(),
    )  # fmt: skip


# --- files ---------------------------------------------------------------------------------------------------------


@needs("read a round")
def table_file(request: HttpRequest, id: str, format: str) -> HttpResponse:
    here = look(request)
    layout, _, extension = format.rpartition("-")
    return as_file(papers.table_paper(
        here.viewer, id, on=here.on, lang=here.lang, layout=layout or "cis", format=extension,
        filters=filters_of(request),
    ))  # fmt: skip


@needs("read a round")
def pack_file(request: HttpRequest, id: str, author: str, format: str) -> HttpResponse:
    here = look(request)
    return as_file(papers.pack_paper(here.viewer, id, author, on=here.on, lang=here.lang, format=format))


@needs("read a round")
def proof_file(request: HttpRequest, id: str, format: str) -> HttpResponse:
    here = look(request)
    return as_file(papers.proof_paper(here.viewer, id, on=here.on, lang=here.lang, format=format))


@needs("read a round")
def all_files(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    return as_file(papers.every_paper(here.viewer, id, on=here.on, lang=here.lang))


def as_file(paper: papers.Paper | None) -> HttpResponse:
    made: papers.Paper = found(paper)
    return HttpResponse(
        made.data, content_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"},
    )  # fmt: skip
