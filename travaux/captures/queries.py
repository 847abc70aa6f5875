"""What can be asked of sources. Everything is filtered by what the viewer may know."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any

from django.apps import apps
from django.db.models import CharField, Count, Exists, F, OuterRef, Value
from django.db.models.functions import Coalesce, Substr

from travaux.core.names import fold
from travaux.lib.viewer import Viewer

from .facts import CitedFact
from .models import Capture, CaptureContent, Citation, Claim, Reading

Span = tuple[int, int]
Said = Mapping[str, str]  # {lang: our words}


@dataclass(frozen=True)
class CitationSummary:
    """One place where a fact is written, with all that a reader needs to check it."""

    id: str
    kind: str  # span | document | pointer | entry
    title: str  # of the page, the document, or the imported file; empty for an official's entry
    publisher: str
    url: str
    lang: str
    published: str  # EDTF; "" not known
    seen: str  # EDTF; "" not known
    sha256: str  # of the capture; "" where the source is no capture
    span: Span | None
    words: str | None  # the cited words; None where the text is not held here
    number: str  # of a document
    page: str
    pointer: str
    capacity: str  # of the official who entered the fact
    entered_on: dt.date | None
    silent_on: tuple[Said, ...]  # what this source does not say
    notice: str  # "" | demonstration | exercise


@dataclass(frozen=True)
class FactRef:
    """A fact that cites a place: enough to link to it, and no more."""

    model: str  # registry.mandate
    id: str


@dataclass(frozen=True)
class ClaimSummary:
    """One claim and what became of it."""

    id: str
    ordinal: int
    kind: str
    span: Span
    words: str
    fields: Mapping[str, str]  # {name: the words}
    values: Mapping[str, Any]
    rule: str
    outcome: str  # "" not ruled on yet | confirmed | edited | rejected
    why: str
    facts: tuple[FactRef, ...]  # that were made of it
    cited: bool  # some fact stands on words of it, made of this claim or not


@dataclass(frozen=True)
class Segment:
    """A run of the page's text under the same marks."""

    start: int
    text: str
    claims: tuple[int, ...]  # ordinals
    cited: bool  # a fact stands on these words
    opens: bool  # a cited place begins here: the run carries its anchor
    unread: bool  # no rule used the sentence
    paragraph: bool = False  # a paragraph ends after this run


@dataclass(frozen=True)
class CaptureSummary:
    """A capture as its page shows it."""

    id: str
    sha256: str
    title: str
    url: str
    publisher: str
    lang: str
    media_type: str
    published: str
    published_basis: str
    seen: str
    seen_basis: str
    silent_on: tuple[Said, ...]
    notice: str
    level: str
    held: bool
    text_sha256: str
    length: int  # code points of the text
    read_by: str  # version of the reader; "" not read
    segments: tuple[Segment, ...]
    claims: tuple[ClaimSummary, ...]
    cited: int  # how many places of it are cited
    unread: int  # sentences that no rule used


@dataclass(frozen=True)
class CaptureRow:
    """A capture in a list."""

    sha256: str
    title: str
    publisher: str
    lang: str
    published: str
    seen: str
    notice: str
    held: bool


def captures(viewer: Viewer, *, on: dt.date, q: str = "") -> list[CaptureRow]:
    """Every source that the viewer may know of, the latest published first, those without date last.

    `q`: only those whose title, publisher or address has these words; compared folded, because the database's own
    comparison ignores the case of Latin letters only.
    """
    rows = Capture.objects.visible(viewer, on).annotate(
        held=Exists(CaptureContent.objects.visible(viewer, on).filter(capture=OuterRef("pk")))
    )
    return [
        CaptureRow(c.sha256, str(c), c.publisher, c.lang, c.published, c.seen, c.notice, c.held)
        for c in rows.order_by(F("published_latest").desc(nulls_last=True), "title", "id")
        if not q or fold(q) in fold(f"{c} {c.publisher} {c.url} {c.sha256}")
    ]


