"""Ruling on claims: confirm, change or reject what rules read from a page, one by one or by paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, gettext_lazy

from travaux.accounts.queries import viewer_of
from travaux.captures import queries as captures
from travaux.captures.queries import CaptureSummary, ClaimSummary
from travaux.core.dates import BadDate, BadInterval
from travaux.dossiers import queries as dossiers
from travaux.dossiers.claims import confirm
from travaux.lib.refusals import Refused
from travaux.record.actions import act
from travaux.registry import queries as registry
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.public.captures import field_words, shown_claim, source_text
from travaux.site.shown import Label, Page

from .door import secretariat

MOST_DOSSIERS = 500  # in a list to choose from
NUMBERS = ("seats",)  # values that are whole numbers; all others are words
PLACES = {  # what says where a claim belongs, by its kind; everything else belongs to an assembly
    "event": ("dossier_id",),
    "session": ("dossier_id",),
    "statement": ("dossier_id",),
    "date": ("dossier_id",),
}
MOODS = [
    ("done", gettext_lazy("done")),
    ("decided", gettext_lazy("decided, not reported as done")),
    ("advocated", gettext_lazy("advocated")),
    ("state", gettext_lazy("state of affairs")),
]


@dataclass(frozen=True)
class Choice:
    """One option of a list."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True)
class Field:
    """One field of a claim's form."""

    name: str
    label: str
    value: str = ""
    choices: tuple[Choice, ...] = ()


@secretariat
def claims(request: HttpRequest, sha256: str) -> HttpResponse:
    here = look(request)
    summary: CaptureSummary = found(captures.capture(here.viewer, sha256, on=here.on))
    refusal = None
    if request.method == "POST":
        try:
            rule(request, here, summary)
            asked = request.META["QUERY_STRING"]
            return HttpResponseRedirect(addresses.page("claims", sha256, query=asked, anchor="waiting"))
        except (Refused, BadDate, BadInterval) as error:
            refusal = shown.refusal(error)
    context = {
        "title": Label(summary.title, shown.foreign(summary.lang), url=addresses.page("capture", sha256)),
        "text": source_text(summary.segments, summary.claims, summary.lang),
        "where": [assembly_field(here, request), dossier_field(here, request)],
        "here_url": addresses.page("claims", sha256),
        "action": addresses.page("claims", sha256, query=request.META["QUERY_STRING"]),
        "paragraphs": paragraphs(here, request, summary),
        "settled": sum(bool(claim.outcome) for claim in summary.claims),
        "total": len(summary.claims),
    }
    page = Page(
        gettext("Claims: %(title)s") % {"title": summary.title},
        section="desk",
        crumbs=(Label(gettext("Desk"), url=addresses.page("desk")),),
        notice=summary.notice,
    )
    status = 422 if refusal else 200
    return show(request, "workspace/claims", page=page, claims=context, refusal=refusal, status=status)


# --- ruling -------------------------------------------------------------------------------------------------------


def rule(request: HttpRequest, here: Look, summary: CaptureSummary) -> None:
    """Take the form: one claim, or every waiting claim of one paragraph as it was read, in one act."""
    by = viewer_of(request.user)
    posted = request.POST
    if posted.get("outcome") == "paragraph":
        wanted = waiting_in(summary, posted.get("paragraph", ""))
        with act(by=by, verb="ruled on claims"):
            for claim in wanted:
                row = found(captures.claim_row(here.viewer, claim.id, on=here.on))
                confirm(by=by, claim=row, outcome="confirmed", values=places(request, claim))
        return
    row = found(captures.claim_row(here.viewer, posted.get("claim", ""), on=here.on))
    outcome = "rejected" if posted.get("outcome") == "rejected" else "confirmed"
    claim = next(each for each in summary.claims if each.id == row.pk)
    values = {**edited(request, claim), **places(request, claim)} if outcome == "confirmed" else {}
    confirm(by=by, claim=row, outcome=outcome, values=values, why=posted.get("why", "").strip())


def edited(request: HttpRequest, claim: ClaimSummary) -> dict[str, Any]:
    """What the person wrote into the claim's fields; an emptied field says that the page does not say it."""
    values: dict[str, Any] = {}
    for name in editable(claim):
        words = request.POST.get(f"value-{name}", "").strip()
        values[name] = number(words, name) if name in NUMBERS else words or None
    for name in ("mood", "headline", "event_id"):
        if request.POST.get(name):
            values[name] = request.POST[name]
    if request.POST.get("step"):
        values["orders" if values.get("mood") == "decided" else "steps"] = [request.POST["step"]]
    return values


