"""The reader's own choice of colours and letter size, kept in two cookies that say nothing else."""

from django.http import HttpRequest, HttpResponse

CHOICES = {"theme": ("light", "dark"), "text": ("large",)}
YEAR = 365 * 24 * 60 * 60  # seconds


def chosen(request: HttpRequest) -> dict[str, str]:
    """What the reader chose before; "" where the device decides."""
    return {name: value if (value := request.COOKIES.get(name, "")) in CHOICES[name] else "" for name in CHOICES}


def keep(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what the address asks for; anything unknown means “as the device”."""
    for name, accepted in CHOICES.items():
        value = request.GET.get(name, "")
        if value in accepted:
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
        else:
            response.delete_cookie(name, samesite="Lax")
    return response
