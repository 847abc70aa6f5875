"""What came and is not filed yet: a folder dropped at once, replies by e-mail; each confirmed on its own page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.consultation.actions.arrivals import assign, file_arrival, set_aside, take_folder
from travaux.consultation.actions.filings import Position
from travaux.consultation.actions.letters import File, Theirs
from travaux.consultation.queries import arrivals as queries
from travaux.consultation.queries.arrivals import ArrivalRow
from travaux.consultation.queries.boards import rounds
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.paging import page_of, pager
from travaux.site.shown import Chip, Empty, Label, Page

from .door import needs
from .entry import offer
from .round_answer import LARGEST, MEDIA_TYPE

ROWS = 50
MOST_FILES = 200


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given if each is not None]


class FolderForm(forms.Form):
    """Answers to one round, dropped at once."""

    round = forms.ChoiceField(label=gettext_lazy("Answers to"))
    dropped = FilesField(
        label=gettext_lazy("Letters, tables, kits"), widget=ManyFiles,
        help_text=gettext_lazy("Choose all files of a folder at once, or drop them here."),
    )  # fmt: skip


class WhoseForm(forms.Form):
    addressee = forms.ChoiceField(label=gettext_lazy("Whose it is"))


class FileForm(forms.Form):
    """File it as an answer."""

    position = forms.ChoiceField(label=gettext_lazy("Position, as you file it"), choices=Position.choices)
    statement = forms.CharField(
        label=gettext_lazy("In your words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    signatory = forms.CharField(label=gettext_lazy("Who signed"), required=False, max_length=300)
    capacity = forms.CharField(label=gettext_lazy("In which office"), required=False, max_length=300)
    number = forms.CharField(label=gettext_lazy("Number of your letter"), required=False, max_length=100)
    dated = forms.DateField(label=gettext_lazy("Its date"), help_text=gettext_lazy("As 2026-09-01."), required=False)


class AsideForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is no answer"), max_length=500)


@needs("register a document")
def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    form = FolderForm(request.POST or None, request.FILES or None)
    offer(form, "round", [(row.id, row.subject) for row in rounds(here.viewer, on=here.on, lang=here.lang)
                          if not row.closed])  # fmt: skip
    refusal = None
    if form.is_valid():
        try:
            take_folder(by=viewer_of(request.user), round=form.cleaned_data["round"],
                        files=given(form.cleaned_data["dropped"]))  # fmt: skip
            return HttpResponseRedirect(addresses.page("arrivals"))
        except Refused as error:
            refusal = shown.refusal(error)
    total = queries.arrivals_count(here.viewer, on=here.on)
    at = page_of(request, total, ROWS)
    rows = queries.arrivals(here.viewer, on=here.on, lang=here.lang, start=(at - 1) * ROWS, limit=ROWS)
    page = Page(gettext("What came"), section="desk", notice=shown.common_notice(row.notice for row in rows),
                crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),))  # fmt: skip
    return show(
        request, "workspace/arrivals", page=page, status=422 if refusal or form.errors else 200, form=form,
        rows=[row_shown(row) for row in rows], pages=pager("arrivals", {}, at, total, ROWS), refusal=refusal,
        empty=Empty(gettext("Nothing waits to be filed.")), action=addresses.page("arrivals"),
        who_reads=gettext("the secretariat; each arrival, also the delegation whose it is"),
    )  # fmt: skip


def given(uploads: list[Any]) -> list[File]:
    if len(uploads) > MOST_FILES:
        raise Refused(gettext("These are too many files at once."), remedy=gettext("Give them in parts of 200."))
    for each in uploads:
        if each.size > LARGEST:
            raise Refused(gettext("The file is too large."), where=each.name)
    return [
        File(each.name, each.read(), "other", "", each.content_type
             if MEDIA_TYPE.fullmatch(each.content_type or "") else "application/octet-stream")
        for each in uploads
    ]  # fmt: skip


def row_shown(row: ArrivalRow) -> dict[str, Any]:
    chip = Chip("done", gettext("filed")) if row.filing else Chip("plain", gettext("set aside")) if row.set_aside else (
        Chip("wait", gettext("to be confirmed"))
    )  # fmt: skip
    return {
        "label": Label(row.subject or gettext("without a subject"), url=addresses.page("arrival", row.id)),
        "said": [wording.moment(row.arrived_at), row.door_label, row.known_label if row.who else ""],
        "who": row.who, "chip": chip, "set_aside": row.set_aside,
        "files": [{"name": f.name, "kind": f.kind_label, "problem": f.problem} for f in row.files],
        "receipt_url": addresses.page("receipt", row.round, row.filing) if row.filing else "",
    }  # fmt: skip


@needs("file an opinion")
def arrival(request: HttpRequest, id: str) -> HttpResponse:
    """What came, with the rows that were found in it; confirmed by the secretary whose it is, or the secretariat."""
    here = look(request)
    row = found(queries.arrival_row(here.viewer, id, on=here.on))
    if not can(here.viewer, "file an opinion", row):
        found(None)
    staff = here.viewer.is_staff
    file = FileForm(request.POST if request.POST.get("do") == "file" else None,
                    initial={"position": row.position or Position.NOT_STATED})  # fmt: skip
    whose = WhoseForm(request.POST if request.POST.get("do") == "whose" else None) if staff else None
    aside = AsideForm(request.POST if request.POST.get("do") == "aside" else None) if staff else None
    if whose:
        offer(whose, "addressee", queries.addressees(here.viewer, on=here.on, lang=here.lang))
    refusal, went = None, ""
    try:
        went = done(here, request, row, file, whose, aside)
    except Refused as error:
        refusal = shown.refusal(error)
    if went:
        return HttpResponseRedirect(went)
    summary = queries.row_of(row, here.lang)
    points = queries.points_found(row) if summary.open else []
    page = Page(summary.subject or gettext("What came"), section="desk", notice=summary.notice,
                crumbs=(Label(gettext("What came"), url=addresses.page("arrivals")),) if staff else ())  # fmt: skip
    wrong = refusal or any(form is not None and form.is_bound and form.errors for form in (file, whose, aside))
    return show(
        request, "workspace/arrival", page=page, status=422 if wrong else 200, arrival=row_shown(summary),
        points=[{"place": p.place_quoted, "text": p.text, "proposal": p.proposal, "lost": p.place == "not_placed"}
                for p in sorted(points, key=lambda p: p.place != "not_placed")],
        file=file if summary.open and summary.who else None, whose=whose if summary.open else None,
        aside=aside if summary.open else None, refusal=refusal, action=request.path,
        who_reads=gettext("the secretariat, and the delegation whose it is"),
    )  # fmt: skip


def done(here: Look, request: HttpRequest, row: Any, file: Any, whose: Any, aside: Any) -> str:
    """Do what was asked; where to go then, or "" where nothing was, or a form has errors to show."""
    by = viewer_of(request.user)
    if whose and whose.is_bound and whose.is_valid():
        addressee = found(queries.addressee_row(here.viewer, whose.cleaned_data["addressee"], on=here.on))
        assign(by=by, arrival=row, addressee=addressee)
        return request.path
    if aside and aside.is_bound and aside.is_valid():
        set_aside(by=by, arrival=row, reason=aside.cleaned_data["reason"])
        return addresses.page("arrivals")
    if file.is_bound and file.is_valid():
        said = file.cleaned_data
        theirs = Theirs(said["number"], said["dated"], said["signatory"], said["capacity"])
        made = file_arrival(by=by, arrival=row, position=said["position"], statement=said["statement"], theirs=theirs)
        return addresses.page("receipt", row.addressee.round_id, made.pk)
    return ""
