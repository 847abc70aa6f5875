"""An answer to a round: filed by the delegation itself, or by the secretariat for it; and its receipt."""

import hashlib
import re
import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.consultation import kits
from travaux.consultation.actions.filings import Answer, Point, Position, confirm_rows, file_opinion
from travaux.consultation.actions.letters import Channel, File, Theirs
from travaux.consultation.actions.rounds import acknowledge
from travaux.consultation.incoming import TABLES, points_in
from travaux.consultation.queries import boards, register
from travaux.consultation.queries.boards import Board
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import found, look, show
from travaux.site.shown import Label, Page

from . import keeping, uploads
from .door import needs
from .round import answer_shown

LARGEST = 40_000_000  # bytes of a letter or a table
MEDIA_TYPE = re.compile(r"[\w.+-]{1,50}/[\w.+-]{1,49}", re.ASCII)


class FileAnswer(forms.Form):
    """An answer: position, words, the signed letter, the filled-in table."""

    position = forms.ChoiceField(label=gettext_lazy("Position, as you file it"), choices=Position.choices)
    statement = forms.CharField(
        label=gettext_lazy("In your words"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    letter = forms.FileField(
        label=gettext_lazy("The signed letter"), help_text=gettext_lazy("Word, PDF or a scan. Kept as it is."),
        required=False,
    )  # fmt: skip
    table = forms.FileField(
        label=gettext_lazy("The table, filled in"), help_text=gettext_lazy(".docx, .xlsx or .csv"), required=False
    )
    kit = forms.FileField(
        label=gettext_lazy("The offline kit, as it came back"), required=False,
        help_text=gettext_lazy(".zip, with the table, the answer and the letter in it"),
    )  # fmt: skip
    signatory = forms.CharField(label=gettext_lazy("Who signed"), required=False, max_length=300)
    capacity = forms.CharField(label=gettext_lazy("In which office"), required=False, max_length=300)
    number = forms.CharField(label=gettext_lazy("Number of your letter"), required=False, max_length=100)
    dated = forms.DateField(label=gettext_lazy("Its date"), help_text=gettext_lazy("As 2026-09-01."), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class FileForThem(FileAnswer):
    """What the secretariat adds when it registers an answer for a parliament."""

    channel = forms.ChoiceField(label=gettext_lazy("How it came"), choices=Channel.choices, initial="post")
    received_on = forms.DateField(
        label=gettext_lazy("The day it came"), help_text=gettext_lazy("Empty: today."), required=False
    )


@needs("file an opinion")
def answer(request: HttpRequest, id: str, addressee: str) -> HttpResponse:
    """File an answer, or say that the letter came. The same page sent twice files once."""
    here = look(request)
    row = found(register.addressee_row(here.viewer, id, addressee, on=here.on))
    if not can(here.viewer, "file an opinion", row):
        found(None)
    by = viewer_of(request.user)
    if keeping.asked(request, "answer"):
        return HttpResponseRedirect(request.path)
    if request.POST.get("do") in ("received", "preparing"):
        acknowledge(by=by, addressee=row, kind=request.POST["do"])
        return HttpResponseRedirect(addresses.page("round", id))
    kind = FileForThem if here.viewer.is_staff else FileAnswer
    left = keeping.initial(request, "answer", [name for name in kind.base_fields if name != "key"])
    form = kind(initial={"key": secrets.token_hex(16), **left})
    refusal = None
    try:
        if request.method == "POST" and (form := kind(request.POST, uploads.files_of(request))).is_valid():
            made = file_opinion(by=by, addressee=row, answer=answer_given(row, form), key=key_of(row, form))
            keeping.sent(request, "answer")
            uploads.forget(request)
            return HttpResponseRedirect(addresses.page("receipt", id, made.pk))
    except Refused as error:
        form = form if form.is_bound else kind(request.POST, request.FILES)
        refusal = shown.refusal(error)
    crumbs = (Label(gettext("Round of opinions"), url=addresses.page("round", id)),)
    who = row.name.get(here.lang) or str(row)
    page = Page(gettext("Answer of %(who)s") % {"who": who}, section="rounds", crumbs=crumbs, notice=row.round.notice)
    return show(request, "workspace/round_answer", page=page, status=422 if refusal or form.errors else 200, form=form,
                refusal=refusal, action=request.path, kit_url=addresses.page("round-kit", id, addressee),
                keeping=keeping.keeping(request, "answer"), uploads_url=addresses.page("uploads"),
                who_reads=gettext("your delegation and the secretariat; once it is filed, also the commission"),
    )  # fmt: skip


@needs("file an opinion")
def kit(request: HttpRequest, id: str, addressee: str) -> HttpResponse:
    """Everything that an addressee was sent, in one signed zip, for those who have no network."""
    here = look(request)
    row = found(register.addressee_row(here.viewer, id, addressee, on=here.on))
    if not can(here.viewer, "file an opinion", row):
        found(None)
    made = kits.kit_of(row)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)


def key_of(row: Any, form: forms.Form) -> str:
    """Names the submission: the page that was sent, for this addressee."""
    given = form.cleaned_data["key"] or secrets.token_hex(16)
    return hashlib.sha256(f"{row.pk}:{given}".encode()).hexdigest()


def answer_given(row: Any, form: forms.Form) -> Answer:
    given = form.cleaned_data
    files: list[File] = []
    points: tuple[Point, ...] = ()
    if given["letter"]:
        files.append(upload(given["letter"], "letter"))
    if given["table"]:
        table = upload(given["table"], "form")
        if not table.name.lower().endswith(TABLES):
            raise Refused(gettext("This is no table that can be read."), where=table.name, remedy=", ".join(TABLES))
        points = points_in(row, table).points
        files.append(table)
    staff = "channel" in given
    door = "table" if given["table"] and not given["letter"] else "letter" if staff else "place"
    position = given["position"]
    if given["kit"]:
        came = kits.answer_in(row, upload(given["kit"], "other").data, name=given["kit"].name)
        door, points, files = "kit", (*points, *came.points), [*files, *came.files]
        position = came.position if position == Position.NOT_STATED else position
    return Answer(
        door=door, position=position, statement=given["statement"], lang=row.languages[0], points=points,
        files=files, theirs=Theirs(given["number"], given["dated"], given["signatory"], given["capacity"]),
        channel=given["channel"] if staff else Channel.SITE, received_on=given.get("received_on"),
    )  # fmt: skip


def upload(file: Any, kind: str) -> File:
    if file.size > LARGEST:
        raise Refused(gettext("The file is too large."), where=file.name)
    said = file.content_type or ""
    return File(file.name, file.read(), kind, "", said if MEDIA_TYPE.fullmatch(said) else "application/octet-stream")


@needs("file an opinion")
def receipt(request: HttpRequest, id: str, filing: str) -> HttpResponse:
    """What came, under its number: rows with a place and without; the parliament confirms what was read from it."""
    here = look(request)
    row = found(register.filing_row(here.viewer, id, filing, on=here.on))
    if not can(here.viewer, "confirm rows", row):
        found(None)
    refusal = None
    if request.method == "POST":
        try:
            confirm_rows(by=viewer_of(request.user), filing=row)
            return HttpResponseRedirect(request.path)
        except Refused as error:
            refusal = shown.refusal(error)
    summary: Board = found(boards.board(here.viewer, id, on=here.on, lang=here.lang))
    each, own = next((a, w) for w in summary.addressees for a in w.answers if a.id == filing)
    context = {
        **answer_shown(id, each, own=False), "number": each.receipt, "who": own.name, "letter": each.letter,
        "placed": each.comments - each.not_placed, "not_placed": each.not_placed, "confirmed": each.confirmed,
        "points_url": addresses.page("letter-points", id, filing) if here.viewer.is_staff and each.letter else "",
        "table_url": addresses.page("round-table", id), "may_confirm": each.extracted and not each.confirmed,
    }  # fmt: skip
    if here.viewer.is_staff and hasattr(row, "opinion"):
        context["release_url"] = addresses.page("release", "consultation.opinion", row.opinion.pk)
    crumbs = (Label(gettext("Round of opinions"), url=addresses.page("round", id)),)
    page = Page(
        gettext("Receipt %(n)d") % {"n": each.receipt}, section="rounds", crumbs=crumbs, notice=summary.row.notice
    )
    who = gettext("your delegation, the commission after any seal, and the secretariat")
    return show(request, "workspace/receipt", page=page, status=422 if refusal else 200, receipt=context,
                refusal=refusal, action=request.path, who_reads=who)  # fmt: skip
