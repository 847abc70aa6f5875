"""Calendars to subscribe to: of the whole assembly, of one body, of one person through the offices held today."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, override

from travaux.dossiers.queries import calendar as queries
from travaux.dossiers.queries.calendar import CalendarSummary, Item
from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused

from .ics import Entry, as_ics
from .twins import asked, public

BEFORE, AFTER = dt.timedelta(days=366), dt.timedelta(days=731)  # around the day asked about


def whole(request: HttpRequest) -> HttpResponse:
    return calendar(request, "")


def of_one(request: HttpRequest, id: str) -> HttpResponse:
    return calendar(request, id)


def calendar(request: HttpRequest, of: str) -> HttpResponse:
    """A year back and two ahead; days that sources give less exactly are left to the page."""
    try:
        wanted = asked(request)
    except Refused as refused:
        return public(JsonResponse(refused.as_json(), status=422), request)
    with override(wanted.lang):
        summary = queries.calendar(
            wanted.viewer, on=wanted.on, first=wanted.on - BEFORE, last=wanted.on + AFTER, lang=wanted.lang, of=of
        )
        if summary is None:
            raise Http404
        home = request.build_absolute_uri("/").rstrip("/")
        entries = [entry(item, home, wanted.lang) for item in summary.items]
        notices = "\n".join(notice_words(notice) for notice in summary.notices)
        text = as_ics(name_of(summary), entries, description=notices)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return public(response, request)


def name_of(summary: CalendarSummary) -> str:
    return summary.whose.text if summary.whose else gettext("Calendar")


def entry(item: Item, home: str, lang: str) -> Entry:
    kind = {"sitting": gettext("sitting"), "recess": gettext("recess"), "election": gettext("election"),
            "due": gettext("term ends")}.get(item.kind, "")  # fmt: skip
    title = item.dossier.title.text if item.dossier else ""
    said = (title, item.who if item.words else "", item.rule, notice_words(item.notice))
    mark = "EXERCISE / УЧЕБНЫЙ ПРИМЕР: " if item.notice == "exercise" else ""
    return Entry(
        uid=f"{item.id}@travaux",
        stamp=item.stamp,
        first=item.first,
        last=item.last,
        summary=mark + ": ".join(part for part in (kind, item.words or item.who) if part),
        description="\n".join(part for part in said if part),
        location=item.place,
        url=f"{home}/{lang}/dossiers/{item.dossier.id}" if item.dossier else "",
        category=item.kind,
    )
