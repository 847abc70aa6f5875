"""A version from a file: first a look at what was read and what would change; stored only when told to."""

import base64
import binascii
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.core.text.profiles import profile, profile_ids
from travaux.instruments import queries
from travaux.instruments.actions import File, add_expression, add_version
from travaux.instruments.queries.given import expression_row, instrument_row
from travaux.instruments.summaries import InstrumentTexts, UploadPreview
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import LANGUAGES, version_words
from travaux.site.public.texts_marks import Piece
from travaux.site.shown import Label, Page

from .door import secretariat
from .entry import offer

LARGEST = 6_000_000  # bytes of a file


class NewVersion(forms.Form):
    """A file, and what the version is; or a file that was just looked at."""

    lang = forms.ChoiceField(label=gettext_lazy("Language of the text"))
    number = forms.CharField(label=gettext_lazy("Number of the version, as printed"), max_length=40)
    made = forms.CharField(
        label=gettext_lazy("Day that the version bears"),
        help_text=gettext_lazy("As 2022-06-06, 2022-06 or 2022; leave it empty when it is not known."),
        required=False,
        max_length=40,
    )
    label_en = forms.CharField(
        label=gettext_lazy("What this version is, in English"), max_length=200, required=False
    )  # fmt: skip
    label_ru = forms.CharField(label=gettext_lazy("What this version is, in Russian"), max_length=200, required=False)
    profile = forms.ChoiceField(
        label=gettext_lazy("Structure"),
        help_text=gettext_lazy("How articles, paragraphs and points are numbered. It is found out by itself."),
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Word, OpenDocument, HTML, Akoma Ntoso or plain text."),
        required=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the file that was looked at, in base64
    seen_name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)

    def __init__(self, texts: InstrumentTexts, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [own.lang for own in texts.languages]
        offer(self, "lang", [(code, LANGUAGES.get(code, code)) for code in dict.fromkeys((*held, *LANGUAGES))])
        names = [(id, shown.own(profile(id).names)) for id in profile_ids()]
        offer(self, "profile", [("", gettext("found out from the text")), *names])

    def given(self) -> File:
        """The file of this form. Raises `Refused` where there is none or it is too large."""
        upload = self.cleaned_data["file"]
        if upload:
            if upload.size > LARGEST:
                raise Refused(
                    gettext("The file is too large."), where=upload.name,
                    remedy=gettext("Take out pictures and attachments, and keep the text."),
                )  # fmt: skip
            return File(bytes(upload.read()), upload.name, upload.content_type or "application/octet-stream")
        try:
            data = base64.b64decode(self.cleaned_data["seen"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(gettext("No file was given.")) from error
        if not data:
            raise Refused(gettext("No file was given."), remedy=gettext("Choose a file and look again."))
        return File(data, self.cleaned_data["seen_name"] or "text")


@secretariat
def upload(request: HttpRequest, id: str) -> HttpResponse:
    """The file is looked at first; a second press of a button stores it."""
    here = look(request)
    texts: InstrumentTexts = found(queries.texts_of(here.viewer, id, on=here.on, lang=here.lang))
    form = NewVersion(texts, request.POST or None, request.FILES or None, initial=first(texts, here.lang))
    preview, refusal = None, None
    if form.is_valid():
        try:
            file = form.given()
            if "store" in request.POST:
                return HttpResponseRedirect(addresses.page("text", stored(request, here, id, form, file)))
            preview = looked_at(here, id, form, file)
            again = {**form.cleaned_data, "seen": base64.b64encode(file.data).decode(), "seen_name": file.name}
            form = NewVersion(texts, initial=again)
        except Refused as error:
            refusal = shown.refusal(error)
    title = shown.name(texts.instrument.title)
    page = Page(
        gettext("Add a version from a file"), section="desk", notice=texts.notice,
        crumbs=(Label(gettext("Desk"), url=addresses.page("desk")), Label(title.text, url=addresses.page("text", id))),
    )  # fmt: skip
    status = 422 if refusal or form.errors or (preview and preview["refusal"]) else 200
    return show(request, "workspace/text_upload", page=page, status=status, form=form, title=title, preview=preview,
                refusal=refusal, action=request.path)  # fmt: skip


def first(texts: InstrumentTexts, lang: str) -> dict[str, str]:
    """What a new version most likely is: the next number in the reader's language."""
    numbers = [int(stage.number) for stage in texts.stages if stage.number.isdecimal()]
    return {"lang": lang, "number": str(max(numbers, default=0) + 1)}


def looked_at(here: Look, id: str, form: NewVersion, file: File) -> dict[str, Any]:
    """What was read, what is uncertain, what changes; nothing is stored."""
    given = form.cleaned_data
    expression = expression_row(here.viewer, id, given["lang"], on=here.on)
    preview = queries.preview_upload(
        here.viewer, file, on=here.on, lang=here.lang, expression=expression.pk if expression else "",
        profile=given["profile"],
    )  # fmt: skip
    return shown_preview(preview, file.name)


def shown_preview(preview: UploadPreview, name: str) -> dict[str, Any]:
    known = preview.profile in profile_ids()
    return {
        "file": name,
        "ok": preview.ok,
        "refusal": preview.refusal,
        "facts": [
            {"label": gettext("Title"), "value": preview.title or gettext("not recognised")},
            {"label": gettext("Language"), "value": LANGUAGES.get(preview.lang, preview.lang or gettext("not known"))},
            {"label": gettext("Structure"), "value": shown.own(profile(preview.profile).names) if known else "—"},
            {"label": gettext("Articles"), "value": preview.articles},
            {"label": gettext("Provisions in all"), "value": preview.units},
        ] if preview.units or preview.ok else [],
        "warnings": preview.warnings,
        "doubts": preview.doubts,
        "toc": [{"num": entry.num, "heading": entry.heading} for entry in preview.contents],
        "against": version_words(preview.against) if preview.against else "",
        "changes": [
            {"label": change.label or change.kind_label, "kind": change.kind_label,
             "pieces": [Piece(op, text) for op, text in change.words]}
            for change in preview.changes
        ],
        "lang": preview.lang,
    }  # fmt: skip


def stored(request: HttpRequest, here: Look, id: str, form: NewVersion, file: File) -> str:
    """Add the version, and its language where it is the first; the id of the version."""
    by, given = viewer_of(request.user), form.cleaned_data
    with act(by=by, verb="added a version"):
        expression = expression_row(here.viewer, id, given["lang"], on=here.on) or add_expression(
            by=by, instrument=found(instrument_row(here.viewer, id, on=here.on)), lang=given["lang"], authentic=True
        )
        label = {lang: words for lang in ("en", "ru") if (words := given[f"label_{lang}"])}
        version = add_version(
            by=by, expression=expression, number=given["number"], file=file, made=given["made"], label=label,
            profile=given["profile"],
        )  # fmt: skip
    return str(version.pk)
