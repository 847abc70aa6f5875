"""Check an exported record with nothing but Python: copy this one file and run

    python verify_offline.py record.jsonl [checkpoint.txt]

It trusts no one: not the program that wrote the record, nor the site that gave it out. Prints a JSON report and exits
with 1 if anything does not hold, 2 if the file cannot be read.

A line's hash is SHA-256 of its five fields as canonical JSON (keys in order, no spaces); `prev` is the hash of the line
before, 64 zeros for the first. A body is bound by `commitment`: SHA-256 of the 32 salt bytes followed by the body's
text. A checkpoint is a text: its second line counts the lines, its third is the hash of the last.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from typing import Any

GENESIS = "0" * 64


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def line_hash(line: dict[str, Any]) -> str:
    return sha256(json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())


class Check:
    """The walk over one exported record."""

    def __init__(self, checkpoint: tuple[int, str]) -> None:
        self.checkpoint = checkpoint  # how many lines, and the hash of the last
        self.at_checkpoint: str | None = None  # the hash found where that line should be
        self.lines, self.seq, self.head, self.at = 0, 0, GENESIS, ""
        self.altered: list[dict[str, str]] = []
        self.bad: set[int] = set()
        self.withheld = 0  # bodies that this reader may not see
        self.erased: list[int] = []  # lines whose body was erased
        self.explained: set[int] = set()  # lines that a readable body says were erased
        self.not_shown: list[list[int]] = []  # first and last of lines left out

    def fault(self, kind: str, seq: int, why: str) -> None:
        self.bad.add(seq)
        self.altered.append({"type": kind, "id": str(seq), "why": why})

    def take(self, entry: dict[str, Any], complete: bool) -> None:
        """One exported line. `complete`: the file claims to leave out no line."""
        line = entry["line"]
        seq = line["seq"]
        if sorted(line) != ["at", "commitment", "prev", "seq", "v"] or line["v"] != 1:
            self.fault("record.line", seq, "is not in a format that is known here")
        if seq <= self.seq:
            self.fault("record.line", seq, "stands twice, or out of order")
        elif seq > self.seq + 1:
            self.not_shown.append([self.seq + 1, seq - 1])
            if complete:
                self.fault("record.line", self.seq + 1, "is missing")
        elif line["prev"] != self.head:
            self.fault("record.line", seq, "does not name the hash of the line before it")
        if line_hash(line) != entry["hash"]:
            self.fault("record.line", seq, "its content does not give its hash")
        if line["at"] < self.at:
            self.fault("record.line", seq, "is dated before the line before it")
        self.take_body(seq, line["commitment"], entry["body"])
        if seq == self.checkpoint[0]:
            self.at_checkpoint = entry["hash"]
        self.lines, self.seq, self.head, self.at = self.lines + 1, seq, entry["hash"], line["at"]

    def take_body(self, seq: int, commitment: str, body: dict[str, str] | None) -> None:
        if body is None:
            self.withheld += 1
        elif "erased" in body:
            self.erased.append(seq)
        else:
            try:
                fits = sha256(bytes.fromhex(body["salt"]) + body["text"].encode()) == commitment
                objects = json.loads(body["text"])["objects"] if fits else []
            except (ValueError, KeyError, TypeError):
                fits, objects = False, []
            if not fits:
                self.fault("record.body", seq, "is not what its line committed to")
            self.explained |= {int(each["id"]) for each in objects if each["type"] == "record.body"}

    def check_tail(self, count: int, head: str, complete: bool) -> None:
        if self.seq < count:
            self.not_shown.append([self.seq + 1, count])
            if complete:
                self.fault("record.line", self.seq + 1, f"is missing: the checkpoint counts {count} lines")
        elif self.at_checkpoint not in (None, head):
            self.fault("record.line", count, "is not the line that the checkpoint names")

    def finish(self, complete: bool) -> dict[str, Any]:
        """The report, once every line was taken."""
        self.check_tail(*self.checkpoint, complete)
        if not self.withheld and not self.not_shown:
            for seq in self.erased:
                if seq not in self.explained:
                    self.fault("record.body", seq, "was emptied, and no act says so")
        return {
            "ok": not self.altered,
            "lines": self.lines,
            "head": self.head,
            "first_bad": min(self.bad) if self.bad else None,
            "altered": self.altered,
            "withheld": self.withheld,
            "erased": self.erased,
            "not_shown": self.not_shown,
        }


def read_checkpoint(text: str) -> tuple[int, str]:
    """Number of lines and hash of the last."""
    rows = text.split("\n")
    if rows[0].strip() != "travaux record v1":
        raise ValueError("not a checkpoint: line 1 should be “travaux record v1”")
    return int(rows[1]), rows[2].strip()


def check(rows: Iterable[str], checkpoint: str | None = None) -> dict[str, Any]:
    """The report on an exported record, given as an iterable of its text lines; ValueError if it is not one."""
    rows = iter(rows)
    heading = json.loads(next(rows, "{}"))
    if not isinstance(heading, dict) or heading.get("travaux_record") != 1:
        raise ValueError("not an exported record: its first line has no “travaux_record”: 1")
    complete = heading["shown_to"] != "public"
    walk = Check(read_checkpoint(checkpoint or heading["checkpoint"]))
    for number, row in enumerate(rows, start=2):
        try:
            walk.take(json.loads(row), complete)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"row {number} of the file is not a line of a record ({error!r})") from error
    return walk.finish(complete)


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 2):
        sys.stderr.write(__doc__ or "")
        return 2
    try:
        checkpoint = None
        if len(arguments) == 2:
            with open(arguments[1], encoding="utf-8") as file:
                checkpoint = file.read()
        with open(arguments[0], encoding="utf-8") as file:
            report = check(file, checkpoint)
    except (OSError, ValueError, KeyError, IndexError) as error:
        sys.stderr.write(json.dumps({"error": str(error)}, ensure_ascii=False) + "\n")
        return 2
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
