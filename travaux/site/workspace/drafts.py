"""A delegation's own desk for a round: points noted by its experts, a table taken in, what goes into the answer."""

import hashlib
import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from travaux.consultation.actions.drafts import edit_point, file_drafts, judge_points, note_point, take_table
from travaux.consultation.actions.filings import Answer, Point
from travaux.consultation.queries import drafts as queries
from travaux.consultation.queries.drafts import Drafts, DraftShown, Preview
from travaux.consultation.queries.internal import current
from travaux.consultation.words import KINDS, POSITIONS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Chip, Empty, Label, Page

from . import keeping, uploads
from .door import needs
from .entry import offer
from .inside import term_shown
from .round_answer import upload


class NoteForm(forms.Form):
    """One point, on the text."""

    prefix = "note"
    uid = forms.ChoiceField(label=gettext_lazy("Provision"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), choices=KINDS)
    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea)
    proposal = forms.CharField(label=gettext_lazy("Proposed wording"), required=False, widget=forms.Textarea)
    ground = forms.CharField(label=gettext_lazy("Grounds"), required=False, widget=forms.Textarea)
    national_provision = forms.CharField(label=gettext_lazy("National provision"), required=False, max_length=500)
    author_quoted = forms.CharField(label=gettext_lazy("Whose comment it is"), required=False, max_length=500)


class TableForm(forms.Form):
    """What came back from people without an account."""

    prefix = "table"
    file = forms.FileField(label=gettext_lazy("The table, filled in"), help_text=gettext_lazy(".docx, .xlsx or .csv"))
    author = forms.CharField(label=gettext_lazy("Who filled it in"), required=False, max_length=500)


class FileForm(forms.Form):
    """The answer."""

    prefix = "file"
    position = forms.ChoiceField(label=gettext_lazy("Position, as you file it"), choices=POSITIONS)
    statement = forms.CharField(label=gettext_lazy("In your words"), required=False, widget=forms.Textarea)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@needs("comment in private")
def drafts(request: HttpRequest, id: str) -> HttpResponse:
    """`id` is the addressee: what one delegation was sent."""
    here = look(request)
    row = queries.addressee_of(here.viewer, id, on=here.on)
    if row is None or not can(here.viewer, "comment in private", row):
        found(None)
    summary: Drafts = queries.drafts(here.viewer, row, on=here.on, lang=here.lang)  # type: ignore[arg-type]  # found
    may_file = bool(can(here.viewer, "file an opinion", row))
    if keeping.asked(request, "note", "note-") or keeping.asked(request, "file", "file-"):
        return HttpResponseRedirect(request.path)
    note, table, file = (kind(*bound(request, kind.prefix)) for kind in (NoteForm, TableForm, FileForm))
    note.initial = {**note.initial, **keeping.initial(request, "note", note.fields, "note")}
    file.initial = {**file.initial, **keeping.initial(request, "file", file.fields, "file")}
    offer(note, "uid", [("", gettext("the draft as a whole")), *summary.provisions])
    file.initial["key"] = secrets.token_hex(16)
    if not note.is_bound and (uid := request.GET.get("uid", "")):
        note.initial = {"uid": uid, "proposal": compared(here, row, uid).own, **note.initial}  # what was kept stands
    looked = compared(here, row, note["uid"].value() or "", note["proposal"].value() or "")
    if "preview" in request.POST and request.headers.get("HX-Request"):
        return render(request, "parts/note_preview.html", {"preview": looked})
    refusal, went = None, ""
    if request.method == "POST" and "preview" not in request.POST:
        try:
            went = done(request, here, row, note, table, file)
        except Refused as error:
            refusal = shown.refusal(error)
        if went:
            return HttpResponseRedirect(went)
    page = Page(
        gettext("Before you answer"), section="desk", notice=summary.notice,
        crumbs=(Label(gettext("Round of opinions"), url=addresses.page("round", summary.round)),),
    )  # fmt: skip
    return show(
        request, "workspace/drafts", page=page, status=422 if refusal else 200, refusal=refusal, note=note,
        preview=looked,
        table=table if may_file else None, file=file if may_file else None, action=request.path,
        note_kept=keeping.keeping(request, "note"), file_kept=keeping.keeping(request, "file"),
        uploads_url=addresses.page("uploads"),
        desk={
            "title": Label(summary.title, shown.foreign(summary.lang), url=addresses.page("text", summary.version)),
            "name": summary.name, "may_file": may_file, "points": [point_shown(each) for each in summary.points],
            "form_url": addresses.page("draft-form", id),
            "inside_url": addresses.page("inside", id) if may_file else "",
            "term": term_shown(own) if (own := current(here.viewer, row, on=here.on)) else None,
            "empty": Empty(gettext("Nobody has noted a point yet.")),
        },
        who_reads=gettext("your delegation alone"),
    )  # fmt: skip


