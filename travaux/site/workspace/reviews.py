"""Reviews by advisory boards: the list, one review, and what an expert does with it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts import queries as accounts
from travaux.consultation.actions.reviews import ask_review, assign_review, be_away, find
from travaux.consultation.queries import reviews as queries
from travaux.consultation.queries.openings import body_for, opening
from travaux.consultation.queries.reviews import AssignmentShown, ReviewShown
from travaux.consultation.words import RESULTS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.lib.viewer import Role
from travaux.registry import queries as registry
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Chip, Empty, Label, Page

from .comments_shown import desk_crumb
from .door import needs
from .entry import offer

REMARKS = 4  # rows of the form


class AskForm(forms.Form):
    """What a board is asked."""

    board = forms.ChoiceField(label=gettext_lazy("Board"))
    version = forms.ChoiceField(label=gettext_lazy("Which version"))
    due_on = forms.DateField(label=gettext_lazy("Last day"), help_text=gettext_lazy("As 2026-09-01."))
    question = forms.CharField(label=gettext_lazy("What is asked"), required=False, widget=forms.Textarea)
    step = forms.CharField(
        label=gettext_lazy("Step of the rules, if the review is one"), required=False, max_length=40
    )  # fmt: skip


class FindForm(forms.Form):
    """What the expert found; remarks stand beside it, each with its place."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=RESULTS, widget=forms.RadioSelect)
    statement = forms.CharField(
        label=gettext_lazy("On the draft as a whole"), required=False, widget=forms.Textarea,
        help_text=gettext_lazy("Who returns a draft says why."),
    )  # fmt: skip


class RemarkForm(forms.Form):
    """One point."""

    uid = forms.ChoiceField(label=gettext_lazy("Provision"), required=False)
    text = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea)
    proposal = forms.CharField(label=gettext_lazy("Proposed wording"), required=False, widget=forms.Textarea)


class AwayForm(forms.Form):
    """When no review can be taken."""

    starts_on = forms.DateField(label=gettext_lazy("Away from"), help_text=gettext_lazy("As 2026-09-01."))
    ends_on = forms.DateField(label=gettext_lazy("Last day"))


def readers() -> str:
    return gettext("the board that was asked; the secretariat")


# --- the list ------------------------------------------------------------------------------------------------------


@needs("read reviews")
def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    away = AwayForm(request.POST or None) if not can(here.viewer, "ask for a review") else None
    refusal = None
    if away is not None and away.is_valid():
        try:
            be_away(by=here.viewer, **away.cleaned_data)
            return HttpResponseRedirect(request.path)
        except Refused as error:
            refusal = shown.refusal(error)
    rows = [row_shown(each) for each in queries.reviews(here.viewer, on=here.on, lang=here.lang)]
    page = Page(gettext("Expert reviews"), section="desk", crumbs=(desk_crumb(),))
    return show(
        request, "workspace/reviews", page=page, status=422 if refusal else 200, rows=rows, away=away, refusal=refusal,
        action=request.path, empty=Empty(gettext("No review is asked for that you may read.")), who_reads=readers(),
    )  # fmt: skip


def row_shown(each: ReviewShown) -> dict[str, Any]:
    done = [a for a in each.assignments if a.result]
    state = (
        Chip("done", gettext("done")) if done and len(done) == len(each.assignments)
        else Chip("no", gettext("overdue")) if each.overdue else Chip("wait", gettext("under way"))
    )  # fmt: skip
    return {
        "title": Label(each.title, shown.foreign(each.lang), url=addresses.page("review", each.id)),
        "version": each.version_number, "version_url": addresses.page("text", each.version), "board": each.board,
        "due": wording.day(each.due_on), "state": state, "question": each.question,
        "experts": ", ".join(a.name for a in each.assignments),
    }  # fmt: skip


