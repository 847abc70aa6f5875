"""The calendar: one month as a list of days, of everybody or of one body or person; what clashes is named."""

import datetime as dt
from calendar import monthrange
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext

from travaux.dossiers.queries import calendar as queries
from travaux.dossiers.queries.calendar import CalendarSummary, Clash, Item
from travaux.dossiers.summaries import DossierRef
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import found, look, show
from travaux.site.shown import Chip, Empty, Label, Page, Twin


def month(request: HttpRequest) -> HttpResponse:
    """`?month=2026-09`, this month without; `?of=` a body's or a person's id."""
    here, of = look(request), request.GET.get("of", "").strip()[:40]
    first, last = month_asked(request.GET.get("month", "").strip(), here.on)
    summary: CalendarSummary = found(
        queries.calendar(here.viewer, on=here.on, first=first, last=last, lang=here.lang, of=of)
    )
    name = date_format(first, "F Y")
    file = file_address(summary.whose_kind, of)
    context = {
        "month": name,
        "whose": shown.name(summary.whose) if summary.whose else None,
        "days": [day(first, list(items)) for first, items in by_day(summary)],
        "loose": [{"when": shown.dated(date), **line(item)} for date, item in summary.loose],
        "clashes": [clash(each) for each in summary.clashes],
        "steps": steps(summary, of),
        "jumps": jumps(summary, of),
        "file_url": file,
        "public": not here.viewer.sees_all,
        "empty": Empty(gettext("Nothing is known of this month.")),
        "asked": {"action": addresses.page("calendar"), "month": f"{first:%Y-%m}", "of": of},
    }
    title = gettext("Calendar, %(month)s") % {"month": name}
    page = Page(
        title if not summary.whose else f"{shown.name(summary.whose).text}. {title}",
        section="calendar",
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(here.on)},
        notice=shown.common_notice(summary.notices),
        twins=(Twin("iCalendar", file, "text/calendar"),),
    )
    return show(request, "public/calendar", page=page, calendar=context)


def month_asked(text: str, on: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of a month. Raises `Refused` on what is none."""
    try:
        first = dt.datetime.strptime(text, "%Y-%m").date() if text else on.replace(day=1)  # noqa: DTZ007 - a month
    except ValueError as error:
        raise Refused(gettext("This is not a month."), where="month", remedy="2026-09") from error
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def file_address(kind: str, of: str) -> str:
    """Where a calendar program finds the same; a body and a person have their own."""
    if not of:
        return "/calendar.ics"
    return f"/people/{of}.ics" if kind == "person" else f"/bodies/{of}.ics"


def by_day(summary: CalendarSummary) -> Any:
    """Days with what stands on each; what lasts longer stands on its first day of the month."""
    items = sorted(summary.items, key=lambda item: max(item.first, summary.first))
    return groupby(items, key=lambda item: max(item.first, summary.first))


def day(first: dt.date, items: list[Item]) -> dict[str, Any]:
    return {
        "iso": first.isoformat(),
        "text": wording.day(first),
        "weekday": date_format(first, "l"),
        "items": [line(item) for item in items],
    }


def line(item: Item) -> dict[str, Any]:
    last = item.last if item.last != item.first else None
    return {
        "kind": kind(item),
        "words": item.words or item.who,
        "who": item.who if item.words else "",
        "until": gettext("until %(day)s") % {"day": wording.day(last)} if last and item.kind != "event" else "",
        "place": item.place,
        "rule": item.rule,
        "dossier": dossier(item.dossier) if item.dossier else None,
        "notice": item.notice == "exercise",
    }


def kind(item: Item) -> Chip:
    return {
        "event": Chip("plain", gettext("event")),
        "sitting": Chip("done", gettext("sitting")),
        "recess": Chip("unknown", gettext("recess")),
        "election": Chip("unknown", gettext("election")),
        "due": Chip("wait", gettext("term ends")),
    }[item.kind]


def dossier(ref: DossierRef) -> Label:
    return shown.marked(shown.name(ref.title, addresses.page("dossier", ref.id)), ref.notice)


def clash(each: Clash) -> str:
    words = {
        "two_sit": gettext("%(day)s: both sit — %(names)s."),
        "no_sitting": gettext("%(day)s: %(names)s — its calendar knows no sitting on that day."),
        "due_off": gettext("%(day)s: the term for %(names)s ends on a holiday or in a recess."),
        "two_places": gettext("%(day)s: in two places at once — %(names)s."),
    }[each.kind]
    return words % {"day": wording.day(each.day), "names": ", ".join(each.names)}


def steps(summary: CalendarSummary, of: str) -> list[dict[str, str]]:
    """The months around, as long as anything stands in that direction: nobody walks on for ever."""
    day = dt.timedelta(days=1)
    back = [step(gettext("Previous month"), summary.first - day, of)] if summary.earlier else []
    return back + ([step(gettext("Next month"), summary.last + day, of)] if summary.later else [])


def step(label: str, inside: dt.date, of: str) -> dict[str, str]:
    return {"label": label, "url": address(inside, of), "month": date_format(inside, "F Y")}


def jumps(summary: CalendarSummary, of: str) -> list[dict[str, str]]:
    """The nearest months in which something stands, where they are not the neighbours."""
    day = dt.timedelta(days=1)
    found = [
        (gettext("earlier"), summary.earlier, summary.first - day),
        (gettext("later"), summary.later, summary.last + day),
    ]
    return [step(label, at, of) for label, at, beside in found if at and f"{at:%Y-%m}" != f"{beside:%Y-%m}"]


def address(inside: dt.date, of: str) -> str:
    return addresses.page("calendar", query=f"month={inside:%Y-%m}" + (f"&of={of}" if of else ""))
