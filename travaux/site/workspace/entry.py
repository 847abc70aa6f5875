"""Entering what an official knows: a spreadsheet of who sits, a new text. Shown as their own entry."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.captures.actions import cite_entry
from travaux.dossiers.actions import open_dossier
from travaux.dossiers.paths import shipped_ids
from travaux.instruments.actions import register_instrument
from travaux.instruments.queries import kinds
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.registry import queries as registry
from travaux.registry import spreadsheet
from travaux.registry.queries.rows import body_row
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Label, Page

from .door import secretariat

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 2_000_000  # bytes of a spreadsheet


def desk_page(title: str) -> Page:
    return Page(title, section="desk", crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),))


def capacity_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Office in which you say so"),
        help_text=gettext_lazy("Public: it is shown as the source, “an official's own entry”."),
        max_length=200,
    )


def when_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("As 2022-06-06, 2022-06 or 2022; leave it empty when it is not known."),
        required=False,
        max_length=40,
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Fill a list with what there is to choose from today."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


# --- a spreadsheet ------------------------------------------------------------------------------------------------


class Spreadsheet(forms.Form):
    """A filled-in template, or one that was just looked at and is to be entered."""

    assembly = forms.ChoiceField(label=gettext_lazy("Assembly"))
    capacity = capacity_field()
    file = forms.FileField(label=gettext_lazy("The filled-in template"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the file that was looked at, in base64

    def __init__(self, here: Look, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "assembly", assemblies(here))

    def data_given(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload:
            if upload.size > LARGEST:
                raise Refused(gettext("The file is too large."), where=upload.name)
            return bytes(upload.read())
        try:
            return base64.b64decode(self.cleaned_data["seen"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(gettext("No file was given.")) from error


def assemblies(here: Look) -> list[tuple[str, str]]:
    bodies = registry.bodies(here.viewer, kind="assembly", on=here.on, lang=here.lang)
    return [(each.id, shown.name(each.name).text) for each in bodies]


@secretariat
def entry(request: HttpRequest) -> HttpResponse:
    """First a look at what would be entered; entered only by a second press of a button."""
    here = look(request)
    form = Spreadsheet(here, request.POST or None, request.FILES or None)
    preview, refusal = None, None
    if form.is_valid():
        try:
            assembly = found(body_row(here.viewer, form.cleaned_data["assembly"], on=here.on))
            data = form.data_given()
            if "enter" in request.POST:
                by, capacity = viewer_of(request.user), form.cleaned_data["capacity"]
                spreadsheet.enter(by=by, data=data, assembly=assembly, capacity=capacity)
                return HttpResponseRedirect(addresses.page("delegations", query=f"assembly={assembly.pk}"))
            preview = spreadsheet.preview(data, by=here.viewer, assembly=assembly)
            form = Spreadsheet(here, initial={**form.cleaned_data, "seen": base64.b64encode(data).decode()})
        except Refused as error:
            refusal = shown.refusal(error)
    return show(
        request,
        "workspace/entry",
        page=desk_page(gettext("Enter facts from a spreadsheet")),
        status=422 if refusal or form.errors else 200,
        form=form,
        preview=preview,
        refusal=refusal,
        action=addresses.page("entry"),
        template_url=addresses.page("entry-template"),
    )


@secretariat
def template(request: HttpRequest) -> HttpResponse:
    data = spreadsheet.template(lang=look(request).lang)
    headers = {"Content-Disposition": 'attachment; filename="travaux-registry.xlsx"'}
    return HttpResponse(data, content_type=EXCEL, headers=headers)


# --- a text -------------------------------------------------------------------------------------------------------


class NewText(forms.Form):
    """A work and its title; and, where it is on its way through an assembly, its dossier."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    title = forms.CharField(label=gettext_lazy("Title, verbatim"), max_length=500)
    lang = forms.ChoiceField(
        label=gettext_lazy("Language of the title"), choices=[("en", "English"), ("ru", "Русский")]
    )
    assembly = forms.ChoiceField(label=gettext_lazy("Open a dossier in"), required=False)
    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"), required=False)
    capacity = capacity_field()

    def __init__(self, here: Look, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", kinds())
        offer(self, "assembly", [("", gettext("no dossier yet")), *assemblies(here)])
        offer(self, "procedure", [("", gettext("not chosen")), *((id, id) for id in shipped_ids())])


@secretariat
def text(request: HttpRequest) -> HttpResponse:
    here = look(request)
    form = NewText(here, request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            return HttpResponseRedirect(text_entered(request, here, form.cleaned_data))
        except Refused as error:
            refusal = shown.refusal(error)
    return form_page(request, form, refusal, gettext("Enter a text"), gettext("A text is entered with its own title."))


def text_entered(request: HttpRequest, here: Look, given: dict[str, str]) -> str:
    """Register the text and open its dossier, in one act; where to go then."""
    by = viewer_of(request.user)
    with act(by=by, verb="registered"):
        citation = cite_entry(by=by, capacity=given["capacity"], on=timezone.localdate())
        instrument = register_instrument(
            by=by, kind=given["kind"], title=given["title"], lang=given["lang"], citations=[citation]
        )
        if not given["assembly"]:
            return addresses.page("desk")
        assembly = found(body_row(here.viewer, given["assembly"], on=here.on))
        dossier = open_dossier(
            by=by, instrument=instrument, assembly=assembly, procedure=given["procedure"], notice=assembly.notice
        )
    return addresses.page("dossier", dossier.pk)


def form_page(
    request: HttpRequest, form: forms.Form, refusal: Any, title: str, lede: str, notice: str = ""
) -> HttpResponse:
    page = Page(title, section="desk", crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),), notice=notice)
    return show(
        request,
        "workspace/form",
        page=page,
        status=422 if refusal or form.errors else 200,
        form=form,
        refusal=refusal,
        lede=lede,
        button=gettext("Enter it"),
        action=request.path,
    )
