"""Peers of the text benchmarks: run by an interpreter of their own, timed inside it, and compared pair by pair.

All times are processor time, user and system: what else the machine does moves it least.

    python3 -m venv DIR
    DIR/bin/pip install bluebell-akn==3.1.1 cobalt xmldiff docx-trackdiff "python-redlines[docxodus]" docx-revisions
    BENCH_PEERS=DIR/bin/python .venv/bin/python benchmarks/texts.py

Some are under GPL or AGPL: they are measured here and are never part of the product. Without `BENCH_PEERS`, or where
one is not installed, its row says SKIPPED and by name why.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PYTHON = os.environ.get("BENCH_PEERS", "")
LIMIT = float(os.environ.get("BENCH_LIMIT", "120"))  # seconds that one run of a peer may take
_TIMED = """import os, sys
{before}
def spent(): return sum(os.times()[:4])
began = spent()
{work}
print(spent() - began)
"""

SCRIPTS: dict[str, tuple[str, str]] = {  # name → what is done before, what is timed; files are sys.argv[1:]
    "bluebell": (
        "from bluebell.parser import AkomaNtosoParser\nfrom cobalt import FrbrUri\nfrom lxml import etree\n"
        "text = open(sys.argv[1]).read()\nparser = AkomaNtosoParser(FrbrUri.parse('/akn/un/act/2020/1'))",
        "etree.tostring(parser.parse_to_xml(text, 'act'))",
    ),
    "xmldiff": (
        "from xmldiff import main",
        "main.diff_files(*sys.argv[1:3], diff_options={'fast_match': True, 'ratio_mode': 'faster'})",
    ),
    "docx-trackdiff": (
        "from docx_trackdiff.compare import main\nsys.argv = ['x', sys.argv[1], sys.argv[2], sys.argv[3]]\n"
        "import io, contextlib\nquiet = contextlib.redirect_stdout(io.StringIO())",
        "with quiet: main()",
    ),
    "python-redlines": (
        "from python_redlines.engines import DocxodusEngine\nengine = DocxodusEngine()\n"
        "old, new = (open(name, 'rb').read() for name in sys.argv[1:3])",
        "engine.run_redline('A', old, new)",
    ),
    "docx-revisions": (
        "from docx_revisions import RevisionDocument",
        "found = [(p.accepted_text, p.original_text, [(c.author, c.text) for c in p.track_changes])"
        " for p in RevisionDocument(sys.argv[1]).all_paragraphs]",
    ),
}  # fmt: skip


def peer(name: str, *files: Path) -> float | str:
    """Seconds that one run of a peer took, or in words why there is no figure."""
    if not PYTHON:
        return "SKIPPED: BENCH_PEERS is not set"
    before, work = SCRIPTS[name]
    command = [PYTHON, "-c", _TIMED.format(before=before, work=work), *map(str, files)]
    began = spent()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return f"more than {spent() - began:.0f} s"
    if done.returncode:
        return f"SKIPPED: {(done.stderr.strip() or '?').splitlines()[-1]}"
    return float(done.stdout.strip().splitlines()[-1])


def libreoffice(old: Path, new: Path) -> float | str:
    """Seconds that LibreOffice took to compare two files that it has loaded, or in words why there is no figure."""
    python = "/usr/bin/python3"  # `uno` is built for the system's Python
    asked = subprocess.run([python, "-c", "import uno"], capture_output=True) if Path(python).exists() else None
    if asked is None or asked.returncode or shutil.which("soffice") is None:
        return "SKIPPED: LibreOffice or its python3-uno is not installed"
    script = Path(__file__).parent / "_office.py"
    done = subprocess.run([python, str(script), str(old), str(new)], capture_output=True, text=True, timeout=900)
    if done.returncode:
        return f"SKIPPED: {(done.stderr.strip() or '?').splitlines()[-1]}"
    return float(done.stdout)


def spent() -> float:
    """Seconds of processor time of this process and of the children that have ended."""
    return sum(os.times()[:4])


def process(*command: str) -> float:
    """Seconds of a whole process, its output thrown away."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def versus(ours: Callable[[], object], theirs: Callable[[], float | str], *, rounds: int = 7) -> dict[str, Any]:
    """Both in turn; medians in milliseconds and the median of the ratios (how many times faster we are)."""
    ours()
    pairs: list[tuple[float, float | str]] = []
    for _ in range(rounds):
        pairs.append((seconds(ours), theirs()))
        if isinstance(pairs[-1][1], str) or pairs[-1][1] > 20:
            break  # once is enough for what takes so long, or does not run
    mine = statistics.median(ours for ours, _ in pairs)
    row: dict[str, Any] = {"ours_ms": round(mine * 1000, 1)}
    said = next((theirs for _, theirs in pairs if isinstance(theirs, str)), None)
    if said is not None:
        row["peer"] = said
        if said.startswith("more"):
            row["times"] = f"more than {float(said.split()[2]) / mine:.0f}"
        return row
    numbers = [(one, two) for one, two in pairs if isinstance(two, float)]
    row["peer_ms"] = round(statistics.median(two for _, two in numbers) * 1000, 1)
    row["times"] = round(statistics.median(two / one for one, two in numbers), 2)
    return row
