"""The first screen: words that somebody published, what they say about one text, and what is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.captures import queries as sources
from travaux.captures.queries import CaptureSummary, CitationSummary, ClaimSummary, segments
from travaux.dossiers import queries
from travaux.dossiers.summaries import DossierRow, DossierSummary, EventSummary
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.public import histories
from travaux.site.public.captures import source_text
from travaux.site.public.dossiers import kind_words, what_next
from travaux.site.public.drafts import mark_of
from travaux.site.shown import Count, Empty, Page

MOST_ROOM = 15  # lines of a source that leave room for the doors on the first screen
LINE = 70  # characters of it
MOST_DRAFTS = 20  # texts in the list below; the register has all
MOST_LINES = 4  # events beside it; all of them stand in the dossier


@dataclass(frozen=True)
class Proof:
    """A passage of a source with the places in it that facts of one dossier stand on."""

    capture: CaptureSummary
    start: int
    text: str
    places: tuple[tuple[int, int], ...]  # in the order of the text; numbered from 1

    def number(self, citation: CitationSummary) -> int | None:
        inside = citation.sha256 == self.capture.sha256 and citation.span in self.places
        return self.places.index(citation.span) + 1 if inside and citation.span else None


def home(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = first_rows(here)
    featured = feature(here, rows)
    if featured is None:
        empty = Empty(
            gettext("No dossier is loaded."),
            next=gettext("Load the sample assemblies, or capture a page and open the first dossier."),
            command="travaux sample load",
        )
        return show(request, "public/home", page=Page(gettext("Home")), home={"empty": empty})
    summary, proof = featured
    notice = shown.common_notice([summary.notice, *(row.notice for row in rows)])
    first = summary.notice == "exercise"
    page = Page(gettext("Home"), assembly=shown.name(summary.assembly.name), notice=notice, exercise=first)
    return show(request, "public/home", page=page, home=context(here, summary, proof, rows))


def first_rows(here: Look) -> tuple[DossierRow, ...]:
    """The first of the register; where these are all invented, a real one before them."""
    rows = queries.register(here.viewer, on=here.on, lang=here.lang, limit=MOST_DRAFTS)
    if len(rows) < MOST_DRAFTS or any(row.notice != "exercise" for row in rows):
        return rows
    real = [queries.register(here.viewer, on=here.on, lang=here.lang, limit=1, notice=n) for n in ("demonstration", "")]
    return (*real[0], *real[1], *rows)


def feature(here: Look, rows: Iterable[DossierRow]) -> tuple[DossierSummary, Proof | None] | None:
    """The dossier to show first: one whose source's words are held, a real assembly's before an invented one's."""
    ordered = sorted(rows, key=lambda row: row.notice == "exercise")
    first: tuple[DossierSummary, Proof | None] | None = None
    for row in ordered[:MOST_LINES]:
        summary = queries.dossier(here.viewer, row.id, on=here.on, lang=here.lang)
        if summary is None:
            continue
        proof = prove(here, summary)
        first = first or (summary, proof)
        if proof:
            return summary, proof
    return first


def prove(here: Look, summary: DossierSummary) -> Proof | None:
    """The passage that most events of the dossier are read from; None where no source's words are held."""
    cited = [c for event in summary.history for c in event.citations if c.span and c.words is not None]
    if not cited:
        return None
    capture = sources.capture(here.viewer, cited[0].sha256, on=here.on)
    if capture is None:
        return None
    text = "".join(run.text + "\n" * run.paragraph for run in capture.segments)
    spans = sorted({c.span for c in cited if c.span and c.sha256 == capture.sha256})
    start, end = passage(text, spans)
    return Proof(capture, start, text[start:end], tuple(span for span in spans if start <= span[0] and span[1] <= end))