def compared(here: Look, row: Any, uid: str, proposal: str = "") -> Preview:
    return queries.preview(here.viewer, row, on=here.on, lang=here.lang, uid=uid, proposal=proposal)


def bound(request: HttpRequest, prefix: str | None) -> tuple[Any, Any]:
    ours = any(name.startswith(f"{prefix}-") for name in (*request.POST, *request.FILES))
    return (request.POST, uploads.files_of(request)) if ours else (None, None)


def done(request: HttpRequest, here: Look, row: Any, note: forms.Form, table: forms.Form, file: forms.Form) -> str:
    """Do what was asked; where to go then, or "" where a form has errors to show."""
    again = request.path
    if note.is_bound and note.is_valid():
        given = note.cleaned_data
        if given["proposal"].split() == compared(here, row, given["uid"]).own.split():
            given["proposal"] = ""  # the draft's own words, left as they were
        note_point(by=here.viewer, addressee=row, point=Point(**given, whole=not given["uid"]))
        keeping.sent(request, "note")
        return again
    if table.is_bound and table.is_valid():
        sent = upload(table.cleaned_data["file"], "form")
        take_table(by=here.viewer, addressee=row, file=sent, author=table.cleaned_data["author"])
        uploads.forget(request)
        return again
    if file.is_bound and file.is_valid():
        given = file.cleaned_data
        key = hashlib.sha256(f"{row.pk}:{given['key'] or secrets.token_hex(16)}".encode()).hexdigest()
        answer = Answer("place", given["position"], given["statement"], row.languages[0] if row.languages else "")
        filing = file_drafts(by=here.viewer, addressee=row, answer=answer, key=key)
        keeping.sent(request, "file")
        return addresses.page("receipt", row.round_id, filing.pk)
    picked = queries.draft_rows(here.viewer, row.pk, request.POST.getlist("point"), on=here.on)
    if picked and "text" in request.POST:
        edit_point(by=here.viewer, point=picked[0], text=request.POST["text"],
                   proposal=request.POST.get("proposal", ""), ground=request.POST.get("ground", ""))  # fmt: skip
        return again
    if picked and "state" in request.POST:
        judge_points(by=here.viewer, points=picked, state=request.POST["state"])
        return again
    return ""


def point_shown(each: DraftShown) -> dict[str, Any]:
    kind = {"accepted": "now", "filed": "done", "rejected": "no"}.get(each.state, "wait")
    return {
        "id": each.id, "place": each.label or gettext("the draft as a whole"), "text": each.text,
        "proposal": each.proposal, "ground": each.ground, "national": each.national, "author": each.author,
        "kind": each.kind_label, "chip": Chip(kind, each.state_label), "words": each.words,
        "filed": each.state == "filed",
    }  # fmt: skip


@needs("comment in private")
def empty_form(request: HttpRequest, id: str) -> HttpResponse:
    """The table to hand on to people without an account: all provisions in one Word file."""
    here = look(request)
    row = queries.addressee_of(here.viewer, id, on=here.on)
    if row is None or not can(here.viewer, "comment in private", row):
        found(None)
    made = queries.form_for(here.viewer, row, on=here.on, lang=here.lang)  # type: ignore[arg-type]  # found
    return HttpResponse(
        made, content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        headers={"Content-Disposition": 'attachment; filename="comments.docx"', "Cache-Control": "no-store"},
    )  # fmt: skip
