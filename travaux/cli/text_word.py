"""``travaux text redline``, ``resolve``, ``amendments``: Word files with tracked changes, out and in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from .text import AsJson, Out, app, given, put, say

Docx = Annotated[str, typer.Argument(help="A Word file (.docx); - is standard input.")]


@app.command()
def redline(
    old: Docx,
    new: Docx,
    out: Annotated[Path, typer.Option("-o", "--out", help="The .docx to write.")],
    author: Annotated[str, typer.Option(help="Whose changes they are, as Word will show.")] = "Travaux",
) -> None:
    """Write the new file with native tracked changes: accepted it is the new text, rejected the old one."""
    from travaux.core.text.docx.redline import redline as make

    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    put(make(given(old), given(new), author=author, when=when, names=(old, new)), out)


@app.command()
def resolve(
    file: Docx,
    accept: Annotated[bool | None, typer.Option("--accept/--reject", help="Accept or reject every change.")] = None,
    out: Out = None,
) -> None:
    """Write the file with every tracked change accepted or rejected."""
    from travaux.core.text.docx.resolve import resolve as resolved
    from travaux.core.text.refusals import TextRefused

    if accept is None:
        raise TextRefused("It was not said what to do with the changes.", remedy="Give --accept or --reject.")
    put(resolved(given(file), accept=accept, name=file), out)


@app.command()
def amendments(
    tracked: Docx,
    base: Annotated[str | None, typer.Option(help="The text amended; else the one that the file carries.")] = None,
    as_json: AsJson = False,
) -> None:
    """List tracked changes and margin comments as amendments on provisions. Exit code 1 when some lost their place.

    `--json` prints {"base": {"known_by": "given|stamp|text", "sha256"}, "amendments": [{"op", "author", "date", "unit",
    "old", "new", "context", "after", "why"}], "comments": [{"author", "date", "unit", "quoted", "text", "id",
    "answers", "through", "why"}], "residue": […]}. "after" is where a moved provision goes: behind this one; "answers"
    is the id of the comment that a reply is to; "through" the provision where the words of a comment end; "why" the
    reason to be in the residue.
    """
    from travaux.core.text.docx.amendments import amendments as listed
    from travaux.core.text.files import open_text

    on = open_text(given(base), name=base) if base is not None else None
    found = listed(given(tracked), name=tracked, base=on)
    if as_json:
        say(found.as_json())
    else:
        for each in found.amendments:
            typer.echo(f"{each.unit or '?'}: {each.author} {each.date[:10]}: {each.op} [-{each.old}-]{{+{each.new}+}}")
        for comment in found.comments:
            who = f"{comment.author} {comment.date[:10]}"
            typer.echo(f"{comment.unit or '?'}: {who}: “{comment.quoted}”: {comment.text}")
    raise typer.Exit(1 if found.residue else 0)
