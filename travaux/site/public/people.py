"""People in public office: the list, the search by any form of a name, and one person with every capacity."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from travaux.dossiers import queries as dossiers
from travaux.registry import queries
from travaux.registry.summaries import Capacity, PeopleSummary, PersonSummary
from travaux.site import addresses, shown, wording
from travaux.site.frame import found, look, show
from travaux.site.public import histories
from travaux.site.public.registry import fact_url, name_label, period, role_words
from travaux.site.shown import Empty, Fact, Label, Page, Twin


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    asked = request.GET.get("page", "1")
    number = max(int(asked), 1) if asked.isdecimal() else 1
    summary = queries.people(
        here.viewer, on=here.on, lang=here.lang, query=request.GET.get("q", "").strip(), page=number
    )
    people = {
        "intro": gettext("People whom sources name in a public office, under every form of their names."),
        "count_text": ngettext("%(n)s person", "%(n)s people", summary.total) % {"n": summary.total},
        "list": [
            {
                "name": shown.marked(shown.name(row.name, addresses.page("person", row.id)), row.notice),
                "capacities": row.capacities,
            }
            for row in summary.rows
        ],
        "pages": pages(summary),
        "empty": Empty(gettext("Nobody matches.") if summary.query else gettext("Nobody is recorded.")),
    }
    page = Page(gettext("People"), section="people", notice=shown.common_notice(row.notice for row in summary.rows))
    return show(request, "public/people", page=page, people=people)


def pages(summary: PeopleSummary) -> dict[str, str] | None:
    if summary.pages < 2:
        return None

    def url(number: int) -> str:
        query: dict[str, str | int] = {"page": number, **({"q": summary.query} if summary.query else {})}
        return addresses.page("people", query=urlencode(query)) if 1 <= number <= summary.pages else ""

    words = gettext("page %(page)s of %(pages)s") % {"page": summary.page, "pages": summary.pages}
    return {"text": words, "previous_url": url(summary.page - 1), "next_url": url(summary.page + 1)}


def detail(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: PersonSummary = found(queries.person(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    if summary.redirect:
        return HttpResponseRedirect(addresses.page("person", summary.redirect))
    name = shown.name(summary.person.name)
    events = dossiers.person_events(here.viewer, id, on=here.on, lang=here.lang)
    statements = dossiers.person_statements(here.viewer, id, on=here.on, lang=here.lang)
    person: dict[str, Any] = {
        "name": name,
        "names": [name_label(each.text, each.lang, each.origin, each.note) for each in summary.names],
        "until": {"text": gettext("Sources speak until %(day)s.") % {"day": wording.day(summary.known_until)}}
        if summary.known_until
        else None,
        "capacities": [capacity(each) for each in (*summary.capacities, *summary.other_times)],
        "statements": [histories.statement(each) for each in statements],
        "events": [histories.event(each) for each in events],
        "contradictions": [],
        "not_known": [{"text": text, "url": ""} for text in silences(summary)],
        "texts": [],
    }
    page = Page(
        name.text,
        section="people",
        crumbs=(Label(gettext("People"), url=addresses.page("people")),),
        notice=summary.notice,
        twins=(Twin("JSON", f"/people/{id}.json"), Twin("iCalendar", f"/people/{id}.ics", "text/calendar")),
    )
    return show(request, "public/person", page=page, person=person)


def capacity(each: Capacity) -> Fact:
    label = shown.name(each.title).text if each.title.text else role_words(each.role)
    body = shown.name(each.body.name, addresses.page("delegation", each.body.id))
    return Fact(label[:1].upper() + label[1:], body, when=period(each.fact),
                sources=shown.sources(each.fact.citations), url=fact_url(each.fact))  # fmt: skip


def silences(summary: PersonSummary) -> list[str]:
    if any(not each.fact.period.dated for each in summary.capacities):
        return [gettext("From which day, and until when, these capacities are held.")]
    return []
