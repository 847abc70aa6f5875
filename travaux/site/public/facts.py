"""One fact at its own address: what it says, who says so, and every value it had before."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.captures import lineage
from travaux.captures.lineage import FactPage, Value, Version
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.record import kind_words
from travaux.site.shown import Chip, Label, Page

PAGES = {
    "registry.person": "person",
    "registry.body": "delegation",
    "dossiers.dossier": "dossier",
}


def fact(request: HttpRequest, model: str, id: str) -> HttpResponse:
    here = look(request)
    summary: FactPage = found(lineage.fact(here.viewer, model, id, on=here.on))
    return show(request, "public/fact", page=page_of(summary), fact=context(here, summary))


def page_of(summary: FactPage) -> Page:
    notices = (citation.notice for version in summary.versions for citation in version.citations)
    return Page(gettext("Fact: %(kind)s") % {"kind": kind_words(summary.model)}, notice=shown.common_notice(notices))


def context(here: Look, summary: FactPage) -> dict[str, Any]:
    return {
        "kind": kind_words(summary.model),
        "chip": Chip("done", gettext("stands")) if summary.stands else Chip("no", gettext("taken back")),
        "versions": [version(each, current=each.id == summary.current) for each in reversed(summary.versions)],
        "correct_url": addresses.page("correct", summary.model, summary.current)
        if here.viewer.may_record and summary.stands
        else "",
    }


def version(each: Version, *, current: bool) -> dict[str, Any]:
    heading = {
        "stated": gettext("As it stands") if current else gettext("As it was before"),
        "withdrawn": gettext("Taken back"),
        "set_aside": gettext("Set aside in favour of another"),
    }[each.standing]
    return {
        "id": each.id,
        "heading": heading,
        "recorded": wording.moment(each.recorded_at),
        "reason": each.reason,
        "values": [value(one) for one in each.values] if each.standing == "stated" else [],
        "sources": shown.sources(each.citations),
    }


def value(each: Value) -> dict[str, Any]:
    names = {
        "start": gettext("from"),
        "end": gettext("until"),
        "date": gettext("date"),
        "seats": gettext("seats"),
        "text": gettext("name"),
        "lang": gettext("language"),
    }
    dates = each.name in ("start", "end", "date", "reported")
    text = wording.date_words(each.text) if dates else each.text
    url = addresses.page(PAGES[each.model], each.id) if each.model in PAGES else ""
    return {"name": names.get(each.name, each.label), "label": Label(text, url=url)}
