"""Texts for machines: what is held, a version in blocks or as Akoma Ntoso, what changed, and who wants it changed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from travaux.instruments import queries
from travaux.instruments.summaries import Comparison, Debt, Parallel, VersionRow
from travaux.lib.refusals import Refused

from .twins import Asked, asked, public, twin


def text(request: HttpRequest, id: str) -> HttpResponse:
    """A version; by an instrument's id what is held of it, or that nothing is."""
    if siblings(request, id):
        return twin(request, "text", lambda a: queries.text_of(a.viewer, id, on=a.on, lang=a.lang))
    return twin(request, "texts", lambda a: queries.texts_of(a.viewer, id, on=a.on, lang=a.lang))


def siblings(request: HttpRequest, id: str) -> tuple[VersionRow, ...]:
    """All versions of the instrument of this one; none where it is no version, or the question cannot be read."""
    try:
        wanted = asked(request)
    except Refused:
        return ()
    return queries.siblings(wanted.viewer, id, on=wanted.on, lang=wanted.lang)


def akn(request: HttpRequest, id: str) -> HttpResponse:
    """The version as Akoma Ntoso 3.0."""
    try:
        wanted = asked(request)
    except Refused as refused:
        return public(JsonResponse(refused.as_json(), status=422), request)
    made = queries.download(wanted.viewer, id, "akn", on=wanted.on)
    if made is None:
        return public(JsonResponse({"error": "not found", "where": request.path}, status=404), request)
    return public(HttpResponse(made.data, content_type=made.media_type), request)


def amendments(request: HttpRequest, id: str) -> HttpResponse:
    """`?order=` text (without it) or distance."""
    order = request.GET.get("order", "text")
    return twin(request, "amendments", lambda a: queries.amendments_to(a.viewer, id, on=a.on, lang=a.lang, order=order))


def compare(request: HttpRequest, id: str) -> HttpResponse:
    """`?old=` the version to compare with; without it the one before."""

    def ask(wanted: Asked) -> Comparison | None:
        return queries.compare(wanted.viewer, other(request, id, "old", before), id, on=wanted.on, lang=wanted.lang)

    return twin(request, "comparison", ask)


def parallel(request: HttpRequest, id: str) -> HttpResponse:
    """`?with=` the version in another language; without it the first that bears the same number."""

    def ask(wanted: Asked) -> Parallel | None:
        return queries.parallel(wanted.viewer, id, other(request, id, "with", beside), on=wanted.on, lang=wanted.lang)

    return twin(request, "parallel", ask)


def provision(request: HttpRequest, id: str, uid: str) -> HttpResponse:
    """One provision of an instrument through all versions. `?text=` of which language."""
    language = request.GET.get("text", "")

    def ask(wanted: Asked) -> Any:
        return queries.pedigree(wanted.viewer, id, uid, on=wanted.on, lang=wanted.lang, text_lang=language)

    return twin(request, "provision", ask)


def debt(request: HttpRequest, id: str) -> HttpResponse:
    """Which language of an instrument is behind another."""

    def ask(wanted: Asked) -> Debt | None:
        return queries.sync_debt(wanted.viewer, id, on=wanted.on, lang=wanted.lang)

    return twin(request, "debt", ask)


def other(request: HttpRequest, id: str, name: str, default: Callable[[VersionRow, VersionRow], bool]) -> str:
    """The id of the second version that a question is about: as given, else the last one that fits."""
    if given := request.GET.get(name, ""):
        return given
    rows = siblings(request, id)
    this = next((row for row in rows if row.id == id), None)
    return next((row.id for row in reversed(rows) if this and default(this, row)), "")


def before(this: VersionRow, row: VersionRow) -> bool:
    """The version before it in its language; itself where it is the first."""
    return row.lang == this.lang and row.position == max(this.position - 1, 1)


def beside(this: VersionRow, row: VersionRow) -> bool:
    """The version that bears the same number in another language."""
    return row.lang != this.lang and row.number == this.number
