"""``travaux text merge``: several amended versions to one text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from .text import File, Lang, Out, Profile, app, given, put, say


@app.command()
def merge(
    base: File,
    versions: Annotated[list[str], typer.Argument(help="The amended versions of the base.")],
    out: Out = None,
    conflicts: Annotated[Path | None, typer.Option(help="Where to write what clashed, as JSON.")] = None,
    form: Annotated[str, typer.Option("--format", help="akn, txt, html or text (one unit a line).")] = "akn",
    marshal: Annotated[
        bool, typer.Option("--marshal", help="Instead of the text, the amendments in the order in which they are put.")
    ] = False,
    order: Annotated[str, typer.Option(help="The order of --marshal: text, or distance.")] = "text",
    sub: Annotated[
        list[str] | None, typer.Option(help="CHILD=PARENT: a version that amends another version; only for --marshal.")
    ] = None,
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Merge several amended versions of one base. Exit code 1 when there are conflicts.

    The conflicts file is {"applied": […], "conflicts": [{"units", "amendments", "reason"}]}.

    `--marshal` prints {"policy", "confirmed": false, "entries": [{"number", "amendments", "place", "kind", "old",
    "new", "words", "distance", "sub_of", "alternative_to", "falls_if": [{"agreed", "reason"}]}]}: a suggestion until
    a chair confirms it.
    """
    from travaux.core.text.files import open_text, write
    from travaux.core.text.listing import as_lines, listing
    from travaux.core.text.merge import merge as merged

    reading = open_text(given(base), name=base, profile_id=profile, language=lang)
    used = profile or reading.profile or None
    named = [(v, open_text(given(v), name=v, profile_id=used, language=lang).document) for v in versions]
    if marshal:
        _marshalled(reading.document, named, order, sub or [])
        return
    found = merged(reading.document, named)
    if conflicts is not None:
        put((json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n").encode(), conflicts)
    put(as_lines(listing(found.document)).encode() if form == "text" else write(found.document, form), out)
    for conflict in found.conflicts:
        typer.secho(
            f"{', '.join(conflict.units)}: {conflict.reason} ({', '.join(conflict.amendments)})", fg="yellow", err=True
        )
    raise typer.Exit(1 if found.conflicts else 0)


def _marshalled(base: Any, named: list[tuple[str, Any]], order: str, subs: list[str]) -> None:
    from travaux.core.text.marshal import Tabled
    from travaux.core.text.marshal import marshal as marshalled
    from travaux.core.text.refusals import TextRefused

    parents = dict(pair.partition("=")[::2] for pair in subs)
    unknown = sorted(set(parents) - {name for name, _ in named})
    if unknown:
        raise TextRefused(f"“{unknown[0]}” is none of the versions.", where="--sub",
                          remedy="Write CHILD=PARENT with the names of two versions as they are given.")  # fmt: skip
    tabled = [Tabled(name, text, parents.get(name, "")) for name, text in named]
    say(marshalled(base, tabled, policy=order).as_json())
