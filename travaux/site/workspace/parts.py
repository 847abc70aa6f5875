"""The parts of a round's text: who speaks of them, who objects, and what the commission does with them."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.consultation.actions.objections import (
    Against,
    Part,
    decide_part,
    lift_objection,
    raise_objection,
)
from travaux.consultation.queries.comments import addressee_rows, objection_row, round_row
from travaux.consultation.queries.parts import DecisionShown, ObjectionShown, Parts
from travaux.consultation.queries.parts import parts as parts_of
from travaux.consultation.words import LIFTINGS, WAYS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Chip, Empty, Label, Page

from .comments_shown import desk_crumb, links, readers
from .door import needs


class RaiseForm(forms.Form):
    """An objection of one's own delegation."""

    prefix = "raise"
    objection_class = forms.ChoiceField(label=gettext_lazy("What it is"))
    part = forms.ChoiceField(label=gettext_lazy("Against"), required=False)
    text = forms.CharField(label=gettext_lazy("In your words"), widget=forms.Textarea(attrs={"rows": 4}))


class DecideForm(forms.Form):
    """What becomes of a part."""

    prefix = "decide"
    part = forms.ChoiceField(label=gettext_lazy("Part"))
    way = forms.ChoiceField(label=gettext_lazy("What is done"), choices=WAYS)
    why = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class LiftForm(forms.Form):
    """The end of an objection."""

    prefix = "lift"
    objection = forms.CharField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label=gettext_lazy("How it ends"), choices=LIFTINGS)
    why = forms.CharField(label=gettext_lazy("Why"), required=False)


@needs("read a round")
def parts(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    round = found(round_row(here.viewer, id, on=here.on))
    summary: Parts = found(parts_of(here.viewer, id, on=here.on, lang=here.lang))
    own = next((a for a in addressee_rows(here.viewer, id, on=here.on) if can(here.viewer, "object", a)), None)
    may_decide = bool(can(here.viewer, "decide an answer", Part(round)))
    choices = [(part.eid, part.label or part.eid) for part in summary.parts]
    raising, deciding = RaiseForm(bound(request, "raise")), DecideForm(bound(request, "decide"))
    offer(raising, {"objection_class": summary.classes, "part": [("", gettext("the draft as a whole")), *choices]})
    offer(deciding, {"part": choices})
    refusal = None
    if request.method == "POST":
        try:
            if done(request, here, round, own, raising, deciding):
                return HttpResponseRedirect(request.get_full_path())
        except Refused as error:
            refusal = shown.refusal(error)
    may_end = {"withdrawn": own is not None, "decided": may_decide}
    context = {
        "parts": [
            {
                "label": part.label or part.eid,
                "references": [(label, addresses.page("text", summary.version, anchor=eid), words)
                               for eid, label, words in part.references],
                "objections": [objection_shown(each, own, may_end) for each in part.objections],
                "decisions": [decision_shown(each) for each in part.decisions],
            }
            for part in summary.parts
        ],
        "others": [objection_shown(each, own, may_end) for each in summary.others],
        "empty": Empty(gettext("This version has no annexed text that is a work of its own.")),
        "links": links(id),
        "lang": shown.foreign(summary.lang),
    }  # fmt: skip
    page = Page(gettext("Parts and objections"), section="desk", crumbs=(desk_crumb(),), notice=summary.notice)
    return show(
        request, "workspace/parts", page=page, status=422 if refusal else 200, summary=context,
        title=Label(summary.title, shown.foreign(summary.lang), url=addresses.page("dossier", summary.dossier)),
        raising=raising if own is not None and summary.classes else None,
        deciding=deciding if may_decide and choices else None, refusal=refusal, action=request.get_full_path(),
        who_reads=readers(),
    )  # fmt: skip


def bound(request: HttpRequest, prefix: str) -> Any:
    return request.POST if any(name.startswith(f"{prefix}-") for name in request.POST) else None


def offer(form: forms.Form, choices: dict[str, Any]) -> None:
    for name, offered in choices.items():
        form.fields[name].choices = list(offered)  # type: ignore[attr-defined]  # choice fields


def done(request: HttpRequest, here: Look, round: Any, own: Any, raising: RaiseForm, deciding: DecideForm) -> bool:
    """Do what one of the three forms asks; False where it has errors to show."""
    if raising.is_bound and raising.is_valid() and own is not None:
        given = raising.cleaned_data
        raise_objection(
            by=here.viewer, addressee=own, objection_class=given["objection_class"], text=given["text"],
            against=Against(given["part"]),
        )  # fmt: skip
        return True
    if deciding.is_bound and deciding.is_valid():
        decide_part(by=here.viewer, round=round, **deciding.cleaned_data)
        return True
    lifting = LiftForm(bound(request, "lift"))
    if lifting.is_bound and lifting.is_valid():
        row = found(objection_row(here.viewer, lifting.cleaned_data["objection"], on=here.on))
        lift_objection(by=here.viewer, objection=row, how=lifting.cleaned_data["how"], why=lifting.cleaned_data["why"])
        return True
    return False


def objection_shown(each: ObjectionShown, own: Any, may_end: dict[str, bool]) -> dict[str, Any]:
    mine = own is not None and own.body_id == each.author_id
    ways = [(value, label) for value, label in LIFTINGS if (mine if value == "withdrawn" else may_end["decided"])]
    form = LiftForm(initial={"objection": each.id})
    offer(form, {"how": ways})
    return {
        "label": each.label, "author": each.author, "text": each.text, "place": each.place, "effects": each.effects,
        "effect_known": each.effect_known, "may_lift": ", ".join(each.may_lift), "at": wording.moment(each.raised_at),
        "chip": Chip("done", each.how_label) if each.how else Chip("wait", gettext("open")), "why": each.why,
        "form": form if ways and not each.how else None,
    }  # fmt: skip


def decision_shown(each: DecisionShown) -> dict[str, Any]:
    return {
        "way": each.way_label, "why": each.why, "at": wording.moment(each.decided_at),
        "dossier_url": addresses.page("dossier", each.dossier) if each.dossier else "",
    }  # fmt: skip
