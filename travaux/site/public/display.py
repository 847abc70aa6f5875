"""Colours and letter size as the reader wants them: a form, and the way back to the page it was asked from."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from travaux.site import addresses, choices
from travaux.site.frame import show
from travaux.site.shown import Page


def way_back(request: HttpRequest) -> str:
    """The page to return to, on this site only: as the form carries it, or where the reader comes from."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    here = came_from._replace(scheme="", netloc="").geturl() if came_from.netloc == request.get_host() else ""
    back = request.GET.get("next", here)
    known = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.split("?")[0] != request.path
    return back if known else addresses.page("home")


def display(request: HttpRequest) -> HttpResponse:
    """Ask, or keep what was asked for and go back; never to another site."""
    back = way_back(request)
    if choices.CHOICES.keys() & request.GET.keys():
        return choices.keep(request, HttpResponseRedirect(back))
    return show(
        request,
        "public/display",
        page=Page(gettext("Colours and letters")),
        chosen=choices.chosen(request),
        action=addresses.page("display"),
        next=back,
    )