def passage(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The run of whole paragraphs, of at most `MOST_ROOM` lines, in which most spans begin."""
    edges = [0, *(i + 1 for i, char in enumerate(text) if char == "\n"), len(text) + 1]
    best = (0, 0, 0)
    for i, start in enumerate(edges[:-1]):
        for end in edges[i + 1 :]:
            if room(text[start:end]) > MOST_ROOM and end != edges[i + 1]:
                break
            inside = sum(start <= a and b <= end for a, b in spans)
            best = max(best, (inside, -start, end - 1))
    return -best[1], best[2]


def room(text: str) -> float:
    """Lines that paragraphs take on a wide screen; a gap between two of them is half a line."""
    return sum(len(paragraph) // LINE + 1.5 for paragraph in text.splitlines())


def context(here: Look, summary: DossierSummary, proof: Proof | None, rows: tuple[DossierRow, ...]) -> dict[str, Any]:
    url, told = addresses.page("dossier", summary.id), lines(summary, proof)
    check = addresses.page("capture", proof.capture.sha256) if proof else addresses.page("captures")
    return {
        "source": marked(proof, told, url) if proof else None,
        "source_title": shown.Label(proof.capture.title, shown.foreign(proof.capture.lang), url=check)
        if proof
        else None,
        "source_meta": meta(proof) if proof else gettext("The words of the source are not held here."),
        "dossier": shown.name(summary.instrument.title, url),
        "kind": kind_words(summary.instrument.kind_label, summary.instrument.draft),
        "lines": told,
        "counts": counts(summary, url),
        "doors": {"dossier_url": url, "check_url": check, "try_url": addresses.page("try")},
        "drafts": [draft(row) for row in rows],
        "news": [histories.news_line(item) for item in queries.news(here.viewer, on=here.on, lang=here.lang, limit=3)],
    }


def marked(proof: Proof, told: list[dict[str, Any]], url: str) -> dict[str, Any]:
    """The passage with its places numbered, each linked to the line that stands on it, here or in the dossier."""
    places = [(a - proof.start, b - proof.start) for a, b in proof.places]
    claims = [
        ClaimSummary("", n, "event", span, "", {}, {}, "", "confirmed", "", (), True)
        for n, span in enumerate(places, start=1)
    ]
    runs = segments(proof.text, claims=[(c.ordinal, c.span) for c in claims], places=(), unread=())
    here = {ref["number"]: f"#{row['id']}" for row in reversed(told) for ref in row["refs"]}
    leads_to = {claim.ordinal: here.get(claim.ordinal, f"{url}#history") for claim in claims}
    return source_text(runs, claims, proof.capture.lang, leads_to=leads_to)


def meta(proof: Proof) -> str:
    published = wording.date_words(proof.capture.published) or gettext("date not stated")
    return ", ".join(part for part in (proof.capture.publisher, published) if part)


def lines(summary: DossierSummary, proof: Proof | None) -> list[dict[str, Any]]:
    """What the passage says, event by event; then what follows and what is not known."""
    told = [event for event in summary.history if refs(event, proof)] or list(summary.history)
    rows = [line(event, proof) for event in told[:MOST_LINES]]
    following = what_next(summary)
    rows.append({"key": gettext("Next"), "value": f"{following['text']} — {following['more']}" if following.get("more")
                 else following["text"], "unknown": following.get("unknown", False), "refs": []})  # fmt: skip
    if summary.not_known:
        rows.append({"key": gettext("Not known"), "value": summary.not_known[0].text, "unknown": True, "refs": []})
    return [{**row, "id": f"line-{n}"} for n, row in enumerate(rows, start=1)]


def line(event: EventSummary, proof: Proof | None) -> dict[str, Any]:
    return {
        "key": histories.when(event.date).text if event.date.basis == "stated" else gettext("date not stated"),
        "value": event.label,
        "unknown": False,
        "refs": refs(event, proof),
    }


def refs(event: EventSummary, proof: Proof | None) -> list[dict[str, Any]]:
    numbers = [proof.number(citation) for citation in event.citations] if proof else []
    return [{"number": n, "url": f"#claim-{n}"} for n in numbers if n]


def counts(summary: DossierSummary, url: str) -> list[Count]:
    known = summary.counts
    undated = known.bounded + known.undated
    return [
        Count(known.events, ngettext("event reported", "events reported", known.events), f"{url}#history"),
        Count(known.dated, gettext("dated"), f"{url}#history"),
        Count(undated, gettext("undated"), f"{url}#history"),
        Count(len(summary.not_known), ngettext("thing not known", "things not known", len(summary.not_known)),
              f"{url}#unknown"),
    ]  # fmt: skip


def draft(row: DossierRow) -> dict[str, Any]:
    chip = mark_of(row.notice)
    house = shown.name(row.assembly.name).text
    return {
        "title": shown.name(row.title, addresses.page("dossier", row.id)),
        "where": row.last_done.label if row.last_done else gettext("nothing reported"),
        "meta": f"{chip.word}: {house}" if chip else house,
    }
