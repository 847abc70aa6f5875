"""The formats that texts come and go in: one row each, for command lines, download lists and addresses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    id: str  # as it is named on the command line: akn, docx …
    extension: str  # with its dot
    media_type: str  # as it is sent over the web
    read: bool  # whether files of it can be read
    written: bool  # whether `files.write` makes them


FORMATS = {
    row.id: row
    for row in (
        Format("akn", ".xml", "application/xml", True, True),
        Format("bluebell", ".bluebell.txt", "text/plain; charset=utf-8", True, True),
        Format("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", True, True),
        Format("html", ".html", "text/html; charset=utf-8", True, True),
        Format("md", ".md", "text/markdown; charset=utf-8", True, True),
        Format("odt", ".odt", "application/vnd.oasis.opendocument.text", True, True),
        Format("pdf", ".pdf", "application/pdf", False, True),
        Format("txt", ".txt", "text/plain; charset=utf-8", True, True),
    )
}


def written() -> tuple[str, ...]:
    """The formats that `files.write` makes."""
    return tuple(row.id for row in FORMATS.values() if row.written)
