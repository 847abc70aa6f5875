"""What is shown of instruments, relations and tasks: frozen values in the reader's language."""

import datetime as dt
from dataclasses import dataclass

from travaux.captures.queries import CitationSummary
from travaux.registry.names import NameShown


@dataclass(frozen=True)
class TitleShown:
    """One title, as a source or we have it."""

    text: str
    lang: str
    origin: str  # attested | ours
    note: str
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class InstrumentSummary:
    """An instrument with the title to show; `titles` holds every form."""

    id: str
    kind: str
    kind_label: str
    draft: bool
    title: NameShown
    titles: tuple[TitleShown, ...]
    notice: str


@dataclass(frozen=True)
class RelationSummary:
    """What one instrument is to another, by a source's word."""

    id: str
    kind: str  # sets_task_for | drafted_under | fulfils | possible_means_of | drafted_with | annexed_to | …
    kind_label: str
    subject: InstrumentSummary
    object: InstrumentSummary
    label: str  # our words on what the source says of it; may be ""
    is_task: bool  # it has a page under /tasks/
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class InstrumentPage:
    """An instrument on a page of its own."""

    instrument: InstrumentSummary
    relations: tuple[RelationSummary, ...]
    on: dt.date


@dataclass(frozen=True)
class TaskSummary:
    """What was ordered, and what sources record as delivered. Nothing is inferred."""

    id: str  # of the relation
    order: RelationSummary
    delivered: tuple[RelationSummary, ...]  # `fulfils` only
    under_way: tuple[RelationSummary, ...]  # drafted under the order, or for it; no source says that they fulfil it
    means: tuple[RelationSummary, ...]  # possible means of what was ordered
    notice: str
    on: dt.date
