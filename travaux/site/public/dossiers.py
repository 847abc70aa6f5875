"""Dossiers: one text on its way; tasks and what came of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.dossiers import queries
from travaux.dossiers.queries import TaskPage
from travaux.dossiers.summaries import AnswerShown, DossierSummary, ParameterShown
from travaux.instruments.summaries import RelationSummary, TaskSummary
from travaux.lib.notices import notice_words
from travaux.lib.policy import can
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public import histories, outlooks, rounds
from travaux.site.public.drafts import register
from travaux.site.shown import Chip, Empty, Fact, Label, Page, Twin

__all__ = ["detail", "kind_words", "register", "task", "tasks"]

# --- one dossier --------------------------------------------------------------------------------------------------


def kind_words(kind: str, draft: bool) -> str:
    return gettext("draft: %(kind)s") % {"kind": kind} if draft else kind


def detail(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: DossierSummary = found(queries.dossier(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    dossier = {
        "kind": kind_words(summary.instrument.kind_label, summary.instrument.draft),
        "number": shown.name(summary.assembly.name).text,
        "title": shown.name(summary.instrument.title),
        "titles": [
            Label(title.text, shown.foreign(title.lang), gettext("our translation") if title.origin == "ours" else "")
            for title in summary.instrument.titles
            if title.text != summary.instrument.title.text
        ],
        **answers(summary),
        "until": until(summary),
        "stages": histories.stages(summary) if summary.phases else None,
        "outlook": outlooks.outlook(summary, may_record=here.viewer.may_record),
        "not_known": [{"text": gap.text, "url": f"#event-{gap.about}" if about_event(summary, gap.about) else ""}
                      for gap in summary.not_known],
        "people": [histories.key_person(person) for person in summary.people],
        "text_url": addresses.page("text", summary.instrument.id),
        "documents": [histories.document(document) for document in summary.documents],
        "relations": [relation(each, of=summary.instrument.id) for each in summary.relations],
        "events": [{**histories.event(each), "unforeseen": each.id in summary.outlook.unforeseen}
                   for each in summary.history],
        "events_note": events_note(summary),
        "statements": [histories.statement(each) for each in summary.statements],
        "news": [histories.news_line(item) for item in summary.news],
        "notes": notes(summary, here),
        "enter_url": addresses.page("enter-event", id) if here.viewer.may_record else "",
        "map_url": addresses.page("dossier-map", id, query=f"on={here.asked}" if here.asked else ""),
        "forecast_url": addresses.page("forecast", id) if here.viewer.may_record else "",
        "govern_url": addresses.page("govern", id) if here.viewer.may_record else "",
        "rounds": rounds.of_dossier(here, id),
        "ask_url": addresses.page("round-open", id) if can(here.viewer, "open a round") else "",
        "on": {"action": addresses.page("dossier", id), "value": summary.on.isoformat() if here.asked else "",
               "target": ""},
    }  # fmt: skip
    page = Page(
        shown.name(summary.instrument.title).text,
        section="drafts",
        crumbs=(Label(gettext("Drafts"), url=addresses.page("drafts")),),
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(summary.on)},
        cite=citation(summary, id),
        notice=summary.notice,
        assembly=shown.name(summary.assembly.name),
        twins=(Twin("JSON", f"/dossiers/{id}.json" + (f"?on={here.asked}" if here.asked else "")),),
    )
    return show(request, "public/dossier", page=page, dossier=dossier)


def about_event(summary: DossierSummary, about: str) -> bool:
    return any(event.id == about for event in summary.history)


def answers(summary: DossierSummary) -> dict[str, dict[str, Any]]:
    """The five questions that a first-time reader asks, each answered from facts or with “not known”."""
    return {
        "what": what(summary),
        "over": over(summary),
        "where": where(summary),
        "next": what_next(summary),
        "before": before(summary),
    }


def what(summary: DossierSummary) -> dict[str, Any]:
    kind = kind_words(summary.instrument.kind_label, summary.instrument.draft)
    house = shown.name(summary.assembly.name).text
    return {"text": gettext("%(kind)s, in %(house)s") % {"kind": kind, "house": house}}


def over(summary: DossierSummary) -> dict[str, Any]:
    if summary.over is None:
        return {"text": gettext("Not known: no source says so."), "unknown": True}
    if summary.over:
        return {"text": gettext("Yes")}
    return {"text": gettext("No"), "more": summary.state.label if summary.state else "", **to_event(summary.state)}


def to_event(event: Any) -> dict[str, str]:
    return {"url": f"#event-{event.id}", "url_label": gettext("who says so")} if event else {}


def where(summary: DossierSummary) -> dict[str, Any]:
    done = summary.last_done
    if not done:
        return {"text": gettext("Nothing is reported yet."), "unknown": True}
    date = histories.when(done.date)
    return {
        "text": done.label,
        "more": date.text or gettext("date not stated"),
        "url": f"#event-{done.event}",
        "url_label": gettext("who says so"),
    }


def what_next(summary: DossierSummary) -> dict[str, Any]:
    if summary.waiting:
        first = summary.waiting[0]
        return {
            "text": "; ".join(waiting.step.name for waiting in summary.waiting),
            "more": gettext("decided, not reported as done")
            + (f" ({since(first.days)})" if first.days and first.days[1] else ""),
            "url": f"#event-{first.decided_by}",
            "url_label": gettext("who says so"),
        }
    if summary.next:
        return {
            "text": "; ".join(step.name for step in summary.next),
            "more": "" if all(step.verified for step in summary.next) else gettext("usual next, rule not verified"),
        }
    return {"text": gettext("not known"), "unknown": True}


def since(count: tuple[int, int]) -> str:
    """How long something waited, as far as sources speak; never counted to today."""
    return gettext("%(days)s from the decision to the last report") % {"days": wording.days(count)}


def before(summary: DossierSummary) -> dict[str, Any]:
    if not summary.history:
        return {"text": gettext("Nothing is reported yet."), "unknown": True}
    first = summary.history[0]
    return {
        "text": first.label,
        "more": histories.when(first.date).text or gettext("date not stated"),
        "url": "#history",
        "url_label": ngettext("%(n)s event in all", "%(n)s events in all", len(summary.history))
        % {"n": len(summary.history)},
    }


def until(summary: DossierSummary) -> dict[str, str] | None:
    known = summary.known_until
    if known.date is None:
        return {"text": gettext("No loaded source gives a day it speaks for.")}
    words = {"day": wording.day(known.date)}
    if known.later:
        return {"text": gettext("As last reported on %(day)s; no later source is loaded.") % words}
    return {"text": gettext("Sources speak until %(day)s.") % words}


def events_note(summary: DossierSummary) -> str:
    counts = summary.counts
    events = ngettext("%(n)s event", "%(n)s events", counts.events) % {"n": counts.events}
    dated = ngettext("%(n)s dated by a source", "%(n)s dated by a source", counts.dated) % {"n": counts.dated}
    rest = counts.bounded + counts.undated
    return ", ".join([events, dated, ngettext("%(n)s date not stated", "%(n)s dates not stated", rest) % {"n": rest}])


def relation(each: RelationSummary, *, of: str) -> dict[str, Any]:
    """A relation as seen from one instrument: the words are the relation's, the link leads to the other text."""
    outgoing = each.subject.id == of
    other = each.object if outgoing or each.object.id != of else each.subject
    words = each.label or each.kind_label
    subject = shown.name(each.subject.title).text
    return {
        "relation": words if outgoing else f"{subject}: {words}",
        "text": shown.name(other.title, addresses.page(*(("task", each.id) if each.is_task else ("text", other.id)))),
        "sources": shown.sources(each.citations),
    }


