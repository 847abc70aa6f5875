"""Inside a delegation: by when its experts write, provisions for people without an account, the draft opinion."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.consultation.actions.internal import Handing, hand_on, set_internal_term
from travaux.consultation.letterhead import opinion_paper
from travaux.consultation.queries import drafts as queries
from travaux.consultation.queries.internal import Inside, draft_opinion, handed_form, inside
from travaux.consultation.words import POSITIONS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Label, Page

from . import keeping
from .door import needs
from .entry import offer
from .proofs import as_file


class TermForm(forms.Form):
    """A term for the delegation's own experts."""

    prefix = "term"
    due_on = forms.DateField(label=gettext_lazy("Last day for your experts"), help_text=gettext_lazy("As 2026-09-01."))
    words = forms.CharField(
        label=gettext_lazy("What you ask of them"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandForm(forms.Form):
    """Provisions for people without an account."""

    prefix = "hand"
    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line. Each gets a message of its own; answers come to your address."),
    )  # fmt: skip
    uids = forms.MultipleChoiceField(
        label=gettext_lazy("Which articles"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None marked: the whole text."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What you ask of them"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpinionForm(forms.Form):
    """What the draft opinion says as a whole."""

    prefix = "opinion"
    position = forms.ChoiceField(label=gettext_lazy("Position"), required=False)
    statement = forms.CharField(label=gettext_lazy("In your words"), required=False, widget=forms.Textarea)


@needs("file an opinion")
def arrange(request: HttpRequest, id: str) -> HttpResponse:
    """`id` is the addressee. Its head and its secretary arrange; its experts see the term on their own page."""
    here = look(request)
    row = queries.addressee_of(here.viewer, id, on=here.on)
    if row is None or not can(here.viewer, "comment in private", row) or not can(here.viewer, "file an opinion", row):
        found(None)
    summary = inside(here.viewer, row, on=here.on, lang=here.lang)  # type: ignore[arg-type]  # found
    term, hand, opinion = (kind(bound(request, kind)) for kind in (TermForm, HandForm, OpinionForm))
    offer(hand, "uids", summary.provisions)
    names = {"file-position": "position", "file-statement": "statement"}  # as they were left in the answer
    opinion.initial = keeping.left(request, f"/desk/drafts/{id}#file", names)
    offer(opinion, "position", [("", gettext("not decided yet")), *POSITIONS])
    refusal = None
    try:
        if (done := did(request, here, row, (term, hand, opinion))) is not None:
            return done
    except Refused as error:
        refusal = shown.refusal(error)
    crumbs = (
        Label(gettext("Round of opinions"), url=addresses.page("round", summary.round)),
        Label(gettext("Before you answer"), url=addresses.page("drafts-own", id)),
    )
    page = Page(gettext("Inside your delegation"), section="desk", notice=summary.notice, crumbs=crumbs)
    wrong = next((form for form in (term, hand, opinion) if form.errors), None)
    return show(
        request, "workspace/inside", page=page, status=422 if refusal or wrong else 200, refusal=refusal, wrong=wrong,
        term=term, hand=hand, opinion=opinion, inside=shown_inside(summary), action=request.path,
        who_reads=gettext("your delegation alone"),
    )  # fmt: skip


def bound(request: HttpRequest, kind: Any) -> Any:
    return request.POST if any(name.startswith(f"{kind.prefix}-") for name in request.POST) else None


def did(request: HttpRequest, here: Look, row: Any, sent: tuple[Any, ...]) -> HttpResponse | None:
    """What was asked, done; None where nothing was, or a form has errors to show."""
    term, hand, opinion = sent
    if term.is_bound and term.is_valid():
        set_internal_term(by=here.viewer, addressee=row, **term.cleaned_data)
        return HttpResponseRedirect(request.path)
    if hand.is_bound and hand.is_valid():
        given = hand.cleaned_data
        file = handed_form(here.viewer, row, given["uids"], on=here.on, lang=here.lang)
        handing = Handing(file, given["emails"].replace(",", "\n").splitlines(), given["uids"], given["words"])
        hand_on(by=here.viewer, addressee=row, handing=handing)
        return HttpResponseRedirect(request.path)
    if opinion.is_bound and opinion.is_valid():
        given = opinion.cleaned_data
        position = str(dict(POSITIONS).get(given["position"], ""))
        said = draft_opinion(
            here.viewer, row, position=position, statement=given["statement"], on=here.on, lang=here.lang
        )
        return as_file(opinion_paper(said, lang=here.lang, format=request.POST.get("format", "docx"), name="opinion"))
    return None


def shown_inside(summary: Inside) -> dict[str, Any]:
    term = summary.term
    return {
        "name": summary.name,
        "closes": wording.day(summary.closes_on),
        "term": term_shown(term) if term else None,
        "handed": [
            {"at": wording.moment(each.at), "what": ", ".join(each.labels) or gettext("the whole text"),
             "to": ngettext("to %(n)d person", "to %(n)d people", each.recipients) % {"n": each.recipients}}
            for each in summary.handed
        ],
    }  # fmt: skip


def term_shown(term: Any) -> dict[str, Any]:
    """Also for the page of the experts."""
    return {
        "due": wording.day(term.due_on), "words": term.words, "plan": [wording.day(each) for each in term.plan],
        "reminded": [f"{wording.day(day)}: {n}" for day, n in term.reminded],
    }  # fmt: skip
