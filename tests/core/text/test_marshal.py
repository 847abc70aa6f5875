"""The order in which amendments are put: by the text, by distance: joined, alternative, falling; a suggestion."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.text.listing import listing
from travaux.core.text.marshal import Marshalled, Tabled, marshal
from travaux.core.text.merge import merge
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import TextRefused
from travaux.core.text.tree import Document

BASE = """МОДЕЛЬНЫЙ ЗАКОН
Об обмене архивами
Настоящий Закон принят в целях сотрудничества парламентов.
Статья 1. Предмет
1. Закон определяет порядок обмена архивами между парламентами.
2. Обмен ведётся ежегодно, если стороны не договорились об ином.
Статья 2. Термины
Термины определяются настоящим Законом и договорами сторон.
Статья 3. Срок
1. Срок хранения составляет десять лет.
2. Срок может быть продлён по решению парламента.
Статья 4. Споры
Споры решаются переговорами сторон."""


def act(text: str) -> Document:
    return read_text(text, profile_id="cis-model-act").document


def listed(*texts: str, policy: str = "text") -> Marshalled:
    return marshal(act(BASE), [Tabled(f"P{n}", act(text)) for n, text in enumerate(texts, 1)], policy=policy)


def told(found: Marshalled) -> list[tuple[tuple[str, ...], str, str | None]]:
    return [(e.amendments, e.change.kind, e.change.old or e.change.new) for e in found.entries]


THIRD = """Статья 3. Срок
1. Срок хранения составляет десять лет.
2. Срок может быть продлён по решению парламента.
"""
WITHOUT_3 = BASE.replace(THIRD, "")


def test_the_order_is_that_of_the_text_and_the_title_is_last() -> None:
    found = listed(
        BASE.replace("Об обмене архивами", "Об архивах"),
        BASE.replace("переговорами", "судом"),
        BASE.replace("ежегодно", "ежемесячно"),
    )
    assert told(found) == [
        (("P3",), "reworded", "art_1__para_2"), (("P2",), "reworded", "art_4"), (("P1",), "reworded", "preface__p_2"),
    ]  # fmt: skip


def test_leaving_out_an_article_comes_after_the_amendments_to_it_and_they_fall_with_it() -> None:
    found = listed(WITHOUT_3, BASE.replace("десять", "пять"))
    assert [(e.number, e.amendments, e.distance, e.falls_if) for e in found.entries][:2] == [
        (1, ("P2",), "partial", ((2, "it amends a unit inside one that is left out"),)), (2, ("P1",), "leave_out", ()),
    ]  # fmt: skip


def test_leaving_out_a_part_comes_before_amendments_inside_it() -> None:
    without = BASE.replace("2. Срок может быть продлён по решению парламента.\n", "")
    found = listed(BASE.replace("по решению", "по просьбе"), without)
    assert [e.amendments for e in found.entries] == [("P2",), ("P1",)]
    assert found.entries[1].falls_if == ((1, "the unit that it amends is left out"),)


def test_alike_amendments_are_one_entry_with_all_their_authors() -> None:
    found = listed(BASE.replace("десять", "пять"), BASE.replace("десять", "пять"))
    assert told(found) == [(("P1", "P2"), "reworded", "art_3__para_1")]


def test_other_words_for_the_same_words_are_alternatives_and_do_not_fall() -> None:
    found = listed(BASE.replace("десять", "пять"), BASE.replace("десять", "двадцать"))
    assert [(e.alternative_to, e.falls_if) for e in found.entries] == [((2,), ()), ((1,), ())]


def test_by_distance_the_furthest_is_put_first() -> None:
    found = listed(BASE.replace("десять", "пять"), WITHOUT_3, policy="distance")
    assert [(e.amendments, e.distance) for e in found.entries][:1] == [(("P2",), "leave_out")]


def test_a_sub_amendment_is_put_before_its_amendment() -> None:
    amended = BASE.replace("десять", "пять")
    tabled = [Tabled("P1", act(amended)), Tabled("P2", act(amended.replace("пять", "семь")), sub_of="P1")]
    found = marshal(act(BASE), tabled)
    assert [(e.amendments, e.sub_of) for e in found.entries] == [(("P2",), "P1"), (("P1",), "")]


def test_it_is_a_suggestion_and_says_so() -> None:
    assert listed(BASE.replace("десять", "пять")).as_json()["confirmed"] is False


def test_an_unknown_order_and_a_lost_amendment_are_refused() -> None:
    with pytest.raises(TextRefused, match="no order “age”"):
        listed(BASE, policy="age")
    with pytest.raises(TextRefused, match="“P9”, which is not tabled"):
        marshal(act(BASE), [Tabled("P1", act(BASE), sub_of="P9")])


CHANGES = [
    ("определяет", "устанавливает"), ("ежегодно", "ежемесячно"), ("договорами", "соглашениями"), ("десять", "пять"),
    ("решению", "просьбе"), ("переговорами", "судом"), ("Термины\n", "Понятия\n"),
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(CHANGES), unique=True, min_size=2, max_size=4), st.randoms())
def test_the_order_of_disjoint_amendments_never_matters(changes: list[tuple[str, str]], random: object) -> None:
    texts = {f"P{n}": act(BASE.replace(*change)) for n, change in enumerate(changes)}
    names = sorted(texts)
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    forth, back = (merge(act(BASE), [(name, texts[name]) for name in order]) for order in (names, mixed))
    assert forth.conflicts == back.conflicts == ()
    assert listing(forth.document) == listing(back.document)
    said = BASE
    for change in changes:
        said = said.replace(*change)
    assert listing(forth.document) == listing(act(said))
    lists = [marshal(act(BASE), [Tabled(name, texts[name]) for name in order]) for order in (names, mixed)]
    assert lists[0] == lists[1]
    assert all(not entry.falls_if and not entry.alternative_to for entry in lists[0].entries)
