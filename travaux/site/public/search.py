"""One search over texts, people and sources. What the reader may not know of is not found, and not counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.captures import queries as sources
from travaux.dossiers import queries as dossiers
from travaux.registry import queries as registry
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.public.dossiers import kind_words
from travaux.site.shown import Empty, Label, Page

MOST = 20


def search(request: HttpRequest) -> HttpResponse:
    here = look(request)
    q = request.GET.get("q", "").strip()[:200]
    groups = [group for group in (texts(here, q), people(here, q), pages(here, q)) if group["hits"]] if q else []
    n = sum(len(group["hits"]) for group in groups)
    context = {
        "q": q,
        "count_text": ngettext("%(n)s found", "%(n)s found", n) % {"n": n} if q else "",
        "groups": groups,
        "empty": Empty(
            gettext("Nothing matches.") if q else gettext("Type a name, a title or words of it."),
            next=gettext("A person is found by any form of the name that a source has, in any script."),
        ),
    }
    notice = shown.common_notice(hit["notice"] for group in groups for hit in group["hits"])
    return show(request, "public/search", page=Page(gettext("Search"), notice=notice), search=context)


def texts(here: Look, q: str) -> dict[str, Any]:
    rows = dossiers.register(here.viewer, on=here.on, lang=here.lang, q=q, limit=MOST)
    hits = [
        {
            "title": shown.marked(shown.name(row.title, addresses.page("dossier", row.id)), row.notice),
            "meta": kind_words(row.kind_label, row.draft),
            "notice": row.notice,
        }
        for row in rows
    ]
    return {"name": gettext("Texts"), "hits": hits}


def people(here: Look, q: str) -> dict[str, Any]:
    found = registry.people(here.viewer, on=here.on, lang=here.lang, query=q)
    hits = [
        {
            "title": shown.marked(shown.name(row.name, addresses.page("person", row.id)), row.notice),
            "meta": "; ".join(row.capacities),
            "notice": row.notice,
        }
        for row in found.rows[:MOST]
    ]
    return {"name": gettext("People"), "hits": hits}


def pages(here: Look, q: str) -> dict[str, Any]:
    rows = sources.captures(here.viewer, on=here.on, q=q)
    hits = [
        {
            "title": shown.marked(
                Label(row.title, shown.foreign(row.lang), url=addresses.page("capture", row.sha256)), row.notice
            ),
            "notice": row.notice,
            "meta": ", ".join(part for part in (row.publisher, wording.date_words(row.published)) if part),
        }
        for row in rows[:MOST]
    ]
    return {"name": gettext("Sources"), "hits": hits}
