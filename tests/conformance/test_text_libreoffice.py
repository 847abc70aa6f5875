"""A second judge of our redlines: LibreOffice accepts them to the new text and rejects them to the old one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conformance.test_text_docx import pairs
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve

SCRIPT = Path(__file__).with_name("libreoffice.py")


def said_by_office(files: list[Path]) -> dict[str, dict[str, list[str]]]:
    """What the other program says of these files, by file name."""
    system = "/usr/bin/python3"
    known = Path(system).exists() and not subprocess.run([system, "-c", "import uno"], capture_output=True).returncode
    if not shutil.which("soffice") or not known:
        pytest.skip(
            "LOUD: LibreOffice with python3-uno is not installed; redlines were not checked by a second program"
        )
    done = subprocess.run([system, str(SCRIPT), *map(str, files)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return {Path(name).name: said for name, said in json.loads(done.stdout).items()}


def words(paragraphs: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in paragraphs if text.strip()]


def test_libreoffice_agrees_about_our_redlines(conformance_data: Path, tmp_path: Path) -> None:
    files: list[Path] = []
    for name, before, after, _ in pairs(conformance_data):
        old, new = before.read_bytes(), after.read_bytes()
        made = redline(old, new, author="Travaux", when="2024-01-01T00:00:00Z")
        for kind, data in (("red", made), ("old", resolve(old, accept=True)), ("new", resolve(new, accept=True))):
            files.append(tmp_path / f"{name}-{kind}.docx")
            files[-1].write_bytes(data)
    said = said_by_office(files)
    wrong = []
    for name, *_ in pairs(conformance_data):
        red = said[f"{name}-red.docx"]
        for side, other in (("rejected", "old"), ("accepted", "new")):
            if words(red[side]) != words(said[f"{name}-{other}.docx"]["accepted"]):
                wrong.append((name, side))
    assert wrong == []
