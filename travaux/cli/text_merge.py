"""``travaux text merge`` and ``export``: several amended versions to one text; a text in another format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from .text import File, Lang, Out, Profile, app, given, put


@app.command()
def merge(
    base: File,
    versions: Annotated[list[str], typer.Argument(help="The amended versions of the base.")],
    out: Out = None,
    conflicts: Annotated[Path | None, typer.Option(help="Where to write what clashed, as JSON.")] = None,
    form: Annotated[str, typer.Option("--format", help="akn, txt, html or text (one unit a line).")] = "akn",
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Merge several amended versions of one base. Exit code 1 when there are conflicts.

    The conflicts file is {"applied": […], "conflicts": [{"units", "amendments", "reason"}]}.
    """
    from travaux.core.text.files import open_text, write
    from travaux.core.text.listing import as_lines, listing
    from travaux.core.text.merge import merge as merged

    reading = open_text(given(base), name=base, profile_id=profile, language=lang)
    used = profile or reading.profile or None
    named = [(v, open_text(given(v), name=v, profile_id=used, language=lang).document) for v in versions]
    found = merged(reading.document, named)
    if conflicts is not None:
        conflicts.write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    put(as_lines(listing(found.document)).encode() if form == "text" else write(found.document, form), out)
    for conflict in found.conflicts:
        typer.secho(
            f"{', '.join(conflict.units)}: {conflict.reason} ({', '.join(conflict.amendments)})", fg="yellow", err=True
        )
    raise typer.Exit(1 if found.conflicts else 0)


@app.command()
def export(
    file: File,
    to: Annotated[str, typer.Option(help="akn, txt, docx or html.")],
    out: Out = None,
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Write a text in another format."""
    from travaux.core.text.files import open_text, write

    put(write(open_text(given(file), name=file, profile_id=profile, language=lang).document, to), out)
