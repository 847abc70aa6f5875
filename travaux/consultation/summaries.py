"""What is shown of comments and their answers: frozen values, filtered by who is looking."""

import datetime as dt
from dataclasses import dataclass

Words = tuple[tuple[str, str], ...]  # [("=" | "+" | "-", text), …]


@dataclass(frozen=True)
class AnswerShown:
    """A proposal or a decision as it stands."""

    id: str
    outcome: str
    outcome_label: str
    why: str
    no_change_because: str
    duplicate_of: int  # the number of the other comment; 0
    changed_in: str  # id of the version that bears the change; ""
    changed_labels: tuple[str, ...]  # the provisions that it changed, as printed
    words: Words  # what changed there
    recorded_at: dt.datetime
    times: int  # how often it was answered anew; 1 the first time


@dataclass(frozen=True)
class ReactionShown:
    """What the author says of the answer."""

    kind: str
    kind_label: str
    statement: str
    recorded_at: dt.datetime


@dataclass(frozen=True)
class TranslationShown:
    """A comment in another language, by somebody else than its author or by its author; marked as what it is."""

    lang: str
    text: str
    proposal: str
    ground: str


@dataclass(frozen=True)
class CommentRow:
    """One comment with all that became of it."""

    id: str
    number: int
    author: str  # the body's name on the day it was asked
    author_id: str
    author_quoted: str
    receipt: int
    received_on: dt.date
    late_by: int  # days; 0 in time
    place: str  # provision | whole | not_placed
    label: str  # the provision as printed; "" the whole text
    uid: str
    eid: str
    article_uid: str
    order: int  # of its place in the text
    place_quoted: str
    draft_words: str
    kind: str
    kind_label: str
    text: str
    proposal: str
    ground: str
    national_provision: str
    lang: str
    translations: tuple[TranslationShown, ...]
    extracted: bool  # read from a letter by somebody else
    confirmed: bool  # the parliament said that this is what it meant
    proposed: AnswerShown | None
    decided: AnswerShown | None
    reaction: ReactionShown | None
    same_as: tuple[int, ...]  # numbers of comments that ask for the very same
    against: tuple[int, ...]  # numbers of comments that want other words in the same place
    now: str  # where its provision stands in the latest version: same | reworded | moved | split | removed | ""

    @property
    def state(self) -> str:
        """open | proposed | decided"""
        return "decided" if self.decided else "proposed" if self.proposed else "open"


@dataclass(frozen=True)
class Consolidated:
    """The table of a round in the order of its text; what is not placed yet stands first."""

    round: str
    number: int
    dossier: str
    version: str
    version_number: str
    version_sha256: str
    lang: str
    title: str
    level: str
    rows: tuple[CommentRow, ...]
    counts: dict[
        str, int
    ]  # all, open, proposed, decided, unnamed, not_placed: of what fits but for the answers asked for
    total: int  # what fits, whatever is asked of answers
    any_at_all: bool  # whether the round has a comment that this viewer may know of
    found: int  # after all filters, on all pages
    page: int
    pages: int
    authors: tuple[tuple[str, str], ...]  # (id, name) of all who commented, for the filter
    closed: bool
    notice: str


@dataclass(frozen=True)
class GridCell:
    """What one author said of one provision."""

    numbers: tuple[int, ...]  # of its comments; empty: none is recorded, which is no position
    sign: str  # wording: it proposes other words | remark | ""


@dataclass(frozen=True)
class GridRow:
    """One provision and the position of each author in it."""

    label: str
    uid: str
    cells: tuple["GridCell", ...]  # one for each author, in the order of the heads


@dataclass(frozen=True)
class Grid:
    """Provisions × delegations: who commented on what. A number says how many; nothing is weighed or ranked."""

    authors: tuple[str, ...]
    ids: tuple[str, ...]  # of the authors, in the same order
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Proof:
    """Whether every comment was answered, and how; a reader can check it against the table."""

    table: Consolidated
    full: bool
    unanswered: tuple[int, ...]
    unnamed: tuple[int, ...]  # accepted, and neither a change nor a reason for none is named yet
    maintained: tuple[int, ...]
    closed_by: str
    closed_at: dt.datetime | None
    reason: str
