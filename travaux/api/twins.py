"""Twins of pages: one view for each kind of summary, and the list of the kinds whose schema is published."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext, override

from travaux.accounts.queries import viewer_of
from travaux.captures import queries as captures
from travaux.captures.queries import CaptureSummary
from travaux.dossiers import queries as dossiers
from travaux.dossiers.queries import TaskPage
from travaux.dossiers.rulebooks import ProcedureSummary
from travaux.dossiers.summaries import DossierSummary
from travaux.instruments.summaries import (
    AmendmentsPage,
    Comparison,
    Debt,
    InstrumentTexts,
    Parallel,
    Pedigree,
    TextPage,
)
from travaux.lib.dated import moment_asked
from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record import queries as record
from travaux.record.queries import Page as RecordPage
from travaux.registry import queries as registry
from travaux.registry.summaries import DelegationsSummary, PersonSummary

from .values import as_json, schema_of

KINDS: dict[str, type] = {
    "dossier": DossierSummary,
    "task": TaskPage,
    "delegations": DelegationsSummary,
    "person": PersonSummary,
    "capture": CaptureSummary,
    "record": RecordPage,
    "procedure": ProcedureSummary,
    "texts": InstrumentTexts,
    "text": TextPage,
    "amendments": AmendmentsPage,
    "comparison": Comparison,
    "parallel": Parallel,
    "provision": Pedigree,
    "debt": Debt,
}
LANGUAGES = ("en", "ru")


@dataclass(frozen=True)
class Asked:
    """What a request asks for besides its address."""

    viewer: Viewer
    on: dt.date
    known: dt.datetime | None  # as recorded by that moment; None: as recorded now
    lang: str


def asked(request: HttpRequest) -> Asked:
    """What a question may say besides its address; raises `Refused` on what cannot be read.

    `?on=` any day as 2022-06-06, today without; `?known=` what was recorded by a moment, as 2022-06-06T12:00Z, now
    without; `?lang=` en or ru, English without.
    """
    lang, day, moment = (
        request.GET.get(name, default) for name, default in (("lang", "en"), ("on", ""), ("known", ""))
    )
    if lang not in LANGUAGES:
        raise Refused(gettext("There is no such language here."), where="lang", remedy="en, ru")
    try:
        on = dt.date.fromisoformat(day) if day else timezone.localdate()
    except ValueError as error:
        raise Refused(gettext("This is not a day."), where="on", remedy="2022-06-06") from error
    return Asked(viewer_of(request.user), on, moment_asked(moment), lang)


def dossier(request: HttpRequest, id: str) -> HttpResponse:
    return twin(request, "dossier", lambda a: dossiers.dossier(a.viewer, id, on=a.on, known=a.known, lang=a.lang))


def task(request: HttpRequest, id: str) -> HttpResponse:
    return twin(request, "task", lambda a: dossiers.task(a.viewer, id, on=a.on, known=a.known, lang=a.lang))


def person(request: HttpRequest, id: str) -> HttpResponse:
    return twin(request, "person", lambda a: registry.person(a.viewer, id, on=a.on, known=a.known, lang=a.lang))


def capture(request: HttpRequest, sha256: str) -> HttpResponse:
    return twin(request, "capture", lambda a: captures.capture(a.viewer, sha256, on=a.on))


def lines(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() else None
    return twin(
        request, "record", lambda a: record.lines(viewer=a.viewer, on=a.on, before=number), notice=of_assemblies
    )


def checkpoint(request: HttpRequest) -> HttpResponse:
    """The record's length and last hash, to be kept elsewhere and given to `travaux record verify` one day."""
    return public(HttpResponse(str(record.checkpoint()), content_type="text/plain; charset=utf-8"), request)


def schema(request: HttpRequest, name: str) -> HttpResponse:
    if name not in KINDS:
        raise Http404
    return public(JsonResponse(schema_of(KINDS[name], address=f"/schemas/{name}.json")), request)


def twin(request: HttpRequest, name: str, ask: Any, *, notice: Callable[[Asked], str] | None = None) -> HttpResponse:
    """One summary in its envelope. What is hidden and what does not exist answer alike.

    `notice`: what must be said of a summary that does not say it itself.
    """
    try:
        wanted = asked(request)
        with override(wanted.lang):
            summary = ask(wanted)
            if summary is None:
                raise Http404
            body = envelope(request, name, summary, wanted, notice)
    except Refused as refused:
        return public(JsonResponse(refused.as_json(), status=422), request)
    except Http404:
        return public(JsonResponse({"error": "not found", "where": request.path}, status=404), request)
    return public(JsonResponse(body, json_dumps_params={"ensure_ascii": False}), request)


def envelope(
    request: HttpRequest, name: str, summary: Any, wanted: Asked, notice: Callable[[Asked], str] | None
) -> dict[str, Any]:
    own = getattr(summary, "notice", "") or getattr(getattr(summary, "task", None), "notice", "")
    return {
        "schema": f"/schemas/{name}.json",
        "self": request.get_full_path(),
        "lang": wanted.lang,
        "notice": notice(wanted) if notice else notice_words(own),
        "data": as_json(summary),
    }


def of_assemblies(wanted: Asked) -> str:
    """What is to be said of a record in which the acts of sample assemblies stand."""
    known = registry.bodies(wanted.viewer, kind="assembly", on=wanted.on, lang=wanted.lang)
    return " ".join(notice_words(notice) for notice in sorted({each.notice for each in known} - {""}))


def public(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Anyone's page may read what the public sees; what a signed-in reader sees is kept by nobody on the way."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store" if request.user.is_authenticated else "public, max-age=0, must-revalidate"
    return response


def table(name: str, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A CSV file in UTF-8 with a mark, so that spreadsheets read Cyrillic; no cell is ever a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([[harmless(cell) for cell in row] for row in rows])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def harmless(cell: Any) -> str:
    """A cell as text that no spreadsheet takes for a formula (OWASP, CSV injection).

    >>> harmless("=1+1"), harmless("11"), harmless(None)
    ("'=1+1", '11', '')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
