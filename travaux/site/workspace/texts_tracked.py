"""Amendments from a Word file with tracked changes: first a look at what was found and where, then all at once."""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.instruments import queries
from travaux.instruments.actions import Author, File, ToTable, table_together
from travaux.instruments.operations import from_values
from travaux.instruments.queries.given import version_row
from travaux.instruments.summaries import AmendmentsPage, Tabled, TextPage, TrackedFile
from travaux.lib.refusals import Refused
from travaux.registry.queries.rows import body_row
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import version_words
from travaux.site.public.texts_marks import Piece

from .door import needs
from .entry import offer
from .texts_amend import delegations_of, desk_page, numbers_from
from .texts_upload import LARGEST

AUTHOR = "author_{}"


class TrackedUpload(forms.Form):
    """A Word file; or one that was just looked at, who its authors are, and which of its amendments are tabled."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("A Word file (.docx) with tracked changes."), required=False
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the file that was looked at, in base64
    seen_name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)

    def given(self) -> File:
        """The file of this form. Raises `Refused` where there is none or it is too large."""
        upload = self.cleaned_data["file"]
        if upload:
            if upload.size > LARGEST:
                raise Refused(gettext("The file is too large."), where=upload.name)
            return File(bytes(upload.read()), upload.name)
        try:
            data = base64.b64decode(self.cleaned_data["seen"], validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if not data:
            raise Refused(gettext("No file was given."), remedy=gettext("Choose a file and look again."))
        return File(data, self.cleaned_data["seen_name"] or "file.docx")


class Chosen(forms.Form):
    """Who each author of the file is, which amendments are tabled, and from which number on."""

    def __init__(self, here: Look, page: TextPage, found_in: TrackedFile, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authors = list(dict.fromkeys(each.author for each in found_in.tabled))
        own = delegations_of(here, page)
        for at, author in enumerate(self.authors):
            field = forms.ChoiceField(
                label=gettext("%(author)s in the file is") % {"author": author or gettext("somebody without a name")},
                required=not here.viewer.is_staff,
            )
            self.fields[AUTHOR.format(at)] = field
            quoted = [("", gettext("named as in the file"))] if here.viewer.is_staff and author else []
            offer(self, AUTHOR.format(at), [*quoted, *((each.id, shown.name(each.name).text) for each in own)])
        self.fields["tabled"] = forms.CharField(
            label=gettext("Tabled on"), required=False, max_length=40,
            help_text=gettext("As 2022-06-06, 2022-06 or 2022; leave it empty when it is not known."),
        )  # fmt: skip
        self.fields["taken"] = forms.MultipleChoiceField(
            label=gettext("Amendments"), widget=forms.CheckboxSelectMultiple
        )  # fmt: skip
        offer(self, "taken", [(each.key, f"{each.place}: {each.author}") for each in found_in.tabled])
        self.initial.setdefault("taken", [each.key for each in found_in.tabled])

    def author_of(self, here: Look, each: Tabled) -> Author:
        body = self.cleaned_data[AUTHOR.format(self.authors.index(each.author))]
        return Author(found(body_row(here.viewer, body, on=here.on)) if body else None, each.author)


@needs("table an amendment")
def tracked(request: HttpRequest, id: str) -> HttpResponse:
    """What the file proposes is shown first, on its provisions; a second press of a button tables it."""
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    form = TrackedUpload(request.POST or None, request.FILES or None)
    chosen, preview, refusal = None, None, None
    if form.is_valid():
        try:
            file = form.given()
            seen: TrackedFile = found(queries.tracked_in(here.viewer, id, file, on=here.on))
            told = "table" in request.POST and not form.cleaned_data["file"]
            chosen = Chosen(here, page, seen, request.POST if told else None)
            if told and chosen.is_valid():
                tabled_from(request, here, id, file, seen, chosen)
                return HttpResponseRedirect(addresses.page("text-amendments", id))
            form = TrackedUpload(
                initial={"seen": base64.b64encode(file.data).decode(), "seen_name": file.name}
            )  # fmt: skip
            preview = shown_preview(seen, file.name, page.version.lang)
        except Refused as error:
            refusal = shown.refusal(error)
    wrong = refusal or form.errors or (chosen is not None and chosen.errors)
    return show(
        request, "workspace/text_tracked", page=desk_page(gettext("Table amendments from a Word file"), page, id),
        form=form, chosen=chosen, refusal=refusal, preview=preview, version=version_words(page.version),
        action=request.path, status=422 if wrong else 200,
    )  # fmt: skip


def tabled_from(request: HttpRequest, here: Look, id: str, file: File, seen: TrackedFile, chosen: Chosen) -> None:
    version = found(version_row(here.viewer, id, on=here.on))
    held: AmendmentsPage = found(queries.amendments_to(here.viewer, id, on=here.on, lang=here.lang))
    taken = [each for each in seen.tabled if each.key in chosen.cleaned_data["taken"]]
    authors = [chosen.author_of(here, each) for each in taken]
    lang = version.expression.lang
    table_together(
        by=viewer_of(request.user), version=version,
        why=f"{file.name}, SHA-256 {hashlib.sha256(file.data).hexdigest()}",
        amendments=[
            ToTable(number, author, {lang: each.formula}, {lang: from_values(each.operations)},
                    {lang: each.reason} if each.reason else {}, chosen.cleaned_data["tabled"] or each.date[:10])
            for each, author, number in zip(taken, authors, numbers_from(here, held, authors), strict=True)
        ],
    )  # fmt: skip


def shown_preview(seen: TrackedFile, name: str, lang: str) -> dict[str, Any]:
    return {
        "file": name,
        "lang": lang,
        "left": [vars_of(each) for each in seen.left],
        "tabled": [
            {
                "place": each.place, "author": each.author, "date": when(each.date), "words": each.formula,
                "reason": each.reason, "changes": sides(each),
            }
            for each in seen.tabled
        ],
    }  # fmt: skip


def vars_of(each: Any) -> Mapping[str, str]:
    kind = gettext("Comment") if each.kind == "comment" else gettext("Change")
    return {"kind": kind, "author": each.author, "date": when(each.date), "place": each.place, "was": each.was,
            "proposed": each.proposed, "why": each.why, "is_comment": each.kind == "comment"}  # fmt: skip


def when(date: str) -> str:
    """A day as the page prints it; what a program wrote otherwise is shown as it is."""
    try:
        return wording.date_words(date[:10])
    except ValueError:
        return date


def sides(each: Tabled) -> Sequence[Mapping[str, Any]]:
    return [
        {"place": change.label or change.kind_label, "kind": change.kind_label,
         "was": [Piece(op, text) for op, text in change.words if op != "+"],
         "proposed": [Piece(op, text) for op, text in change.words if op != "-"]}
        for change in each.changes
    ]  # fmt: skip
