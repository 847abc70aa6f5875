"""The comments of a round: the table that answers them, and one comment with its whole story."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from travaux.consultation.actions.answers import Answer, decide_answer, name_change, propose_answer, react
from travaux.consultation.actions.translations import Words, translate_comment
from travaux.consultation.queries.comments import CHANGES, comment_rows, decision_of, later_versions, version_row
from travaux.consultation.queries.tables import Filters, consolidated
from travaux.consultation.summaries import Consolidated
from travaux.consultation.words import KINDS, OUTCOMES, REACTIONS
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.shown import Empty, Label, Page

from .comments_shown import crumbs, files, links, readers, row_shown, rows_shown
from .door import needs
from .entry import offer
from .releases import link as release_link

TONGUES = {"en": "English", "ru": "Русский", "be": "Беларуская", "hy": "Հայերեն", "kk": "Қазақша", "ky": "Кыргызча",
           "tg": "Тоҷикӣ", "uz": "Oʻzbekcha", "az": "Azərbaycanca", "fr": "Français"}  # fmt: skip
STATES = {
    "": gettext_lazy("all"), "unanswered": gettext_lazy("without an answer"),
    "open": pgettext_lazy("comments", "open"), "proposed": pgettext_lazy("comments", "answer proposed"),
    "decided": pgettext_lazy("comments", "decided"), "unnamed": gettext_lazy("accepted, the change not named"),
    "not_placed": gettext_lazy("not placed"),
}  # fmt: skip


class AnswerForm(forms.Form):
    """One answer to every comment that is marked."""

    stage = forms.ChoiceField(label=gettext_lazy("This is"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=OUTCOMES)
    why = forms.CharField(
        label=gettext_lazy("Why"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Who does not accept a comment says why."),
    )  # fmt: skip
    no_change_because = forms.CharField(label=gettext_lazy("Accepted, and no change of words because"), required=False)
    duplicate_of = forms.IntegerField(label=gettext_lazy("The same as comment №"), required=False)
    reason = forms.CharField(label=gettext_lazy("If another answer stands: why it is corrected"), required=False)


class ReactionForm(forms.Form):
    """What the author says of the answer."""

    kind = forms.ChoiceField(label=gettext_lazy("Your delegation"), choices=REACTIONS, widget=forms.RadioSelect)
    statement = forms.CharField(
        label=gettext_lazy("In your words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(label=gettext_lazy("If you said otherwise before: why"), required=False)


class ChangeForm(forms.Form):
    """The words that an acceptance changed."""

    version = forms.ChoiceField(label=gettext_lazy("Version that bears the change"), required=False)
    no_change_because = forms.CharField(label=gettext_lazy("Or: no change because"), required=False)


class TranslationForm(forms.Form):
    """A comment in another language."""

    prefix = "translation"
    lang = forms.ChoiceField(label=gettext_lazy("Into which language"))
    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 3}))
    proposal = forms.CharField(
        label=gettext_lazy("Proposed wording"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    ground = forms.CharField(label=gettext_lazy("Grounds"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(
        label=gettext_lazy("If there is a translation already: why it is corrected"), required=False
    )


def stages(here: Look) -> list[tuple[str, str]]:
    """What this person may do: propose, decide, or neither."""
    offered = [
        ("proposed", gettext("a proposal"), "propose an answer"),
        ("decided", gettext("a decision"), "decide an answer"),
    ]
    return [(value, label) for value, label, policy in offered if can(here.viewer, policy)]


# --- the table -----------------------------------------------------------------------------------------------------


@needs("read a round")
def table(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    asked = filters_of(request)
    summary = found(consolidated(here.viewer, id, on=here.on, lang=here.lang, filters=asked, page=page_of(request)))
    offered = stages(here) if not summary.closed else []
    form = AnswerForm(request.POST or None, initial={"stage": offered[0][0] if offered else ""})
    form.fields["stage"].choices = offered  # type: ignore[attr-defined]  # a choice field
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            answered(here, request, id, form)
            return HttpResponseRedirect(request.get_full_path())
        except Refused as error:
            refusal = shown.refusal(error)
    context = {
        **table_shown(here, summary, asked),
        "rows": rows_shown(summary),
        "may_answer": bool(offered),
        "picked": request.POST.getlist("picked"),
        "action": request.get_full_path(),
        "empty": Empty(
            gettext("No comment fits.") if summary.any_at_all else gettext("No comment is recorded that you may read."),
            url=addresses.page("round-table", id) if summary.any_at_all else "", url_label=gettext("Show all"),
        ),
    }  # fmt: skip
    page = Page(gettext("Table of comments"), section="desk", crumbs=crumbs(summary), notice=summary.notice)
    return show(
        request, "workspace/comments", page=page, status=422 if refusal or form.errors else 200, table=context,
        form=form, refusal=refusal, who_reads=readers(),
    )  # fmt: skip


def answered(here: Look, request: HttpRequest, id: str, form: AnswerForm) -> None:
    given = form.cleaned_data
    picked = comment_rows(here.viewer, id, on=here.on, ids=request.POST.getlist("picked"))
    double = given["duplicate_of"]
    other = comment_rows(here.viewer, id, on=here.on, numbers=[double])[:1] if double else []
    if double and not other:
        raise Refused(gettext("There is no such comment: № %(number)s.") % {"number": double}, where="duplicate_of")
    answer = Answer(
        given["outcome"], given["why"], no_change_because=given["no_change_because"],
        duplicate_of=other[0] if other else None,
    )  # fmt: skip
    seen = {each.pk: request.POST.get(f"{given['stage']}-{each.pk}", "") for each in picked}
    act = decide_answer if given["stage"] == "decided" else propose_answer
    act(by=here.viewer, comments=picked, answer=answer, seen=seen, reason=given["reason"])


def filters_of(request: HttpRequest) -> Filters:
    names = ("author", "kind", "state", "uid", "words")
    given: dict[str, Any] = {name: request.GET.get(name, "").strip()[:200] for name in names}
    return Filters(**given)


def page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def table_shown(here: Look, summary: Consolidated, asked: Filters) -> dict[str, Any]:
    kept = {name: getattr(asked, name) for name in ("author", "kind", "state", "uid", "words") if getattr(asked, name)}

    def options(name: str, pairs: Any) -> list[dict[str, Any]]:
        return [{"value": value, "label": label, "chosen": getattr(asked, name) == value} for value, label in pairs]

    anyone = ("", gettext("any"))
    return {
        "title": Label(summary.title, shown.foreign(summary.lang)),
        "version": gettext("Version %(number)s") % {"number": summary.version_number},
        "version_url": addresses.page("text", summary.version),
        "counts": count_words(summary),
        "filters": [
            {"name": "state", "label": gettext("Answers"), "options": options("state", STATES.items())},
            {"name": "author", "label": gettext("Author"), "options": options("author", [anyone, *summary.authors])},
            {"name": "kind", "label": gettext("Type"), "options": options("kind", [anyone, *KINDS])},
        ],
        "words": asked.words,
        "uid": asked.uid,
        "filtered": bool(kept),
        "files": files("round-table-file", ("docx", "iso-docx", "pdf", "csv"), summary.round),
        "links": [*links(summary.round), *back_link(here, summary)],
        "pages": pager(summary, kept),
        "closed": summary.closed,
    }  # fmt: skip


def back_link(here: Look, summary: Consolidated) -> list[Label]:
    """The door for a table with answers in it, for those who answer."""
    if summary.closed or not can(here.viewer, "propose an answer"):
        return []
    return [Label(gettext("Take in a table with answers"), url=addresses.page("round-table-back", summary.round))]


def count_words(summary: Consolidated) -> list[str]:
    n = summary.counts
    said = [ngettext("%(n)d comment", "%(n)d comments", summary.total) % {"n": summary.total}]
    if n["not_placed"]:
        said.append(gettext("%(n)d not placed") % {"n": n["not_placed"]})
    return [*said, *(f"{STATES[name]}: {n[name]}" for name in ("open", "proposed", "decided"))]


def pager(summary: Consolidated, kept: dict[str, str]) -> dict[str, Any] | None:
    if summary.pages == 1:
        return None

    def at(page: int) -> str:
        return addresses.page("round-table", summary.round, query=urlencode({**kept, "page": page}))

    return {
        "text": gettext("Page %(page)d of %(pages)d") % {"page": summary.page, "pages": summary.pages},
        "previous_url": at(summary.page - 1) if summary.page > 1 else "",
        "next_url": at(summary.page + 1) if summary.page < summary.pages else "",
    }


# --- one comment ---------------------------------------------------------------------------------------------------


@needs("read a round")
def comment(request: HttpRequest, id: str, number: int) -> HttpResponse:
    """One comment, and what this person may still do with it: react, or name the change that was made."""
    here = look(request)
    rows = comment_rows(here.viewer, id, on=here.on, numbers=[number])
    one = Filters(number=number)
    summary = found(consolidated(here.viewer, id, on=here.on, lang=here.lang, filters=one) if rows else None)
    row = summary.rows[0]
    decision = decision_of(here.viewer, id, number, on=here.on)
    later = later_versions(here.viewer, id, on=here.on)
    may_react = bool(decision) and bool(can(here.viewer, "react to an answer", rows[0])) and not summary.closed
    owes = decision is not None and decision.outcome in CHANGES
    may_name = owes and bool(can(here.viewer, "propose an answer", decision))
    reaction = ReactionForm(request.POST if "kind" in request.POST else None)
    change = ChangeForm(request.POST if "change" in request.POST else None)
    change.fields["version"].choices = [("", "—"), *later]  # type: ignore[attr-defined]  # a choice field
    translation = translation_form(request, rows[0])
    may_translate = bool(can(here.viewer, "confirm rows", rows[0]))
    refusal = None
    try:
        if translation.is_bound and translation.is_valid():
            given = translation.cleaned_data
            reason = given.pop("reason")
            translate_comment(by=here.viewer, comment=rows[0], words=Words(**given), reason=reason)
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "POST" and reaction.is_bound and reaction.is_valid():
            react(by=here.viewer, comment=rows[0], **reaction.cleaned_data)
            return HttpResponseRedirect(request.get_full_path())
        if request.method == "POST" and change.is_bound and change.is_valid() and decision is not None:
            version = version_row(here.viewer, change.cleaned_data["version"], on=here.on)
            uids = [row.uid] if version and row.uid else []
            said = Answer(
                "", changed_in=version, changed_uids=uids, no_change_because=change.cleaned_data["no_change_because"]
            )
            name_change(by=here.viewer, decisions=[decision], change=said)
            return HttpResponseRedirect(request.get_full_path())
    except Refused as error:
        refusal = shown.refusal(error)
    page = Page(
        gettext("Comment № %(number)s") % {"number": number}, section="desk", notice=summary.notice,
        crumbs=(*crumbs(summary), Label(gettext("Table of comments"), url=addresses.page("round-table", id))),
    )  # fmt: skip
    wrong = refusal or translation.errors
    return show(
        request, "workspace/comment", page=page, status=422 if wrong else 200, row=row_shown(summary, row),
        reaction_form=reaction if may_react else None, change_form=change if may_name and later else None,
        refusal=refusal, action=request.get_full_path(), who_reads=readers(),
        translation_form=translation if may_translate else None,
        doors=release_link(here, "consultation.comment", row.id),
    )  # fmt: skip


def translation_form(request: HttpRequest, comment: Any) -> TranslationForm:
    form = TranslationForm(request.POST if "translation-text" in request.POST else None)
    offer(form, "lang", [(code, name) for code, name in TONGUES.items() if code != comment.lang])
    return form
