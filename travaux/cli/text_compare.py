"""``travaux text diff``: what happened between two versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .text import File, Lang, Profile, app, given, put, say


@app.command()
def diff(
    old: File,
    new: File,
    form: Annotated[str, typer.Option("--format", help="words, json, html, table or docx.")] = "words",
    profile: Profile = None,
    lang: Lang = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The file to write.")] = None,
) -> None:
    """Compare two versions: added, removed, moved, renumbered, reworded, split, joined.

    `--format json` prints {"changes": [{"kind", "old", "new", "words": [["=" | "+" | "-", text]]}], "stats": {…}}.
    """
    from travaux.core.text.diff import diff as compare
    from travaux.core.text.diff_show import in_html, in_table, in_words
    from travaux.core.text.files import open_text
    from travaux.core.text.refusals import TextRefused

    before = open_text(given(old), name=old, profile_id=profile, language=lang)
    after = open_text(given(new), name=new, profile_id=profile or before.profile or None, language=lang)
    found = compare(before.document, after.document, within_words=form == "json")
    language = after.language
    if form == "json":
        say(found.as_json())
    elif form == "docx":
        from datetime import UTC, datetime

        from travaux.core.text.docx.redline import redline
        from travaux.core.text.docx.write import write_docx

        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        files = (write_docx(each.document, lists=False) for each in (before, after))  # new numbers are changes too
        put(redline(*files, author="Travaux", when=when), out)
    elif form in ("words", "html", "table"):
        made = {"words": in_words, "html": in_html, "table": in_table}[form](found, language)
        put(made.encode(), out)
    else:
        raise TextRefused(
            f"There is no format “{form}”.", where="--format", remedy="Give words, json, html, table or docx."
        )
