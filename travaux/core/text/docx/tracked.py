"""What is found in a tracked file: changes and comments, each with who, when and where, or why it has no place."""

from __future__ import annotations

from dataclasses import dataclass

NO_PLACE = "its words are not found in the base"


@dataclass(frozen=True, slots=True)
class Tracked:
    """One change of one author in one paragraph, row or cell."""

    # replace_words, insert_words, delete_words, add_unit, delete_unit, move_unit, split, join, add_row, delete_row,
    # add_cell, delete_cell, field (what a field does), format (looks only, or an empty paragraph); untracked
    op: str
    author: str
    date: str
    unit: str | None  # eId in the base; for a new paragraph, of the one before it; None when it was not found
    old: str  # the words that go; of `format`, those that look otherwise
    new: str  # the words that come
    context: str  # the paragraph as it was, or as it will be when it is new
    after: str | None = None  # of what moves: eId of what it comes after
    why: str = ""  # it is in the residue

    def as_json(self) -> dict[str, str | None]:
        return {key: getattr(self, key) for key in self.__slots__}


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment in the margin."""

    author: str
    date: str
    unit: str | None  # where the words begin that it stands at
    quoted: str  # these words, a new line between paragraphs
    text: str
    id: str = ""  # its number in the file
    answers: str = ""  # the number of the comment that it is a reply to
    through: str | None = None  # where these words end, if in another provision
    why: str = ""  # it is in the residue

    def as_json(self) -> dict[str, str | None]:
        return {key: getattr(self, key) for key in self.__slots__}
