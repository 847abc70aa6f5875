"""One person or body under two addresses: looked at side by side, merged, and split again."""

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.accounts.queries import viewer_of
from travaux.lib.refusals import Refused
from travaux.registry.actions.merges import merge_addresses, split_address
from travaux.registry.queries import merges as queries
from travaux.registry.queries.merges import Merged, Side
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.shown import Label, Page

from .door import secretariat

ADDRESS = re.compile(r"(\w{12})/?$")  # the id at the end of a page's address, or alone


class Pair(forms.Form):
    """Two addresses, and how it is known that they are one."""

    one = forms.CharField(
        label=gettext_lazy("The address that shall lead to the other"),
        help_text=gettext_lazy("Copy it from the page of the person or body."),
        max_length=300,
    )
    into = forms.CharField(label=gettext_lazy("The one that stays"), max_length=300)
    reason = forms.CharField(
        label=gettext_lazy("How it is known that the two are one"),
        help_text=gettext_lazy("Public. Needed to merge; not to look."),
        max_length=1000,
        required=False,
    )

    def ids(self) -> tuple[str, str]:
        """The ids that the two addresses end with. Raises `Refused`."""
        found = [ADDRESS.search(self.cleaned_data[name].strip()) for name in ("one", "into")]
        if not all(found):
            raise Refused(gettext("This is not the address of a person or body."), where=gettext("address"))
        one, into = (match[1] for match in found if match)
        return one, into


@secretariat
def merges(request: HttpRequest) -> HttpResponse:
    """First a look at both, side by side; merged only by a second press of a button."""
    here = look(request)
    asked = request.POST or (request.GET if "one" in request.GET else None)
    form = Pair(asked)
    preview, refusal = None, None
    try:
        if "split" in request.POST:
            split_address(by=viewer_of(request.user), id=request.POST["split"], reason=request.POST.get("reason", ""))
            return HttpResponseRedirect(addresses.page("merges"))
        if form.is_valid():
            one, into = form.ids()
            preview = previewed(here, one, into)
            if "merge" in request.POST:
                reason = form.cleaned_data["reason"]
                merge_addresses(by=viewer_of(request.user), id=one, into=into, reason=reason)
                return HttpResponseRedirect(addresses.page("merges"))
    except Refused as error:
        refusal = shown.refusal(error)
    crumbs = (Label(gettext("Desk"), url=addresses.page("desk")),)
    return show(
        request,
        "workspace/merges",
        page=Page(gettext("One under two addresses"), section="desk", crumbs=crumbs),
        status=422 if refusal or form.errors else 200,
        form=form,
        preview=preview,
        refusal=refusal,
        action=addresses.page("merges"),
        pairs=[pair(one, other) for one, other in queries.perhaps_one(here.viewer, on=here.on, lang=here.lang)],
        standing=[standing(each) for each in queries.standing_merges(here.viewer, on=here.on, lang=here.lang)],
    )


def previewed(here: Look, one: str, into: str) -> list[dict[str, Any]]:
    sides = [queries.side(here.viewer, id, on=here.on, lang=here.lang) for id in (one, into)]
    if not all(sides):
        raise Refused(gettext("There is no person and no body at this address."), where=f"{one} → {into}")
    return [shown_side(each) for each in sides if each]


def shown_side(each: Side) -> dict[str, Any]:
    return {
        "name": shown.name(each.ref.name, page_of(each.id, each.ref)),
        "names": each.names,
        "mandates": ngettext("%(n)s mandate", "%(n)s mandates", each.mandates) % {"n": each.mandates},
    }


def page_of(id: str, ref: Any) -> str:
    return addresses.page("delegation" if hasattr(ref, "kind") else "person", id)


def pair(one: Any, other: Any) -> dict[str, Any]:
    return {
        "one": shown.name(one.name, page_of(one.id, one)),
        "other": shown.name(other.name, page_of(other.id, other)),
        "look_url": addresses.page("merges", query=urlencode({"one": one.id, "into": other.id, "reason": ""})),
    }


def standing(each: Merged) -> dict[str, Any]:
    return {
        "id": each.id,
        "into": shown.name(each.ref.name, page_of(each.ref.id, each.ref)),
        "reason": each.reason,
        "at": wording.moment(each.at),
    }
