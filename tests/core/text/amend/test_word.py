"""An amending act as a secretariat types it in Word: numbered by lists, digits raised, a table quoted."""

from __future__ import annotations

import io

import docx

from tests.core.text.amend.test_acts import applied, base
from travaux.core.text.files import open_text
from travaux.core.text.listing import listing

TITLE = "О внесении изменений в Федеральный закон «Об обмене парламентскими архивами»"


def act() -> bytes:
    file = docx.Document()
    for text in ("ФЕДЕРАЛЬНЫЙ ЗАКОН", TITLE, "Статья 1"):
        file.add_paragraph(text)
    file.add_paragraph("Внести в Федеральный закон «Об обмене парламентскими архивами» следующие изменения:")
    file.add_paragraph("в статье 1 слово «личные» заменить словом «частные»;", style="List Number")
    raised(file.add_paragraph("дополнить статьёй 5", style="List Number"), " следующего содержания:")
    raised(file.add_paragraph("«Статья 5"), ". Внеплановый обмен")
    file.add_paragraph("1. Обмен допускается по договору.")
    file.add_paragraph("2. Решение принимает председатель.»;")
    file.add_paragraph("в статье 6:", style="List Number")
    file.add_paragraph("пункт 2 части 2 исключить;", style="List Number 2")
    file.add_paragraph("часть 4 изложить в следующей редакции: «4. Срок передачи – 60 дней.»;", style="List Number 2")
    file.add_paragraph("приложение 1 изложить в следующей редакции:", style="List Number")
    file.add_paragraph("«Приложение 1")
    file.add_paragraph("Форма описи")
    table = file.add_table(rows=2, cols=2)
    for place, text in enumerate(("№", "Название", "1", "Акты")):
        table.cell(place // 2, place % 2).text = text
    file.add_paragraph("».")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def raised(paragraph: object, rest: str) -> None:
    run = paragraph.add_run("1")  # type: ignore[attr-defined]
    run.font.superscript = True
    paragraph.add_run(rest)  # type: ignore[attr-defined]


def test_an_act_numbered_by_word_is_applied_item_by_item() -> None:
    reading = base("ru_federal")
    amended = applied(reading, open_text(act(), name="act.docx").document)
    assert [(o.operation.item, o.status) for o in amended.outcomes] == [
        ("Статья 1 1.", "applied"), ("Статья 1 2.", "applied"), ("Статья 1 3. 1.", "applied"),
        ("Статья 1 3. 2.", "applied"), ("Статья 1 4.", "applied"),
    ]  # fmt: skip
    rows = {eid: (num, text) for eid, num, text in listing(amended.document)}
    assert rows["chp_2__art_5-1"] == ("Статья 5¹.", "")
    assert rows["chp_2__art_5-1__para_2"] == ("2.", "Решение принимает председатель.")
    assert rows["chp_2__art_6__para_4"] == ("4.", "Срок передачи – 60 дней.")
    assert "chp_2__art_6__para_2__point_2" not in rows
    assert [text for eid, (_, text) in rows.items() if eid.startswith("att_1/") and "__tc_" in eid] == [
        "№", "Название", "1", "Акты",
    ]  # fmt: skip
