"""The checklist of a task: what was agreed that the text shall contain, and where the draft answers it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.captures.actions import cite_entry
from travaux.dossiers import queries
from travaux.dossiers.actions import answer_parameter, set_parameter
from travaux.dossiers.queries import TaskPage
from travaux.dossiers.queries.parameters import parameter_row, task_row
from travaux.dossiers.queries.rows import instrument_row, version_row, versions_to_read
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look

from .door import secretariat
from .entry import capacity_field, form_page, offer

LANGS = ("en", "ru")


class NewParameter(forms.Form):
    """One thing that a task asks of the text."""

    text_en = forms.CharField(label=gettext_lazy("What it asks for, in English"), max_length=1000)
    text_ru = forms.CharField(label=gettext_lazy("What it asks for, in Russian"), max_length=1000, required=False)
    capacity = capacity_field()


@secretariat
def parameters(request: HttpRequest, id: str) -> HttpResponse:
    """Set one more parameter of a task."""
    here = look(request)
    page: TaskPage = found(queries.task(here.viewer, id, on=here.on, lang=here.lang))
    form = NewParameter(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            parameter_entered(request, here, id, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("task", id, anchor="checklist"))
        except Refused as error:
            refusal = shown.refusal(error)
    title = shown.name(page.task.order.object.title).text
    return form_page(request, form, refusal, gettext("Set a parameter of the task"), title, page.task.notice)


def parameter_entered(request: HttpRequest, here: Look, id: str, given: dict[str, str]) -> None:
    by = viewer_of(request.user)
    with act(by=by, verb="set a parameter"):
        citation = cite_entry(by=by, capacity=given["capacity"], on=timezone.localdate())
        text = {lang: given[f"text_{lang}"] for lang in LANGS}
        set_parameter(by=by, task=found(task_row(here.viewer, id, on=here.on)), text=text, citations=[citation])


class Reading(forms.Form):
    """Where the draft answers a parameter; nothing where it was looked for and not found."""

    text = forms.ChoiceField(label=gettext_lazy("The text that was read"))
    provision = forms.CharField(
        label=gettext_lazy("The provision that answers it"),
        help_text=gettext_lazy("As it is cited: art. 5 (2). Leave it empty where you looked and found none."),
        max_length=200,
        required=False,
    )
    capacity = capacity_field()

    def __init__(self, texts: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "text", texts)


@secretariat
def reading(request: HttpRequest, id: str, parameter: str) -> HttpResponse:
    """Record that a draft was read for one parameter."""
    here = look(request)
    page: TaskPage = found(queries.task(here.viewer, id, on=here.on, lang=here.lang))
    asked = found(next((each for each in page.parameters if each.id == parameter), None))
    form = Reading(texts_of(here, page), request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            reading_entered(request, here, parameter, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("task", id, anchor="checklist"))
        except Refused as error:
            refusal = shown.refusal(error)
    return form_page(request, form, refusal, gettext("Read the draft for a parameter"), asked.text, page.task.notice)


def texts_of(here: Look, page: TaskPage) -> list[tuple[str, str]]:
    """The texts around the task, each as a whole and by its versions."""
    task = page.task
    texts = {r.subject.id: r.subject for r in (*task.under_way, *task.delivered, *task.means)}
    texts[task.order.object.id] = task.order.object
    choices = []
    for text in texts.values():
        title = shown.name(text.title).text
        choices.append((text.id, title))
        for id, number, lang in versions_to_read(here.viewer, text.id, on=here.on):
            words = gettext("%(title)s, version %(number)s (%(lang)s)")
            choices.append((f"{text.id}:{id}", words % {"title": title, "number": number, "lang": lang}))
    return choices


def reading_entered(request: HttpRequest, here: Look, parameter: str, given: dict[str, str]) -> None:
    by = viewer_of(request.user)
    text, _, version = given["text"].partition(":")
    with act(by=by, verb="read a draft"):
        citation = cite_entry(by=by, capacity=given["capacity"], on=timezone.localdate())
        answer_parameter(
            by=by, parameter=found(parameter_row(here.viewer, parameter, on=here.on)), provision=given["provision"],
            instrument=found(instrument_row(here.viewer, text, on=here.on)), citations=[citation],
            version=found(version_row(here.viewer, version, on=here.on)) if version else None,
        )  # fmt: skip
