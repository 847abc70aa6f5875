"""What a page, a file and a table show of an assembly's rules: frozen values in the reader's language."""

import datetime as dt
from dataclasses import dataclass

from travaux.registry.names import NameShown

from .summaries import StepRef


@dataclass(frozen=True)
class VersionRef:
    """One version of the rules."""

    version: str
    status: str  # in_force | suspended | repealed | proposed
    first: str  # EDTF; "" not known
    last: str  # EDTF; ".." open
    exists: bool  # on the day asked about


@dataclass(frozen=True)
class SourceRef:
    """A text that rules were read in."""

    id: str
    title: str
    url: str  # "" none


@dataclass(frozen=True)
class Took:
    """How long a step took in past dossiers, in days from when it could follow; hidden where too few are known."""

    n: int
    median: int | None
    shortest: int | None
    longest: int | None


@dataclass(frozen=True)
class HereRow:
    """A dossier that stands at a step."""

    id: str
    title: NameShown
    notice: str


@dataclass(frozen=True)
class StepRules:
    """One step as its rules have it."""

    id: str
    name: str
    actors: tuple[str, ...]
    each: bool  # every member of its group has it to do
    mood: str  # must | may | usual (the rule is not verified)
    words: str  # the whole rule as prose
    after: str  # what has to hold before it
    terms: tuple[str, ...]
    takes: str
    gives: str
    note: str
    rule: str  # article and text; "" where none is known
    certainty: str  # A read in its primary text | B in a secondary one | C to be checked
    first: str  # EDTF: the rule exists from; "" not known
    last: str  # EDTF: and until; ".." open
    exists: bool  # on the day asked about
    follows: tuple[StepRef, ...]  # steps it follows from
    returns_to: tuple[StepRef, ...]  # steps it can return to
    took: Took
    here: tuple[HereRow, ...]  # the first dossiers at this step, by title
    here_n: int  # how many there are


@dataclass(frozen=True)
class PhaseRules:
    """Steps that are shown together."""

    id: str
    name: str
    axis: str
    steps: tuple[StepRules, ...]


@dataclass(frozen=True)
class Gone:
    """A step of an earlier version that the rules no longer have."""

    version: str
    step: StepRef
    words: str  # its rule as prose


@dataclass(frozen=True)
class ProcedureRow:
    """A line of the list of procedures."""

    id: str
    name: str
    assembly: str
    notice: str  # "" | exercise
    version: VersionRef
    versions: int
    steps: int
    verified: int  # steps whose rule was read in its primary text
    dossiers: int


@dataclass(frozen=True)
class ProcedureSummary:
    """One version of an assembly's rules, as of a day, with what past dossiers say of it."""

    id: str
    lang: str
    on: dt.date
    name: str
    assembly: str
    notice: str  # "" | exercise
    version: VersionRef
    versions: tuple[VersionRef, ...]  # oldest first
    sources: tuple[SourceRef, ...]
    phases: tuple[PhaseRules, ...]
    gone: tuple[Gone, ...]
    least: int  # past durations below which none is shown
    dossiers: int  # under these rules
    looked_at: int  # of them, those whose durations were looked at


@dataclass(frozen=True)
class ChangeShown:
    """One difference between two versions."""

    step: StepRef | None  # None: the rules as a whole
    part: str
    before: str  # "" nothing
    after: str
