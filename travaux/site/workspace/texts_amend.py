"""Amendments on the desk: tabled by their words or by form, ruled on, and the agreed ones made the next version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.instruments import queries
from travaux.instruments.actions import (
    Author,
    apply_agreed,
    rule_on_amendment,
    table_amendment,
    withdraw_amendment,
)
from travaux.instruments.queries.given import amendment_row, ruling_row, version_row
from travaux.instruments.summaries import AmendmentShown, AmendmentsPage, Proposal, TextPage
from travaux.lib.policy import can
from travaux.lib.refusals import Refused
from travaux.registry import queries as registry
from travaux.registry.queries.rows import body_row
from travaux.registry.summaries import BodyRef
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import LANGUAGES, version_words
from travaux.site.public.texts_marks import Piece
from travaux.site.shown import Label, Page

from .door import needs, secretariat
from .entry import offer
from .texts_formula import HOW, formula_for, provisions

OUTCOMES = (
    ("agreed", gettext_lazy("agreed")),
    ("rejected", gettext_lazy("rejected")),
    ("fell", gettext_lazy("fell, because of what was agreed before it")),
    ("withdrawn", gettext_lazy("withdrawn by its author")),
    ("tabled", gettext_lazy("waits again")),
)


def day_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("As 2022-06-06, 2022-06 or 2022; leave it empty when it is not known."),
        required=False,
        max_length=40,
    )


def long_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=20_000,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


# --- tabling --------------------------------------------------------------------------------------------------------


class NewAmendment(forms.Form):
    """Who proposes, and what: by its own words, or by a place and the words that change there."""

    number = forms.CharField(label=gettext_lazy("Number"), max_length=20)
    author = forms.ChoiceField(label=gettext_lazy("Author"), required=False)
    quoted = forms.CharField(
        label=gettext_lazy("Author, as written on the paper"), required=False, max_length=500,
        help_text=gettext_lazy("Where no delegation of the list is the author."),
    )  # fmt: skip
    tabled = day_field(gettext_lazy("Tabled on"))
    place = forms.ChoiceField(
        label=gettext_lazy("Provision"), required=False,
        help_text=gettext_lazy("Choose one and fill in the three fields below, or write the amendment in words."),
    )  # fmt: skip
    how = forms.ChoiceField(label=gettext_lazy("What happens to it"), required=False, choices=[("", "—"), *HOW])
    find = forms.CharField(label=gettext_lazy("Words that stand there"), required=False, max_length=2000)
    text = long_field(gettext_lazy("New words"))
    formula_en = long_field(gettext_lazy("The amendment in words, in English"))
    formula_ru = long_field(gettext_lazy("The amendment in words, in Russian"))
    reason_en = long_field(gettext_lazy("Reason, in English"))
    reason_ru = long_field(gettext_lazy("Reason, in Russian"))
    amends = forms.ChoiceField(label=gettext_lazy("Changes another amendment"), required=False)

    def __init__(self, here: Look, page: TextPage, tabled: AmendmentsPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(each.id, shown.name(each.name).text) for each in delegations_of(here, page)]
        offer(self, "author", [("", "—"), *own] if here.viewer.is_staff else own)
        if not here.viewer.is_staff:  # a delegation tables its own
            del self.fields["quoted"]
        offer(self, "place", [("", "—"), *provisions(page.blocks)])
        others = [(each.id, each.number) for each in tabled.amendments if not each.amends]
        offer(self, "amends", [("", gettext("no")), *others])

    def formulas(self, page: TextPage) -> dict[str, str]:
        """{language: words}; what was said by form is put in words in the language of the version."""
        given = self.cleaned_data
        said = {lang: words for lang in ("en", "ru") if (words := given[f"formula_{lang}"].strip())}
        lang = page.version.lang
        if given["place"] and given["how"] and lang not in said:
            said[lang] = formula_for(page.blocks, given["place"], given["how"], given["find"], given["text"], lang)
        return said


def delegations_of(here: Look, page: TextPage) -> list[BodyRef]:
    """The delegations for which this viewer may table amendments to a version."""
    known = registry.bodies(here.viewer, kind="delegation", on=here.on, lang=here.lang)
    own = [each for each in known if each.notice == page.notice]
    return [each for each in own if can(here.viewer, "table an amendment", Spoken(each.id))]


@dataclass(frozen=True)
class Spoken:
    """A body, as the policy asks for it."""

    id: str

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset({self.id})


@needs("table an amendment")
def table(request: HttpRequest, id: str) -> HttpResponse:
    """What the words would do is shown first; a second press of a button tables them."""
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    tabled: AmendmentsPage = found(queries.amendments_to(here.viewer, id, on=here.on, lang=here.lang))
    form = NewAmendment(here, page, tabled, request.POST or None, initial={"number": first_number(here, page, tabled)})
    preview, refusal = None, None
    if form.is_valid():
        try:
            said = form.formulas(page)
            if "table" in request.POST:
                made = amendment_tabled(request, here, id, form.cleaned_data, said)
                return HttpResponseRedirect(addresses.page("text-amendments", id, anchor=f"no-{made}"))
            preview = previews(here, page, said)
            again = {**form.cleaned_data, **{f"formula_{lang}": words for lang, words in said.items()},
                     "place": "", "how": "", "find": "", "text": ""}  # fmt: skip
            form = NewAmendment(here, page, tabled, initial=again)
        except Refused as error:
            refusal = shown.refusal(error)
    return show(
        request, "workspace/text_table", page=desk_page(gettext("Table an amendment"), page, id), form=form,
        refusal=refusal, preview=preview, version=version_words(page.version), action=request.path,
        status=422 if refusal or form.errors else 200,
    )  # fmt: skip


def next_number(tabled: AmendmentsPage) -> str:
    numbers = [int(each.number) for each in tabled.amendments if each.number.isdecimal()]
    return str(max(numbers, default=0) + 1)


def first_number(here: Look, page: TextPage, tabled: AmendmentsPage) -> str:
    """The number that the next amendment most likely bears; a delegation counts its own, behind letters of its name."""
    own = delegations_of(here, page)
    if here.viewer.is_staff or not own:
        return next_number(tabled)
    return own_number(shown.name(own[0].name).text, tabled, 0)


def numbers_from(here: Look, tabled: AmendmentsPage, authors: Sequence[Author]) -> list[str]:
    """Numbers for several amendments that are tabled together."""
    if here.viewer.is_staff:
        start = int(next_number(tabled))
        return [str(start + place) for place in range(len(authors))]
    names = {each.id: shown.name(each.name).text
             for each in registry.bodies(here.viewer, kind="delegation", on=here.on, lang=here.lang)}  # fmt: skip
    return [own_number(names.get(author.body.pk if author.body else "", ""), tabled, place)
            for place, author in enumerate(authors)]  # fmt: skip


def own_number(name: str, tabled: AmendmentsPage, more: int) -> str:
    letters = (name.split() or ["D"])[-1][:3].upper()
    return f"{letters}-{sum(each.number.startswith(f'{letters}-') for each in tabled.amendments) + 1 + more}"


def previews(here: Look, page: TextPage, said: Mapping[str, str]) -> list[dict[str, Any]]:
    """What each wording does to the version in its language. Raises `Refused` where there are no words."""
    if not said:
        raise Refused(gettext("An amendment needs words."), remedy=gettext("Write what is to be changed, and how."))
    same = {row.lang: row.id for row in (page.version, *page.beside)}
    made = []
    for lang, words in said.items():
        found_here = queries.proposal(here.viewer, same.get(lang, page.version.id), words, on=here.on, text_lang=lang)
        made.append({"lang": lang, "name": LANGUAGES.get(lang, lang), "words": words, **effect(found_here)})
    return made


def effect(proposal: Proposal | None) -> dict[str, Any]:
    """What a proposal does, place by place, and what of it cannot be done."""
    if proposal is None:
        return {"changes": [], "failed": []}
    return {
        "changes": [
            {"place": change.label or change.kind_label, "kind": change.kind_label,
             "was": [Piece(op, text) for op, text in change.words if op != "+"],
             "proposed": [Piece(op, text) for op, text in change.words if op != "-"]}
            for change in proposal.changes
        ],
        "failed": [{"status": each.status_label, "why": each.why} for each in proposal.operations
                   if each.status not in ("applied", "already")],
    }  # fmt: skip


def amendment_tabled(
    request: HttpRequest, here: Look, id: str, given: Mapping[str, str], said: Mapping[str, str]
) -> str:
    """Table it; its number."""
    body = found(body_row(here.viewer, given["author"], on=here.on)) if given["author"] else None
    outer = found(amendment_row(here.viewer, given["amends"], on=here.on)) if given["amends"] else None
    made = table_amendment(
        by=viewer_of(request.user), version=found(version_row(here.viewer, id, on=here.on)), number=given["number"],
        author=Author(body, given.get("quoted", "")), formula=said, tabled=given["tabled"],
        reason={lang: words for lang in ("en", "ru") if (words := given[f"reason_{lang}"].strip())}, amends=outer,
    )  # fmt: skip
    return str(made.number)


def desk_page(title: str, page: TextPage, id: str) -> Page:
    crumbs = (
        Label(gettext("Desk"), url=addresses.page("desk")),
        Label(shown.name(page.instrument.title).text, url=addresses.page("text", id)),
        Label(gettext("Amendments"), url=addresses.page("text-amendments", id)),
    )
    return Page(title, section="desk", crumbs=crumbs, notice=page.notice)


# --- ruling ---------------------------------------------------------------------------------------------------------


class Decision(forms.Form):
    """What became of an amendment."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=OUTCOMES)
    ruled = day_field(gettext_lazy("Decided on"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=1000)
    reason = forms.CharField(
        label=gettext_lazy("What was wrong with the decision entered before"), required=False, max_length=1000,
        help_text=gettext_lazy("Only where this corrects it: the one before is kept, struck through."),
    )  # fmt: skip


@secretariat
def rule(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    each: AmendmentShown = found(queries.amendment(here.viewer, id, on=here.on, lang=here.lang))
    form = Decision(request.POST or None)
    refusal = None
    if form.is_valid():
        try:
            ruled_on(request, here, each, form.cleaned_data)
            return HttpResponseRedirect(addresses.page("amendment", id))
        except Refused as error:
            refusal = shown.refusal(error)
    name = gettext("Amendment no. %(number)s") % {"number": each.number}
    page = Page(gettext("Enter what was decided"), section="desk", notice=each.notice,
                crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),
                        Label(name, url=addresses.page("amendment", id))))  # fmt: skip
    return show(request, "workspace/form", page=page, form=form, refusal=refusal, lede=each.formula,
                button=gettext("Enter it"), action=request.path,
                status=422 if refusal or form.errors else 200)  # fmt: skip


