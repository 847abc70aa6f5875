"""Every format: what is written is read again as `project` says; the notice is printed and is no part of the text."""

from __future__ import annotations

import pytest

from travaux.core.text.files import open_text, write
from travaux.core.text.formats import FORMATS, written
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import TextRefused

LAW = """ЗАКОН
Об архивах

Статья 1. Предмет
1. Закон регулирует доступ:
1) к фондам;
2) к описям.
2. Срок – десять лет.

| Вид | Срок |
| Копия | 5 |
"""


def test_there_is_a_writer_for_every_format_that_says_so() -> None:
    document = read_text(LAW).document
    for target in written():
        assert write(document, target)
    with pytest.raises(TextRefused, match="no writer for “rtf”"):
        write(document, "rtf")


@pytest.mark.parametrize("target", [row.id for row in FORMATS.values() if row.read and row.written])
def test_the_notice_is_printed_and_is_no_part_of_the_text(target: str) -> None:
    document = read_text(LAW).document
    plain, marked = write(document, target), write(document, target, notice="УЧЕБНЫЙ ПРИМЕР & <EXERCISE>")
    assert plain != marked
    if target == "html":
        assert b"<EXERCISE>" not in marked
        return
    assert listing(open_text(marked, name=f"a{FORMATS[target].extension}").document) == listing(document)