def number(words: str, name: str) -> int:
    if not words.isdecimal():
        raise Refused(
            gettext("“%(words)s” is not a whole number.") % {"words": words[:40]}, where=str(field_words(name))
        )
    return int(words)


def places(request: HttpRequest, claim: ClaimSummary) -> dict[str, str]:
    """The assembly and the dossier chosen for the whole page, as far as the claim's kind asks for them."""
    names = PLACES.get(claim.kind, ("assembly_id",))
    return {name: request.GET[name] for name in names if request.GET.get(name)}


# --- the page -----------------------------------------------------------------------------------------------------


def assembly_field(here: Look, request: HttpRequest) -> Field:
    bodies = registry.bodies(here.viewer, kind="assembly", on=here.on, lang=here.lang)
    choices = options([(each.id, shown.name(each.name).text) for each in bodies], request.GET.get("assembly_id", ""))
    return Field("assembly_id", gettext("Assembly"), choices=choices)


def dossier_field(here: Look, request: HttpRequest) -> Field:
    rows = dossiers.titles(here.viewer, on=here.on, lang=here.lang, limit=MOST_DOSSIERS)
    choices = options([(row.id, shown.name(row.title).text) for row in rows], request.GET.get("dossier_id", ""))
    return Field("dossier_id", gettext("Dossier"), choices=choices)


def options(pairs: Iterable[tuple[str, Any]], chosen: str = "") -> tuple[Choice, ...]:
    return (
        Choice("", gettext("not chosen"), not chosen),
        *(Choice(value, str(label), value == chosen) for value, label in pairs),
    )


def waiting_in(summary: CaptureSummary, paragraph: str) -> list[ClaimSummary]:
    return [claim for claim in waiting(summary) if str(paragraph_of(summary, claim)) == paragraph]


def waiting(summary: CaptureSummary) -> list[ClaimSummary]:
    return [claim for claim in summary.claims if not claim.outcome]


def paragraph_of(summary: CaptureSummary, claim: ClaimSummary) -> int:
    """The number of the paragraph in which the claim's words begin."""
    return sum(run.paragraph for run in summary.segments if run.start < claim.span[0])


def paragraphs(here: Look, request: HttpRequest, summary: CaptureSummary) -> list[dict[str, Any]]:
    """The paragraphs that hold a waiting claim, each with its words and the forms."""
    extra = extras(here, request)
    groups: dict[int, list[ClaimSummary]] = {}
    for claim in waiting(summary):
        groups.setdefault(paragraph_of(summary, claim), []).append(claim)
    texts = paragraph_texts(summary)
    return [
        {
            "number": n,
            "words": texts.get(n, ""),
            "lang": shown.foreign(summary.lang),
            "claims": [form(claim, summary.lang, extra) for claim in group],
        }
        for n, group in sorted(groups.items())
    ]


def paragraph_texts(summary: CaptureSummary) -> dict[int, str]:
    texts: dict[int, str] = {}
    n = 0
    for run in summary.segments:
        texts[n] = texts.get(n, "") + run.text
        n += run.paragraph
    return texts


def form(claim: ClaimSummary, lang: str, extra: dict[str, tuple[Field, ...]]) -> dict[str, Any]:
    values = [Field(f"value-{name}", field_words(name), str(claim.values.get(name) or "")) for name in editable(claim)]
    kind = "publication" if claim.values.get("role") == "publication" else claim.kind
    return {**shown_claim(claim, lang), "claim": claim.id, "fields": [*values, *extra.get(kind, ())]}


def editable(claim: ClaimSummary) -> list[str]:
    """The claim's values that are one word, one number or nothing; chains of reporters are not typed by hand."""
    return [name for name, value in claim.values.items() if value is None or isinstance(value, str | int)]


def extras(here: Look, request: HttpRequest) -> dict[str, tuple[Field, ...]]:
    """What a person adds to a claim beyond its words, by kind."""
    chosen = request.GET.get("dossier_id", "")
    dossier = dossiers.dossier(here.viewer, chosen, on=here.on, lang=here.lang) if chosen else None
    steps = [(step.id, step.name) for phase in (dossier.phases if dossier else ()) for step in phase.steps]
    events = [(event.id, event.label) for event in (dossier.history if dossier else ())]
    step = Field("step", gettext("Step of the path"), choices=options(steps))
    mood = Field("mood", gettext("What the source says of it"), choices=tuple(Choice(v, str(w)) for v, w in MOODS))
    return {
        "event": (mood, step),
        "session": (step,),
        "date": (Field("event_id", gettext("Event"), choices=options(events)),),
        "publication": (Field("headline", gettext("Headline, as on the page")),),
    }
