"""Answering a report of an error, in public."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.corrections import actions, queries
from travaux.site import addresses
from travaux.site.frame import found, look, show
from travaux.site.shown import Label, Page

from .door import secretariat

OUTCOMES = [
    ("corrected", gettext_lazy("corrected; the old value is kept")),
    ("kept", gettext_lazy("kept as it was")),
    ("not_ours", gettext_lazy("the source says so; not ours to change")),
]


class Answer(forms.Form):
    """What became of a report."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("Public. Say what was done, or why nothing was."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


@secretariat
def answer(request: HttpRequest, number: int) -> HttpResponse:
    here = look(request)
    row = found(queries.row_of(here.viewer, number, on=here.on))
    form = Answer(request.POST or None)
    if form.is_valid():
        actions.answer(by=viewer_of(request.user), request=row, **form.cleaned_data)
        return HttpResponseRedirect(addresses.page("request", str(number)))
    return show(
        request,
        "workspace/form",
        page=Page(
            gettext("Answer request no. %(number)s") % {"number": number},
            section="desk",
            crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),),
        ),
        status=422 if form.errors else 200,
        form=form,
        lede=row.text,
        button=gettext("Publish the answer"),
        action=request.path,
    )
