"""The consolidated table that came back from Word: compared first, recorded only when somebody says so."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.consultation.queries.comments import round_row
from travaux.consultation.table_back import Back, Change, compare_table, take_answers
from travaux.consultation.words import OUTCOMES
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Label, Page

from .comments import stages
from .comments_shown import readers
from .door import needs
from .round_answer import upload

SALT = "answers of a table"
HOURS = 12  # for which a comparison can be confirmed


class TableForm(forms.Form):
    """The file, and what its answers are."""

    file = forms.FileField(label=gettext_lazy("The table with answers, as .docx"))
    stage = forms.ChoiceField(label=gettext_lazy("They are"))


class TakeForm(forms.Form):
    """What was compared, as this page gave it."""

    seen = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=gettext_lazy("If another answer stands: why it is corrected"), required=False)


@needs("propose an answer")
def table_back(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    round = found(round_row(here.viewer, id, on=here.on))
    offered = stages(here)
    form = TableForm(request.POST or None, request.FILES or None) if "seen" not in request.POST else TableForm()
    form.fields["stage"].choices = offered  # type: ignore[attr-defined]  # a choice field
    take, refusal, back = None, None, None
    try:
        if "seen" in request.POST:
            recorded(here, id, TakeForm(request.POST), offered)
            return HttpResponseRedirect(addresses.page("round-table", id))
        if form.is_valid():
            stage = form.cleaned_data["stage"]
            file = upload(form.cleaned_data["file"], "form")
            back = found(compare_table(here.viewer, id, file, on=here.on, lang=here.lang, stage=stage))
            take = TakeForm(initial={"seen": signing.dumps(
                {"round": id, "stage": stage, "changes": [asdict(each) for each in back.changes]},
                salt=SALT, compress=True,
            )})  # fmt: skip
    except Refused as error:
        refusal = shown.refusal(error)
    page = Page(
        gettext("A table that came back"), section="desk", notice=round.notice,
        crumbs=(Label(gettext("Table of comments"), url=addresses.page("round-table", id)),),
    )  # fmt: skip
    wrong = refusal or (form.is_bound and form.errors)
    return show(
        request, "workspace/table_back", page=page, status=422 if wrong else 200, form=form, take=take,
        back=back_shown(id, back) if back else None, refusal=refusal, action=request.path, who_reads=readers(),
    )  # fmt: skip


def recorded(here: Look, id: str, form: TakeForm, offered: list[tuple[str, str]]) -> None:
    """Record what this page compared, and nothing else."""
    if not form.is_valid():
        raise Refused(gettext("Nothing was compared yet."))
    try:
        said = signing.loads(form.cleaned_data["seen"], salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature as error:
        raise Refused(
            gettext("What was compared is too old, or was changed on its way."), remedy=gettext("Give the file again.")
        ) from error
    if said["round"] != id or said["stage"] not in dict(offered):
        found(None)
    changes = [Change(**{**each, "was": tuple(each["was"])}) for each in said["changes"]]
    take_answers(by=here.viewer, round=id, changes=changes, stage=said["stage"], on=here.on,
                 reason=form.cleaned_data["reason"])  # fmt: skip


def back_shown(id: str, back: Back) -> dict[str, Any]:
    outcomes = {value: str(label) for value, label in OUTCOMES}

    def words(outcome: str, why: str) -> str:
        return ": ".join(filter(None, (outcomes.get(outcome, ""), why)))

    return {
        "changes": [
            {"number": each.number, "url": addresses.page("comment", id, str(each.number)),
             "was": words(*each.was), "now": words(each.outcome, each.why)}
            for each in back.changes
        ],
        "same": back.same, "strange": back.strange, "corrects": any(each.seen for each in back.changes),
        "altered": [(number, addresses.page("comment", id, str(number))) for number in back.altered],
    }  # fmt: skip
