"""Accounts: who is here, as what and until when; invite, appoint, end, close."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts import actions, queries
from travaux.accounts.actions import Bound
from travaux.accounts.queries import AccountShown, CapacityShown, viewer_of
from travaux.lib.refusals import Refused
from travaux.lib.viewer import STAFF, Role
from travaux.registry import queries as registry
from travaux.registry.queries.rows import body_row, person_row
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Empty, Label, Page

from .door import needs
from .entry import offer

HELD_IN = ("delegation", "parliament", "chamber", "commission", "council", "board", "committee", "group", "assembly")


class InABody(forms.Form):
    """A capacity, the body it is held in, and its days."""

    role = forms.ChoiceField(label=gettext_lazy("Capacity"))
    body = forms.ChoiceField(
        label=gettext_lazy("In which body"),
        help_text=gettext_lazy("For national secretaries and experts, experts of a board, and observers."),
        required=False,
    )
    starts_on = forms.DateField(
        label=gettext_lazy("From"), help_text=gettext_lazy("Empty: from today. As 2026-09-01."), required=False
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("Empty: until it is ended here."), required=False
    )

    def __init__(self, here: Look, roles: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = here
        offer(self, "role", [(role, Role(role).label) for role in roles])
        offer(self, "body", [("", "—"), *bodies(here)])

    def bound(self, person: Any = None) -> Bound:
        given, here = self.cleaned_data, self.here
        body = body_row(here.viewer, given["body"], on=here.on) if given["body"] else None
        return Bound(body=body, person=person, starts_on=given["starts_on"], ends_on=given["ends_on"])


class Invite(InABody):
    """Whom to invite, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    person = forms.CharField(
        label=gettext_lazy("Person of the registry"),
        help_text=gettext_lazy(
            "Their address here, such as /people/4k9…, for chairs, members and heads: they act by their mandate."
        ),
        required=False,
        max_length=200,
    )
    field_order = ("email", "role", "body", "person", "starts_on", "ends_on")


def bodies(here: Look) -> list[tuple[str, str]]:
    """Every body in which a capacity can be held, under its name and kind."""
    return [
        (each.id, f"{shown.name(each.name).text} ({each.kind_label})")
        for kind in HELD_IN
        for each in registry.bodies(here.viewer, kind=kind, on=here.on, lang=here.lang)
    ]


def person_at(here: Look, address: str) -> Any:
    """The person behind an address or an id; None where nothing is given."""
    if not address.strip():
        return None
    row = person_row(here.viewer, address.strip().rstrip("/").rpartition("/")[2], on=here.on)
    if row is None:
        raise Refused(gettext("There is no such person here."), where=address[:100])
    return row


@needs("invite")
def accounts(request: HttpRequest) -> HttpResponse:
    here = look(request)
    roles = [role for role in Role.values if actions.may_invite(here.viewer, role=role)]
    form = Invite(here, roles, request.POST or None, initial={"role": Role.NATIONAL_SECRETARY})
    link, refusal = "", None
    if form.is_valid():
        try:
            link, form = invited(request, form), Invite(here, roles)
        except Refused as error:
            refusal = shown.refusal(error)
    today = timezone.localdate()
    people = queries.accounts(here.viewer, on=today, lang=here.lang)
    waiting = queries.waiting_invitations(here.viewer, on=today, lang=here.lang)
    context = {
        "rows": [account_shown(each) for each in people],
        "waiting": [
            {"email": each.email, "role": each.role_label, "body": shown.name(each.body.name) if each.body else None,
             "expires": wording.moment(each.expires_at)}
            for each in waiting
        ],
        "empty": Empty(gettext("Nobody has an account.")),
        "link": link,
    }  # fmt: skip
    page = Page(gettext("Accounts"), section="desk", crumbs=(desk_crumb(),))
    status = 422 if refusal or form.errors else 200
    return show(request, "workspace/accounts", page=page, status=status, accounts=context, form=form, refusal=refusal,
                action=addresses.page("accounts"))  # fmt: skip


def invited(request: HttpRequest, form: Invite) -> str:
    """The link, which is shown this once."""
    person = person_at(form.here, form.cleaned_data["person"])
    made = actions.invite(
        by=viewer_of(request.user), email=form.cleaned_data["email"], role=form.cleaned_data["role"],
        bound=form.bound(person),
    )  # fmt: skip
    return request.build_absolute_uri(addresses.page("invitation", made.token))


def desk_crumb() -> Label:
    return Label(gettext("Desk"), url=addresses.page("desk"))


def account_shown(each: AccountShown) -> dict[str, Any]:
    return {
        "id": each.id,
        "name": Label(each.name or each.email, url=addresses.page("account", each.id)),
        "email": each.email if each.name else "",
        "role": each.role_label,
        "is_active": each.is_active,
        "is_staff": each.role in STAFF,
        "person": shown.name(each.person.name, addresses.page("person", each.person.id)) if each.person else None,
        "capacities": [capacity_shown(held) for held in each.capacities],
    }


