"""The secretariat's desk: what waits for a person, and the door for a new page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy, ngettext

from travaux.accounts.queries import viewer_of
from travaux.captures import actions, queries
from travaux.core.claims.page import PageRefused
from travaux.corrections import queries as corrections
from travaux.dossiers import queries as dossiers
from travaux.dossiers.queries.desk import DeskRow, DeskSummary
from travaux.dossiers.summaries import DossierRow
from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.site import addresses, shown, wording
from travaux.site.frame import look, show
from travaux.site.public import outlooks
from travaux.site.public.reports import shown_request
from travaux.site.shown import Empty, Label, Page

from .door import secretariat


@secretariat
def desk(request: HttpRequest) -> HttpResponse:
    here = look(request)
    waiting = queries.waiting_claims(here.viewer, on=here.on)
    reports = [each for each in corrections.requests(here.viewer, on=here.on) if not each.outcome]
    found = dossiers.desk(here.viewer, on=here.on, lang=here.lang)
    context = {
        "kinds": [kind for kind in kinds(found) if kind["rows"]],
        "kinds_empty": Empty(gettext("No term is over or ends today, nothing is barred, and no text is in work.")),
        "pages": [
            {
                "title": Label(row.title, shown.foreign(row.lang), url=addresses.page("claims", row.sha256)),
                "waiting": n,
                "notice": notice_words(row.notice),
            }
            for row, n in waiting
        ],
        "pages_empty": Empty(gettext("No claim waits for a ruling.")),
        "reports": [shown_request(each) for each in reports],
        "reports_empty": Empty(gettext("No report of an error waits for an answer.")),
        "capture_url": addresses.page("desk-capture"),
        "entry_url": addresses.page("entry"),
        "text_url": addresses.page("enter-text"),
        "merges_url": addresses.page("merges"),
        "calendars_url": addresses.page("calendars"),
        "deadline_url": addresses.page("deadline"),
        "accounts_url": addresses.page("accounts"),
        "rounds_url": addresses.page("rounds"),
        "letters_url": addresses.page("letters"),
        "arrivals_url": addresses.page("arrivals"),
        "reviews_url": addresses.page("reviews"),
        "releases_url": addresses.page("releases"),
    }
    return show(request, "workspace/desk", page=Page(gettext("Desk"), section="desk"), desk=context)


def kinds(found: DeskSummary) -> list[dict[str, Any]]:
    """Overdue, today, blocked, and what else is in work; each with a way to the whole list."""
    named = [
        ("overdue", gettext("A term is over"), found.overdue, "due=overdue"),
        ("today", gettext("Today"), found.today, "due=today"),
        ("blocked", gettext("Barred until something is answered"), found.blocked, ""),
        ("open", gettext("In work: what can follow"), found.open, "state=in_work"),
    ]
    return [
        {"id": name, "title": title, "n": found.counts[name], "rows": [desk_row(row, name) for row in rows],
         "all_url": addresses.page("drafts", query=query) if query and found.counts[name] > len(rows) else ""}
        for name, title, rows, query in named
    ]  # fmt: skip


def desk_row(each: DeskRow, kind: str) -> dict[str, Any]:
    """A dossier, its term with the rule, what can follow, and why the rest cannot."""
    row, said = each.row, each.outlook
    terms = [term for term in said.deadlines if term.latest and kind in ("overdue", "today")]
    terms = [term for term in terms if (term.left or 0) < 0 or (kind == "today" and term.left == 0)]
    barred = [one for one in said.barred if kind != "blocked" or any(reason.events for reason in one.because)]
    return {
        "title": shown.marked(shown.name(row.title, addresses.page("dossier", row.id)), row.notice),
        "where": row.phase or gettext("not known"),
        "last": row.last_done.label if row.last_done else gettext("nothing reported"),
        "until": until(row),
        "terms": [f"{term.step.name}. {outlooks.deadline(term)}" for term in terms],
        "ahead": [outlooks.ahead(one, row.id, may_record=True) for one in said.ahead],
        "barred": [outlooks.barred(one) for one in barred],
        "barred_text": ngettext("Why not %(n)s other step?", "Why not %(n)s other steps?", len(barred))
        % {"n": len(barred)},
        "enter_url": addresses.page("enter-event", row.id),
        "ask_url": addresses.page("round-open", row.id),
    }  # fmt: skip


def until(row: DossierRow) -> str:
    """How far sources speak: what is said of a dossier is said as of that day."""
    if row.known_until.date is None:
        return gettext("No loaded source gives a day it speaks for.")
    return gettext("Sources speak until %(day)s.") % {"day": wording.day(row.known_until.date)}


class NewPage(forms.Form):
    """A page as it was saved, with what is known about it."""

    file = forms.FileField(label=gettext_lazy("File: text or HTML, as it was saved"), allow_empty_file=True)
    url = forms.URLField(label=gettext_lazy("Address where it was published"), required=False, assume_scheme="https")
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=300)
    published = forms.CharField(
        label=gettext_lazy("Published on"),
        help_text=gettext_lazy("As 2022-06-06, 2022-06 or 2022. Leave empty what the page does not say."),
        required=False,
        max_length=40,
    )
    seen = forms.CharField(label=gettext_lazy("Fetched on"), required=False, max_length=40)
    encoding = forms.CharField(
        label=gettext_lazy("Encoding"),
        help_text=gettext_lazy("Only where the file does not say, for example windows-1251. It is never guessed."),
        required=False,
        max_length=40,
    )


@secretariat
def capture(request: HttpRequest) -> HttpResponse:
    form = NewPage(request.POST or None, request.FILES or None)
    refusal = None
    if form.is_valid():
        try:
            return HttpResponseRedirect(addresses.page("claims", stored(request, form)))
        except (PageRefused, Refused) as error:
            refusal = shown.refusal(error)
    return show(
        request,
        "workspace/form",
        page=Page(
            gettext("Capture a page"), section="desk", crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),)
        ),
        status=422 if refusal or form.errors else 200,
        form=form,
        refusal=refusal,
        lede=gettext("The page is stored as it is and never changed. Then rules propose what can be read from it."),
        button=gettext("Store and read"),
        action=addresses.page("desk-capture"),
        multipart=True,
    )


def stored(request: HttpRequest, form: NewPage) -> str:
    """Store the page and read it, in one act; its SHA-256."""
    by, upload = viewer_of(request.user), form.cleaned_data["file"]
    about = {name: form.cleaned_data[name] for name in ("url", "publisher", "published", "seen")}
    with act(by=by, verb="captured"):
        page = actions.add_capture(
            by=by, data=upload.read(), name=upload.name, encoding=form.cleaned_data["encoding"] or None, **about
        )
        actions.read_capture(by=by, capture=page)
    return page.sha256
