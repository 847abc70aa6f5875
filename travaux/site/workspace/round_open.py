"""Ask parliaments for their opinions: from a decision of the dossier, on one version, until a day; looked at first."""

import datetime as dt
import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import answering_addresses, viewer_of
from travaux.consultation.actions.rounds import REMINDERS, Asked, Question, Signature, open_round
from travaux.consultation.packing import term_warnings
from travaux.consultation.queries import openings
from travaux.consultation.queries.openings import Opening, opening
from travaux.core.procedure.fairness import Unfair
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Label, Page

from .door import needs
from .entry import offer
from .round import warning_words
from .round_answer import upload

TERM = dt.timedelta(days=60)


class Ask(forms.Form):
    """What is asked of whom until when."""

    decision = forms.ChoiceField(label=gettext_lazy("From which decision"))
    version = forms.ChoiceField(label=gettext_lazy("On which version of the text"))
    subject_en = forms.CharField(label=gettext_lazy("What is asked, in English"), max_length=300)
    subject_ru = forms.CharField(label=gettext_lazy("What is asked, in Russian"), max_length=300, required=False)
    questions = forms.CharField(
        label=gettext_lazy("Questions, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    bodies = forms.MultipleChoiceField(label=gettext_lazy("Whom to ask"), widget=forms.CheckboxSelectMultiple)
    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "A line each: name of the body: address, address. Without a line, the letter goes to the account of its "
            "national secretary, or by post."
        ),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the letters"), choices=[("ru", "Русский"), ("en", "English")],
        widget=forms.CheckboxSelectMultiple, initial=["ru"],
    )  # fmt: skip
    commission = forms.ChoiceField(
        label=gettext_lazy("For which commission"), required=False,
        help_text=gettext_lazy("Its chair and members read the answers; the chair decides on comments."),
    )  # fmt: skip
    closes_on = forms.DateField(label=gettext_lazy("Last day for an answer"), help_text=gettext_lazy("As 2026-09-01."))
    sealed = forms.BooleanField(
        label=gettext_lazy("Keep opinions from the other addressees until then"), required=False,
        help_text=gettext_lazy("A rule, and recorded; not encryption: whoever runs this server can read them."),
    )  # fmt: skip
    note = forms.FileField(
        label=gettext_lazy("Explanatory note, if there is one"), required=False,
        help_text=gettext_lazy("Word or PDF; it goes to everybody as it is."),
    )  # fmt: skip
    signatory = forms.CharField(label=gettext_lazy("Who signs the letters"), max_length=300)
    capacity = forms.CharField(label=gettext_lazy("In which office"), max_length=300)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # digest of the warnings that were shown

    def __init__(self, here: Look, about: Opening, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here, self.about = here, about
        offer(self, "decision", about.decisions)
        offer(self, "version", about.versions)
        offer(self, "bodies", about.bodies)
        offer(self, "commission", [("", "—"), *about.commissions])

    def clean_closes_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["closes_on"]
        if day <= timezone.localdate():
            raise ValidationError(gettext("Nobody could answer by that day."))
        return day

    def clean_emails(self) -> dict[str, list[str]]:
        """{body: addresses}; a line that names nobody who is asked, or no address, is said."""
        names = {name.casefold(): id for id, name in self.about.bodies}
        given: dict[str, list[str]] = {}
        for line in filter(str.strip, self.cleaned_data["emails"].splitlines()):
            name, _, rest = line.partition(":")
            body = names.get(name.strip().casefold())
            each = [address.strip() for address in rest.replace(";", ",").split(",") if address.strip()]
            if body is None or not each:
                raise ValidationError(gettext("Nobody who can be asked is called so: %(line)s") % {"line": line[:100]})
            for address in each:
                validate_email(address)
            given[body] = each
        return given


@needs("open a round")
def ask(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    about: Opening = found(opening(here.viewer, id, on=here.on, lang=here.lang))
    form = Ask(here, about, request.POST or None, request.FILES or None, initial=first_values(about))
    refusal, warnings = None, list[str]()
    if form.is_valid():
        try:
            asked = Asking(here, form.cleaned_data, id)
            warnings = asked.warnings()
            if "look" not in request.POST and (not asked.grave or form.cleaned_data["seen"] == digest(warnings)):
                return HttpResponseRedirect(addresses.page("round", asked.opened(viewer_of(request.user))))
            given = request.POST.copy()
            given["seen"] = digest(warnings)  # what is shown counts as seen when the form comes again
            form.data = given
        except Refused as error:
            refusal = shown.refusal(error)
    crumbs = (Label(gettext("Desk"), url=addresses.page("desk")), Label(about.title, url=addresses.page("dossier", id)))
    page = Page(gettext("Ask parliaments for their opinions"), section="desk", crumbs=crumbs, notice=about.notice)
    looked = form.is_bound and not form.errors and not refusal
    status = 422 if refusal or form.errors or (looked and "look" not in request.POST) else 200
    return show(
        request, "workspace/round_open", page=page, status=status, form=form, refusal=refusal, warnings=warnings,
        looked=looked, action=request.path, calendars_url=addresses.page("calendars"),
    )  # fmt: skip


def digest(warnings: list[str]) -> str:
    return hashlib.sha256("\n".join(warnings).encode()).hexdigest()[:16]


def first_values(about: Opening) -> dict[str, Any]:
    return {
        "subject_en": about.titles.get("en", ""),
        "subject_ru": about.titles.get("ru", ""),
        "commission": about.commissions[0][0] if len(about.commissions) == 1 else "",
        "closes_on": timezone.localdate() + TERM,
        "version": about.versions[0][0] if about.versions else "",
        "decision": about.decisions[0][0] if about.decisions else "",
    }


class Asking:
    """A round that is about to be opened: whom it asks, what speaks against its term, and the opening."""

    def __init__(self, here: Look, given: dict[str, Any], dossier: str) -> None:
        self.here, self.given = here, given
        self.rows = found(openings.rows_for(here.viewer, dossier, given["version"], given["decision"], on=here.on))
        pairs = openings.bodies_for(here.viewer, given["bodies"], self.rows.dossier, on=here.on)
        self.people = [
            Asked(body=body, delegation=delegation, languages=given["languages"],
                  emails=given["emails"].get(body.pk) or answering_addresses([body, delegation], on=here.on))
            for body, delegation in pairs
        ]  # fmt: skip
        self.against = term_warnings(self.people, self.rows.version, timezone.localdate(), given["closes_on"])

    @property
    def grave(self) -> bool:
        """Whether something is known against the term, beside what is not known."""
        return any(each["kind"] != Unfair.NOT_COVERED for each in self.against)

    def warnings(self) -> list[str]:
        names = dict(openings.names_for(self.here.viewer, [each.body.pk for each in self.people], on=self.here.on,
                                        lang=self.here.lang))  # fmt: skip
        return [warning_words(each, names, self.here.lang) for each in self.against]

    def opened(self, by: Viewer) -> str:
        """Open the round; its id."""
        given, here = self.given, self.here
        subject = {lang: words for lang in ("en", "ru") if (words := given[f"subject_{lang}"])}
        questions = [
            {lang: line.strip() for lang in ("en", "ru")} for line in given["questions"].splitlines() if line.strip()
        ]
        commission = openings.body_for(here.viewer, given["commission"], on=here.on)
        question = Question(
            closes_on=given["closes_on"], subject=subject, questions=questions, commission=commission,
            sealed=given["sealed"], reminders=REMINDERS,
            enclosed=[upload(given["note"], "note")] if given["note"] else [],
        )  # fmt: skip
        made = open_round(
            by=by, dossier=self.rows.dossier, version=self.rows.version, decision=self.rows.decision,
            addressees=self.people, question=question, signature=Signature(given["signatory"], given["capacity"]),
        )  # fmt: skip
        return str(made.pk)
