"""``travaux capture read FILE --json``: what a page says, without a database and without Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from travaux.core.claims import PageRefused, open_page, read
from travaux.core.claims.page import MAX_BYTES

OK, REFUSED = 0, 2


def read_file(path: Path, *, encoding: str | None = None) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON document for one file: claims and the number of sentences unread, or a refusal.

    Spans are half-open ranges of Unicode code points in the text whose SHA-256 is ``text_sha256``.
    """
    try:
        page = open_page(_bytes_of(path), name=str(path), encoding=encoding)
    except PageRefused as refusal:
        return REFUSED, refusal.as_json()
    reading = read(page.text)
    return OK, {
        "sha256": page.sha256,
        "text_sha256": page.text_sha256,
        "claims": [claim.as_json() for claim in reading.claims],
        "unread": len(reading.unread),
    }


def _bytes_of(path: Path) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as reason:
        raise PageRefused(
            "unreadable",
            error=f"The file cannot be read: {reason.strerror or reason}.",
            where=str(path),
            remedy="Give the path of a file that exists and may be read.",
        ) from None
