"""Word files that we write: read again they say the same; a redline of two of them resolves to either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.text.cases import Case, cases_in
from travaux.core.text.docx.read import read_docx
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text

CASES = Path(__file__).parents[2] / "cases" / "text" / "reading"


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_a_text_written_to_word_is_read_the_same(case: Case) -> None:
    reading = read_text(case.given, profile_id=case.options.get("profile"))
    again = read_docx(write_docx(reading.document), profile_id=reading.profile)
    assert listing(again.document) == listing(reading.document)


def test_a_redline_of_two_written_texts_resolves_to_either() -> None:
    old = "ЗАКОН\nСтатья 1. Срок\n1. Срок – десять лет.\n2. Плата взимается.\n| а | б |\n| 1 | 2 |"
    new = "ЗАКОН\nСтатья 1. Сроки\n1. Срок – пять лет.\n3. Новая часть.\n| а | б |\n| 1 | 3 |\n| 4 | 5 |"
    texts = {"old": read_text(old, profile_id="cis-model-act"), "new": read_text(new, profile_id="cis-model-act")}
    one, two = (write_docx(reading.document) for reading in texts.values())
    red = redline(one, two, author="Travaux", when="2024-01-01T00:00:00Z")
    for accept, side in ((True, "new"), (False, "old")):
        read = read_docx(resolve(red, accept=accept), profile_id="cis-model-act")
        assert listing(read.document) == listing(texts[side].document)


def test_the_same_text_gives_the_same_bytes() -> None:
    document = read_text("ЗАКОН\nСтатья 1. Срок\nДесять лет.").document
    assert write_docx(document) == write_docx(document)