def waiting_claims(viewer: Viewer, *, on: dt.date) -> list[tuple[CaptureRow, int]]:
    """Captures with claims that nobody has ruled on, and how many."""
    waiting = Claim.objects.visible(viewer, on).filter(ruling=None).values("reading__capture__sha256")
    counts = dict(waiting.annotate(n=Count("pk")).values_list("reading__capture__sha256", "n"))
    return [(row, counts[row.sha256]) for row in captures(viewer, on=on) if row.sha256 in counts]


def citations_of(viewer: Viewer, on: dt.date, *groups: Iterable[CitedFact]) -> dict[str, tuple[CitationSummary, ...]]:
    """The sources of facts of any kinds, by the fact's id: one query for each kind, and one for all citations."""
    links: dict[str, list[str]] = defaultdict(list)
    by_kind = groupby(sorted(chain(*groups), key=lambda f: f._meta.label), key=lambda f: type(f))
    for model, facts in by_kind:
        through = model.citations.through.objects.filter(**{f"{model._meta.model_name}__in": [f.pk for f in facts]})
        for fact, citation in through.order_by("pk").values_list(f"{model._meta.model_name}_id", "citation_id"):
            links[fact].append(citation)
    wanted = {c.id: c for c in cited(viewer, on, set(chain(*links.values())))} if links else {}
    return {fact: tuple(wanted[c] for c in ids if c in wanted) for fact, ids in links.items()}


def cited(viewer: Viewer, on: dt.date, ids: Iterable[str]) -> Iterator[CitationSummary]:
    """Citations with their words, cut out of the text by the database."""
    visible = Citation.objects.visible(viewer, on).filter(pk__in=list(ids)).select_related("capture", "document")
    words = Substr(
        "capture__content__text", Coalesce(F("start"), 0) + 1, Coalesce(F("end") - F("start"), 0),
        output_field=CharField(),
    )  # fmt: skip
    for c in visible.annotate(words=words, text_sha256=Coalesce("capture__content__text_sha256", Value(""))):
        yield citation_summary(c)


def citation_summary(c: Any) -> CitationSummary:
    capture, document = c.capture, c.document
    return CitationSummary(
        id=c.pk,
        kind=c.kind,
        title=str(capture or document or ""),
        publisher=capture.publisher if capture else document.sender if document else "",
        url=capture.url if capture else "",
        lang=(capture or document).lang if capture or document else "",
        published=capture.published if capture else document.date if document else "",
        seen=capture.seen if capture else "",
        sha256=capture.sha256 if capture else "",
        span=(c.start, c.end) if c.kind == Citation.Kind.SPAN else None,
        words=c.words if c.kind == Citation.Kind.SPAN and c.text_sha256 else None,
        number=document.number if document else "",
        page=c.page,
        pointer=c.pointer,
        capacity=c.capacity,
        entered_on=c.entered_on,
        silent_on=tuple(c.silent_on or (capture.silent_on if capture else ())),
        notice=(capture or document).notice if capture or document else "",
    )


def capture(viewer: Viewer, sha256: str, *, on: dt.date) -> CaptureSummary | None:
    """A capture by its SHA-256, or None where there is none that the viewer may know of."""
    found = Capture.objects.visible(viewer, on).filter(sha256=sha256).first()
    if found is None:
        return None
    content = CaptureContent.objects.visible(viewer, on).filter(capture=found).defer("data").first()
    reading = Reading.objects.visible(viewer, on).filter(capture=found).order_by("-made_at", "-pk").first()
    text = content.text if content else ""
    spans = Citation.objects.visible(viewer, on).filter(capture=found, kind="span")
    places: list[Span] = list(spans.values_list("start", "end"))  # type: ignore[arg-type]  # a span has both: a constraint
    claims = claims_of(viewer, reading, text, on=on, places=set(places)) if reading else ()
    unread = [(start, end) for start, end in reading.unread] if reading else []
    return CaptureSummary(
        id=found.pk,
        sha256=found.sha256,
        title=str(found),
        url=found.url,
        publisher=found.publisher,
        lang=found.lang,
        media_type=found.media_type,
        published=found.published,
        published_basis=found.published_basis,
        seen=found.seen,
        seen_basis=found.seen_basis,
        silent_on=tuple(found.silent_on),
        notice=found.notice,
        level=found.level,
        held=content is not None,
        text_sha256=content.text_sha256 if content else "",
        length=len(text),
        read_by=reading.reader if reading else "",
        segments=tuple(segments(text, claims=[(c.ordinal, c.span) for c in claims], places=places, unread=unread)),
        claims=claims,
        cited=len(set(places)),
        unread=len(unread),
    )