def notes(summary: DossierSummary, here: Look) -> list[dict[str, str]]:
    query = f"on={here.asked}" if here.asked else ""
    return [
        {"label": gettext("as a page"), "url": addresses.page("note", summary.id, query=query)},
        {"label": gettext("as a Word file"), "url": addresses.page("note-docx", summary.id, query=query)},
    ]


def citation(summary: DossierSummary, id: str) -> str:
    parts = (
        shown.name(summary.instrument.title).text,
        shown.name(summary.assembly.name).text,
        gettext("dossier as of %(day)s") % {"day": wording.day(summary.on)},
        f"/dossiers/{id}",
        notice_words(summary.notice),
    )
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


# --- tasks --------------------------------------------------------------------------------------------------------


def tasks(request: HttpRequest) -> HttpResponse:
    here = look(request)
    summaries = queries.tasks(here.viewer, on=here.on, lang=here.lang)
    rows = [
        {
            "title": shown.marked(shown.name(task.order.object.title, addresses.page("task", task.id)), task.notice),
            "ordered": gettext("ordered by: %(title)s") % {"title": shown.name(task.order.subject.title).text},
            "when": shown.dated(""),
            "chip": delivery(task),
        }
        for task in summaries
    ]
    context = {
        "intro": gettext("What an assembly ordered, and what sources record as delivered."),
        "rows": rows,
        "empty": Empty(gettext("No task is recorded."), next=gettext("A task is an order that a source reports.")),
    }
    page = Page(gettext("Tasks"), section="tasks", notice=shown.common_notice(task.notice for task in summaries))
    return show(request, "public/tasks", page=page, tasks=context)


