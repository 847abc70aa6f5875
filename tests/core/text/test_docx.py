"""Word files that we write: read again they say the same; a redline of two of them resolves to either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.text.cases import Case, cases_in
from tests.core.text.hostile import word
from travaux.core.text.docx.read import read_docx
from travaux.core.text.docx.redline import redline
from travaux.core.text.docx.resolve import resolve
from travaux.core.text.docx.write import write_docx
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.tree import Cell, Row, Table, document, line, unit, walk

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
    given = read_text("ЗАКОН\nСтатья 1. Срок\nДесять лет.").document
    assert write_docx(given) == write_docx(given)


def test_cells_that_cover_others_come_back() -> None:
    cells = [("td", (("rowspan", "2"),)), ("td", (("colspan", "2"),))], [("td", ()), ("td", ())], [("td", ())] * 3
    rows = (Row("tr", tuple(Cell(kind, (line("p", f"{i}{j}"),), attrs) for j, (kind, attrs) in enumerate(row)))
            for i, row in enumerate(cells))  # fmt: skip
    body = [unit("article", num="Статья 1.", heading="Срок", lead=[Table("table", tuple(rows))])]
    data = write_docx(document("act", body), embed=False)
    [again] = [node for node in walk(read_docx(data).document) if isinstance(node, Table)]
    assert [[(cell.kind, cell.attrs) for cell in row.nodes] for row in again.rows] == [list(row) for row in cells]


def word_says(body: str) -> str:
    return " ".join(text for _, _, text in listing(read_docx(word(body=body), profile_id="generic").document)).strip()


def test_words_in_boxes_and_formulas_are_read_and_hidden_ones_are_not() -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x²</m:t></m:r></m:oMath>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r>"
    inner = "<w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert word_says(f"<w:p><w:r><w:t>Длина </w:t></w:r>{math}{hidden}{box}</w:p>") == "Длина x² в рамке"


def test_a_word_cut_into_runs_is_one_run() -> None:
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    read = read_docx(word(body=f"<w:p>{run.format('ар')}{run.format('хив')}<w:r><w:t> открыт</w:t></w:r></w:p>"))
    [bold] = [node for node in walk(read.document) if node.kind == "b"]
    assert bold.children == ("архив",)