def claims_of(
    viewer: Viewer, reading: Reading, text: str, *, on: dt.date, places: Collection[Span]
) -> tuple[ClaimSummary, ...]:
    """The claims of a reading in the order of the page, each with its ruling and the facts that stand on it."""
    rows = list(Claim.objects.visible(viewer, on).filter(reading=reading).select_related("ruling"))
    facts = facts_from(viewer, on, rows)
    return tuple(
        ClaimSummary(
            id=claim.pk,
            ordinal=claim.ordinal,
            kind=claim.kind,
            span=(claim.start, claim.end),
            words=text[claim.start : claim.end],
            fields={name: text[start:end] for name, (start, end) in claim.fields.items()},
            values=claim.ruling.values if hasattr(claim, "ruling") else claim.values,
            rule=claim.rule,
            outcome=claim.ruling.outcome if hasattr(claim, "ruling") else "",
            why=claim.ruling.why if hasattr(claim, "ruling") else "",
            facts=tuple(facts.get(claim.pk, ())),
            cited=any(claim.start <= start and end <= claim.end for start, end in places),
        )
        for claim in rows
    )


def claim_row(viewer: Viewer, id: str, *, on: dt.date) -> Claim | None:
    """The row that an action takes, or None where there is none that the viewer may know of."""
    rows = Claim.objects.visible(viewer, on).select_related("reading__capture")
    return rows.filter(pk=id).first()


def facts_from(viewer: Viewer, on: dt.date, claims: Iterable[Claim]) -> dict[str, list[FactRef]]:
    """The facts that cite each claim, whatever room they live in: one query for each kind of fact."""
    made: dict[str, list[FactRef]] = defaultdict(list)
    ids = [claim.pk for claim in claims]
    for model in fact_models():
        rows = model._default_manager.visible(viewer, on).filter(citations__claim__in=ids)
        for pk, claim in rows.values_list("pk", "citations__claim"):
            if claim:
                made[claim].append(FactRef(model._meta.label_lower, pk))
    return made


def fact_models() -> list[type[CitedFact]]:
    return [model for model in apps.get_models() if issubclass(model, CitedFact)]


def segments(
    text: str, *, claims: Iterable[tuple[int, Span]], places: Iterable[Span], unread: Iterable[Span]
) -> Iterator[Segment]:
    """Cut a text wherever a mark begins or ends, so that overlapping marks become runs side by side.

    One sweep over the sorted boundaries: linear in the text and in the marks.
    """
    if not text:
        return
    marks: list[tuple[Span, str, int]] = [(span, "claim", n) for n, span in claims]
    marks += [(span, "cited", 0) for span in set(places)] + [(span, "unread", 0) for span in unread]
    starts, ends = defaultdict(list), defaultdict(list)
    for (start, end), kind, n in marks:
        starts[min(start, len(text))].append((kind, n))
        ends[min(end, len(text))].append((kind, n))
    breaks = (i + 1 for i, char in enumerate(text) if char == "\n")
    cuts = sorted({0, len(text), *starts, *ends, *breaks})
    active: dict[tuple[str, int], int] = defaultdict(int)
    for start, end in pairwise(cuts):
        for mark in ends[start]:
            active[mark] -= 1
        for mark in starts[start]:
            active[mark] += 1
        live = [mark for mark, count in active.items() if count]
        run = text[start:end]
        yield Segment(
            start=start,
            text=run.rstrip("\n"),
            claims=tuple(sorted(n for kind, n in live if kind == "claim")),
            cited=any(kind == "cited" for kind, _ in live),
            opens=("cited", 0) in starts.get(start, ()),
            unread=any(kind == "unread" for kind, _ in live),
            paragraph=run.endswith("\n"),
        )
