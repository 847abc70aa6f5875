"""What templates read: labels, dates and sources made ready to be shown. Each comes from one room's summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext

from travaux.captures.queries import CitationSummary
from travaux.core.claims.page import PageRefused
from travaux.core.dates import When
from travaux.lib.refusals import Refused
from travaux.registry.names import NameShown

from . import addresses, wording

SHORT_HASH = 12


@dataclass(frozen=True)
class Label:
    """A name, title or link. `lang` is empty when it is the page's own language."""

    text: str
    lang: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Dated:
    """A date with what is known about it."""

    text: str
    iso: str = ""  # for <time>: only what is one day, month or year
    basis: str = "stated"
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One source of one fact."""

    kind: str
    sentence: str = ""
    lang: str = ""
    missing: str = ""
    publisher: str = ""
    published_text: str = ""
    captured_text: str = ""
    reported_by: tuple[str, ...] = ()
    reference: str = ""
    hash: str = ""
    url: str = ""
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts."""

    label: str
    value: Label | None = None
    unknown: str = ""
    when: Dated | None = None
    sources: tuple[Source, ...] = ()
    id: str = ""
    url: str = ""  # the fact's own page, with every value it had


@dataclass(frozen=True)
class Empty:
    """Nothing to show, said as a fact."""

    what: str
    next: str = ""
    command: str = ""
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True)
class Chip:
    """A sign and a word."""

    kind: str  # done | now | wait | unknown | no | plain
    word: str


@dataclass(frozen=True)
class Count:
    """A number and what it counts."""

    n: int
    label: str
    url: str = ""


@dataclass(frozen=True)
class Page:
    """What the frame of a page needs from its view."""

    title: str
    section: str = ""
    crumbs: tuple[Label, ...] = ()
    as_of_text: str = ""
    cite: str = ""
    twins: tuple["Twin", ...] = ()
    notice: str = ""  # of what the page shows: "" | demonstration | exercise | mixed
    exercise: bool = False  # what stands first is invented, whatever else is on the page
    assembly: Label | None = None


@dataclass(frozen=True)
class Twin:
    """The same page as data."""

    label: str
    url: str
    type: str = field(default="application/json")


def own(said: Mapping[str, str]) -> str:
    """Our own words in the page's language, English where there are no others."""
    return said.get(get_language() or "en") or said.get("en") or next(iter(said.values()), "")


def foreign(lang: str) -> str:
    """The language to mark a passage with: "" where it is the page's own."""
    return "" if not lang or lang.split("-")[0] == get_language() else lang


def name(shown: NameShown, url: str = "") -> Label:
    """A name as attested, marked with its language; our translation stands beside it and says that it is ours."""
    note = ""
    if shown.translation:
        note = gettext("our translation: %(words)s") % {"words": shown.translation}
    elif shown.text and shown.origin == "ours":
        note = gettext("our translation")
    return Label(shown.text or gettext("name not stated"), foreign(shown.lang), note, url)


def marked(label: Label, notice: str) -> Label:
    """A label in a list where rows of both samples may stand: what is invented says so."""
    if notice != "exercise":
        return label
    note = ", ".join(part for part in ("EXERCISE · УЧЕБНЫЙ ПРИМЕР", label.note) if part)
    return Label(label.text, label.lang, note, label.url)


def dated(edtf: str, basis: str = "", note: str = "") -> Dated:
    when = When.parse(edtf)
    iso = edtf if when.precision in ("day", "month", "year") and not when.uncertain else ""
    return Dated(wording.date_words(edtf), iso, basis or ("stated" if edtf else "unknown"), note)


def sources(citations: Iterable[CitationSummary], reported_by: tuple[str, ...] = ()) -> tuple[Source, ...]:
    return tuple(source(citation, reported_by) for citation in citations)


def source(citation: CitationSummary, reported_by: tuple[str, ...] = ()) -> Source:
    """A citation as the “who says so” disclosure shows it."""
    words, silent = citation.words or "", tuple(own(gap) for gap in citation.silent_on)
    missing = gettext("The words of this page are not held here.") if citation.span and citation.words is None else ""
    return Source(
        kind={"span": "page", "pointer": "file"}.get(citation.kind, citation.kind),
        sentence=words,
        lang=foreign(citation.lang),
        missing=missing,
        publisher=citation.publisher,
        published_text=wording.date_words(citation.published),
        captured_text=wording.date_words(citation.seen),
        reported_by=reported_by,
        reference=reference(citation),
        hash=citation.sha256,
        url=addresses.words(citation.sha256, citation.span if words else None) if citation.sha256 else "",
        silent=silent,
    )


def reference(citation: CitationSummary) -> str:
    if citation.kind == "document":
        number = gettext("No. %(number)s") % {"number": citation.number} if citation.number else ""
        page = gettext("page %(page)s") % {"page": citation.page} if citation.page else ""
        return ", ".join(part for part in (citation.title, number, page) if part)
    if citation.kind == "pointer":
        return f"{citation.title} {citation.pointer}".strip()
    if citation.kind == "entry" and citation.entered_on:
        return f"{citation.capacity}, {wording.day(citation.entered_on)}"
    start, end = citation.span or (0, 0)
    return gettext("characters %(start)s–%(end)s") % {"start": start, "end": end}


def common_notice(notices: Iterable[str]) -> str:
    """What a list must say: the notice of its rows, or “mixed” where both samples stand in it."""
    found = {notice for notice in notices if notice}
    return "mixed" if len(found) > 1 else next(iter(found), "")


def refusal(error: Exception) -> dict[str, Any]:
    """A refusal as `parts/refusal.html` shows it; whoever refuses, nothing was written."""
    kept = gettext("Nothing was changed.")
    if isinstance(error, Refused):
        return {"what": error.what, "where": error.where, "kept": error.kept, "remedy": error.remedy}
    if isinstance(error, PageRefused):
        return {"what": error.error, "where": error.where, "kept": kept, "remedy": error.remedy}
    return {"what": str(error), "kept": kept}
