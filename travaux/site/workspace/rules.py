"""A changed table of rules, looked at: faults by row, what would change, flaws, and the file to put in place.

Nothing is stored: rules are files of the installation, and who keeps them puts the new file there.
"""

import base64
import binascii
import io
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from travaux.core.procedure import BadProcedure, Fault, FaultKind, Procedure
from travaux.core.procedure.check import check as check_rules
from travaux.core.procedure.check_words import say_finding
from travaux.core.procedure.fault_words import say
from travaux.core.procedure.table import read_table
from travaux.core.procedure.words import Lang
from travaux.core.procedure.writing import write
from travaux.dossiers.queries import procedures as queries
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.public.procedure_shown import change
from travaux.site.shown import Label, Page

from .door import secretariat

LARGEST = 2_000_000  # bytes of a spreadsheet
SITUATIONS = 3_000  # walked on a page; the command line walks more


class Table(forms.Form):
    """A changed spreadsheet, or one that was just looked at and is wanted as a file of rules."""

    file = forms.FileField(label=gettext_lazy("The changed spreadsheet (.xlsx)"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the file that was looked at, in base64

    def data_given(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload:
            if upload.size > LARGEST:
                raise Refused(gettext("The file is too large."), where=upload.name)
            return bytes(upload.read())
        try:
            data = base64.b64decode(self.cleaned_data["seen"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(gettext("No file was given.")) from error
        if not data:
            raise Refused(gettext("No file was given."), remedy=gettext("Choose the spreadsheet that you changed."))
        return data


@secretariat
def check(request: HttpRequest, id: str) -> HttpResponse:
    """Look at a changed table; the second button gives the rules as a file."""
    here = look(request)
    base: Procedure = found(queries.rules_of(id, on=here.on))
    form = Table(request.POST or None, request.FILES or None)
    result: dict[str, Any] = {}
    if form.is_valid():
        try:
            data = form.data_given()
            made = read_table(io.BytesIO(data), base, name=gettext("the spreadsheet"))
            if "download" in request.POST:
                return as_file(made)
            result = looked_at(base, made, here)
            form = Table(initial={"seen": base64.b64encode(data).decode()})
        except BadProcedure as error:
            result = {"faults": [fault(each, queries.speech(here.lang)) for each in error.faults]}
        except Refused as error:
            result = {"refusal": shown.refusal(error)}
    title = base.title.get(here.lang, base.id)
    page = Page(
        gettext("Check a changed spreadsheet"),
        section="desk",
        crumbs=(
            Label(gettext("Procedures"), url=addresses.page("procedures")),
            Label(title, url=addresses.page("procedure-table", id)),
        ),
        notice=queries.notice_of(base),
    )
    status = 422 if "faults" in result or "refusal" in result else 200
    return show(request, "workspace/rules_check", page=page, status=status, form=form, result=result,
                procedure=title, action=addresses.page("procedure-check", id))  # fmt: skip


def looked_at(base: Procedure, made: Procedure, here: Look) -> dict[str, Any]:
    """What would change, and what is flawed in the rules that would come of it."""
    report = check_rules(made, on=here.on, most=SITUATIONS)
    return {
        "read": True,
        "rows": [change(each) for each in queries.changes_shown(base, made, lang=here.lang)],
        "findings": [say_finding(each, queries.speech(here.lang)) for each in report.findings],
        "undecided": len(report.not_decided),
        "text": write(made),
    }


def as_file(made: Procedure) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{made.id}.yaml"'}
    return HttpResponse(write(made), content_type="application/yaml; charset=utf-8", headers=headers)


def fault(each: Fault, lang: Lang) -> dict[str, Any]:
    """One fault by its row, in the page's words."""
    return {
        "row": each.line,
        "kind": kinds()[each.kind],
        "problem": say(each.problem, lang),
        "remedy": say(each.remedy, lang),
    }


def kinds() -> dict[FaultKind, str]:
    return {
        FaultKind.UNREADABLE: gettext("The file cannot be read."),
        FaultKind.NOT_YAML: gettext("The file cannot be read."),
        FaultKind.WRONG_SHAPE: gettext("The table does not have the shape it went out with."),
        FaultKind.UNKNOWN_KEY: gettext("Something here is not known."),
        FaultKind.MISSING_KEY: gettext("Something is missing here."),
        FaultKind.DUPLICATE_KEY: gettext("The same stands here twice."),
        FaultKind.DUPLICATE_ID: gettext("The same step stands here twice."),
        FaultKind.BAD_REFERENCE: gettext("What is named here does not exist in these rules."),
        FaultKind.BAD_VALUE: gettext("What is written here cannot be taken."),
        FaultKind.BAD_ARITY: gettext("The number of conditions does not fit."),
        FaultKind.NO_TRUTH_TABLE: gettext("The opposite of what is only allowed is not defined."),
    }
