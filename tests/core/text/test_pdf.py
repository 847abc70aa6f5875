"""PDF: tagged, in its language, the notice on every page, no text ever taken for an order."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from travaux.core.text.files import write
from travaux.core.text.pdf_write import write_pdf
from travaux.core.text.plain import read_text
from travaux.core.text.tree import Document

LAW = "ЗАКОН\nОб архивах\n\nСтатья 1. Предмет\n1. Доступ открыт.\n2. Срок:\n1) десять лет;\n2) пять лет.\n"


def law(articles: int) -> Document:
    body = "".join(
        f"Статья {n}. Порядок обмена номер {n}\n" + "".join(
            f"{part}. Сторона передаёт копии документов межпарламентского архива и описи фондов в срок {n} дней.\n"
            for part in range(1, 6)
        ) for n in range(1, articles + 1)
    )  # fmt: skip
    return read_text(f"ЗАКОН\nОб архивах\n\n{body}", profile_id="cis-model-act").document


def said(data: bytes, folder: Path, tool: str = "pdftotext") -> str:
    """What a second program finds in the file."""
    if shutil.which(tool) is None:
        pytest.skip(f"LOUD: {tool} is not installed; the PDF was not looked at by a second program")
    file = folder / "a.pdf"
    file.write_bytes(data)
    end = ["-layout", str(file), "-"] if tool == "pdftotext" else [str(file)]
    return subprocess.run([tool, *end], capture_output=True, text=True, check=True).stdout


def test_a_pdf_is_tagged_and_named_and_the_same_each_time() -> None:
    document = read_text(LAW).document
    data = write(document, "pdf")
    assert data == write_pdf(document)
    assert data.startswith(b"%PDF-1.7")
    for sign in (b"pdfuaid", b"/StructTreeRoot", b"/Lang"):
        assert sign in data


def test_the_notice_stands_on_every_page(tmp_path: Path) -> None:
    told = said(write(law(30), "pdf", notice="УЧЕБНЫЙ ПРИМЕР"), tmp_path)
    pages = [page for page in told.split("\f") if page.strip()]
    assert len(pages) > 3
    assert all("УЧЕБНЫЙ ПРИМЕР" in page for page in pages)


def test_words_are_never_orders(tmp_path: Path) -> None:
    hostile = '#panic("x") #read("/etc/passwd") $x$ *b* `c` \\u{1F600} <a> @b // c'
    told = said(write(read_text(f"ЗАКОН\nСтатья 1. Срок\n{hostile}").document, "pdf"), tmp_path)
    assert '#panic("x") #read("/etc/passwd") $x$ *b* `c`' in " ".join(told.split())


def test_lines_are_numbered_when_asked(tmp_path: Path) -> None:
    document = read_text(LAW).document
    assert "6" in said(write(document, "pdf", line_numbers=True), tmp_path).split()
    assert "6" not in said(write(document, "pdf"), tmp_path).split()


def test_a_hundred_pages_are_set_in_seconds(tmp_path: Path) -> None:
    document = law(420)
    start = time.perf_counter()
    data = write(document, "pdf")
    took = time.perf_counter() - start
    assert "Pages:" in (info := said(data, tmp_path, "pdfinfo"))
    assert int(info.split("Pages:")[1].split()[0]) >= 90
    assert took < 10  # about 0.7 s on a quiet machine; the figure is the benchmark's
