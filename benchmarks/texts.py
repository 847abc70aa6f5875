"""Claims about the text engine, on made-up acts of 1,000 articles (`_acts.py`), each beside a peer in one run.

    import   text to Akoma Ntoso, tables and strict validation included, against bluebell-akn; linear to 5,000 articles
    diff     two stored versions (their sheets: nothing is parsed), all words marked, against git's word diff, xmldiff
    word     two .docx to one with tracked changes, against docx-trackdiff, python-redlines and LibreOffice; tracked
             changes read, against docx-revisions
    merge    two parliaments' versions, each with 5 % of the articles changed, against git merge-file
    apply    an act of 50 operations on 1,000 articles, file to file; a PDF of 100 pages

    BENCH_PEERS=DIR/bin/python .venv/bin/python benchmarks/texts.py [row …]     # `_peers.py` says how to make DIR
    BENCH_SCALE=0.1 …                                                           # the same, smaller

`times` says how many times faster than the peer we are, the median over pairs run in turn; below 1 we are slower. Times
are processor time, of git those of its whole process.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file from the Makefile

from benchmarks import _text_rows

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
RESULTS = Path(__file__).parent / "results" / "texts.json"
ROWS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "import": _text_rows.importing, "diff": _text_rows.comparing, "word": _text_rows.word,
    "merge": _text_rows.merging, "apply": _text_rows.applying,
}  # fmt: skip


def main() -> None:
    chosen = sys.argv[1:] or list(ROWS)
    report: dict[str, Any] = {}
    if RESULTS.exists() and sys.argv[1:] and SCALE == 1:
        report = json.loads(RESULTS.read_text("utf-8"))  # some rows run anew
    report |= {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "python": platform.python_version(),
               "on": dt.date.today().isoformat()}  # fmt: skip  # noqa: DTZ011
    with tempfile.TemporaryDirectory(prefix="travaux-bench-") as folder:
        for name in chosen:
            report[name] = ROWS[name](Path(folder), max(20, round(1000 * SCALE)))
            print(name, json.dumps(report[name], indent=2, ensure_ascii=False), flush=True)
    if SCALE == 1:  # only the claim's own size is kept
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
