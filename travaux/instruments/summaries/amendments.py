"""What is shown of amendments."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from travaux.registry.summaries import BodyRef

from .changes import ChangeShown
from .texts import VersionRow

__all__ = [
    "AmendmentShown", "AmendmentsPage", "ChangeShown", "Clash", "Falls", "Left", "OperationShown",
    "Proposal", "RulingShown", "Tabled", "TrackedFile",
]  # fmt: skip


@dataclass(frozen=True)
class OperationShown:
    """One thing that an amendment orders, and what comes of it on the version."""

    op: str
    target: str  # in words
    find: str
    text: str
    status: str  # applied | already | ambiguous | not_found | not_executable
    status_label: str
    why: str
    eid: str  # what it changes; "" where it changes nothing


@dataclass(frozen=True)
class RulingShown:
    """What became of an amendment, by one word."""

    id: str
    outcome: str
    outcome_label: str
    ruled: str  # EDTF
    note: str
    recorded_at: dt.datetime
    stands: bool  # False: a later row says it was recorded wrongly
    reason: str  # why it supersedes another


@dataclass(frozen=True)
class Proposal:
    """What an amendment, or words that are not tabled yet, would do to a version."""

    operations: tuple[OperationShown, ...]
    changes: tuple[ChangeShown, ...]  # was and proposed, place by place
    executable: bool


@dataclass(frozen=True)
class Left:
    """A change or a comment of a tracked file that is no amendment, and why."""

    kind: str  # change | comment
    author: str
    date: str
    place: str  # in words; "" where it has none
    was: str  # of a comment the words that it stands at
    proposed: str  # of a comment what it says
    why: str


@dataclass(frozen=True)
class Tabled:
    """What one author of a tracked file wants of one article: an amendment, if somebody tables it."""

    key: str  # the same each time that the same file is read
    author: str  # as Word has it
    date: str  # of the last change, ISO with time
    place: str
    formula: str
    reason: str  # what the author wrote in the margin of the article
    operations: tuple[Mapping[str, Any], ...]  # see `operations.from_values`
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True)
class TrackedFile:
    """What was found in a tracked file, before anything is stored."""

    tabled: tuple[Tabled, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True)
class Falls:
    """What makes an amendment fall: a suggestion."""

    if_agreed: str  # number of the amendment
    reason: str


@dataclass(frozen=True)
class AmendmentShown:
    """An amendment in the numbered table."""

    id: str
    number: str
    author: BodyRef | None
    author_quoted: str
    lang: str  # in which it was tabled
    tabled: str  # EDTF
    formula: str  # in the language of the version, else as tabled
    formulas: Mapping[str, str]  # {lang: words}
    reason: str  # in the reader's language, else as tabled
    reasons: Mapping[str, str]
    proposal: Proposal
    outcome: str  # tabled | withdrawn | agreed | rejected | fell
    outcome_label: str
    rulings: tuple[RulingShown, ...]
    amends: str  # number of the amendment that it is a sub-amendment to; "" none
    alike: tuple[str, ...]  # numbers of amendments that propose the very same
    alternatives: tuple[str, ...]  # numbers of those that give other words in the same place
    falls_if: tuple[Falls, ...]
    distance: str  # leave_out | another_wording | partial | insertion | editorial; "" where it changes nothing
    distance_label: str
    clashes: tuple[int, ...]  # places in `AmendmentsPage.clashes`
    notice: str
    level: str


@dataclass(frozen=True)
class Clash:
    """Amendments that cannot all be taken. It is a suggestion until a chair confirms it."""

    numbers: tuple[str, ...]
    eids: tuple[str, ...]
    labels: tuple[str, ...]  # the places as people call them
    reason: str
    settled: bool  # what was decided leaves at most one of them standing


@dataclass(frozen=True)
class AmendmentsPage:
    """The amendments to one version, in the order in which they are put: a suggestion to the chair."""

    version: VersionRow
    amendments: tuple[AmendmentShown, ...]
    clashes: tuple[Clash, ...]
    order: str  # text | distance
    counts: Mapping[str, int]  # how many by outcome
    notice: str
    on: dt.date
