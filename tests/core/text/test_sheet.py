"""Versions kept flat: the same differences as from trees, and no fingerprint hides a change."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.trees import documents, edited
from travaux.core.text import sheet_make
from travaux.core.text.compare import compare
from travaux.core.text.diff import diff
from travaux.core.text.fingerprints import renewed
from travaux.core.text.marks import marks
from travaux.core.text.merge import merge
from travaux.core.text.plain import read_text
from travaux.core.text.sheet import load
from travaux.core.text.sheet_make import Sheets, fingerprint_bytes, sheet_of
from travaux.core.text.tree import Document, Node, Unit, document, own_lines, unit, walk, words
from travaux.core.text.wording import rebuilt

OLD = """ЗАКОН
Статья 1. Обмен
1. Архивы обмениваются копиями ежегодно.
2. Копии заверяются архивом.
Статья 2. Срок
1. Срок хранения составляет десять лет."""


def act(text: str) -> Document:
    return read_text(text, profile_id="cis-model-act").document


def told(old: Document, new: Document) -> list[dict[str, object]]:
    return [change.as_json() for change in diff(old, new).changes]


def test_stored_bytes_say_what_the_trees_say() -> None:
    old, new = act(OLD), act(OLD.replace("десять", "пять").replace("Статья 2.", "Статья 3."))
    stored = compare(load(fingerprint_bytes(old)), load(fingerprint_bytes(new)))
    assert [change.as_json() for change in stored.changes] == told(old, new)
    assert [change.kind for change in stored.changes] == ["renumbered", "reworded"]


def test_the_same_text_gives_the_same_bytes() -> None:
    assert fingerprint_bytes(act(OLD)) == fingerprint_bytes(act(OLD))


def test_bytes_of_something_else_are_refused() -> None:
    with pytest.raises(ValueError, match="make it anew"):
        load(b"<akomaNtoso/>")


def test_fingerprints_that_meet_hide_no_change_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    new = OLD.replace("десять", "пять").replace("Копии заверяются", "Копии не заверяются")
    honest = told(act(OLD), act(new))
    monkeypatch.setattr(sheet_make, "_digest", lambda said, inner=b"": bytes(8))
    assert told(act(OLD), act(new)) == honest


def test_tokens_that_share_a_character_hide_no_change_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = told(act(OLD), act(OLD.replace("десять", "пять")))
    monkeypatch.setattr(sheet_make, "_code", lambda token: "x")
    assert told(act(OLD), act(OLD.replace("десять", "пять"))) == honest


def test_units_of_an_annex_that_move_to_the_main_text_have_moved() -> None:
    article = "\nСтатья 9. Передача\n1. Документы передаются в архив страны происхождения."
    old, new = OLD + "\nПриложение 1" + article + "\nСтатья 10. Опись\n1. Опись прилагается.", OLD + article
    assert ("moved", "art_9") in [(change.kind, change.new) for change in diff(act(old), act(new)).changes]


def test_two_points_of_one_number_that_change_places_have_moved() -> None:
    old = OLD + "\n1) копия первого листа описи фонда;\n1) перевод заглавия и выходных данных;\n1) печать архива."
    new = OLD + "\n1) перевод заглавия и выходных данных;\n1) копия первого листа описи фонда;\n1) печать архива."
    assert [change.kind for change in diff(act(old), act(new)).changes] == ["moved"]


def test_parts_that_change_places_under_the_same_numbers_have_moved() -> None:
    parts = ["Архив ведёт опись фонда.", "Опись издаётся ежегодно и рассылается сторонам.", "Копии выдаются бесплатно."]

    def law(said: list[str]) -> Document:
        return act("ЗАКОН\nСтатья 1. Описи\n" + "\n".join(f"{n}. {each}" for n, each in enumerate(said, 1)))

    changes = diff(law(parts), law([parts[0], parts[2].replace("бесплатно", "даром"), parts[1]])).changes
    assert {change.kind for change in changes} <= {"moved", "renumbered", "reworded"}
    assert "moved" in [change.kind for change in changes]


@given(st.lists(st.sampled_from(["a ", "b ", ", ", ". ", "b\u00a0", "c-d "]), max_size=12),
       st.lists(st.sampled_from(["a ", "b ", ", ", ". ", "b ", "c-d "]), max_size=12))  # fmt: skip
def test_marks_of_repeated_words_rebuild_both_texts(old: list[str], new: list[str]) -> None:
    one, two = (sheet_of(document("act", [unit("article", lead=["".join(said)])])) for said in (old, new))
    pieces = marks(one, 1, two, 1)
    assert rebuilt(pieces, "-").replace("\u00a0", " ") == one.segment(1).replace("\u00a0", " ")
    assert rebuilt(pieces, "+") == two.segment(1)
    assert all(text for _, text in pieces)


def test_a_text_of_few_sentences_is_followed_in_step() -> None:
    five = [
        "Парламент обеспечивает исполнение настоящего Закона в пределах своих полномочий.",
        "Уполномоченный орган ведёт реестр и в пределах бюджета издаёт его ежегодно.",
        "Споры решаются переговорами, а в пределах трёх месяцев передаются комиссии.",
        "Копии описей выдаются бесплатно в пределах установленной нормы.",
        "Секретариат сообщает сторонам о нарушениях в пределах десяти дней.",
    ]
    chosen = [(five[n * n % 5], five[(n * 3 + n // 4) % 5], five[(n + n // 3) % 5]) for n in range(12)]

    def law(articles: list[tuple[str, str, str]]) -> str:
        parts = (
            f"Статья {n}. Общие положения\n" + "\n".join(f"{k}. {said}" for k, said in enumerate(three, 1))
            for n, three in enumerate(articles, 1)
        )
        return "\n".join(["ЗАКОН", *parts])

    edited_ = [(one, two.replace("пределах", "рамках"), three) for one, two, three in chosen]
    new = [*edited_[:2], (five[4], five[4], five[0]), *edited_[2:]]
    stats = diff(act(law(chosen)), act(law(new))).stats
    assert (stats["added"], stats["removed"], stats["moved"]) == (4, 0, 0)
    assert (stats["reworded"], stats["renumbered"]) == (12, 10)
    assert stats["words_removed"] == 12 + 2 * 10  # “Статья 3.” and nine more


@settings(max_examples=30, deadline=None)
@given(documents())
def test_a_sheet_holds_the_words_of_every_unit(text: Document) -> None:
    sheet = sheet_of(text)
    units = diff(text, text).matching.old
    assert len(sheet) == len(units)
    for place, each in enumerate(units):
        assert isinstance(each, Unit)
        assert sheet.text(place) == "\n".join(own_lines(each))
        assert sheet.headings[place] == (words(each.heading) if each.heading else "")
        assert sheet.eids[place] == (each.eid or "")


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_marks_rebuild_both_texts(data: st.DataObject) -> None:
    old = data.draw(documents())
    one, two = sheet_of(old), sheet_of(data.draw(edited(old)))
    for place in range(min(2 * len(one), 2 * len(two))):
        pieces = marks(one, place, two, place)
        assert rebuilt(pieces, "-") == one.segment(place)
        assert rebuilt(pieces, "+") == two.segment(place)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_sheet_made_beside_its_base_is_the_sheet(data: st.DataObject) -> None:
    base = data.draw(documents())
    sheets = Sheets(base)
    for version in (base, data.draw(edited(base)), without_one(base, Random(1)), without_one(base, Random(2))):
        assert sheets.of(version)._data == fingerprint_bytes(version)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_versions_that_share_units_merge_as_if_they_shared_none(data: st.DataObject) -> None:
    base = data.draw(documents())
    one, two = (without_one(version, Random(3)) for version in (base, data.draw(edited(base))))
    sheets = Sheets(base)
    known = {"": sheets.sheet, "A": sheets.of(one), "B": sheets.of(two)}
    merged = merge(base, [("A", one), ("B", two)], sheets=known)
    apart = merge(base, [("A", renewed(one)), ("B", renewed(two))])
    assert merged == apart


def without_one(root: Document, chance: Random) -> Document:
    """Without one of the outermost units of a random holder; all others stay the objects that they are."""
    holders = [node for node in walk(root) if any(isinstance(child, Unit) for child in node.children)]
    if not holders:
        return root
    holder = chance.choice(holders)
    gone = chance.choice([child for child in holder.children if isinstance(child, Unit)])

    def again(node: Node) -> Node:
        children = [again(c) if isinstance(c, Node) else c for c in node.children if c is not gone]
        same = len(children) == len(node.children) and all(a is b for a, b in zip(children, node.children, strict=True))
        return node if same else node.with_children(children)

    made = again(root)
    assert isinstance(made, Document)
    return made
