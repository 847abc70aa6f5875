"""The reader's own choice of colours and letter size, kept in two cookies that say nothing else."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from . import addresses

CHOICES = {"theme": ("light", "dark"), "text": ("large",)}
YEAR = 365 * 24 * 60 * 60  # seconds


def chosen(request: HttpRequest) -> dict[str, str]:
    """What the reader chose before; "" where the device decides."""
    return {name: value if (value := request.COOKIES.get(name, "")) in CHOICES[name] else "" for name in CHOICES}


def display(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on; anything unknown means “as the device”."""
    back = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else addresses.page("home"))
    for name, accepted in CHOICES.items():
        value = request.GET.get(name, "")
        if value in accepted:
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
        else:
            response.delete_cookie(name, samesite="Lax")
    return response
