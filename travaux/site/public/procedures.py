"""Procedures: an assembly's rules as a picture, in words, as a table; their versions; a dossier's place on the map."""

import io
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from travaux.core.procedure.draw import Entry, outline, svg
from travaux.core.procedure.model import Procedure
from travaux.core.procedure.table import write_table
from travaux.dossiers.queries import procedures as queries
from travaux.dossiers.rulebooks import ProcedureRow, ProcedureSummary
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Label, Page, Twin

from .procedure_shown import certainty_note, change, durations_note, row, status, step, version_words, worded

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# --- the list -----------------------------------------------------------------------------------------------------


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = queries.procedures(here.viewer, on=here.on, lang=here.lang)
    page = Page(gettext("Procedures"), section="procedures")
    return show(request, "public/procedures", page=page, rows=[listed(row) for row in rows])


def listed(row: ProcedureRow) -> dict[str, Any]:
    label = shown.marked(Label(row.name, url=addresses.page("procedure", row.id)), row.notice)
    verified = gettext("%(n)s of %(of)s rules read in their primary text") % {"n": row.verified, "of": row.steps}
    return {
        "title": label,
        "assembly": row.assembly,
        "status": status(row.version),
        "verified": verified,
        "dossiers": ngettext("%(n)s dossier", "%(n)s dossiers", row.dossiers) % {"n": row.dossiers},
        "versions": ngettext("%(n)s version", "%(n)s versions", row.versions) % {"n": row.versions},
    }


# --- one procedure ------------------------------------------------------------------------------------------------


def detail(request: HttpRequest, id: str) -> HttpResponse:
    here, version = look(request), request.GET.get("version", "")
    summary = summary_of(here, id, version, rules_only=False)
    rules = found(queries.rules_of(id, on=here.on, version=version))
    context = {
        **head(summary, "map", version),
        "svg": picture(rules, here.lang),
        "phases": [
            {"name": phase.name, "steps": [step(one, summary) for one in phase.steps]} for phase in summary.phases
        ],
        "gone": [
            {"version": gone.version, "id": gone.step.id, "name": gone.step.name, "words": gone.words}
            for gone in summary.gone
        ],
        "durations_note": durations_note(summary),
    }
    return show(request, "public/procedure", page=page_of(summary, version), procedure=context)


def summary_of(here: Look, id: str, version: str, *, rules_only: bool = True) -> ProcedureSummary:
    summary: ProcedureSummary = found(
        queries.procedure(
            here.viewer, id, on=here.on, known=here.known, lang=here.lang, version=version, rules_only=rules_only
        )
    )
    return summary


def words(request: HttpRequest, id: str) -> HttpResponse:
    """The rules as prose, phase by phase."""
    here, version = look(request), request.GET.get("version", "")
    summary = summary_of(here, id, version)
    context = {
        **head(summary, "words", version),
        "phases": [{"name": phase.name, "steps": [worded(one) for one in phase.steps]} for phase in summary.phases],
    }
    return show(request, "public/procedure_words", page=page_of(summary, version, "words"), procedure=context)


def table(request: HttpRequest, id: str) -> HttpResponse:
    """The rules as a table: one row a step."""
    here, version = look(request), request.GET.get("version", "")
    summary = summary_of(here, id, version)
    query = f"version={version}" if version else ""
    context = {
        **head(summary, "table", version),
        "rows": [row(one) for phase in summary.phases for one in phase.steps],
        "file_url": addresses.page("procedure-xlsx", id, query=query),
        "check_url": addresses.page("procedure-check", id) if here.viewer.may_record else "",
    }
    return show(request, "public/procedure_table", page=page_of(summary, version, "table"), procedure=context)


def table_file(request: HttpRequest, id: str) -> HttpResponse:
    """The table as a spreadsheet that can be changed and checked again."""
    here = look(request)
    rules = found(queries.rules_of(id, on=here.on, version=request.GET.get("version", "")))
    out = io.BytesIO()
    write_table(rules, out, queries.speech(here.lang))
    name = f"{rules.id}-{rules.version}.xlsx" if rules.version else f"{rules.id}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(out.getvalue(), content_type=EXCEL, headers=headers)


def changes(request: HttpRequest, id: str) -> HttpResponse:
    """What changed between two versions; without a question, between the last two."""
    here = look(request)
    summary = summary_of(here, id, "")
    names = [version.version for version in summary.versions]
    old, new = request.GET.get("from") or names[max(0, len(names) - 2)], request.GET.get("to") or names[-1]
    differences = found(queries.procedure_changes(id, old, new, lang=here.lang))
    context = {
        **head(summary, "changes", ""),
        "old": old,
        "new": new,
        "rows": [change(each) for each in differences],
        "pairs": [
            Label(pair_words(one, other), url=addresses.page("procedure-changes", id, query=f"from={one}&to={other}"))
            for one, other in pairwise(names)
        ],
    }
    return show(request, "public/procedure_changes", page=page_of(summary, "", "changes"), procedure=context)


