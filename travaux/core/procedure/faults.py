"""What can be wrong with a file, said so that its author can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """The name of a fault; a program may branch on it, a person reads the sentence beside it."""

    UNREADABLE = "unreadable"
    NOT_YAML = "not_yaml"
    WRONG_SHAPE = "wrong_shape"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    DUPLICATE_KEY = "duplicate_key"
    DUPLICATE_ID = "duplicate_id"
    BAD_REFERENCE = "bad_reference"
    BAD_VALUE = "bad_value"
    BAD_ARITY = "bad_arity"
    NO_TRUTH_TABLE = "no_truth_table"


@dataclass(frozen=True)
class Fault:
    """One thing wrong at one place."""

    kind: FaultKind
    file: str  # path, or a name for text that has no path
    line: int  # from 1; 0 when the file as a whole is meant
    problem: str  # what is wrong
    remedy: str  # what to do

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem} {self.remedy}"

    def as_json(self) -> dict[str, object]:
        """The same as plain values."""
        return {
            "kind": str(self.kind),
            "file": self.file,
            "line": self.line,
            "problem": self.problem,
            "remedy": self.remedy,
        }


class BadFile(ValueError):
    """A file that was not taken in; every fault found in it, in the order of its lines. Nothing of it was kept."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        first = self.faults[0]
        self.kind, self.file, self.line, self.remedy = first.kind, first.file, first.line, first.remedy
        super().__init__("\n".join(map(str, self.faults)))

    def as_json(self) -> dict[str, object]:
        """The refusal as commands print it: the first fault, and all of them."""
        return {
            "error": self.faults[0].problem,
            "where": f"{self.file}, line {self.line}",
            "kept": "Nothing of the file was kept.",
            "remedy": self.remedy,
            "faults": [fault.as_json() for fault in self.faults],
        }


class BadProcedure(BadFile):
    """A file that is no procedure."""


class BadEvents(BadFile):
    """A file that is no list of events."""


class BadCalendar(BadFile):
    """A file that is no calendar."""


class BadCases(BadFile):
    """A file that is no list of scenario cases."""
