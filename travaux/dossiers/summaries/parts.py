"""What stands on a dossier's page, part by part."""

import datetime as dt
from dataclasses import dataclass

from travaux.captures.queries import CitationSummary
from travaux.instruments.summaries import InstrumentSummary
from travaux.registry.summaries import BodyRef, PersonRef


@dataclass(frozen=True)
class DateShown:
    """A date as stated, with the first and last day it can mean."""

    edtf: str  # "" not stated
    basis: str  # stated | inferred | unknown
    earliest: dt.date | None
    latest: dt.date | None
    precision: str  # day | month | year | decade | range | unknown | open
    uncertain: bool  # the source, or whoever read it, marks a doubt


@dataclass(frozen=True)
class StepRef:
    """A step of the procedure by id and name."""

    id: str
    name: str
    verified: bool  # False: “usual path, rule not verified”


@dataclass(frozen=True)
class OutcomeRef:
    """An option that a step's event chose."""

    id: str
    name: str


@dataclass(frozen=True)
class ActorShown:
    """Who acted, in the source's words; the link to a body is ours and graded."""

    quoted: str  # "" the source names none
    link: str  # named | implied | unresolved
    body: BodyRef | None  # None where the link is unresolved


@dataclass(frozen=True)
class Reporting:
    """By whose word: the page, and where a speaker reports, the page and then the speaker."""

    publisher: str
    published: DateShown
    speaker: PersonRef | None  # None: the page alone
    speaker_quoted: str  # the name as the source has it; "" the page alone


@dataclass(frozen=True)
class Participant:
    """A person who took part in an event, in the capacity that the source quotes."""

    person: PersonRef
    capacity: str  # as quoted; "" not stated


@dataclass(frozen=True)
class DocumentRef:
    """A document by which something can be asked for in an archive."""

    id: str
    number: str
    title: str
    sender: str
    date: str  # EDTF; "" not stated
    lang: str


@dataclass(frozen=True)
class Was:
    """What an event said before it was corrected."""

    label: str
    date: DateShown
    actor: str  # as quoted
    reason: str  # why it was corrected
    recorded_at: dt.datetime  # when the correction was


@dataclass(frozen=True)
class EventSummary:
    """One dated happening of a dossier."""

    id: str
    label: str  # one line in our words
    mood: str  # done | decided | advocated | state
    mood_label: str
    verb: str  # as the source has it
    date: DateShown
    occurred: str  # yes | possibly: had it happened by the day asked about
    actor: ActorShown
    people: tuple[Participant, ...]
    reporting: Reporting
    place: str  # "" not stated
    steps: tuple[StepRef, ...]  # of which it is a happening
    outcome: tuple[OutcomeRef, ...]  # which options of those steps; () not stated
    orders: tuple[StepRef, ...]  # which it decided on: decided is not done
    instruments: tuple[InstrumentSummary, ...]
    documents: tuple[DocumentRef, ...]
    citations: tuple[CitationSummary, ...]
    was: tuple[Was, ...]  # older readings, the latest first


@dataclass(frozen=True)
class StepSummary:
    """A step on the second level of the stage line."""

    id: str
    name: str
    actor: str  # who acts by the procedure, in its words
    mark: str  # done | possibly | current | ahead | not_reported (before what is done, and no source reports it)
    awaited: tuple[str, ...]  # where each of several has it to do: those not reported to have done it
    ordered: bool  # a source says it was decided, none that it was done
    verified: bool  # False: “usual path, rule not verified”
    rule: str  # where the rule can be read: article and text; "" where none is known
    date: DateShown | None  # of the latest event on it
    events: tuple[str, ...]  # ids, oldest first
    times: int  # how often it happened


@dataclass(frozen=True)
class PhaseSummary:
    """A phase on the first level of the stage line."""

    id: str
    name: str
    mark: str  # done | possibly | current | ahead | not_reported
    steps: tuple[StepSummary, ...]


@dataclass(frozen=True)
class ProcedureRef:
    """Which path this is, and how far its rules are verified."""

    id: str
    name: str
    verified: bool  # every step of it is read in a primary text


@dataclass(frozen=True)
class LastDone:
    """The last thing that a source reports as done."""

    event: str  # id
    label: str
    date: DateShown
    steps: tuple[StepRef, ...]


@dataclass(frozen=True)
class Waiting:
    """What was decided and is not reported as done."""

    step: StepRef
    actor: str  # who acts by the procedure, in its words
    decided_by: str  # id of the event
    decided: DateShown
    days: tuple[int, int] | None  # fewest and most days waited, counted to `known_until`, never to today
    awaited: tuple[str, ...] = ()  # where each of several has it to do: those not reported to have done it


@dataclass(frozen=True)
class Due:
    """The term that runs out first: what is due, and by which clock of the procedure."""

    step: StepRef
    clock: str
    day: dt.date  # the last day that it can be
    over: int  # days by which it is over on the day asked about; 0: today; negative: still to come


@dataclass(frozen=True)
class KnownUntil:
    """The last day that any loaded source speaks for; statuses, day counts and waiting stop there."""

    date: dt.date | None  # None: no source gives a day
    stops: dt.date  # where counting stopped: that day, or the day asked about where it is earlier
    later: bool  # the day asked about is later: “as last reported on …; no later source loaded”
    publisher: str


@dataclass(frozen=True)
class NotKnown:
    """Something that no loaded source says, as a fact."""

    text: str
    kind: str  # silent (a source was looked at and does not say) | undated | not_reported (decided, not shown as done)
    about: str  # id of the event, relation or step; "" the dossier
    about_label: str
    citations: tuple[CitationSummary, ...]  # where the silence can be checked


@dataclass(frozen=True)
class KeyPerson:
    """A person met in the dossier, with every capacity the sources give, and what they did here."""

    person: PersonRef
    capacities: tuple[str, ...]  # as quoted
    roles: tuple[str, ...]  # reported | took_part | spoke
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class StatementSummary:
    """Somebody's exact words."""

    id: str
    speaker: PersonRef
    capacities: tuple[str, ...]  # as quoted, or the titles of the mandates it was made in; () not stated
    label: str  # what it is about, in our words
    date: DateShown
    lang: str
    words: str | None  # None: the words are not held here
    citations: tuple[CitationSummary, ...]

    @property
    def capacity(self) -> str:
        return "; ".join(self.capacities)


@dataclass(frozen=True)
class AnswerShown:
    """Somebody read a draft for one parameter."""

    id: str
    outcome: str  # answered | not_found
    instrument: InstrumentSummary  # the text that was read
    version: str  # id; "" not stated
    number: str  # of that version; "" not stated
    provision: str  # its eId, or as it is cited; "" none was found
    at: dt.datetime  # when it was recorded
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class ParameterShown:
    """One thing that a task asks of the text it orders."""

    id: str
    text: str  # in our words
    lang: str
    readings: tuple[AnswerShown, ...]  # the last one first; () nobody has looked yet
    citations: tuple[CitationSummary, ...]