@needs("ask for a review")
def ask(request: HttpRequest, id: str) -> HttpResponse:
    """Ask a board about a dossier's text."""
    here = look(request)
    about = found(opening(here.viewer, id, on=here.on, lang=here.lang))
    form = AskForm(request.POST or None)
    boards = registry.bodies(here.viewer, kind="board", on=here.on, lang=here.lang)
    offer(form, "board", [(each.id, shown.name(each.name).text) for each in boards])
    offer(form, "version", about.versions)
    refusal = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = ask_review(
                by=here.viewer, board=found(body_for(here.viewer, given["board"], on=here.on)), due_on=given["due_on"],
                question=given["question"], step=given["step"],
                **queries.text_for(here.viewer, id, given["version"], on=here.on),
            )  # fmt: skip
            return HttpResponseRedirect(addresses.page("review", made.pk))
        except Refused as error:
            refusal = shown.refusal(error)
    crumbs = (desk_crumb(), Label(about.title, url=addresses.page("dossier", id)))
    page = Page(gettext("Ask a board for its review"), section="desk", crumbs=crumbs, notice=about.notice)
    return show(
        request, "workspace/form", page=page, status=422 if refusal or form.errors else 200, form=form, refusal=refusal,
        lede="", button=gettext("Ask"), action=request.path,
    )  # fmt: skip


# --- one review ----------------------------------------------------------------------------------------------------


@needs("read reviews")
def review(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    shown_one: ReviewShown = found(next(iter(queries.reviews(here.viewer, on=here.on, lang=here.lang, id=id)), None))
    row = found(queries.review_row(here.viewer, id, on=here.on))
    mine = next((a for a in shown_one.assignments if a.mine and not a.result), None)
    experts = experts_of(here, row) if can(here.viewer, "ask for a review") else ()
    form = FindForm(request.POST if mine and "result" in request.POST else None)
    remarks = remark_forms(request, queries.provisions(here.viewer, row, on=here.on, lang=here.lang)) if mine else []
    refusal = None
    try:
        if request.method == "POST" and done(request, here, row, mine, form, remarks):
            return HttpResponseRedirect(request.path)
    except Refused as error:
        refusal = shown.refusal(error)
    page = Page(
        gettext("Expert review"), section="desk", notice=shown_one.notice,
        crumbs=(desk_crumb(), Label(gettext("Expert reviews"), url=addresses.page("reviews"))),
    )  # fmt: skip
    return show(
        request, "workspace/review", page=page, status=422 if refusal or form.errors else 200, row=row_shown(shown_one),
        found=[assignment_shown(each) for each in shown_one.assignments], experts=experts, form=form if mine else None,
        remarks=remarks, refusal=refusal, action=request.path, who_reads=readers(),
    )  # fmt: skip


def experts_of(here: Look, row: Any) -> tuple[queries.ExpertShown, ...]:
    """The experts of the board, with what they have in hand."""
    people = accounts.accounts(here.viewer, on=here.on, lang=here.lang)
    of_board = [(p.id, p.name) for p in people if any(
        c.role == Role.BOARD_EXPERT and c.body is not None and c.body.id == row.board_id for c in p.capacities
    )]  # fmt: skip
    return queries.in_hand(of_board)


def remark_forms(request: HttpRequest, provisions: list[tuple[str, str]]) -> list[RemarkForm]:
    made = [RemarkForm(request.POST or None, prefix=f"remark-{n}") for n in range(1, REMARKS + 1)]
    for each in made:
        offer(each, "uid", [("", gettext("the draft as a whole")), *provisions])
    return made


def done(
    request: HttpRequest, here: Look, row: Any, mine: AssignmentShown | None, form: FindForm, remarks: list[RemarkForm]
) -> bool:
    if "expert" in request.POST:
        expert = accounts.account_row(here.viewer, request.POST["expert"], on=here.on)
        assign_review(by=here.viewer, review=row, expert=found(expert))
        return True
    if mine is None or not form.is_valid() or not all(each.is_valid() for each in remarks):
        return False
    points = [each.cleaned_data for each in remarks if each.cleaned_data["text"].strip()]
    assignment = found(queries.assignment_row(here.viewer, mine.id, on=here.on))
    find(by=here.viewer, assignment=assignment, remarks=points, lang=here.lang, **form.cleaned_data)
    return True


def assignment_shown(each: AssignmentShown) -> dict[str, Any]:
    kind = {"approve": "done", "with_remarks": "done", "return": "no"}.get(each.result, "wait")
    return {
        "name": each.name, "chip": Chip(kind, each.result_label or gettext("under way")), "statement": each.statement,
        "remarks": each.remarks, "at": wording.moment(each.filed_at) if each.filed_at else "",
    }  # fmt: skip
