"""Reads one file in a process of its own: `python -m travaux.core.text.child`, started by `travaux.lib.guarded`.

Standard input: a line of JSON ({"name", "profile", "language", "megabytes", "seconds"}), then the bytes of the file.
Standard output: a line of JSON ({"profile", "language", "doubts"} or {"refused"}), then the text as Akoma Ntoso. The
answer is data and never objects: nothing that a hostile file could make of this process reaches the one that asked.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from .akn_write import write_akn
from .bounds import take_order
from .files import open_text
from .refusals import TextRefused


def answer(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """What is said of a file, and its text."""
    try:
        reading = open_text(data, name=order["name"], profile_id=order["profile"], language=order["language"])
        doubts = [doubt.as_json() for doubt in reading.doubts]
        return {"profile": reading.profile, "language": reading.language, "doubts": doubts}, write_akn(reading.document)
    except TextRefused as refusal:
        return {"refused": refusal.as_json()}, b""


def main() -> None:
    order = take_order()
    told, text = answer(order, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode() + b"\n" + text)


if __name__ == "__main__":
    main()
