"""What is not public, and opens: at once or on a day to come, by an act with its reason; and what waits to open."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, gettext, gettext_lazy

from travaux.accounts import actions
from travaux.accounts.queries import viewer_of
from travaux.accounts.releases import (
    ReleaseShown,
    held_back_by,
    releasable_row,
    release_row,
    releases,
    wider_levels,
)
from travaux.consultation.queries.comments import comments_of
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Level
from travaux.record.actions import act
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.record import kind_words
from travaux.site.shown import Chip, Empty, Label, Page

from .door import needs
from .entry import desk_page, offer

STATES = {
    "waiting": ("wait", gettext_lazy("waits for its day")),
    "opened": ("done", gettext_lazy("open")),
    "withdrawn": ("plain", gettext_lazy("withdrawn")),
}


def at_comment(comment: Any) -> Label:
    return Label(f"№ {comment.number}", url=addresses.page("comment", comment.filing.round_id, str(comment.number)))


def at_filing(filing: Any) -> Label:
    return Label(f"№ {filing.receipt}", url=addresses.page("receipt", filing.round_id, filing.pk))


def at_text(id: str, name: str = "") -> Label:
    return Label(name, url=addresses.page("text", id))


def in_lang(said: dict[str, str]) -> str:
    return said.get(get_language() or "en") or next(iter(said.values()), "")


THINGS: dict[str, Callable[[Any], Label]] = {  # what a row is called, and where it is read, by its kind
    "dossiers.dossier": lambda row: Label("", url=addresses.page("dossier", row.pk)),
    "instruments.instrument": lambda row: at_text(row.pk),
    "instruments.expression": lambda row: at_text(row.instrument_id, row.lang),
    "instruments.version": lambda row: at_text(row.pk, str(row)),
    "instruments.component": lambda row: at_text(row.version_id, row.eid),
    "consultation.round": lambda row: Label(in_lang(row.subject), url=addresses.page("round", row.pk)),
    "consultation.addressee": lambda row: Label(in_lang(row.name), url=addresses.page("round", row.round_id)),
    "consultation.filing": at_filing,
    "consultation.opinion": lambda row: at_filing(row.filing),
    "consultation.comment": at_comment,
    "consultation.disposition": lambda row: at_comment(row.comment),
    "consultation.reaction": lambda row: at_comment(row.comment),
    "consultation.document": lambda row: Label(str(row), url=addresses.page("letters")),
    "consultation.enclosure": lambda row: Label(row.name, url=addresses.page("letters")),
    "consultation.objection": lambda row: Label(in_lang(row.label), url=addresses.page("round-parts", row.round_id)),
    "consultation.review": lambda row: Label("", url=addresses.page("review", row.pk)),
    "consultation.finding": lambda row: Label("", url=addresses.page("review", row.assignment.review_id)),
}


def thing(kind: str, row: Any) -> Label:
    """“comment № 3”, with the way to it."""
    own = THINGS[kind](row) if kind in THINGS and row is not None else Label("")
    return Label(f"{kind_words(kind)} {own.text}".strip(), url=own.url)


class Open(forms.Form):
    """To whom, from when, and why."""

    level = forms.ChoiceField(label=gettext_lazy("Open it to"), widget=forms.RadioSelect)
    when = forms.DateField(
        label=gettext_lazy("On which day"), help_text=gettext_lazy("As 2026-09-01. Empty: at once."), required=False
    )
    comments = forms.BooleanField(label=gettext_lazy("Every comment of this answer with it"), required=False)
    why = forms.CharField(label=gettext_lazy("Reason; it is recorded"), max_length=500)


@needs("release")
def index(request: HttpRequest) -> HttpResponse:
    """What opens when: everything that waits, and what opened before."""
    here = look(request)
    rows = [release_shown(here, each) for each in releases(here.viewer, on=here.on)]
    empty = Empty(gettext("Nothing waits for a day to open."),
                  next=gettext("A release is set from the page of what it opens."))  # fmt: skip
    return show(request, "workspace/releases", page=desk_page(gettext("Releases")), rows=rows, empty=empty)


@needs("release")
def release(request: HttpRequest, model: str, id: str) -> HttpResponse:
    """One row: to whom it is open now, on which day that changes, and a form to open it wider."""
    here = look(request)
    row = found(releasable_row(here.viewer, model, id, on=here.on))
    refusal = None
    if "withdraw" in request.POST:
        refusal = attempt(lambda: withdrawn(request, here))
    form = form_for(row, model, request.POST if "level" in request.POST else None)
    if form and form.is_valid():
        refusal = attempt(lambda: opened(request, here, row, form.cleaned_data))
    if request.method == "POST" and refusal is None and not (form and form.errors):
        return HttpResponseRedirect(request.path)
    what = thing(model, row)
    crumbs = (
        Label(gettext("Desk"), url=addresses.page("desk")),
        Label(gettext("Releases"), url=addresses.page("releases")),
    )
    context = {
        "what": what,
        "level": Level(row.level).label,
        "above": [
            Label(f"{kind_words(each.type)} ({Level(each.level).label})",
                  url=addresses.page("release", each.type, each.object))
            for each in held_back_by(row)
        ],
        "rows": [release_shown(here, each) for each in releases(here.viewer, on=here.on, row=row)],
    }  # fmt: skip
    page = Page(gettext("Release: %(what)s") % {"what": what.text}, section="desk", crumbs=crumbs,
                notice=getattr(row, "notice", ""))  # fmt: skip
    status = 422 if refusal or (form and form.errors) else 200
    return show(request, "workspace/release", page=page, status=status, release=context, form=form, refusal=refusal,
                action=request.path)  # fmt: skip


def attempt(deed: Callable[[], None]) -> Any:
    """The refusal, ready to be shown; None where it was done."""
    try:
        deed()
    except Refused as error:
        return shown.refusal(error)
    return None


def form_for(row: Any, model: str, given: Any) -> Open | None:
    """None where everybody may know of it already."""
    levels = wider_levels(row)
    if not levels:
        return None
    form = Open(given)
    if model != "consultation.opinion":
        del form.fields["comments"]
    offer(form, "level", [(each, Level(each).label) for each in levels])
    return form


def opened(request: HttpRequest, here: Look, row: Any, given: dict[str, Any]) -> None:
    by = viewer_of(request.user)
    rows = [row, *(comments_of(here.viewer, row.filing_id, on=here.on) if given.get("comments") else ())]
    with act(by=by, verb="released", why=given["why"]):
        for each in rows:
            if each is row or given["level"] in wider_levels(each):
                actions.release(by=by, row=each, level=given["level"], when=given["when"], why=given["why"])


def withdrawn(request: HttpRequest, here: Look) -> None:
    waiting = found(release_row(here.viewer, request.POST["withdraw"], on=here.on))
    actions.withdraw_release(by=viewer_of(request.user), release=waiting, why=request.POST.get("why", "").strip())


def release_shown(here: Look, each: ReleaseShown) -> dict[str, Any]:
    row = releasable_row(here.viewer, each.type, each.object, on=here.on)
    kind, word = STATES[each.state]
    return {
        "id": each.id, "what": Label(thing(each.type, row).text, url=addresses.page("release", each.type, each.object)),
        "on": wording.day(each.opens_on), "to": Level(each.to).label, "why": each.why, "chip": Chip(kind, str(word)),
        "waiting": each.state == "waiting", "made": wording.moment(each.made_at), "withdrawn_why": each.withdrawn_why,
    }  # fmt: skip


def link(here: Look, model: str, id: str) -> list[Label]:
    """The door to this page from the page of a row, for those who may open it."""
    if not here.viewer.is_staff:
        return []
    return [Label(gettext("Who may know of this, and from when"), url=addresses.page("release", model, id))]
