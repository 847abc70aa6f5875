"""Catalogues of translated messages: text files in the repository, compiled beside themselves when they are needed."""

from pathlib import Path

import polib


def compile_catalogues(*folders: Path) -> list[Path]:
    """Compile each .po under the folders whose .mo is missing or older; returns what was written.

    Fuzzy and empty translations are left out, so the reader sees English there and never a guess.
    """
    written = []
    for source in (po for folder in folders for po in sorted(folder.rglob("*.po"))):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))
        written.append(target)
    return written
