"""Reads one tracked file in a process of its own: `python -m travaux.core.text.docx.child`, as `core.text.child` does.

Standard input: a line of JSON ({"name", "profile", "language", "base", …}), then the text that is amended as Akoma
Ntoso (`base` bytes of it), then the file. Standard output: a line of JSON ({"proposed": […], "residue": […]} or
{"refused"}).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from ..akn_read import read_akn
from ..bounds import take_order
from ..refusals import TextRefused
from .proposals import Proposed, proposals


def answer(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What is said of a file."""
    try:
        base = read_akn(data[: order["base"]]).document
        file = data[order["base"] :]
        found = proposals(file, base, language=order["language"], profile_id=order["profile"], name=order["name"])
    except TextRefused as refusal:
        return {"refused": refusal.as_json()}
    return {"proposed": [told(each) for each in found.proposed], "residue": [each.as_json() for each in found.residue]}


def told(each: Proposed) -> dict[str, Any]:
    return {
        "author": each.author, "date": each.date, "unit": each.unit, "formula": each.formula,
        "operations": [asdict(operation) for operation in each.operations],
        "changes": [change.as_json() for change in each.changes],
        "comments": [comment.as_json() for comment in each.comments],
    }  # fmt: skip


def main() -> None:
    order = take_order()
    sys.stdout.write(json.dumps(answer(order, sys.stdin.buffer.read()), ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
