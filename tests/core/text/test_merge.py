"""Two parliaments amend one text: what is apart joins, what clashes is named, the order never matters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.trees import documents, edited
from travaux.core.text.listing import listing
from travaux.core.text.merge import Merged, merge
from travaux.core.text.plain import read_text
from travaux.core.text.sheet_make import sheet_of
from travaux.core.text.tree import Document, walk

BASE = """ЗАКОН
Статья 1. Предмет
1. Закон определяет порядок обмена архивами между парламентами.
2. Обмен ведётся ежегодно, если стороны не договорились об ином.
Статья 2. Термины
Термины определяются настоящим Законом и договорами сторон.
Статья 3. Срок
1. Срок хранения составляет десять лет.
2. Срок может быть продлён по решению парламента."""


def act(text: str) -> Document:
    return read_text(text, profile_id="cis-model-act").document


def merged(*versions: str) -> Merged:
    return merge(act(BASE), [(f"P{n}", act(text)) for n, text in enumerate(versions, 1)])


def words(found: Merged) -> dict[str, str]:
    return {eid: text for eid, _, text in listing(found.document)}


def test_changes_of_different_words_of_one_sentence_join() -> None:
    found = merged(BASE.replace("десять", "пятнадцать"), BASE.replace("хранения", "хранения копий"))
    assert found.conflicts == ()
    assert words(found)["art_3__para_1"] == "Срок хранения копий составляет пятнадцать лет."


def test_the_same_words_changed_in_two_ways_are_a_conflict_at_those_words() -> None:
    found = merged(BASE.replace("десять", "пятнадцать"), BASE.replace("десять", "пять"))
    assert [c.as_json() for c in found.conflicts] == [
        {"units": ["art_3__para_1"], "amendments": ["P1", "P2"], "reason": "the same words are changed: “десять”"}
    ]
    assert words(found)["art_3__para_1"] == "Срок хранения составляет десять лет."


def test_identical_changes_are_joined_with_all_their_authors() -> None:
    found = merged(BASE.replace("десять", "пять"), BASE.replace("десять", "пять"))
    assert found.conflicts == ()
    assert [authors for authors, _ in found.applied] == [("P1", "P2")]


def test_a_move_and_a_change_of_words_are_no_conflict() -> None:
    first, second, third = BASE.split("Статья ")[1:]
    moved = "ЗАКОН\n" + "".join(f"Статья {part.rstrip()}\n" for part in (third, first, second))
    found = merged(moved, BASE.replace("десять", "пять"))
    assert found.conflicts == ()
    rows = listing(found.document)
    assert [eid for eid, _, _ in rows if eid in ("art_1", "art_2", "art_3")] == ["art_3", "art_1", "art_2"]
    assert words(found)["art_3__para_1"] == "Срок хранения составляет пять лет."


def test_a_change_inside_a_deleted_unit_is_a_conflict() -> None:
    without = BASE[: BASE.index("\nСтатья 3")]
    found = merged(without, BASE.replace("десять", "пять"))
    assert [c.units for c in found.conflicts] == [("art_3",)]
    assert words(found)["art_3__para_1"] == "Срок хранения составляет пять лет."


def test_an_annex_that_is_left_out_is_no_change_of_the_one_after_it() -> None:
    base = BASE + "\nПриложение 1\nОБРАЗЕЦ\nПодлинник.\nПриложение 2\nУСЛОВИЯ\nТемпература 18 °C."
    without = base.replace("\nПриложение 1\nОБРАЗЕЦ\nПодлинник.", "")
    colder, copies = base.replace("18", "14"), base.replace("Подлинник", "Копия")
    found = merge(act(base), [("out", act(without)), ("colder", act(colder))])
    assert found.conflicts == ()
    assert [component.of_kind("num") for component in found.document.components] == [
        component.of_kind("num") for component in act(without).components
    ]
    assert any(text.endswith("14 °C.") for _, _, text in listing(found.document))
    clash = merge(act(base), [("out", act(without)), ("copies", act(copies))])
    assert [(c.units, c.amendments) for c in clash.conflicts] == [(("att_1",), ("copies", "out"))]


def test_a_deletion_that_nobody_minds_is_done() -> None:
    found = merged(BASE[: BASE.index("\nСтатья 3")], BASE.replace("ежегодно", "ежемесячно"))
    assert found.conflicts == ()
    assert "art_3" not in words(found)
    assert words(found)["art_1__para_2"].startswith("Обмен ведётся ежемесячно")


def test_two_new_units_of_one_number_are_a_conflict() -> None:
    found = merged(BASE + "\n3. Документы передаются.", BASE + "\n3. Копии заверяются.")
    assert [c.reason for c in found.conflicts] == ["two new units have the number 3"]


@pytest.mark.parametrize("other", ["Статья 2. Термины", "ежегодно"])
def test_a_version_without_changes_changes_nothing(other: str) -> None:
    changed = BASE.replace(other, "иное")
    assert merged(changed, BASE).document == act(changed)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_one_version_alone_gives_its_text_and_the_order_of_versions_never_matters(data: st.DataObject) -> None:
    base = data.draw(documents())
    one, two = data.draw(edited(base)), data.draw(edited(base))
    forth, back = merge(base, [("A", one), ("B", two)]), merge(base, [("B", two), ("A", one)])
    assert forth.document == back.document
    assert forth.conflicts == back.conflicts
    assert merge(base, [("A", one)]).document == one


def test_what_nobody_touches_stays_the_object_that_it_is() -> None:
    base = act(BASE)
    found = merge(base, [("A", act(BASE.replace("десять", "пять"))), ("B", act(BASE.replace("продлён", "сокращён")))])
    ours, theirs = ([node for node in walk(text) if node.kind == "article"] for text in (base, found.document))
    assert [one is two for one, two in zip(ours, theirs, strict=True)] == [True, True, False]


def test_no_version_is_no_change() -> None:
    base = act(BASE)
    assert merge(base, []).document == base


def test_a_unit_copied_into_another_place_is_a_new_one() -> None:
    base = act(BASE)
    body = base.body
    assert body is not None
    copied = base.with_children(child if child is not body else body.with_children((*body.children, body.children[0]))
                                for child in base.children)  # fmt: skip
    found = merge(base, [("A", copied), ("B", act(BASE.replace("десять", "пять")))])
    assert [change.kind for _, change in found.applied] == ["added", "added", "added", "reworded"]
    assert found.conflicts == ()


@pytest.mark.parametrize("other", [BASE + "\n3. Срок не продлевается.", BASE[: BASE.index("2. Срок")]])
def test_the_sheet_of_another_text_is_refused(other: str) -> None:
    with pytest.raises(ValueError, match="another text"):
        merge(act(BASE), [("A", act(BASE))], sheets={"": sheet_of(act(BASE)), "A": sheet_of(act(other))})
