"""What regular upkeep did last, and how it went: written by the worker, read by the doctor and by the state page."""

import datetime as dt
import json
from pathlib import Path

from django.conf import settings


def file() -> Path:
    return Path(settings.DATA.root) / "upkeep.json"


def read() -> dict[str, dict[str, str]]:
    """What was last done: {job: {"at": ISO time, "ok": "yes" | "no", "said": words}}; empty before the first time."""
    try:
        return dict(json.loads(file().read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def note(job: str, *, at: dt.datetime, ok: bool, said: str) -> None:
    """Write a job into the diary; the file is replaced whole, so that no reader sees half of it."""
    entries = read() | {job: {"at": at.isoformat(), "ok": "yes" if ok else "no", "said": said}}
    fresh = file().with_suffix(".new")
    fresh.write_text(json.dumps(entries, indent=2, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file())
