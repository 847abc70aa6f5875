"""A file from outside, read in a process of its own with bounds on memory and time.

The gate of the text engine refuses what it knows; what it does not know can at worst end a process that holds nothing.
Whatever is uploaded through the web is read here, never in the process that serves others.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from travaux.core.text.akn_read import read_akn
from travaux.core.text.paragraphs import Doubt
from travaux.core.text.plain import Reading
from travaux.core.text.refusals import NotReadable

SECONDS = 10
MEGABYTES = 1_500  # address space, of which the interpreter and its libraries take about 300


def read_guarded(
    data: bytes, *, name: str = "", profile_id: str | None = None, language: str | None = None,
    seconds: int = SECONDS, megabytes: int = MEGABYTES,
) -> Reading:  # fmt: skip
    """What `open_text` gives for the same bytes. Raises `NotReadable`, also when a bound is reached."""
    order = {"name": name, "profile": profile_id, "language": language}
    told, text = ask_child("travaux.core.text.child", order, data, name=name, seconds=seconds, megabytes=megabytes)
    doubts = tuple(Doubt(**doubt) for doubt in told["doubts"])
    return Reading(read_akn(text, name=name).document, told["profile"], told["language"], doubts)


def read_tracked(data: bytes, base: bytes, *, name: str, profile_id: str, language: str) -> dict[str, Any]:
    """What `proposals` finds in a tracked Word file, as plain values; `base` is the amended text as Akoma Ntoso.

    {"proposed": [{"author", "date", "unit", "formula", "operations", "changes", "comments"}], "residue": […]}.
    Raises `NotReadable`, also when a bound is reached.
    """
    order = {"name": name, "profile": profile_id, "language": language, "base": len(base)}
    told, _ = ask_child("travaux.core.text.docx.child", order, base + data, name=name, seconds=3 * SECONDS)
    return told


def ask_child(
    module: str, order: Mapping[str, Any], data: bytes, *, name: str = "", seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> tuple[dict[str, Any], bytes]:  # fmt: skip
    """What a module that reads files answers from a process of its own: its first line as JSON, and the rest.

    The module gets the order as one line of JSON, with the bounds that it sets itself, and then the bytes. Raises
    `NotReadable` with the module's own refusal, or when a bound is reached.
    """
    order = {**order, "megabytes": megabytes, "seconds": seconds}
    command = [sys.executable, "-I", "-m", module]
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}  # no keys, no addresses of databases
    try:
        done = subprocess.run(command, input=json.dumps(order).encode() + b"\n" + data, capture_output=True,
                              timeout=seconds, env=environment, check=False)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _bound(name, f"more than {seconds} seconds") from None
    if done.returncode != 0:
        raise _bound(name, f"more than {megabytes} MB of memory or {seconds} seconds")
    head, _, rest = done.stdout.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        refused = told["refused"]
        raise NotReadable(refused["error"], where=refused["where"], remedy=refused["remedy"])
    return told, rest


def _bound(name: str, needed: str) -> NotReadable:
    return NotReadable(f"Reading the file takes {needed}.", where=name,
                       remedy="Give the text in parts, or in a simpler format.")  # fmt: skip
