"""Forms that outlive a lost connection: kept here while they are written, and given back to the writer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from travaux.accounts.queries import viewer_of
from travaux.consultation import kept
from travaux.lib.refusals import Refused
from travaux.site import addresses, wording

from .door import needs

NOT_KEPT = ("csrfmiddlewaretoken", "keep", "drop", "address")


@dataclass(frozen=True)
class Keeping:
    """What a template needs to keep a form: see parts/keeping.html."""

    address: str
    url: str
    account: str
    secret: str
    saved: str  # when it was kept, in words; "" never
    saved_iso: str


@needs("read a round")
def save(request: HttpRequest) -> HttpResponse:
    """A script sends the fields of a form now and then; what stands there before is replaced."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.POST.get("address", "").startswith("/"):
        return HttpResponse(status=422)
    try:
        kept.keep(by=viewer_of(request.user), address=request.POST["address"], fields=fields_of(request))
    except Refused as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


def fields_of(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items() if name not in NOT_KEPT}


def address_of(request: HttpRequest, form: str) -> str:
    return f"{addresses.permanent(request.path)}#{form}"


def asked(request: HttpRequest, form: str, prefix: str = "") -> bool:
    """Whether the reader pressed “keep” or “throw away” beside a form, and it is done."""
    viewer = viewer_of(request.user)
    if request.POST.get("drop") == form:
        kept.forget(by=viewer, address=address_of(request, form))
        return True
    if request.POST.get("keep") == form:
        own = {name: value for name, value in fields_of(request).items() if name.startswith(prefix)}
        kept.keep(by=viewer, address=address_of(request, form), fields=own)
        return True
    return False


def initial(request: HttpRequest, form: str, names: Iterable[str], prefix: str = "") -> dict[str, Any]:
    """{field: value} as it was left, of the fields that the form has."""
    lead = f"{prefix}-" if prefix else ""
    return left(request, address_of(request, form), {lead + name: name for name in names})


def left(request: HttpRequest, address: str, names: Mapping[str, str]) -> dict[str, Any]:
    """What was left in a form at an address, under other names: {name there: name here}."""
    held = kept.kept(viewer_of(request.user), address)
    return {here: held.fields[there] for there, here in names.items() if there in held.fields} if held else {}


def keeping(request: HttpRequest, form: str) -> Keeping:
    viewer, address = viewer_of(request.user), address_of(request, form)
    held = kept.kept(viewer, address)
    return Keeping(
        address, addresses.page("kept"), viewer.account or "", kept.secret_of(viewer),
        wording.moment(held.saved_at) if held else "", held.saved_at.isoformat() if held else "",
    )  # fmt: skip


def sent(request: HttpRequest, form: str) -> None:
    """The form was taken: nothing of it stays here."""
    kept.forget(by=viewer_of(request.user), address=address_of(request, form))
