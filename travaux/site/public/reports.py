"""Reports of errors: a numbered request from any page, and its public answer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.corrections import actions, queries
from travaux.site import addresses, wording
from travaux.site.frame import found, look, show
from travaux.site.shown import Chip, Empty, Label, Page


class ErrorReport(forms.Form):
    """What is wrong on a page. No name and no address is asked for, so none is kept."""

    path = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and where can it be seen?"),
        help_text=gettext_lazy("The report is public. Please write no personal data."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )


def report(request: HttpRequest) -> HttpResponse:
    about = addresses.permanent(request.GET.get("about", ""))[:300]
    form = ErrorReport(request.POST or None, initial={"path": about})
    if form.is_valid():
        sent = actions.report_error(
            by=viewer_of(request.user), path=form.cleaned_data["path"] or "/", text=form.cleaned_data["text"]
        )
        return HttpResponseRedirect(addresses.page("request", str(sent.number)))
    return show(
        request,
        "public/report",
        page=Page(gettext("Report an error")),
        status=422 if form.errors else 200,
        form=form,
        about=Label(about, url=about) if addresses.is_here(about) else None,
        report_url=addresses.page("report"),
        sent=None,
    )


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = [shown_request(each) for each in queries.requests(here.viewer, on=here.on)]
    page = Page(gettext("Reports of errors"))
    empty = Empty(gettext("No error has been reported."), next=gettext("Every page has a link to report one."))
    return show(request, "public/requests", page=page, requests={"rows": rows, "empty": empty})


def detail(request: HttpRequest, number: int) -> HttpResponse:
    here = look(request)
    each = found(queries.request(here.viewer, number, on=here.on))
    page = Page(
        gettext("Request no. %(number)s") % {"number": number},
        crumbs=(Label(gettext("Reports of errors"), url=addresses.page("requests")),),
    )
    return show(request, "public/request", page=page, report=shown_request(each))


def shown_request(each: Any) -> dict[str, Any]:
    answered = bool(each.outcome)
    return {
        "number": each.number,
        "url": addresses.page("request", str(each.number)),
        "answer_url": addresses.page("answer", str(each.number)),
        "about": Label(each.path, url=each.path if addresses.is_here(each.path) else ""),
        "text": each.text,
        "asked": wording.moment(each.asked_at),
        "chip": outcome_chip(each.outcome),
        "answer": each.answer if answered else "",
        "answered": wording.moment(each.answered_at) if answered else "",
    }


def outcome_chip(outcome: str) -> Chip:
    return {
        "": Chip("wait", gettext("not answered yet")),
        "corrected": Chip("done", gettext("corrected; the old value is kept")),
        "kept": Chip("plain", gettext("kept as it was")),
        "not_ours": Chip("plain", gettext("the source says so; not ours to change")),
    }[outcome]
