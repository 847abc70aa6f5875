"""Catalogues are compiled when they are needed, and a guess of a translation is never shown."""

import gettext
import os
from pathlib import Path

from travaux.lib.messages import compile_catalogues

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "draft"
msgstr "проект"

#, fuzzy
msgid "reading"
msgstr "чтиво"
"""


def test_a_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    source = tmp_path / "ru" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")
    compiled = source.with_suffix(".mo")

    assert compile_catalogues(tmp_path) == [compiled]
    assert compile_catalogues(tmp_path) == []
    os.utime(compiled, (0, 0))
    assert compile_catalogues(tmp_path) == [compiled]

    told = gettext.GNUTranslations(compiled.open("rb"))
    assert told.gettext("draft") == "проект"
    assert told.gettext("reading") == "reading"