def ruled_on(request: HttpRequest, here: Look, each: AmendmentShown, given: Mapping[str, str]) -> None:
    by, amendment = viewer_of(request.user), found(amendment_row(here.viewer, each.id, on=here.on))
    standing = next((one for one in reversed(each.rulings) if one.stands), None)
    if given["outcome"] == "withdrawn" and not given["reason"]:
        withdraw_amendment(by=by, amendment=amendment, ruled=given["ruled"], note=given["note"])
        return
    corrected = ruling_row(here.viewer, standing.id, on=here.on) if standing and given["reason"] else None
    rule_on_amendment(
        by=by, amendment=amendment, outcome=given["outcome"], ruled=given["ruled"], note=given["note"],
        supersedes=corrected, reason=given["reason"],
    )  # fmt: skip


# --- the next version -----------------------------------------------------------------------------------------------


class NextVersion(forms.Form):
    """Which agreed amendments make the next version, and what it is called."""

    taken = forms.MultipleChoiceField(label=gettext_lazy("Amendments"), widget=forms.CheckboxSelectMultiple)
    number = forms.CharField(label=gettext_lazy("Number of the version, as printed"), max_length=40)
    made = day_field(gettext_lazy("Day that the version bears"))
    label_en = forms.CharField(label=gettext_lazy("What this version is, in English"), max_length=200, required=False)
    label_ru = forms.CharField(label=gettext_lazy("What this version is, in Russian"), max_length=200, required=False)

    def __init__(self, tabled: AmendmentsPage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = [each for each in tabled.amendments if each.outcome == "agreed"]
        offer(self, "taken", [(each.id, f"{each.number}. {each.formula}") for each in agreed])
        self.initial.setdefault("taken", [each.id for each in agreed])


@secretariat
def apply(request: HttpRequest, id: str) -> HttpResponse:
    """The agreed amendments to a version make the next one, in the language of this one."""
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    tabled: AmendmentsPage = found(queries.amendments_to(here.viewer, id, on=here.on, lang=here.lang))
    following = str(int(page.version.number) + 1) if page.version.number.isdecimal() else ""
    form = NextVersion(tabled, request.POST or None, initial={"number": following})
    refusal = None
    if form.is_valid():
        try:
            return HttpResponseRedirect(addresses.page("text-compare", applied(request, here, id, form.cleaned_data)))
        except Refused as error:
            refusal = shown.refusal(error)
    return show(
        request, "workspace/form", page=desk_page(gettext("Make the next version of the agreed amendments"), page, id),
        form=form, refusal=refusal, lede=version_words(page.version), button=gettext("Make the next version"),
        action=request.path, status=422 if refusal or form.errors else 200,
    )  # fmt: skip


def applied(request: HttpRequest, here: Look, id: str, given: Mapping[str, Any]) -> str:
    made = apply_agreed(
        by=viewer_of(request.user), version=found(version_row(here.viewer, id, on=here.on)), number=given["number"],
        amendments=[found(amendment_row(here.viewer, each, on=here.on)) for each in given["taken"]], made=given["made"],
        label={lang: words for lang in ("en", "ru") if (words := given[f"label_{lang}"])},
    )  # fmt: skip
    return str(made.pk)