def pair_words(old: str, new: str) -> str:
    return gettext("from version %(old)s to version %(new)s") % {"old": old, "new": new}


# --- a dossier on the map -----------------------------------------------------------------------------------------


def on_the_map(request: HttpRequest, id: str) -> HttpResponse:
    """The procedure's picture with the place of one dossier, and the same as a list."""
    here = look(request)
    placed = found(queries.placed(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    phases = outline(placed.procedure, placed.status, queries.speech(here.lang))
    title = shown.name(placed.row.title)
    context = {
        "title": title,
        "procedure": Label(
            placed.procedure.title.get(here.lang, placed.procedure.id),
            url=addresses.page("procedure", placed.procedure.id),
        ),
        "svg": picture(placed.procedure, here.lang, placed.status),
        "phases": [{"name": name, "steps": [entry(each) for each in entries]} for name, entries in phases],
        "past": placed.status is not None and placed.status.past_knowledge,
        "as_of": wording.day(placed.status.as_of) if placed.status else "",
        "begun": placed.status is not None,
        "forecast_url": addresses.page("forecast", id) if here.viewer.may_record else "",
    }
    page = Page(
        gettext("%(title)s — on the map") % {"title": title.text},
        section="drafts",
        crumbs=(
            Label(gettext("Drafts"), url=addresses.page("drafts")),
            Label(title.text, title.lang, url=addresses.page("dossier", id)),
        ),
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(here.on)},
        notice=shown.common_notice((placed.row.notice, queries.notice_of(placed.procedure))),
    )
    return show(request, "public/dossier_map", page=page, map=context)


MARKS = {"done": "●", "possibly": "◌", "must": "➜", "may": "→", "usual": "→"}


def entry(each: Entry) -> dict[str, Any]:
    return {
        "id": each.step,
        "name": each.title,
        "sign": MARKS.get(each.mark, "○"),
        "mark": each.mark,
        "words": each.words or gettext("not reported, and not next"),
        "who": ", ".join(each.actors),
        "follows": ", ".join(each.follows),
        "returns_to": ", ".join(each.returns_to),
    }


# --- what the pages share -----------------------------------------------------------------------------------------


def picture(rules: Procedure, lang: str, status: Any = None) -> str:
    drawn = svg(rules, status, lang=queries.speech(lang), colours=False, link=lambda step: f"#at-{step}")
    return mark_safe(drawn)  # noqa: S308 - built by core.procedure.draw, which escapes every text


def head(summary: ProcedureSummary, view: str, version: str) -> dict[str, Any]:
    query = f"version={version}" if version else ""
    views = [("procedure", "map", gettext("Map and steps")), ("procedure-words", "words", gettext("In words")),
             ("procedure-table", "table", gettext("As a table"))]  # fmt: skip
    if len(summary.versions) > 1:
        views.append(("procedure-changes", "changes", gettext("What changed")))
    return {
        "title": summary.name,
        "assembly": summary.assembly,
        "status": status(summary.version),
        "grey": not summary.version.exists or summary.version.status == "repealed",
        "views": [
            {"label": label, "url": addresses.page(name, summary.id, query="" if key == "changes" else query),
             "current": key == view}
            for name, key, label in views
        ],
        "versions": [
            {"label": version_words(each), "status": status(each), "current": each == summary.version,
             "url": addresses.page("procedure", summary.id, query=f"version={each.version}")}
            for each in summary.versions
        ] if len(summary.versions) > 1 else [],
        "certainty": certainty_note(summary),
        "sources": [
            {"title": source.title, "url": source.url} for source in summary.sources
        ],
    }  # fmt: skip


def page_of(summary: ProcedureSummary, version: str, view: str = "") -> Page:
    titles = {"words": gettext("%(title)s — in words"), "table": gettext("%(title)s — as a table"),
              "changes": gettext("%(title)s — what changed")}  # fmt: skip
    title = titles.get(view, "%(title)s") % {"title": summary.name}
    if version:
        title = gettext("%(title)s, version %(version)s") % {"title": title, "version": version}
    notices = [here.notice for phase in summary.phases for step in phase.steps for here in step.here]
    query = f"?version={version}" if version else ""
    return Page(
        title,
        section="procedures",
        crumbs=(Label(gettext("Procedures"), url=addresses.page("procedures")),)
        + ((Label(summary.name, url=addresses.page("procedure", summary.id)),) if view else ()),
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(summary.on)},
        notice=shown.common_notice((summary.notice, *notices)),
        twins=(Twin("JSON", f"/procedures/{summary.id}.json{query}"),),
    )
