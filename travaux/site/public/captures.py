"""Sources: the list of captured pages, one page with its claims, and a reader's own page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.captures import queries
from travaux.captures.queries import CaptureSummary, ClaimSummary, Segment
from travaux.lib.notices import notice_words
from travaux.site import addresses, shown, wording
from travaux.site.frame import found, look, show
from travaux.site.shown import Chip, Count, Empty, Label, Page, Twin

STRONGEST = ("confirmed", "edited", "", "rejected")  # of several claims over the same words


@dataclass(frozen=True)
class Mark:
    """A run of words as `parts/source_text.html` shows it."""

    text: str
    state: str
    several: bool
    starts: tuple[dict[str, str], ...]
    ends: tuple[dict[str, Any], ...]


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    found_rows = queries.captures(here.viewer, on=here.on)
    rows = [
        {
            "title": shown.marked(
                Label(row.title, shown.foreign(row.lang), url=addresses.page("capture", row.sha256)), row.notice
            ),
            "publisher": row.publisher,
            "published": shown.dated(row.published),
            "captured_text": wording.date_words(row.seen) or gettext("on a day not stated"),
            "hash_short": row.sha256[: shown.SHORT_HASH],
            "claims_text": "" if row.held else gettext("the words are not held here"),
        }
        for row in found_rows
    ]
    captures = {
        "intro": gettext("The published pages and files that facts here stand on, each known by its SHA-256."),
        "rows": rows,
        "empty": Empty(
            gettext("No source is loaded."),
            next=gettext("A source appears here when a page is captured."),
            command="travaux capture add FILE",
        ),
    }
    page = Page(gettext("Sources"), section="captures", notice=shown.common_notice(row.notice for row in found_rows))
    return show(request, "public/captures", page=page, captures=captures)


def detail(request: HttpRequest, sha256: str) -> HttpResponse:
    here = look(request)
    summary: CaptureSummary = found(queries.capture(here.viewer, sha256, on=here.on))
    page = Page(
        summary.title,
        section="captures",
        crumbs=(Label(gettext("Sources"), url=addresses.page("captures")),),
        notice=summary.notice,
        cite=citation(summary),
        twins=(Twin("JSON", f"/captures/{summary.sha256}.json"),),
    )
    return show(request, "public/capture", page=page, capture=shown_capture(summary))


def citation(summary: CaptureSummary) -> str:
    published = wording.date_words(summary.published) or gettext("date not stated")
    parts = (
        summary.publisher,
        summary.title,
        published,
        f"SHA-256 {summary.sha256}",
        notice_words(summary.notice),
    )
    return ". ".join(part for part in parts if part)


def shown_capture(summary: CaptureSummary) -> dict[str, Any]:
    events = [c.values.get("edtf", "") for c in summary.claims if c.kind == "date" and c.values.get("role") == "event"]
    return {
        "title": Label(summary.title, shown.foreign(summary.lang)),
        "publisher": summary.publisher,
        "address": summary.url,
        "event_dates": [shown.dated(edtf) for edtf in dict.fromkeys(events) if edtf],
        "published": shown.dated(summary.published, summary.published_basis),
        "captured": shown.dated(summary.seen, summary.seen_basis),
        "hash": summary.sha256,
        "text_hash": summary.text_sha256,
        "media_type": summary.media_type,
        "text": source_text(summary.segments, summary.claims, summary.lang) if summary.segments else None,
        "missing": None if summary.segments else missing(summary),
        "counts": counts(summary),
        "claims": [shown_claim(claim, summary.lang) for claim in summary.claims],
        "unread": unread_sentences(summary.segments),
        "unread_text": unread_text(summary.unread) if summary.read_by else "",
    }


def missing(summary: CaptureSummary) -> dict[str, str]:
    return {
        "what": gettext("The words of this page are not held here."),
        "where": f"SHA-256 {summary.sha256}",
        "kept": ngettext(
            "One cited place of it is kept, as character positions.",
            "%(n)s cited places of it are kept, as character positions.",
            summary.cited,
        )
        % {"n": summary.cited},
        "remedy": gettext(
            "Whoever has the file can add it with “travaux capture add FILE”: it is recognised by its SHA-256, "
            "and every fact then shows its words."
        ),
    }


def counts(summary: CaptureSummary) -> list[Count]:
    settled = sum(claim.outcome in ("confirmed", "edited") for claim in summary.claims)
    rows = [
        Count(summary.cited, ngettext("cited place", "cited places", summary.cited)),
        Count(len(summary.claims), ngettext("claim read", "claims read", len(summary.claims))),
        Count(settled, gettext("confirmed by a person")),
        Count(summary.unread, ngettext("sentence unread", "sentences unread", summary.unread), "#unread"),
    ]
    return rows if summary.read_by else rows[:1]


def unread_text(n: int) -> str:
    return ngettext(
        "%(n)s sentence was used by no rule.", "%(n)s sentences were used by no rule.", n
    ) % {"n": n} if n else gettext("Every sentence was used by some rule.")  # fmt: skip


def unread_sentences(segments: Iterable[Segment]) -> list[str]:
    return [segment.text for segment in segments if segment.unread and segment.text.strip()]


def shown_claim(claim: ClaimSummary, lang: str) -> dict[str, Any]:
    """`lang`: of the page that the words were read from."""
    chip = {
        "": Chip("done", gettext("cited by facts")) if claim.cited else Chip("wait", gettext("proposed")),
        "confirmed": Chip("done", gettext("a fact now")),
        "edited": Chip("done", gettext("a fact now, after changes")),
        "rejected": Chip("no", gettext("rejected")),
    }[claim.outcome]
    return {
        "number": claim.ordinal,
        "id": f"became-{claim.ordinal}",
        "words_url": f"#claim-{claim.ordinal}",
        "kind": kind_words(claim.kind),
        "words": [
            {"name": field_words(name), "value": words, "lang": shown.foreign(lang)}
            for name, words in claim.fields.items()
        ]
        + [{"name": field_words(name), "value": value} for name, value in read_values(claim)],
        "chip": chip,
        "became": None,
        "by_text": "",
        "reason": claim.why,
    }


def read_values(claim: ClaimSummary) -> list[tuple[str, str]]:
    """What the reader made of the words, where it is more than the words themselves."""
    told = ("seats", "basis", "role", "edtf", "number", "reported_by", "what")
    values = ((name, claim.values[name]) for name in told if name in claim.values and name not in claim.fields)
    return [
        (name, " → ".join(map(value_words, v)) if isinstance(v, list) else value_words(v))
        for name, v in values
        if v not in (None, "")
    ]


def value_words(value: object) -> str:
    """A value that is one of the reader's own words, in the page's language; anything else as it was read."""
    return {
        "composition": gettext("stated composition"),
        "quota": gettext("quota"),
        "publication": gettext("publication"),
        "event": gettext("event"),
        "page": gettext("the page"),
        "decision": gettext("decision"),
        "resolution": gettext("resolution"),
    }.get(str(value), str(value))


def kind_words(kind: str) -> str:
    return {
        "seat_count": gettext("number of seats"),
        "representative": gettext("representative"),
        "office": gettext("office"),
        "body": gettext("body"),
        "website": gettext("website"),
        "date": gettext("date"),
        "session": gettext("session"),
        "act": gettext("act"),
        "instrument": gettext("text"),
        "statement": gettext("statement"),
        "event": gettext("event"),
    }.get(kind, kind)


def field_words(name: str) -> str:
    return {
        "name": gettext("name"),
        "members": gettext("members"),
        "assembly": gettext("assembly"),
        "type": gettext("kind"),
        "draft": gettext("draft"),
        "parliament": gettext("parliament"),
        "chamber": gettext("chamber"),
        "seats": gettext("seats"),
        "basis": gettext("basis"),
        "person": gettext("person"),
        "office": gettext("office"),
        "body": gettext("body"),
        "url": gettext("address"),
        "role": gettext("role"),
        "edtf": gettext("date"),
        "date": gettext("date"),
        "number": gettext("number"),
        "title": gettext("title"),
        "what": gettext("what"),
        "speaker": gettext("speaker"),
        "capacity": gettext("capacity"),
        "words": gettext("words"),
        "actor": gettext("actor"),
        "verb": gettext("verb"),
        "object": gettext("object"),
        "reported_by": gettext("reported by"),
    }.get(name, name)


def source_text(
    segments: Iterable[Segment], claims: Iterable[ClaimSummary], lang: str, *, leads_to: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """A page's words for `parts/source_text.html`: paragraphs of runs, each with the strongest state of its claims.

    `leads_to`: where the number of a claim leads; without it to what became of the claim, further down the page.
    """
    by_number = {claim.ordinal: claim for claim in claims}
    paragraphs: list[dict[str, Any]] = []
    runs: list[Mark] = []
    read = True
    begun: set[int] = set()
    for segment in segments:
        if segment.text:
            runs.append(mark(segment, by_number, begun, leads_to or {}))
            read = read and not segment.unread
        if segment.paragraph and runs:
            paragraphs.append({"segments": runs, "read": read})
            runs, read = [], True
    if runs:
        paragraphs.append({"segments": runs, "read": read})
    return {"lang": shown.foreign(lang), "paragraphs": paragraphs}


def mark(segment: Segment, by_number: dict[int, ClaimSummary], begun: set[int], leads_to: Mapping[int, str]) -> Mark:
    covering = [by_number[n] for n in segment.claims]
    state = min((claim.outcome for claim in covering), key=STRONGEST.index, default=None)
    word = {"confirmed": "confirmed", "edited": "confirmed", "": "proposed", "rejected": "rejected"}
    new = [claim for claim in covering if claim.ordinal not in begun]
    begun.update(claim.ordinal for claim in new)
    end = segment.start + len(segment.text)
    anchors = [f"claim-{claim.ordinal}" for claim in new] + ([f"at-{segment.start}"] if segment.opens else [])
    ended = [claim for claim in covering if claim.span[1] == end]
    return Mark(
        text=segment.text,
        state="confirmed" if segment.cited else word[state] if state is not None else "",
        several=len(covering) > 1,
        starts=tuple({"anchor": anchor} for anchor in anchors),
        ends=tuple(
            {"number": n, "url": leads_to.get(n, f"#became-{n}"), "word": kind_words(c.kind)}
            for c in ended
            for n in [c.ordinal]
        ),
    )
