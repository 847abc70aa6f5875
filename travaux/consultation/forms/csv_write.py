"""The same table as CSV: in UTF-8 with its mark, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from .cells import cell
from .columns import HEADS, LAYOUTS
from .rows import Row

ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Iterable[Row], *, lang: str, layout: str) -> bytes:
    """The rows under the layout's heads, separated by semicolons."""
    columns = [name for name, _ in LAYOUTS[layout]]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([HEADS[lang][layout][name] for name in columns])
    for n, row in enumerate(rows, 1):
        said = (str(n) if name == "number" else cell(row, name, lang=lang, layout=layout) for name in columns)
        writer.writerow([defused(text) for text in said])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def defused(text: str) -> str:
    """The words with a quote before them where a spreadsheet would take them for a formula.

    >>> defused("=SUM(A1)"), defused("Article 7")
    ("'=SUM(A1)", 'Article 7')
    """
    return f"'{text}" if text.startswith(ACTIVE) else text
