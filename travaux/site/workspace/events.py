"""Recording what happened to a dossier, and a decision on the rules that govern it: an official's own entries.

The form comes filled in as far as the rules can: the step, its name in both languages, today. Nothing is refused
because the rules did not expect it.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.captures.actions import cite_entry
from travaux.dossiers import queries
from travaux.dossiers.actions import Actor, Day, govern, record_event
from travaux.dossiers.paths import options_of, shipped_ids, step_refs, versions_here
from travaux.dossiers.queries.rows import acting_bodies, dossier_row, event_row
from travaux.dossiers.summaries import DossierSummary
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.registry.queries.rows import body_row
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look
from travaux.site.public.outlooks import reason

from .claims import MOODS
from .door import secretariat
from .entry import capacity_field, form_page, offer, when_field

LANGS = ("en", "ru")


class NewEvent(forms.Form):
    """Something that happened to a dossier, by an official's own word."""

    label_en = forms.CharField(label=gettext_lazy("What happened, in English"), max_length=300)
    label_ru = forms.CharField(label=gettext_lazy("What happened, in Russian"), max_length=300, required=False)
    date = when_field()
    mood = forms.ChoiceField(
        label=gettext_lazy("How far it went"),
        help_text=gettext_lazy("“Decided” says that the step below was decided on: it stays open until it is done."),
        choices=MOODS,
    )
    step = forms.ChoiceField(label=gettext_lazy("Step of the path"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("With what outcome"), required=False)
    body = forms.ChoiceField(
        label=gettext_lazy("Who acted, by the names that the rules know"),
        help_text=gettext_lazy("Needed where each of several has to act."),
        required=False,
    )
    actor = forms.CharField(label=gettext_lazy("Who acted, in your words"), max_length=300, required=False)
    answers = forms.ChoiceField(label=gettext_lazy("It answers or withdraws"), required=False)
    text_version = forms.CharField(
        label=gettext_lazy("Version of the text"),
        help_text=gettext_lazy("Its number, where the event brings a version or speaks of one."),
        max_length=80,
        required=False,
    )
    capacity = capacity_field()

    def __init__(self, here: Look, summary: DossierSummary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", gettext("not chosen"))
        procedure = summary.procedure.id
        steps = [(ref.id, ref.name) for ref in step_refs(procedure, here.lang).values()]
        bodies = acting_bodies(here.viewer, procedure, on=here.on, lang=here.lang)
        offer(self, "step", [none, *steps])
        offer(self, "outcome", [none, *options_of(procedure, self.chosen_step, here.lang)])
        offer(self, "body", [none, *((ref.id, shown.name(ref.name).text) for ref in bodies)])
        offer(self, "answers", [none, *((event.id, event.label) for event in reversed(summary.history))])

    @property
    def chosen_step(self) -> str:
        return str((self.data if self.is_bound else self.initial).get("step", ""))


@secretariat
def event(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: DossierSummary = found(queries.dossier(here.viewer, id, on=here.on, lang=here.lang))
    form = NewEvent(here, summary, request.POST or None, initial=filled_in(request, summary))
    refusal = None
    if form.is_valid():
        try:
            event_entered(request, here, id, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("dossier", id, anchor="history"))
        except Refused as error:
            refusal = shown.refusal(error)
    return form_page(request, form, refusal, gettext("Enter an event"), lede(form, summary), summary.notice)


def filled_in(request: HttpRequest, summary: DossierSummary) -> dict[str, str]:
    """The step that the desk or the dossier's page asked for, in words; today, to be changed where it was earlier."""
    step = request.GET.get("step", "")
    names = {lang: step_refs(summary.procedure.id, lang).get(step) for lang in LANGS}
    if not all(names.values()):
        return {}
    said = {f"label_{lang}": ref.name for lang, ref in names.items() if ref}
    return {**said, "step": step, "date": timezone.localdate().isoformat(), "mood": "done"}


def lede(form: NewEvent, summary: DossierSummary) -> str:
    """The text, and what the rules say of the step: advice, which keeps nobody from recording what happened."""
    title = shown.name(summary.instrument.title).text
    against = next((each for each in summary.outlook.barred if each.step.id == form.chosen_step), None)
    if against is None:
        return title
    why = " ".join(reason(each)["text"] for each in against.because)
    advice = gettext("The rules do not expect this step now. %(why)s If it happened, record it all the same.")
    return f"{title}. {advice % {'why': why}}"


def event_entered(request: HttpRequest, here: Look, id: str, given: dict[str, str]) -> None:
    by = viewer_of(request.user)
    touched = [given["step"]] if given["step"] else []
    body = found(body_row(here.viewer, given["body"], on=here.on)) if given["body"] else None
    answered = found(event_row(here.viewer, given["answers"], on=here.on)) if given["answers"] else None
    with act(by=by, verb="recorded"):
        citation = cite_entry(by=by, capacity=given["capacity"], on=timezone.localdate())
        record_event(
            by=by,
            dossier=found(dossier_row(here.viewer, id, on=here.on)),
            label={lang: words for lang in LANGS if (words := given[f"label_{lang}"])},
            citations=[citation],
            mood=given["mood"],
            date=Day(given["date"]),
            actor=Actor(given["actor"], body, "named" if body else "unresolved"),
            steps=touched if given["mood"] == "done" else [],
            orders=touched if given["mood"] == "decided" else [],
            outcome=[given["outcome"]] if given["outcome"] and given["mood"] == "done" else [],
            text_version=given["text_version"],
            answers=answered,
        )


# --- rules --------------------------------------------------------------------------------------------------------


class NewRules(forms.Form):
    """Which version of which rules governs from a day on, and by which decision."""

    rules = forms.ChoiceField(label=gettext_lazy("Rules that govern"))
    start = when_field()
    decision = forms.ChoiceField(
        label=gettext_lazy("The decision, an event of this dossier"),
        help_text=gettext_lazy("Record it as an event first, if it is not in the list."),
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=1000, required=False)

    def __init__(self, here: Look, summary: DossierSummary, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label, self.fields["start"].required = gettext("From"), True
        rules = [choice for id in shipped_ids() for choice in versions_here(id, here.lang)]
        decided = [event for event in reversed(summary.history) if event.mood in ("done", "decided")]
        offer(self, "rules", rules)
        offer(self, "decision", [(event.id, event.label) for event in decided])


@secretariat
def governing(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: DossierSummary = found(queries.dossier(here.viewer, id, on=here.on, lang=here.lang))
    form = NewRules(here, summary, request.POST or None)
    refusal = None
    if form.is_valid():
        given = form.cleaned_data
        procedure, _, version = given["rules"].rpartition(":")
        try:
            govern(
                by=viewer_of(request.user), procedure=procedure, version=version, start=Day(given["start"]),
                dossier=found(dossier_row(here.viewer, id, on=here.on)), why=given["why"],
                decision=found(event_row(here.viewer, given["decision"], on=here.on)),
            )  # fmt: skip
            return HttpResponseRedirect(addresses.page("dossier", id, anchor="outlook"))
        except Refused as error:
            refusal = shown.refusal(error)
    title = shown.name(summary.instrument.title).text
    return form_page(request, form, refusal, gettext("Record a decision on the rules"), title, summary.notice)
