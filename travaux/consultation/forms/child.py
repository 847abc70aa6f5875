"""Reads one table in a process of its own: `python -m travaux.consultation.forms.child`; see `travaux.lib.guarded`.

Standard input: a line of JSON ({"name", "megabytes", "seconds"}), then the bytes of the file. Standard output: a line
of JSON, {"rows", "stamp", "residue"} or {"refused"}.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from travaux.core.text.bounds import take_order
from travaux.core.text.refusals import TextRefused

from .read import read_form
from .rows import FormRead, Row, Stamp


def answer(name: str, data: bytes) -> dict[str, Any]:
    """What is said of a table."""
    try:
        return asdict(read_form(data, name=name))
    except TextRefused as refusal:
        return {"refused": refusal.as_json()}


def understood(told: dict[str, Any]) -> FormRead:
    """The answer as a value again."""
    rows = tuple(Row(**{**row, "notes": tuple(row["notes"])}) for row in told["rows"])
    return FormRead(rows, Stamp(**told["stamp"]) if told["stamp"] else None, tuple(told["residue"]))


def main() -> None:
    order = take_order()
    sys.stdout.buffer.write(json.dumps(answer(order["name"], sys.stdin.buffer.read()), ensure_ascii=False).encode())


if __name__ == "__main__":
    main()
