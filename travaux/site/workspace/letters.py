"""The register of letters: what went out and what came in, each under its number; and what could not be sent."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.consultation.actions.letters import Channel, Correspondent, Direction, Heading, Theirs, register_letter
from travaux.consultation.outbox import send_again
from travaux.consultation.queries import register
from travaux.consultation.queries.register import LetterRow
from travaux.lib.refusals import Refused
from travaux.registry.queries.rows import body_row
from travaux.site import addresses, shown, wording
from travaux.site.frame import found, look, show
from travaux.site.paging import page_of, pager
from travaux.site.shown import Empty, Label, Page

from .access import bodies
from .door import needs
from .entry import assemblies, offer
from .round_answer import upload

ROWS = 50  # letters on a page


class NewLetter(forms.Form):
    """A letter that came, or that went past this product."""

    assembly = forms.ChoiceField(label=gettext_lazy("Register of"))
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=Direction.choices, initial="in")
    subject = forms.CharField(label=gettext_lazy("About"), max_length=500)
    correspondent = forms.ChoiceField(label=gettext_lazy("From or to"), required=False)
    quoted = forms.CharField(label=gettext_lazy("From or to, as it is written"), required=False, max_length=500)
    channel = forms.ChoiceField(label=gettext_lazy("How it came or went"), choices=Channel.choices, initial="post")
    registered_on = forms.DateField(
        label=gettext_lazy("Registered on"), help_text=gettext_lazy("Empty: today."), required=False
    )
    number = forms.CharField(label=gettext_lazy("Their number"), required=False, max_length=100)
    dated = forms.DateField(label=gettext_lazy("Its date"), help_text=gettext_lazy("As 2026-09-01."), required=False)
    signatory = forms.CharField(label=gettext_lazy("Who signed"), required=False, max_length=300)
    capacity = forms.CharField(label=gettext_lazy("In which office"), required=False, max_length=300)
    file = forms.FileField(
        label=gettext_lazy("The letter"), help_text=gettext_lazy("Word, PDF or a scan. Kept as it is."), required=False
    )


@needs("register a document")
def letters(request: HttpRequest) -> HttpResponse:
    here = look(request)
    refusal = None
    if "again" in request.POST:
        send_again(by=viewer_of(request.user), key=request.POST["again"])
        return HttpResponseRedirect(addresses.page("letters"))
    form = NewLetter(request.POST or None, request.FILES or None)
    offer(form, "assembly", assemblies(here))
    offer(form, "correspondent", [("", "—"), *bodies(here)])
    if form.is_valid():
        try:
            registered(request, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("letters"))
        except Refused as error:
            refusal = shown.refusal(error)
    total = register.letters_count(here.viewer, on=here.on)
    at = page_of(request, total, ROWS)
    rows = register.letters(here.viewer, on=here.on, lang=here.lang, start=(at - 1) * ROWS, limit=ROWS)
    context = {
        "rows": [row_shown(row) for row in rows],
        "dead": register.dead_letters(here.viewer),
        "pages": pager("letters", {}, at, total, ROWS),
        "empty": Empty(gettext("No letter is registered.")),
    }
    page = Page(gettext("Letters"), section="desk", crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),))
    return show(request, "workspace/letters", page=page, status=422 if refusal or form.errors else 200,
                letters=context, form=form, refusal=refusal, action=addresses.page("letters"))  # fmt: skip


def registered(request: HttpRequest, given: dict[str, Any]) -> None:
    here = look(request)
    body = body_row(here.viewer, given["correspondent"], on=here.on) if given["correspondent"] else None
    heading = Heading(
        subject=given["subject"], channel=given["channel"], registered_on=given["registered_on"],
        files=[upload(given["file"], "letter")] if given["file"] else [],
    )  # fmt: skip
    register_letter(
        by=viewer_of(request.user), assembly=found(body_row(here.viewer, given["assembly"], on=here.on)),
        direction=given["direction"], heading=heading, correspondent=Correspondent(body, given["quoted"]),
        theirs=Theirs(given["number"], given["dated"], given["signatory"], given["capacity"]),
    )  # fmt: skip


def row_shown(row: LetterRow) -> dict[str, Any]:
    return {
        "number": row.number, "direction": row.direction_label, "on": wording.day(row.registered_on),
        "who": row.correspondent, "subject": row.subject, "theirs": row.theirs, "signed": row.signatory,
        "how": row.channel_label, "sent": wording.moment(row.sent_at) if row.sent_at else "",
        "files": [{"name": name, "url": addresses.page("enclosure", id)} for id, name in row.files],
        "release_url": addresses.page("release", "consultation.document", row.id),
    }  # fmt: skip
