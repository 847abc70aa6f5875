"""Colours and letter size as the reader wants them: a form, and the way back to the page it was asked from."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from travaux.site import addresses, choices
from travaux.site.frame import show
from travaux.site.shown import Page


def display(request: HttpRequest) -> HttpResponse:
    """Ask, or keep what was asked for and go back; never to another site."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = addresses.page("home")
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
