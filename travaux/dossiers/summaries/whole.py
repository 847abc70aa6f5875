"""Rows and pages: a dossier in the register, a dossier whole, news."""

import datetime as dt
from dataclasses import dataclass

from travaux.captures.queries import CitationSummary
from travaux.instruments.summaries import InstrumentSummary, RelationSummary
from travaux.registry.names import NameShown
from travaux.registry.summaries import BodyRef, PersonRef

from .outlook import Outlook
from .parts import (
    DateShown,
    DocumentRef,
    Due,
    EventSummary,
    KeyPerson,
    KnownUntil,
    LastDone,
    NotKnown,
    PhaseSummary,
    ProcedureRef,
    StatementSummary,
    StepRef,
    Waiting,
)


@dataclass(frozen=True)
class NewsRow:
    """A published item under the source's own headline."""

    id: str
    headline: str
    lang: str
    publisher: str
    published: DateShown
    url: str
    sha256: str  # of the capture; "" none
    notice: str


@dataclass(frozen=True)
class NewsSummary:
    """A news item with what it is tied to."""

    row: NewsRow
    dossiers: tuple["DossierRef", ...]
    instruments: tuple[InstrumentSummary, ...]
    people: tuple[PersonRef, ...]
    events: tuple[EventSummary, ...]


@dataclass(frozen=True)
class DossierRef:
    """A dossier by its instrument's title."""

    id: str
    title: NameShown
    notice: str


@dataclass(frozen=True)
class Counts:
    """How much is known, counted from facts."""

    dossiers: int
    events: int  # events that sources speak of
    dated: int  # of these, with a date that a source states
    bounded: int  # date not stated; first and last possible day inferred
    undated: int  # nothing known of the date
    statements: int
    news: int
    not_known: int  # facts of silence; 0 in counts over several dossiers


@dataclass(frozen=True)
class DossierRow:
    """A line of the drafts register."""

    id: str
    title: NameShown
    kind: str
    kind_label: str
    draft: bool
    assembly: BodyRef
    phase: str  # name of the phase it is in; "" not known
    last_done: LastDone | None
    waiting: tuple[Waiting, ...]
    actors: tuple[str, ...]  # who must act, by what waits and by what must or usually follows
    due: Due | None  # the term that runs out first
    known_until: KnownUntil
    over: bool | None
    parts: tuple["PartRow", ...]  # those with a path of their own
    notice: str


@dataclass(frozen=True)
class PartRow:
    """A part of a text in the register, where it stands apart from the rest."""

    id: str  # of the instrument
    title: NameShown
    here: StepRef | None  # the step it is at; None: before any, or over
    actors: tuple[str, ...]  # who must act
    due: Due | None
    over: bool | None


@dataclass(frozen=True)
class DossierSummary:
    """Everything the page, the file and the note of one dossier say, as of a day."""

    id: str
    notice: str  # "" | demonstration | exercise
    lang: str
    on: dt.date
    known: dt.datetime | None
    instrument: InstrumentSummary
    assembly: BodyRef
    procedure: ProcedureRef
    begun: bool  # anything at all is reported by that day
    over: bool | None  # None: no source says; False: a source says that work goes on
    state: EventSummary | None  # the latest word of a source on the state of affairs
    phases: tuple[PhaseSummary, ...]
    last_done: LastDone | None
    waiting: tuple[Waiting, ...]
    next: tuple[StepRef, ...]  # what usually follows
    outlook: Outlook  # what the rules say from here, in full
    known_until: KnownUntil
    not_known: tuple[NotKnown, ...]
    people: tuple[KeyPerson, ...]
    instruments: tuple[InstrumentSummary, ...]  # its own first
    relations: tuple[RelationSummary, ...]
    documents: tuple[DocumentRef, ...]
    history: tuple[EventSummary, ...]  # oldest first
    statements: tuple[StatementSummary, ...]
    news: tuple[NewsRow, ...]
    sources: tuple[CitationSummary, ...]  # one for each page or document, in order of first use
    counts: Counts