def capacity_shown(held: CapacityShown) -> dict[str, Any]:
    """`until`: “until 3 June 2026”, or that no end is known; a mandate's dates are the registry's."""
    return {
        "label": held.label,
        "body": shown.name(held.body.name) if held.body else None,
        "until": gettext("until %(day)s") % {"day": wording.day(held.until)} if held.until else gettext("no end known"),
        "by": gettext("by mandate") if held.by_mandate else gettext("by appointment"),
        "appointment": held.appointment,
    }


# --- one account ---------------------------------------------------------------------------------------------------


class Why(forms.Form):
    """The reason, which is recorded."""

    why = forms.CharField(label=gettext_lazy("Reason; it is recorded"), max_length=500)


class Tie(Why):
    """Which person of the registry is behind the account."""

    person = forms.CharField(label=gettext_lazy("Person of the registry"), max_length=200)
    field_order = ("person", "why")


class End(Why):
    """The last day of an appointment."""

    appointment = forms.CharField(widget=forms.HiddenInput)
    last_day = forms.DateField(label=gettext_lazy("Last day"), help_text=gettext_lazy("As 2026-09-01."))
    field_order = ("last_day", "why", "appointment")


@needs("invite")
def account(request: HttpRequest, id: str) -> HttpResponse:
    """One account: appoint it to a body, tie it to a person, end an appointment, close it. One form each."""
    here = look(request)
    row = found(queries.account_row(here.viewer, id, on=here.on))
    asked, refusal = request.POST.get("do", ""), None
    form = one_form(here, asked, request.POST) if asked else None
    if form is not None and form.is_valid():
        try:
            done(request, here, row, asked, form)
            return HttpResponseRedirect(addresses.page("account", id))
        except Refused as error:
            refusal = shown.refusal(error)
    today = timezone.localdate()
    summary = next(each for each in queries.accounts(here.viewer, on=today, lang=here.lang) if each.id == id)
    page = Page(summary.name or summary.email, section="desk",
                crumbs=(desk_crumb(), Label(gettext("Accounts"), url=addresses.page("accounts"))))  # fmt: skip
    status = 422 if refusal or (form and form.errors) else 200
    return show(request, "workspace/account", page=page, status=status, account=account_shown(summary), wrong=form,
                forms=forms_for(here, summary), refusal=refusal, action=request.path)  # fmt: skip


def appointed_roles() -> list[str]:
    return [str(role) for role in actions.APPOINTED]


def one_form(here: Look, asked: str, given: Any = None) -> Any:
    kinds: dict[str, Any] = {
        "appoint": lambda data: InABody(here, appointed_roles(), data, prefix="appoint"),
        "tie": lambda data: Tie(data, prefix="tie"),
        "end": lambda data: End(data, prefix="end"),
        "close": lambda data: Why(data, prefix="close"),
    }
    return kinds[asked](given) if asked in kinds else None


def forms_for(here: Look, summary: AccountShown) -> list[dict[str, Any]]:
    """What can be done with this account, each with its form and the words of its button."""
    if not summary.is_active:
        return []
    offered = [] if summary.role in STAFF else [
        ("appoint", gettext("Appoint to a body"), gettext("Appoint"), one_form(here, "appoint")),
        ("tie", gettext("Tie to a person of the registry"), gettext("Tie"), one_form(here, "tie")),
    ]  # fmt: skip
    for held in summary.capacities:
        if held.appointment:
            form = End(prefix="end", initial={"appointment": held.appointment, "last_day": timezone.localdate()})
            title = gettext("End: %(role)s") % {"role": held.label}
            offered.append(("end", title, gettext("End the appointment"), form))
    offered.append(("close", gettext("Close the account"), gettext("Close"), one_form(here, "close")))
    return [{"do": do, "title": title, "button": button, "form": form} for do, title, button, form in offered]


def done(request: HttpRequest, here: Look, row: Any, asked: str, form: Any) -> None:
    by, given = viewer_of(request.user), form.cleaned_data
    if asked == "appoint":
        actions.appoint(by=by, account=row, role=given["role"], bound=form.bound())
    elif asked == "tie":
        actions.tie_person(by=by, account=row, person=person_at(here, given["person"]), why=given["why"])
    elif asked == "end":
        last: dt.date = given["last_day"]
        appointment = found(queries.appointment_row(here.viewer, given["appointment"], account=row.pk, on=here.on))
        actions.end_appointment(by=by, appointment=appointment, last_day=last, why=given["why"])
    else:
        actions.close_account(by=by, account=row, why=given["why"])
