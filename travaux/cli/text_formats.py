"""``travaux text export``: a text in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from .text import File, Lang, Out, Profile, app, given, put


@app.command()
def export(
    file: File,
    to: Annotated[str, typer.Option(help="akn, docx, odt, html, md, txt, pdf or bluebell.")],
    out: Out = None,
    notice: Annotated[
        str | None, typer.Option(help="Words that stand first, and on every page where there are.")
    ] = None,
    line_numbers: Annotated[bool, typer.Option("--line-numbers", help="Number the lines (docx, pdf).")] = False,
    profile: Profile = None,
    lang: Lang = None,
) -> None:
    """Write a text in another format. What a format cannot hold is left out."""
    from travaux.core.text.files import open_text, write

    document = open_text(given(file), name=file, profile_id=profile, language=lang).document
    put(write(document, to, notice=notice, line_numbers=line_numbers), out)
