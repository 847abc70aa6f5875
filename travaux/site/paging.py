"""Long lists cut into pages: the number that an address asks for, and the links to the neighbours."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext

from . import addresses


def page_of(request: HttpRequest, total: int, size: int) -> int:
    """The page asked for, or the nearest there is; what is no number asks for the first."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    return min(max(number, 1), last_page(total, size))


def last_page(total: int, size: int) -> int:
    return max(-(-total // size), 1)


def pager(
    name: str, kept: Mapping[str, str], number: int, total: int, size: int, *, about: Sequence[str] = ()
) -> dict[str, str] | None:
    """What `parts/pager.html` reads; None where everything stands on one page. `kept`: what else the address asks;
    `about`: what its path names."""
    last = last_page(total, size)
    if last == 1:
        return None

    def url(n: int) -> str:
        return addresses.page(name, *about, query=urlencode({**kept, "page": str(n)})) if 1 <= n <= last else ""

    words = gettext("page %(page)s of %(pages)s") % {"page": number, "pages": last}
    return {"text": words, "previous_url": url(number - 1), "next_url": url(number + 1)}
