"""What happened between two versions, and the law that a difference makes the new one."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.trees import documents, edited
from travaux.core.text import match, sheet, wording
from travaux.core.text.akn_read import read_akn
from travaux.core.text.akn_write import write_akn
from travaux.core.text.diff import diff
from travaux.core.text.patch import apply_patch
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import NotApplicable
from travaux.core.text.tree import Document, names
from travaux.core.text.wording import compare_words, rebuilt

OLD = """ЗАКОН
Статья 1. Предмет
1. Закон определяет порядок обмена архивами.
2. Обмен ведётся ежегодно, если стороны не договорились об ином.
Статья 2. Термины
Термины определяются настоящим Законом и договорами сторон.
Статья 3. Срок
1. Срок хранения составляет десять лет.
2. Срок может быть продлён по решению парламента.
3. По истечении срока документы передаются в архив."""


def act(text: str) -> Document:
    return read_text(text, profile_id="cis-model-act").document


def told(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old, c.new) for c in diff(act(old), act(new)).changes]


@pytest.mark.parametrize("module", [wording, match, sheet])
def test_examples_in_the_words(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_the_same_text_has_no_changes() -> None:
    found = diff(act(OLD), act(OLD))
    assert found.changes == ()
    assert found.stats["words_added"] == found.stats["words_removed"] == 0


def test_a_changed_word_is_marked_where_it_stands() -> None:
    found = diff(act(OLD), act(OLD.replace("десять", "пятнадцать")))
    assert [change.as_json() for change in found.changes] == [{
        "kind": "reworded", "old": "art_3__para_1", "new": "art_3__para_1",
        "words": [["=", "Срок хранения составляет "], ["-", "десять"], ["+", "пятнадцать"], ["=", " лет."]],
    }]  # fmt: skip


def test_an_inserted_article_renumbers_the_others_and_changes_nothing_else() -> None:
    new = OLD.replace("Статья 3.", "Статья 4.").replace(
        "Статья 2. Термины", "Статья 2. Язык\nДокументы передаются на языке оригинала с переводом.\nСтатья 3. Термины"
    )
    assert told(OLD, new) == [
        ("added", None, "art_2"), ("renumbered", "art_2", "art_3"), ("renumbered", "art_3", "art_4"),
    ]  # fmt: skip


def test_a_moved_article_is_moved_not_deleted() -> None:
    first, second, third = OLD.split("Статья ")[1:]
    new = "ЗАКОН\n" + "".join(f"Статья {part.rstrip()}\n" for part in (third, first, second))
    assert told(OLD, new) == [("moved", "art_3", "art_3")]


def test_an_article_moved_and_edited_is_both() -> None:
    first, second, third = OLD.split("Статья ")[1:]
    new = "ЗАКОН\n" + "".join(f"Статья {p.rstrip()}\n" for p in (third.replace("десять", "пять"), first, second))
    assert told(OLD, new) == [("moved", "art_3", "art_3"), ("reworded", "art_3__para_1", "art_3__para_1")]


def test_a_part_moved_to_another_article() -> None:
    part = "3. По истечении срока документы передаются в архив."
    new = OLD.replace("\n" + part, "").replace(
        "Статья 2.", "3. По истечении срока документы передаются в архив.\nСтатья 2."
    )
    assert told(OLD, new) == [("moved", "art_3__para_3", "art_1__para_3")]


def test_a_split_paragraph_says_where_its_words_came_from() -> None:
    old = "Статья 1\n1. Архив открыт для всех исследователей. Плата за копии документов взимается по закону."
    new = "Статья 1\n1. Архив открыт для всех исследователей.\n2. Плата за копии документов взимается по закону."
    kinds = told(old, new)
    assert ("split", "art_1__para_1", "art_1__para_2") in kinds
    assert [kind for kind, _, _ in told(new, old)] == ["reworded", "joined"]


def test_setting_is_not_wording() -> None:
    found = diff(act(OLD), act(OLD.replace("десять лет", "десять\u00a0лет")))
    assert found.changes == ()
    assert found.stats["formatted"] == 1


def test_a_new_heading_is_a_change_of_the_heading() -> None:
    assert told(OLD, OLD.replace("3. Срок\n", "3. Сроки хранения\n")) == [
        ("reworded", "art_3__heading", "art_3__heading")
    ]


def test_cells_of_a_table_are_named() -> None:
    old = "Статья 1\n1. Таблица:\n| а | 30 |\n| б | 40 |"
    assert told(old, old.replace("40", "45")) == [
        ("reworded", "art_1__para_1__table_1__tr_2__tc_2", "art_1__para_1__table_1__tr_2__tc_2")
    ]


def test_thousands_of_identical_lines_are_no_trap() -> None:
    old = act("Статья 1\n" + "\n".join(f"{i}. Утратил силу." for i in range(1, 990)))
    new = act("Статья 1\n" + "\n".join(f"{i}. Утратил силу." for i in range(1, 980)))
    assert diff(old, new).stats["removed"] == 10


def test_a_patch_refuses_another_base() -> None:
    patch = diff(act(OLD), act(OLD.replace("десять", "пять"))).patch
    with pytest.raises(NotApplicable, match="not the one"):
        apply_patch(patch, act(OLD.replace("Термины", "Понятия")))


@settings(max_examples=20, deadline=None)
@given(documents(), documents())
def test_any_difference_makes_the_new_text(old: Document, new: Document) -> None:
    assert apply_patch(diff(old, new).patch, old) == new


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_difference_of_an_edited_text_makes_it(data: st.DataObject) -> None:
    old = data.draw(documents())
    new = data.draw(edited(old))
    made = apply_patch(diff(old, new).patch, old)
    assert made == new
    assert [eid for eid, _ in names(made)] == [eid for eid, _ in names(new)]


@settings(max_examples=30, deadline=None)
@given(documents())
def test_any_document_goes_through_akoma_ntoso_unchanged(document: Document) -> None:
    again = read_akn(write_akn(document)).document
    assert again == document
    assert names(again) == names(document)


@given(st.text("абв 1.,-«» \u00a0", max_size=40), st.text("абв 1.,-«» \u00a0", max_size=40), st.booleans())
def test_pieces_rebuild_both_texts(old: str, new: str, within: bool) -> None:
    pieces = compare_words(old, new, within_words=within)
    assert rebuilt(pieces, "+") == new
    assert rebuilt(pieces, "-").replace("\u00a0", " ") == old.replace("\u00a0", " ")
