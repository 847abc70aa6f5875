"""A table goes out with the provisions filled in, and comes back with rows where they belong."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.consultation.forms.child import understood
from travaux.consultation.forms.columns import columns_of, outcome_of
from travaux.consultation.forms.csv_write import write_csv
from travaux.consultation.forms.letter import read_letter
from travaux.consultation.forms.place import Places, form_rows, place
from travaux.consultation.forms.read import read_form
from travaux.consultation.forms.rows import KINDS, OUTCOMES, Row, Stamp
from travaux.consultation.forms.write import Head, write_form
from travaux.core.text.files import open_text
from travaux.core.text.refusals import NotReadable
from travaux.lib.guarded import ask_child

ARCHIVES = Path(__file__).parents[3] / "travaux" / "sample" / "exercise" / "archives"
HEAD = Head("Comments", ("Draft: archives",), "EXERCISE / УЧЕБНЫЙ ПРИМЕР", "Chair")


def version(number: int, lang: str) -> Places:
    name = f"v{number}.{lang}.txt"
    return Places(open_text((ARCHIVES / name).read_bytes(), name=name).document)


@pytest.fixture(scope="module")
def russian() -> Places:
    return version(1, "ru")


@pytest.fixture(scope="module")
def english() -> Places:
    return version(1, "en")


@pytest.mark.parametrize(
    ("label", "eid"),
    [
        ("ст. 7 ч. 1 п. 2", "chp_II__art_7__para_1__point_2"),
        ("п. 3 ст. 3", "chp_I__art_3__point_3"),
        ("подпункт «б» пункта 1 части 1 статьи 6", "chp_II__art_6__para_1__point_1__point_b"),
        ("Статья 6, 1, 1), а)", "chp_II__art_6__para_1__point_1__point_a"),
        ("абзац первый статьи 2", "chp_I__art_2"),
        ("Преамбула", "preamble"),
        ("Приложение 1, статья 2", "att_1/art_2"),
        ("7.1", "chp_II__art_7__para_1"),
    ],
)
def test_a_provision_is_found_by_the_name_that_people_give_it(russian: Places, label: str, eid: str) -> None:
    (placed,) = place((Row(label=label),), russian)
    assert placed.provision and placed.provision.eid == eid


def test_a_place_is_never_guessed(russian: Places) -> None:
    missing, wrong, nothing, annex = place(
        (
            Row(label="ст. 5 ч. 9", comment="…"),
            Row(label="Статья 1", words=russian.by_eid["chp_II__art_7__para_1__point_2"].words, comment="…"),
            Row(comment="Термины употребляются непоследовательно."),
            Row(label="Приложение", comment="…"),
        ),
        russian,
    )
    assert [p.provision for p in (missing, wrong, nothing, annex)] == [None] * 4
    assert [p.label for p in missing.near] == ["Статья 5"]
    assert [p.eid for p in annex.near] == ["att_1", "att_2"]
    assert {p.label for p in wrong.near} == {"Статья 1", "Статья 7, 1, 2)"}


def test_words_alone_find_their_provision(english: Places) -> None:
    quoted = english.by_eid["chp_I__art_4__para_2"].words.removeprefix("2. ")
    (placed,) = place((Row(words=quoted, comment="Too wide."),), english)
    assert placed.how == "words"
    assert placed.provision and placed.provision.eid == "chp_I__art_4__para_2"


def test_the_whole_text_can_be_commented_on(russian: Places, english: Places) -> None:
    for places, label in ((russian, "По проекту в целом"), (english, "General"), (english, "_whole document")):
        assert place((Row(label=label, comment="…"),), places)[0].how == "whole"


@pytest.mark.parametrize("layout", ["cis", "iso"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_empty_form_comes_back_as_it_went(lang: str, layout: str) -> None:
    places = version(1, lang)
    rows = form_rows(places, lang=lang)
    stamp = Stamp("7", "north", "ab" * 32, lang, layout)
    back = read_form(write_form(rows, head=HEAD, stamp=stamp), name="form.docx")
    assert back.stamp == stamp
    assert back.residue == ()
    assert [r.eid for r in back.rows] == [r.eid for r in rows]
    assert {p.how for p in place(back.rows, places)} == {"stamp", "whole"}
    assert not any(row.said for row in back.rows)


words = st.text(st.sampled_from("абвг где xyz 12,;—"), max_size=40).map(lambda t: " ".join(t.split()))
filled = st.builds(
    Row, label=st.just("Статья 1"), words=st.just("слова"), author=words, kind=st.sampled_from(("", *KINDS)),
    comment=words, proposed=words, ground=words, national=words, outcome=st.sampled_from(("", *OUTCOMES)),
    id=st.just("c1"),
)  # fmt: skip


@given(st.lists(filled, max_size=5))
def test_what_is_written_is_read(rows: list[Row]) -> None:
    back = read_form(write_form(rows, head=HEAD, stamp=Stamp(lang="ru")), name="form.docx")
    assert [replace(row, at="") for row in back.rows] == rows


def test_rows_that_people_add_take_the_place_above_and_say_so(russian: Places) -> None:
    rows = form_rows(russian, lang="ru")
    file = docx.Document(io.BytesIO(write_form(rows, head=HEAD, stamp=Stamp(lang="ru"))))
    cells = file.tables[0].rows[4].cells
    cells[3].text = "Первое замечание"
    added = file.tables[0].add_row()
    added.cells[3].text = "В конце, без места"
    out = io.BytesIO()
    file.save(out)
    said = [p for p in place(read_form(out.getvalue(), name="f.docx").rows, russian) if p.row.said]
    assert [(p.how, p.provision and p.provision.label) for p in said] == [
        ("stamp", rows[3].label), ("row above", rows[-1].label),
    ]  # fmt: skip
    assert said[1].row.notes == ("place of the row above",)


def test_a_line_that_was_broken_in_a_cell_is_a_line(russian: Places) -> None:
    """Shift and Enter in Word: a wording that begins on a line of its own is a wording."""
    file = docx.Document(io.BytesIO(write_form(form_rows(russian, lang="ru"), head=HEAD, stamp=Stamp(lang="ru"))))
    file.tables[0].rows[2].cells[3].text = "Неясно.\nПредлагаемая редакция: Так."
    out = io.BytesIO()
    file.save(out)
    row = next(row for row in read_form(out.getvalue(), name="f.docx").rows if row.comment)
    assert (row.comment, row.proposed) == ("Неясно.", "Так.")


def test_edits_in_word_keep_the_row_they_are_of(russian: Places) -> None:
    rows = [replace(form_rows(russian, lang="ru")[3], id="c7", comment="Неясно.", author="Северный парламент")]
    file = docx.Document(io.BytesIO(write_form(rows, head=HEAD, stamp=Stamp(lang="ru"))))
    file.tables[0].rows[1].cells[5].text = "Учтено частично: см. статью 4"
    out = io.BytesIO()
    file.save(out)
    (row,) = read_form(out.getvalue(), name="f.docx").rows
    assert (row.id, row.outcome, row.reason) == ("c7", "accepted_partially", "см. статью 4")
    assert (row.comment, row.author) == ("Неясно.", "Северный парламент")


def test_a_spreadsheet_and_a_csv_are_read_like_a_word_table() -> None:
    table: list[list[int | str]] = [
        ["№", "Структурная единица", "Замечание", "Обоснование"],
        [1, "ст. 3", "Неясно", "—"],
        [2, "", "И ещё", ""],
    ]
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)  # type: ignore[union-attr]  # a new book has a sheet
    sheet, text = io.BytesIO(), io.StringIO()
    book.save(sheet)
    csv.writer(text, delimiter=";").writerows(table)
    for data, name in ((sheet.getvalue(), "a.xlsx"), (text.getvalue().encode("cp1251"), "a.csv")):
        first, second = read_form(data, name=name).rows
        assert (first.label, first.comment) == ("ст. 3", "Неясно")
        assert (second.label, second.notes) == ("ст. 3", ("place of the row above",))


def test_a_cell_merged_downwards_names_the_provision_of_each_row() -> None:
    file = docx.Document()
    table = file.add_table(rows=4, cols=3)
    for cell, head in zip(table.rows[0].cells, ("Clause", "Comments", "Proposed change"), strict=True):
        cell.text = head
    table.cell(1, 0).merge(table.cell(3, 0)).text = "4(2)"
    for n in (1, 2, 3):
        table.cell(n, 1).text = f"point {n}"
    out = io.BytesIO()
    file.save(out)
    assert [(r.label, r.comment) for r in read_form(out.getvalue(), name="m.docx").rows] == [
        ("4(2)", "point 1"), ("4(2)", "point 2"), ("4(2)", "point 3"),
    ]  # fmt: skip


def test_nothing_in_a_file_is_dropped() -> None:
    file = docx.Document()
    file.add_paragraph("We support the draft.")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Something", "else"
    out = io.BytesIO()
    file.save(out)
    read = read_form(out.getvalue(), name="x.docx")
    assert read.rows == ()
    assert read.residue == ("Something | else", "We support the draft.")


def test_files_that_are_no_tables_are_refused_by_name() -> None:
    for data, name in ((b"%PDF-1.7", "letter.pdf"), (b"PK\x03\x04broken", "form.docx"), (b"", "empty")):
        with pytest.raises(NotReadable) as refused:
            read_form(data, name=name)
        assert refused.value.remedy
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * 130_000_000)
    with pytest.raises(NotReadable):
        read_form(bomb.getvalue(), name="bomb.xlsx")


def test_heads_are_known_in_both_languages_and_in_the_template_of_iso() -> None:
    iso = ["MB/NC", "Line number (e.g. 17)", "Clause/ Subclause (e.g. 3.1)", "Paragraph/ Figure/ Table/ (e.g. Table 1)",
           "Type of comment", "Comments", "Proposed change", "Observations of the secretariat"]  # fmt: skip
    assert list(columns_of(iso)) == ["author", "line", "clause", "paragraph", "kind", "comment", "proposed", "outcome"]
    assert columns_of(["Article", "Our text", "x"]) == {}


def test_an_outcome_is_told_from_its_reason() -> None:
    assert outcome_of("Учтено.") == ("accepted", "")
    assert outcome_of("Не принято — см. ст. 2") == ("rejected", "см. ст. 2")
    assert outcome_of("на рассмотрении") == ("", "на рассмотрении")


def test_a_letter_is_cut_into_points(russian: Places) -> None:
    letter = (
        "Уважаемый председатель!\nКомитет концептуально поддерживает проект. Замечания следуют.\n"
        "1. По пункту 3 статьи 3: слово «сохранности» заменить словами «обеспечению сохранности», "
        "поскольку так точнее.\n"
        "2. Статью 5 изложить в следующей редакции:\n«Статья 5. Значение\nРекомендации применяются добровольно.».\n"
        "3. Термины употребляются непоследовательно.\n"
    )
    read = read_letter(letter)
    assert (read.stance, len(read.points)) == ("in_concept", 3)
    first, second, third = place(read.points, russian)
    assert (first.provision and first.provision.eid, first.row.proposed) == (
        "chp_I__art_3__point_3",
        "обеспечению сохранности",
    )
    assert first.row.ground == "поскольку так точнее."
    assert second.provision and second.provision.eid == "chp_I__art_5"
    assert second.row.proposed == "Статья 5. Значение\nРекомендации применяются добровольно."
    assert third.provision is None


def test_a_letter_without_remarks_says_so_in_its_own_words() -> None:
    read = read_letter("Dear Chair,\nThe Committee has no comments on the draft.\n")
    assert (read.stance, read.points) == ("no_remarks", ())
    assert "no comments" in read.stance_words


def test_no_cell_of_a_csv_is_a_formula_and_the_words_come_back() -> None:
    rows = [Row(label="ст. 3", comment=f"{sign}cmd|' /C calc'!A0") for sign in "=+-@"]
    data = write_csv(rows, lang="ru", layout="cis")
    assert [cells[3][0] for cells in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")][1:] == ["'"] * 4
    assert [row.comment for row in read_form(data, name="a.csv").rows] == [row.comment for row in rows]


def test_a_table_read_in_a_process_of_its_own_says_the_same(russian: Places) -> None:
    data = write_form(form_rows(russian, lang="ru"), head=HEAD, stamp=Stamp("7", "north", "ab" * 32, "ru"))
    told, _rest = ask_child("travaux.consultation.forms.child", {"name": "f.docx"}, data)
    assert understood(told) == read_form(data, name="f.docx")
    with pytest.raises(NotReadable):
        ask_child("travaux.consultation.forms.child", {"name": "f.docx"}, data[:300])
