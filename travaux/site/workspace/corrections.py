"""Correcting a fact: new dates, or taking it back. The old value stays at its own address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.captures import lineage
from travaux.captures.actions import cite_entry
from travaux.captures.rulings import correct, prefer, withdraw
from travaux.core.dates import BadDate, BadInterval
from travaux.lib.dated import interval_columns
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.registry.queries.rows import rivals
from travaux.site import addresses, shown
from travaux.site.frame import found, look
from travaux.site.public.record import kind_words

from .door import secretariat
from .entry import capacity_field, form_page, offer, when_field


class Correction(forms.Form):
    """Why a fact is wrong, and what is right."""

    what = forms.ChoiceField(label=gettext_lazy("What to do"), choices=[], widget=forms.RadioSelect)
    start, end = when_field(), when_field()
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Public. Say what was wrong and how it is known."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = capacity_field()

    def __init__(self, row: Any, rivals: list[Any], data: Any = None) -> None:
        dated = hasattr(row, "start_basis")
        super().__init__(data, initial={"start": row.start, "end": row.end} if dated else {})
        choices = [("withdraw", gettext("take the fact back"))]
        if dated:
            choices.insert(0, ("dates", gettext("give it other days")))
            self.fields["start"].label, self.fields["end"].label = gettext("From"), gettext("Until")
        else:
            del self.fields["start"], self.fields["end"]
        if rivals:
            choices.append(("prefer", gettext("let this one stand, and set aside those that say otherwise")))
        offer(self, "what", choices)


@secretariat
def correction(request: HttpRequest, model: str, id: str) -> HttpResponse:
    here = look(request)
    row = found(lineage.fact_row(here.viewer, model, id, on=here.on))
    others = rivals(here.viewer, row, on=here.on)
    form = Correction(row, others, request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            new = corrected(request, row, others, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("fact", model, new.pk))
        except (Refused, BadDate, BadInterval) as error:
            refusal = shown.refusal(error)
    title = gettext("Correct a fact: %(kind)s") % {"kind": kind_words(model)}
    return form_page(
        request, form, refusal, title, gettext("The old value stays, with your reason beside the new one.")
    )


def corrected(request: HttpRequest, row: Any, others: list[Any], given: dict[str, str]) -> Any:
    """The row that stands then; the source of what is new is the official's own word."""
    by = viewer_of(request.user)
    if given["what"] == "prefer":
        prefer(by=by, fact=row, over=others, reason=given["reason"])
        return row
    with act(by=by, verb="corrected", why=given["reason"]):
        citation = cite_entry(by=by, capacity=given["capacity"], on=timezone.localdate())
        if given["what"] == "withdraw":
            return withdraw(by=by, fact=row, reason=given["reason"], citations=[citation])
        kept = {name: getattr(row, f"{name}_basis") for name in ("start", "end") if given[name] == getattr(row, name)}
        days = interval_columns(
            start=given["start"], start_basis=kept.get("start"), end=given["end"], end_basis=kept.get("end")
        )
        sources = [*row.citations.all(), citation]
        return correct(by=by, fact=row, reason=given["reason"], citations=sources, **days)
