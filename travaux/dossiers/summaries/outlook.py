"""What the rules say of a dossier from where it stands: advice, computed from its dated facts and never stored."""

import datetime as dt
from dataclasses import dataclass

from travaux.captures.queries import CitationSummary

from .parts import DateShown, LastDone, PhaseSummary, ProcedureRef, StepRef, Waiting


@dataclass(frozen=True)
class Because:
    """One reason, in a sentence; all reasons of a step hold."""

    text: str
    rule: str  # as it is cited; "" none
    inside: tuple["Because", ...]  # of a choice: its parts
    events: tuple[str, ...]  # ids of the events it speaks of


@dataclass(frozen=True)
class DeadlineShown:
    """The last day of a term, by a rule that was read in its primary text; or why no day can be named."""

    clock: str  # id of the clock in the procedure
    step: StepRef  # what is due
    earliest: dt.date | None  # first and last day it can be, where its start is known only within bounds
    latest: dt.date | None
    count: int | None  # how long the term is, extensions included; None: no source says
    unit: str  # calendar | working | sitting | month
    backward: bool  # counted back from what is planned
    started: str  # id of the event that it runs from
    rule: str
    problem: str  # "" | no_length | no_start | no_calendar: why there is no day
    overdue: bool | None  # on the day asked about; None: its bounds do not decide it
    left: int | None  # days from the day asked about to the last day it can be; negative: over


@dataclass(frozen=True)
class Ahead:
    """A step that can follow."""

    step: StepRef
    says: str  # must | may | usual (the rule is not verified)
    decided: bool  # a source says that it was decided, none that it was done
    actors: tuple[str, ...]  # who acts: of a group those still awaited
    since: DateShown | None  # the fact that opened it; None: nothing had to happen, or not known
    days: tuple[int, int] | None  # fewest and most days since, counted to the last day that a source speaks for
    deadline: DeadlineShown | None
    because: tuple[Because, ...]
    rule: str


@dataclass(frozen=True)
class Barred:
    """A step that cannot follow now, and why not."""

    step: StepRef
    says: str  # not_yet | cannot
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Governed:
    """Which version of the rules governs the dossier from a day on, and who decided so."""

    procedure: ProcedureRef
    version: str
    since: DateShown  # not stated: from the beginning
    decision: str  # id of the event that decided it; "" the version that was in force when the work began
    fact: str  # id of the fact; "" none
    now: bool  # it governs on the day asked about
    here: bool  # this installation has these rules
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class Component:
    """A part of the text, or one split from it, with its own place on the path."""

    instrument: str  # id
    phases: tuple[PhaseSummary, ...]
    over: bool | None  # None: no source says
    last_done: LastDone | None
    waiting: tuple[Waiting, ...]
    next: tuple[StepRef, ...]  # what follows by the procedure, apart from what was decided already
    deadlines: tuple[DeadlineShown, ...]  # the first one first


@dataclass(frozen=True)
class Outlook:
    """Everything that the procedure says from here. Empty where this installation does not have its file."""

    as_of: dt.date | None  # the day it is computed for: that asked about, or the last that a source speaks for
    consideration: int  # 2: the second
    axes: tuple[str, ...]  # names of the phases in which it stands, where the procedure runs side by side
    ahead: tuple[Ahead, ...]
    barred: tuple[Barred, ...]
    deadlines: tuple[DeadlineShown, ...]  # of steps that can follow, the first one first
    unforeseen: tuple[str, ...]  # ids of events that the map does not foresee; for the secretariat alone
    governed: tuple[Governed, ...]  # the first one first
    components: tuple[Component, ...]
