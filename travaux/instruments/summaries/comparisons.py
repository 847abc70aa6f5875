"""What is shown where versions or languages stand side by side, and of one provision through all of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from travaux.registry.summaries import BodyRef

from ..blocks import Block
from .changes import ChangeShown
from .texts import ContentsEntry, VersionRow


@dataclass(frozen=True)
class Compared:
    """A line of the comparison: a block of either side, and the changes that it took part in."""

    old: Block | None
    new: Block | None
    changes: tuple[int, ...]  # places in `Comparison.changes`


@dataclass(frozen=True)
class Comparison:
    """Two versions of one language compared."""

    old: VersionRow
    new: VersionRow
    changes: tuple[ChangeShown, ...]  # in the order of the new text
    articles: tuple[ContentsEntry, ...]  # articles in which something changed, in order
    stats: Mapping[str, int]
    rows: tuple[Compared, ...]
    notice: str
    on: dt.date


@dataclass(frozen=True)
class ParallelRow:
    """Blocks that say the same in two languages; one side is empty where nothing answers."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class Parallel:
    """Two languages side by side."""

    left: VersionRow
    right: VersionRow
    rows: tuple[ParallelRow, ...]
    notice: str
    on: dt.date


@dataclass(frozen=True)
class DebtEntry:
    """An article that is ahead in one language."""

    uid: str
    eid: str  # in the language that is ahead
    num: str
    heading: str
    ahead: str  # language
    behind: str  # language
    kind: str  # changed | added | removed
    since: str  # number of the version in which it changed
    behind_at: str  # number of the last version in which it changed in the other language; "" never


@dataclass(frozen=True)
class Debt:
    """What one language of an instrument owes to another."""

    instrument: str  # id
    entries: tuple[DebtEntry, ...]
    sentences: tuple[str, ...]  # in words: one for each pair of languages
    notice: str
    on: dt.date


@dataclass(frozen=True)
class WordsFrom:
    """An amendment that words of a provision came of."""

    amendment: str  # id
    number: str
    authors: tuple[BodyRef, ...]
    author_quoted: str
    change: ChangeShown


@dataclass(frozen=True)
class PedigreeEntry:
    """A provision in one version."""

    version: VersionRow
    uid: str  # its own there: what was split or joined had another
    blocks: tuple[Block, ...]  # the provision with all that is inside; empty where it is gone
    kind: str  # first | same | moved | reworded | split | joined | added | removed
    kind_label: str
    changes: tuple[ChangeShown, ...]  # since the version before
    sources: tuple[WordsFrom, ...]


@dataclass(frozen=True)
class Pedigree:
    """One provision through every version of a language."""

    instrument: str  # id
    lang: str
    uid: str
    num: str  # in the latest version that has it
    heading: str
    entries: tuple[PedigreeEntry, ...]
    notice: str
    on: dt.date
