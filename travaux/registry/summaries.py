"""What a page, a file or the API shows of the registry: frozen values in the reader's language, no queries left."""

import datetime as dt
from dataclasses import dataclass

from travaux.captures.queries import CitationSummary

from .names import NameShown


@dataclass(frozen=True)
class PeriodShown:
    """From when to when a fact holds, as its source has it."""

    start: str  # EDTF; "" not stated
    start_basis: str  # stated | inferred | unknown
    end: str  # EDTF; "" not stated, ".." stated to go on
    end_basis: str
    holds: str  # yes | possibly | no: on the day asked about

    @property
    def dated(self) -> bool:
        """Whether a source gives either end."""
        return bool(self.start or self.end)


@dataclass(frozen=True)
class FactShown:
    """What every fact of the registry carries: its id, when it holds, when it was recorded, and who says so."""

    id: str
    model: str  # registry.mandate
    period: PeriodShown
    recorded_at: dt.datetime
    citations: tuple[CitationSummary, ...]


@dataclass(frozen=True)
class BodyRef:
    """A body with its name, enough to link to it."""

    id: str  # where its address leads; merged bodies are one
    kind: str
    kind_label: str
    name: NameShown
    notice: str  # "" | demonstration | exercise


@dataclass(frozen=True)
class PersonRef:
    """A person with the name to show, enough to link to it."""

    id: str
    name: NameShown
    notice: str


@dataclass(frozen=True)
class NameFact:
    """One attested form, or a translation of ours. The same form from two sources is two facts."""

    fact: FactShown
    text: str
    lang: str  # as the source gives it, wrong codes included
    note: str
    origin: str  # attested | ours


@dataclass(frozen=True)
class Capacity:
    """A mandate: a person holds a post in a body."""

    fact: FactShown
    person: PersonRef
    body: BodyRef
    role: str  # member | chair | plenipotentiary_representative | … | the source's own word
    title: NameShown  # of the post, as attested; "" where no source gives one
    chamber: BodyRef | None
    on_behalf_of: BodyRef | None
    seated: bool  # fills a seat of its delegation, by a source's word


@dataclass(frozen=True)
class SeatFigure:
    """One number of seats as one source states it."""

    fact: FactShown
    kind: str  # composition | entitlement | vacancy
    chamber: BodyRef | None  # None: the source names no chamber
    seats: int
    unit: str  # deputies, members: the source's word; "" not given
    rule: str  # of an entitlement


@dataclass(frozen=True)
class SeatGroup:
    """The seats of a delegation for one chamber, or for the whole parliament where no chamber is named."""

    chamber: BodyRef | None
    figures: tuple[SeatFigure, ...]  # stated compositions; several that differ contradict each other
    vacancies: tuple[SeatFigure, ...]
    contradicting: bool
    seats: int | None  # None: sources contradict each other, or none states a composition
    holders_stated: int  # people whom a source seats here
    vacant: int  # seats that a source says are vacant
    not_stated: int | None  # seats of which no source says who holds them; None with `seats`
    beyond: int  # holders and vacancies beyond the stated seats; a warning, not an error


@dataclass(frozen=True)
class WebsiteShown:
    """A body's site; a source may announce one and give no address."""

    fact: FactShown
    of: BodyRef
    url: str | None  # None: stated, no address given


@dataclass(frozen=True)
class DelegationSummary:
    """What one parliament sends, as sources state it."""

    id: str
    name: NameShown  # of the delegation; of its parliament where the delegation itself has no recorded name
    parliament: BodyRef | None
    seats: tuple[SeatGroup, ...]  # stated compositions
    entitlements: tuple[SeatFigure, ...]  # quotas, kept apart
    total: int | None  # stated seats; None: contradicting, or no composition is stated
    contradicting: bool
    representatives: tuple[Capacity, ...]  # plenipotentiary; empty: none is named
    other_offices: tuple[Capacity, ...]  # what else those representatives hold
    websites: tuple[WebsiteShown, ...]
    membership: tuple[FactShown, ...]  # the facts that make it a delegation to this assembly
    date_stated: bool  # whether any of its figures is dated
    notice: str


@dataclass(frozen=True)
class DelegationsSummary:
    """Who sits in an assembly as of a day."""

    assembly: BodyRef
    on: dt.date
    known: dt.datetime | None
    lang: str
    delegations: tuple[DelegationSummary, ...]  # alphabetical in the page's language
    total: int | None  # seats on this page; None while any of its figures is contradicted
    holders_stated: int
    vacant: int
    not_stated: int | None
    contradicting: bool
    complete: bool  # whether a source says that the list is whole; no fact for it yet, so always False
    date_stated: bool
    known_until: dt.date | None  # the last day that any source shown speaks for
    notice: str


@dataclass(frozen=True)
class Holders:
    """People who hold something in a body, in one page of a list."""

    rows: tuple[Capacity, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Relation:
    """How one body stands to another."""

    fact: FactShown
    kind: str  # chamber_of | delegation_to | …
    kind_label: str
    body: BodyRef
    to: BodyRef


@dataclass(frozen=True)
class BodySummary:
    """A body on a page of its own."""

    body: BodyRef
    redirect: str | None  # the address that was asked for leads to another: go there
    names: tuple[NameFact, ...]
    relations: tuple[Relation, ...]
    websites: tuple[WebsiteShown, ...]
    holders: Holders
    delegation: DelegationSummary | None  # its seats, if it is a delegation
    on: dt.date
    known: dt.datetime | None
    known_until: dt.date | None
    notice: str


@dataclass(frozen=True)
class PersonSummary:
    """A person in public office on a page of its own."""

    person: PersonRef
    redirect: str | None  # the address that was asked for leads to another: go there
    names: tuple[NameFact, ...]
    capacities: tuple[Capacity, ...]  # on the day asked about, certainly or possibly
    other_times: tuple[Capacity, ...]  # certainly over, or not begun, on that day
    on: dt.date
    known: dt.datetime | None
    known_until: dt.date | None
    notice: str


@dataclass(frozen=True)
class PersonRow:
    """A person in a list."""

    id: str
    name: NameShown
    capacities: tuple[str, ...]  # "chair, Committee on Rivers": title or role, then the body
    notice: str


@dataclass(frozen=True)
class PeopleSummary:
    """A page of the list of people."""

    rows: tuple[PersonRow, ...]
    query: str
    total: int
    page: int
    pages: int
    on: dt.date


@dataclass(frozen=True)
class Contradiction:
    """Facts that cannot all be so, side by side. None is preferred; nothing is computed from them."""

    delegation: BodyRef
    chamber: BodyRef | None
    kind: str  # composition | entitlement | sum (the chambers do not add up to the whole)
    figures: tuple[SeatFigure, ...]
