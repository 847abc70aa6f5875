"""A second judge of our redlines: what LibreOffice takes them for, accepted and rejected.

LibreOffice converts the redline to .odt, where it writes down which words it holds for inserted and which for deleted;
both texts are put together from that. It has no tracked rows in this form: files with tables are left to our resolver.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tests.conformance.test_text_docx import pairs
from travaux.core.text.docx.package import W, open_package
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.tree import Unit, document, unit

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def converted(files: list[Path], out: Path, *, to: str = "odt") -> None:
    """All files in another format, by one run of the program with a profile of its own."""
    if not shutil.which("soffice"):
        pytest.skip("LOUD: LibreOffice is not installed; redlines were not checked by a second program")
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", profile, "--convert-to", to, "--outdir", str(out)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def said(odt: Path, *, rejected: bool) -> list[str]:
    """The paragraphs of an .odt with its changes accepted or rejected, empty ones left out."""
    root = etree.fromstring(zipfile.ZipFile(odt).read("content.xml"))
    regions = {e.get(TEXT + "id"): e[0] for e in root.iter(TEXT + "changed-region")}
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"))
    pieces, skipped = [], set[str]()
    for kind, value in events(body):
        if kind == "start" and etree.QName(regions[value]).localname == "insertion" and rejected:
            skipped.add(value)
        elif kind == "end":
            skipped.discard(value)
        elif kind == "point" and rejected and etree.QName(regions[value]).localname == "deletion":
            pieces.append("".join(text for what, text in events(regions[value]) if what == "text").removesuffix("\n"))
        elif kind == "text" and not skipped:
            pieces.append(value)
    return [" ".join(line.split()) for line in "".join(pieces).split("\n") if line.strip()]


def events(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Text, ends of paragraphs (as a new line) and places of changes, in order."""
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name in ("p", "h"):
            yield "text", child.text or ""
            yield from events(child)
            yield "text", "\n"
        elif name in ("change-start", "change-end", "change"):
            kind = {"change-start": "start", "change-end": "end", "change": "point"}[name]
            yield kind, child.get(TEXT + "change-id", "")
        elif name in ("s", "tab", "line-break"):
            yield "text", " "
        elif name not in ("tracked-changes", "note", "annotation", "change-info", "creator", "date", "sequence-decls"):
            yield "text", child.text or "" if name in ("span", "a") else ""
            yield from events(child)
        if name not in ("p", "h") and node.tag in (TEXT + "p", TEXT + "h", TEXT + "span", TEXT + "a"):
            yield "text", child.tail or ""


def test_libreoffice_agrees_about_our_redlines(conformance_data: Path, tmp_path: Path) -> None:
    files: list[Path] = []
    names: list[str] = []
    for name, before, after, _ in pairs(conformance_data):
        old, new = before.read_bytes(), after.read_bytes()
        if any(next(open_package(data).body.iter(W + "tbl"), None) is not None for data in (old, new)):
            continue
        names.append(name)
        made = redline(old, new, author="Travaux", when="2024-01-01T00:00:00Z")
        for kind, data in (("red", made), ("old", resolve(old, accept=True)), ("new", resolve(new, accept=True))):
            files.append(tmp_path / f"{name}-{kind}.docx")
            files[-1].write_bytes(data)
    converted(files, tmp_path)
    assert len(names) >= 15
    wrong = []
    for name in names:
        red = tmp_path / f"{name}-red.odt"
        for rejected, other in ((True, "old"), (False, "new")):
            if said(red, rejected=rejected) != said(tmp_path / f"{name}-{other}.odt", rejected=False):
                wrong.append((name, other))
    assert wrong == []


RUSSIAN = [f"{letter})" for letter in "абвгдежзиклмнопрстуфхцчшщыэюя"]
NUMBERS = [
    [*RUSSIAN, "аа)"], ["(a)", "(b)", "(h)", "(i)"], ["i)", "ii)", "iii)", "iv)"], ["§ 1", "§ 2"], ["2.1.", "2.2."],
    ["1.", "2.", "5.", "5.1.", "6."], ["А)", "Б)"], ["I.", "II."], ["(z)", "(aa)"], ["10¹.", "11."],
]  # fmt: skip


def test_libreoffice_counts_our_lists_as_they_are_printed(tmp_path: Path) -> None:
    def points(numbers: list[str]) -> list[Unit]:
        inner = [unit("point", num=f"{n})", lead=["Words."]) for n in (1, 2)]
        return [unit("paragraph", num=number, lead=["Words:"], units=inner) for number in numbers]

    articles = [
        unit("article", num=f"Article {at}.", heading="Name", units=points(numbers))
        for at, numbers in enumerate(NUMBERS, 1)
    ]
    file = tmp_path / "lists.docx"
    file.write_bytes(write_docx(document("act", [unit("chapter", num="Chapter I", heading="All", units=articles)])))
    converted([file], tmp_path, to="txt:Text:UTF8")
    shown = [line.strip() for line in (tmp_path / "lists.txt").read_text("utf-8-sig").splitlines() if line.strip()]
    expected = ["Chapter I All"]
    for at, numbers in enumerate(NUMBERS, 1):
        expected.append(f"Article {at}. Name")
        expected += [line for number in numbers for line in (f"{number} Words:", "1) Words.", "2) Words.")]
    assert shown == expected
