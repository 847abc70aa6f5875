"""The same table as a PDF for people: tagged for those who listen to it (PDF/UA-1). It is never read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from .cells import cell
from .columns import HEADS, LAYOUTS
from .rows import Row, Stamp
from .write import Head, foot

TEMPLATE = Path(__file__).parent / "table.typ"


def write_pdf(rows: Iterable[Row], *, head: Head, stamp: Stamp) -> bytes:
    """The bytes of the file in `stamp.lang` (en or ru) and `stamp.layout`; the same rows give the same bytes."""
    import typst  # inline: 80 MB that only those who ask for a PDF need in memory

    columns = LAYOUTS[stamp.layout]
    told = {
        "title": head.title, "lines": head.lines, "notice": head.notice, "signature": head.signature,
        "lang": stamp.lang, "foot": foot(stamp), "shares": [share for _, share in columns],
        "heads": [HEADS[stamp.lang][stamp.layout][name] for name, _ in columns],
        "rows": [
            [str(n) if name == "number" else cell(row, name, lang=stamp.lang, layout=stamp.layout)
             for name, _ in columns]
            for n, row in enumerate(rows, 1)
        ],
    }  # fmt: skip
    made = typst.compile(
        str(TEMPLATE), format="pdf", sys_inputs={"table": json.dumps(told, ensure_ascii=False)}, pdf_standards="ua-1"
    )
    assert isinstance(made, bytes)
    return made
