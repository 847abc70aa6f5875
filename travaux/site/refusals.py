"""Refusals and errors as pages: what is wrong, where, what was kept, what to do. Never a traceback."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext

from travaux.core.claims.page import PageRefused
from travaux.lib.logs import request_id
from travaux.lib.refusals import NotAllowed, Refused

from .frame import show
from .shown import Page

PLAIN = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Travaux</title><h1>Something went wrong here.</h1>"
    "<p>Nothing was stored half-way. Please try again later. Number of this request: %s</p>"
    "<p lang='ru'>Здесь что-то пошло не так. Ничего не сохранено наполовину. Попробуйте позже.</p></html>"
)


class RefusalPages:
    """Turns a refusal that a view lets through into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            status = 403 if isinstance(error, NotAllowed) else 422
            return page(request, error.what, where=error.where, kept=error.kept, remedy=error.remedy, status=status)
        if isinstance(error, PageRefused):
            return page(request, error.error, where=error.where, remedy=error.remedy, status=422)
        return None


def page(
    request: HttpRequest, what: Any, *, status: int, where: Any = "", kept: Any = "", remedy: Any = ""
) -> HttpResponse:
    refusal = {"what": what, "where": where, "kept": kept, "remedy": remedy, "request_id": request_id.get()}
    return show(request, "public/refusal", page=Page(str(what)), refusal=refusal, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.path.endswith((".json", ".csv", ".atom", ".txt")):
        return JsonResponse({"error": "not found", "where": request.path[:200]}, status=404)
    return page(
        request,
        gettext("There is no such page here."),
        where=request.path[:200],
        remedy=gettext("Addresses here are permanent: check the address, or search."),
        status=404,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return page(
        request,
        gettext("This form can no longer be taken."),
        kept=gettext("Nothing was stored."),
        remedy=gettext("Go back, reload the page and send the form again. Cookies must be allowed for this site."),
        status=403,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """The last page of all: in our frame if the database still answers, in two plain sentences if it does not."""
    try:
        return failure_page(request)
    except Exception:
        return HttpResponse(PLAIN % request_id.get(), status=500)


def failure_page(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        gettext("Something went wrong here; it is not your fault."),
        kept=gettext("Nothing was stored half-way: an act is stored whole or not at all."),
        remedy=gettext("Try again; if it happens again, report it with the number below."),
        status=500,
    )