def delivery(task: TaskSummary) -> Chip:
    if task.delivered:
        return Chip("done", gettext("recorded as delivered"))
    if task.under_way:
        return Chip("now", gettext("a draft is reported; nothing is recorded as delivered"))
    return Chip("unknown", gettext("nothing is recorded as delivered"))


def task(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    both = found(queries.task(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    summary: TaskSummary = both.task
    context = {
        "title": shown.name(summary.order.object.title),
        "by": shown.name(summary.order.subject.title),
        "when": None,
        "ordered": [
            Fact(summary.order.label or summary.order.kind_label, shown.name(summary.order.object.title),
                 sources=shown.sources(summary.order.citations))
        ],
        "delivered": [facts_of(each) for each in summary.delivered],
        "delivered_empty": gettext("Nothing is recorded as delivered."),
        "checklist": checklist(both, here) if both.parameters or here.viewer.may_record else None,
        "texts": [
            {**relation(each, of=summary.order.object.id), "text": shown.name(each.subject.title)}
            for each in (*summary.under_way, *summary.means)
        ] + [
            {"relation": gettext("dossier"), "text": shown.name(row.title, addresses.page("dossier", row.id)),
             "sources": ()}
            for row in both.dossiers
        ],
    }  # fmt: skip
    page = Page(
        shown.name(summary.order.object.title).text,
        section="tasks",
        crumbs=(Label(gettext("Tasks"), url=addresses.page("tasks")),),
        notice=summary.notice,
        twins=(Twin("JSON", f"/tasks/{id}.json"),),
    )
    return show(request, "public/task", page=page, task=context)


def checklist(page: TaskPage, here: Look) -> dict[str, Any]:
    """Each parameter of the task against the draft: answered, looked for and not found, or not looked at yet."""
    answered = sum(bool(each.readings) and each.readings[0].outcome == "answered" for each in page.parameters)
    return {
        "count_text": gettext("%(n)s of %(all)s answered by a provision")
        % {"n": answered, "all": len(page.parameters)},
        "rows": [parameter(each, page.task.id, here) for each in page.parameters],
        "add_url": addresses.page("task-parameters", page.task.id) if here.viewer.may_record else "",
    }


def parameter(each: ParameterShown, task: str, here: Look) -> dict[str, Any]:
    return {
        "text": Label(each.text, shown.foreign(each.lang)),
        "sources": shown.sources(each.citations),
        "chip": reading_chip(each),
        "readings": [reading(one) for one in each.readings],
        "enter_url": addresses.page("parameter-answer", task, each.id) if here.viewer.may_record else "",
    }


def reading_chip(each: ParameterShown) -> Chip:
    if not each.readings:
        return Chip("unknown", gettext("nobody has looked yet"))
    if each.readings[0].outcome == "answered":
        return Chip("done", gettext("answered by %(provision)s") % {"provision": each.readings[0].provision})
    return Chip("no", gettext("looked for, not found"))


def reading(each: AnswerShown) -> dict[str, Any]:
    number = gettext("version %(n)s") % {"n": each.number} if each.number else ""
    where = each.provision or gettext("looked for, not found")
    parts = (where, shown.name(each.instrument.title).text, number, wording.day(each.at.date()))
    return {"text": " · ".join(part for part in parts if part), "sources": shown.sources(each.citations)}


def facts_of(each: RelationSummary) -> Fact:
    return Fact(each.label or each.kind_label, shown.name(each.subject.title), sources=shown.sources(each.citations))
