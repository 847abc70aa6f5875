"""What is shown of texts: languages, versions, blocks of a page, files."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..blocks import Block
from .changes import ChangeShown
from .works import InstrumentSummary


@dataclass(frozen=True)
class VersionRow:
    """A version in a list, or at the head of its page."""

    id: str
    instrument: str  # id
    lang: str
    authentic: bool
    number: str  # as printed
    position: int  # 1 for the first of its language
    label: str  # our words on what it is; may be ""
    title: str  # as it stands on the text
    origin: str  # uploaded | amended | merged | translated
    origin_label: str
    made: str  # EDTF; "" not stated
    made_basis: str  # stated | inferred | unknown
    recorded_at: dt.datetime
    sha256: str  # of the Akoma Ntoso bytes
    why: str
    states: tuple[str, ...]  # draft | adopted | in_force, on the day asked for
    state_labels: tuple[str, ...]
    level: str
    notice: str


@dataclass(frozen=True)
class LanguageShown:
    """One language of an instrument, with its versions, the latest last."""

    id: str
    lang: str
    authentic: bool
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True)
class Stage:
    """Versions of several languages that bear one number."""

    number: str
    label: str
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True)
class InstrumentTexts:
    """What is held of an instrument's text. `loaded` is False where no text is: its words are not known here."""

    instrument: InstrumentSummary
    loaded: bool
    languages: tuple[LanguageShown, ...]
    stages: tuple[Stage, ...]  # in order of time
    annexed_in: tuple[str, ...]  # ids of versions in which this instrument stands as an annex
    notice: str
    on: dt.date


@dataclass(frozen=True)
class ContentsEntry:
    """A line of the table of contents."""

    eid: str
    uid: str
    num: str
    heading: str
    depth: int


@dataclass(frozen=True)
class AnnexShown:
    """An annex that is a work of its own."""

    eid: str
    instrument: InstrumentSummary


@dataclass(frozen=True)
class FileShown:
    """A file of a version."""

    id: str
    name: str
    format: str
    media_type: str
    filed: bool  # as handed in; else made here
    sha256: str
    level: str


@dataclass(frozen=True)
class TextPage:
    """A version to be read: its blocks in order, and where else to go from here."""

    version: VersionRow
    instrument: InstrumentSummary
    blocks: tuple[Block, ...]
    contents: tuple[ContentsEntry, ...]
    annexes: tuple[AnnexShown, ...]
    beside: tuple[VersionRow, ...]  # the same version in other languages
    history: tuple[VersionRow, ...]  # every version in this language, this one among them
    files: tuple[FileShown, ...]
    formats: tuple[str, ...]  # that can be downloaded
    amendments: int  # how many were tabled to it
    to_review: int  # how many correspondences with the version before wait for a person
    notice: str
    on: dt.date


@dataclass(frozen=True)
class FileMade:
    """A file made for a reader."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class UploadPreview:
    """What a file would become, before anything is stored."""

    ok: bool
    lang: str  # as read; "" not known
    profile: str
    title: str
    units: int
    articles: int
    doubts: tuple[Mapping[str, str], ...]  # {where, text, why, chose}, in the order of the text
    contents: tuple[ContentsEntry, ...]
    against: VersionRow | None  # the latest version of that language
    same: bool  # word for word the same as that one
    changes: tuple[ChangeShown, ...]
    warnings: tuple[str, ...]  # what a person should know before storing it
    refusal: Mapping[str, str] | None  # error, where, kept, remedy; None where it can be stored
