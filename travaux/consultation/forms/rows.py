"""The shapes of a table of comments: a row, the stamp that a form carries, what a reading gives."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("general", "technical", "editorial", "legal", "translation")
OUTCOMES = (
    "accepted", "accepted_in_principle", "accepted_partially", "accepted_with_modification", "noted", "already_covered",
    "duplicate_of", "deferred", "rejected", "withdrawn_by_author", "out_of_scope", "needs_decision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One comment: one point on one provision by one author. Empty where nothing was said."""

    label: str = ""  # the provision as printed or as the author named it: "Статья 7, 2"
    words: str = ""  # the draft's words, as quoted in the row
    author: str = ""
    kind: str = ""  # one of KINDS
    comment: str = ""
    proposed: str = ""  # the wording proposed
    ground: str = ""
    national: str = ""  # the national provision cited
    outcome: str = ""  # one of OUTCOMES
    reason: str = ""  # why, in the words of whoever decided
    after: str = ""  # the words of the provision in the version that followed
    reaction: str = ""  # the author's answer to the outcome, in words
    id: str = ""  # of the stored comment, where the form carried it
    uid: str = ""  # of the provision, where the form carried it
    eid: str = ""  # of the provision in the version that the form was made of
    at: str = ""  # where it stands in the file: "table 1, row 4"
    notes: tuple[str, ...] = ()  # what was uncertain in reading it

    @property
    def said(self) -> bool:
        """Whether an author said anything: a provision alone is a place to write in."""
        return any((self.comment, self.proposed, self.ground, self.national))


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a form that we made carries unseen: which circulation, whose copy, which version."""

    round: str = ""
    addressee: str = ""
    version: str = ""  # SHA-256 of the version's bytes
    lang: str = ""
    layout: str = "cis"  # cis | iso; pack and proof go out and are not read back


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a file said."""

    rows: tuple[Row, ...]
    stamp: Stamp | None = None  # None: not a form of ours, or the stamp was lost on the way
    residue: tuple[str, ...] = field(default=())  # words outside of the tables that were understood
