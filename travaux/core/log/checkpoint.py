"""Checkpoints: a few lines of text that others keep, against which the record's keeper can be held.

The text has the shape of a C2SP note: origin, size, hash, then extension lines, then an empty line after which
signatures can be added later. A reader takes what it knows and leaves the rest alone.
"""

import re
from dataclasses import dataclass

from .chain import GENESIS

ORIGIN = "travaux record v1"
HASH = re.compile(r"[0-9a-f]{64}")


class NotACheckpoint(ValueError):
    """A text that cannot be read as a checkpoint; says which line is wrong."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the record was at a moment, and the hash of its last line.

    >>> point = Checkpoint(lines=0, head=GENESIS, at="2022-06-06T09:00:00.000000Z")
    >>> Checkpoint.read(str(point)) == point
    True
    """

    lines: int  # how many lines the record had
    head: str  # hash of the last of them, 64 hex digits; GENESIS when there is none
    at: str  # when the checkpoint was made, UTC in ISO 8601

    def __str__(self) -> str:
        return f"{ORIGIN}\n{self.lines}\n{self.head}\nat {self.at}\n\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """The checkpoint that a text holds; `NotACheckpoint` if it holds none."""
        lines = text.replace("\r\n", "\n").split("\n\n")[0].split("\n")
        if lines[0].strip() != ORIGIN:
            raise NotACheckpoint(f"line 1 should be “{ORIGIN}”")
        if len(lines) < 2 or not re.fullmatch(r"0|[1-9][0-9]{0,15}", lines[1]):
            raise NotACheckpoint("line 2 should be the number of lines")
        if len(lines) < 3 or not HASH.fullmatch(lines[2]):
            raise NotACheckpoint("line 3 should be the hash of the last line, 64 hex digits")
        if lines[1] == "0" and lines[2] != GENESIS:
            raise NotACheckpoint("a record without lines has a head of zeros")
        at = next((line[3:] for line in lines[3:] if line.startswith("at ")), "")
        return cls(lines=int(lines[1]), head=lines[2], at=at)
