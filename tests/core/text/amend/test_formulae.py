"""Formulae in English and Russian: understood, written and understood again, applied with a log."""

from __future__ import annotations

import doctest
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.text.cases import Case, cases_in
from travaux.core.text.amend import formulae_en, formulae_ru, locate_en, locate_ru, phrase, quotes
from travaux.core.text.amend.consolidate import amend_by_formula, amend_by_text
from travaux.core.text.amend.formulae_en import parse_en
from travaux.core.text.amend.formulae_ru import parse_ru
from travaux.core.text.amend.operations import Locator, Operation, Step
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.profiles import profile

CASES = Path(__file__).parents[3] / "cases" / "text" / "formulae"
BASE = """ЗАКОН
Статья 3. Срок
1. Срок хранения составляет 10 лет и может быть продлён.
2. Парламент может:
1) открыть архив;
2) закрыть архив;
3) передать архив.
3. Копии бесплатны. Оригиналы не выдаются.
Статья 4. Язык
Документы передаются на языке оригинала.
Перевод прилагается.
Статья 5. Споры
Споры решаются переговорами.
Глава 2. Заключительные положения
Статья 6. Вступление в силу
1. Закон вступает в силу со дня опубликования."""
RU = profile("ru-federal")


@pytest.mark.parametrize("module", [formulae_en, formulae_ru, locate_en, locate_ru, phrase, quotes])
def test_examples_in_the_words(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def told(op: Operation) -> str:
    other = str(op.other) if op.other.steps else ""
    fields = (op.op, str(op.target), op.find, op.text, op.place, other, "soft" if op.soft else "", op.language)
    return " | ".join(fields).rstrip(" |")


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_a_formula_says_what_its_case_says(case: Case) -> None:
    parse = parse_ru if str(case).startswith("ru") else parse_en
    assert "\n".join(told(op) for op in parse(case.given)) == case.expected.strip()


words = st.lists(st.sampled_from(["архив", "фонд", "срок", "доступ", "закон"]), min_size=1, max_size=3).map(" ".join)
english = st.lists(st.sampled_from(["archive", "fonds", "term", "access", "law"]), min_size=1, max_size=3).map(" ".join)
numbers = st.sampled_from(["1", "2", "12", "3.1"])


@st.composite
def operations(draw: st.DrawFn, texts: st.SearchStrategy[str], said: tuple[str, str, str]) -> Operation:
    """An operation on an article, a part of one, or a point of that."""
    steps = [Step("article", (draw(numbers),), said[0]), Step("paragraph", (draw(numbers),), said[1]),
             Step("point", (draw(numbers),), said[2])][: draw(st.integers(1, 3))]  # fmt: skip
    op = draw(
        st.sampled_from(
            [
                "replace_words",
                "delete_words",
                "delete_unit",
                "replace_unit",
                "add_sentence",
                "insert_words",
                "delete_range",
            ]
        )
    )
    find = draw(texts) if op.endswith(("words", "range")) else ""
    text = draw(texts) if op not in ("delete_words", "delete_unit") else ""
    place = (
        "end"
        if op == "add_sentence"
        else draw(st.sampled_from(["after", "before", "start", "end", "after first", "after last", "before 2"]))
        if op == "insert_words"
        else draw(st.sampled_from(["to_end", "until", "after"]))
        if op == "delete_range"
        else draw(st.sampled_from(["", "first", "last", "2"]))
        if op in ("replace_words", "delete_words")
        else ""
    )
    find = f"{find}⟦…⟧{draw(texts)}" if place == "until" else "" if place in ("start", "end") else find
    return Operation(op, Locator(tuple(steps)), find=find, text=text, place=place)


@given(operations(words, ("статья", "часть", "пункт")))
def test_a_russian_formula_is_understood_as_it_was_meant(op: Operation) -> None:
    said = phrase.phrase(op, "ru")
    assert [told(each) for each in parse_ru(said)] == [told(op)]


@given(operations(english, ("article", "paragraph", "point")))
def test_an_english_formula_is_understood_as_it_was_meant(op: Operation) -> None:
    said = phrase.phrase(op, "en")
    assert [told(each) for each in parse_en(said)] == [told(op)]


def after(formula: str) -> tuple[dict[str, str], list[str]]:
    base = read_text(BASE, profile_id="ru-federal").document
    made, log = amend_by_formula(base, formula, RU, language="ru")
    return {eid: text for eid, _, text in listing(made)}, [outcome.status for outcome in log]


@pytest.mark.parametrize(("formula", "eid", "text"), [
    ("в части 1 статьи 3 цифры «10» заменить цифрами «15»", "art_3__para_1",
     "Срок хранения составляет 15 лет и может быть продлён."),
    ("в абзаце втором статьи 4 слово «прилагается» заменить словом «даётся»", "art_4__al_2", "Перевод даётся."),
    ("часть 2 статьи 3 дополнить пунктом 4 следующего содержания: «4) обменять архив.»", "art_3__para_2__point_4",
     "обменять архив."),
    ("дополнить статьёй 5.1 следующего содержания: «Статья 5.1. Плата\n1. Плата взимается.»", "art_5-1__para_1",
     "Плата взимается."),
    ("первое предложение части 3 статьи 3 исключить", "art_3__para_3", "Оригиналы не выдаются."),
    ("часть 3 статьи 3 после слов «Копии бесплатны.» дополнить предложением следующего содержания: «Они заверяются.»",
     "art_3__para_3", "Копии бесплатны. Они заверяются. Оригиналы не выдаются."),
    ("статью 5 дополнить словами «или судом»", "art_5", "Споры решаются переговорами или судом."),
    ("наименование главы 2 изложить в следующей редакции: «Прочее»", "chp_2__heading", "Прочее"),
    ("пункты 1 и 2 части 2 статьи 3 считать соответственно пунктами 5 и 6", "art_3__para_2__point_6", "закрыть архив;"),
    ("статью 4 дополнить абзацем следующего содержания: «Копия заверяется.»", "art_4__al_3", "Копия заверяется."),
])  # fmt: skip
def test_a_formula_changes_the_text(formula: str, eid: str, text: str) -> None:
    rows, log = after(formula)
    assert log == ["applied"]
    assert rows[eid] == text


@pytest.mark.parametrize(("formula", "status"), [
    ("в статье 99 слово «а» исключить", "not_found"), ("в статье 3 слово «отсутствует» исключить", "not_found"),
    ("рассмотреть возможность исключения статьи 6", "not_executable"),
    ("в части 1 статьи 3 цифры «15» заменить цифрами «10»", "already"),
])  # fmt: skip
def test_what_cannot_be_applied_changes_nothing(formula: str, status: str) -> None:
    rows, log = after(formula)
    assert log == [status]
    assert rows == {eid: text for eid, _, text in listing(read_text(BASE, profile_id="ru-federal").document)}


def test_a_near_miss_is_named() -> None:
    base = read_text(BASE, profile_id="ru-federal").document
    _, log = amend_by_formula(base, "в статье 3 слово «хранению» исключить", RU, language="ru")
    assert "хранения" in log[0].why


def test_a_nested_act_is_applied_item_by_item() -> None:
    act = (
        "ФЕДЕРАЛЬНЫЙ ЗАКОН\nСтатья 1\nВнести в Федеральный закон «Об архивах» следующие изменения:\n1) в статье 3:\n"
        "а) в части 1 цифры «10» заменить цифрами «15»;\nб) пункт 2 части 2 признать утратившим силу;\n"
        "в) часть 3 изложить в следующей редакции:\n«3. Копии платны.\n4. Оригиналы выдаются.»;\n"
        "2) статью 5 после слова «переговорами» дополнить словами «и консультациями».\n"
        "Статья 2\nНастоящий Закон вступает в силу с 1 января."
    )
    made, log = amend_by_text(read_text(BASE, profile_id="ru-federal").document, act, RU)
    assert [(o.operation.item, o.status) for o in log] == [
        ("Статья 1 1) а)", "applied"), ("Статья 1 1) б)", "applied"), ("Статья 1 1) в)", "applied"),
        ("Статья 1 2)", "applied"),
    ]  # fmt: skip
    rows = {eid: text for eid, _, text in listing(made)}
    assert "art_3__para_2__point_2" not in rows
    assert rows["art_3__para_2__point_3"] == "передать архив."
    assert (rows["art_3__para_3"], rows["art_3__para_4"]) == ("Копии платны.", "Оригиналы выдаются.")
    assert rows["art_5"] == "Споры решаются переговорами и консультациями."


@pytest.mark.parametrize("words", ["по тексту слова «а», ", "by striking “a”, ", "дополнить после слов "])
def test_words_without_end_are_no_formula(words: str) -> None:
    for parse in (parse_ru, parse_en):
        assert [op.op for op in parse(words * 2_000)] == ["proposal"]
