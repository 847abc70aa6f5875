"""Markdown as people write it: headings, lists with their own numbers, notes, tables, the head of the file."""

from __future__ import annotations

import pytest

from travaux.core.text.files import open_text
from travaux.core.text.listing import listing
from travaux.core.text.markdown_write import write_markdown
from travaux.core.text.plain import Reading, read_text
from travaux.core.text.tree import Note, Table, walk, words


def read(text: str) -> Reading:
    return open_text(text.encode(), name="a.md", profile_id="cis-model-act")


def rows(text: str) -> list[tuple[str, str]]:
    return [(num, said) for _, num, said in listing(read(text).document)]


def test_headings_open_units_and_emphasis_is_no_text() -> None:
    assert rows("# ЗАКОН\n\n### Статья 1. Срок\n\nСрок – **десять** *лет*.") == [
        ("", "ЗАКОН"), ("Статья 1.", "Срок – десять лет."), ("", "Срок")]  # fmt: skip


@pytest.mark.parametrize(("given", "numbers"), [
    ("1. Первая.\n1. Вторая.\n1. Третья.", ["1.", "2.", "3."]),  # all alike: counted, as programs show them
    ("1. Первая.\n2. Вторая.\n4. Третья.", ["1.", "2.", "4."]),  # as they are written
    ("1) первая;\n2) вторая.", ["1)", "2)"]),
    ("1\\. Первая.\n\n2\\. Вторая.", ["1.", "2."]),
])  # fmt: skip
def test_lists_keep_their_numbers(given: str, numbers: list[str]) -> None:
    assert [num for num, _ in rows(f"## Статья 1. Срок\n\n{given}") if num and num != "Статья 1."] == numbers


def test_notes_tables_and_the_head_of_the_file() -> None:
    text = (
        "---\nlang: kaz\n---\n\n## Статья 1. Срок\n\nДесять лет[^а].\n\n"
        "| Вид | Срок |\n| --- | :-: |\n| *а* | 5<br>6 |\n\n[^а]: С года создания.\n\n    И позже.\n"
    )
    reading = read(text)
    assert reading.language == "kaz"
    [note] = [node for node in walk(reading.document) if isinstance(node, Note)]
    assert [words(line) for line in note.nodes] == ["С года создания.", "И позже."]
    [table] = [node for node in walk(reading.document) if isinstance(node, Table)]
    assert [[[words(line) for line in cell.nodes] for cell in row.nodes] for row in table.rows] == [
        [["Вид"], ["Срок"]], [["а"], ["5", "6"]]]  # fmt: skip


def test_indented_lines_are_text_and_a_row_of_dashes_makes_no_heading() -> None:
    assert ("Статья 1.", "Десять лет. Плата") in rows("## Статья 1. Срок\n\n    Десять лет.\nПлата\n---\n")


def test_a_note_that_calls_itself_ends() -> None:
    assert "Десять" in str(
        read("## Статья 1. Срок\n\nДесять лет[^1].\n\n[^1]: Смотри[^1] сюда[^2].\n\n[^2]: И[^1].").document
    )


def test_the_notice_is_seen_by_every_program_and_read_by_none_as_text() -> None:
    made = write_markdown(read_text("ЗАКОН\nСтатья 1. Срок\nДа.").document, notice="УЧЕБНЫЙ *ПРИМЕР*")
    assert "> УЧЕБНЫЙ \\*ПРИМЕР\\*" in made
    assert "ПРИМЕР" not in str(listing(read(made).document))
