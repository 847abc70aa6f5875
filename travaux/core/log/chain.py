"""Lines, each bound to the one before it, and the walk that finds where they part."""

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass

from .canonical import NotCanonical, digest

VERSION = 1
GENESIS = "0" * 64  # what the first line names as the line before it
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record, as it is hashed.

    >>> line = Line(seq=1, at="2022-06-06T09:00:00.000000Z", prev=GENESIS, commitment=commit(b"{}", salt="00" * 32))
    >>> line.hash()[:16]
    '9c2a1d47e9b8a4d6'
    """

    seq: int  # 1 for the first line; no gaps
    at: str  # UTC in ISO 8601 with microseconds and Z; never earlier than the line before
    prev: str  # hash of the line before, 64 hex digits; GENESIS for the first
    commitment: str  # salted SHA-256 of the body, 64 hex digits
    v: int = VERSION  # version of this format

    def hash(self) -> str:
        """SHA-256 of the canonical line: what the next line names as `prev`."""
        return digest(asdict(self))


def commit(body: bytes, *, salt: str) -> str:
    """Salted SHA-256 of a body's canonical bytes: SHA-256(salt bytes, then body), as 64 hex digits.

    Without its salt (64 hex digits) a commitment says nothing about the body, even to one who guesses the body right.
    """
    return hashlib.sha256(bytes.fromhex(salt) + body).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold at a line."""

    seq: int  # the line that is wrong or missing
    why: str  # in words, for the person who reads the report


class Walk:
    """Takes lines in order and says of each what does not follow. Memory does not grow with the record.

    After a fault the walk goes on from what is stored, so that one alteration is named once and later ones still are.
    """

    def __init__(self, *, seq: int = 0, head: str = GENESIS, at: str = "") -> None:
        self.seq, self.head, self.at = seq, head, at

    def take(self, line: Line, stored_hash: str) -> list[Fault]:
        """The faults at one line, given the hash that is stored beside it."""
        faults = []
        if line.v != VERSION:
            faults.append(Fault(line.seq, f"format version {line.v} is not known"))
        if line.seq != self.seq + 1:
            faults.append(Fault(min(line.seq, self.seq + 1), self._gap(line.seq)))
        elif line.prev != self.head:
            faults.append(Fault(line.seq, "does not name the hash of the line before it"))
        if not self._gives(line, stored_hash):
            faults.append(Fault(line.seq, "its content does not give its hash"))
        if line.at < self.at:
            faults.append(Fault(line.seq, "is dated before the line before it"))
        self.seq, self.head, self.at = line.seq, stored_hash, line.at
        return faults

    @staticmethod
    def _gives(line: Line, stored_hash: str) -> bool:
        try:
            return line.hash() == stored_hash
        except NotCanonical:  # a forger can put anything into a column
            return False

    def _gap(self, found: int) -> str:
        if found <= self.seq:
            return "stands twice, or out of order"
        last = found - 1
        return "is missing" if last == self.seq + 1 else f"is missing, with all up to line {last}"


def stamp(at: dt.datetime) -> str:
    """A moment as it is hashed: UTC, always with six decimals, so that text order is time order.

    >>> stamp(dt.datetime(2022, 6, 6, 12, tzinfo=dt.UTC))
    '2022-06-06T12:00:00.000000Z'
    """
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(at: str) -> dt.datetime:
    """The moment that a stamp names."""
    return dt.datetime.fromisoformat(at)
