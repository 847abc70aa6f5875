"""From a difference back to formulae: they are understood as they were meant, and make the new text again."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.text.amend.test_acts import CASES, applied, base
from tests.core.text.cases import Case, cases_in
from tests.counts import EXAMPLES
from travaux.core.text.amend import edit, inflect, script, whom
from travaux.core.text.amend.act import parse
from travaux.core.text.amend.execute import carry_out
from travaux.core.text.amend.formulate import formulae_of, formulate
from travaux.core.text.amend.operations import Operation, operation_from
from travaux.core.text.diff import diff
from travaux.core.text.files import open_text
from travaux.core.text.listing import listing
from travaux.core.text.plain import read_text
from travaux.core.text.profiles import profile
from travaux.core.text.tree import Document


@pytest.mark.parametrize("module", [edit, inflect, script, whom])
def test_examples_in_the_words(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def meant(op: Operation) -> tuple[object, ...]:
    """What an operation does, without the words that it was said in."""
    places = [tuple((step.rank, step.numbers) for step in place.steps) for place in (op.target, op.other)]
    return op.op, *places, op.target.part, op.find, op.text, op.place


def same_again(old: Document, new: Document, language: str, used: str) -> None:
    found = formulate(diff(old, new), language, profile(used))
    assert found.left == ()
    understood = [parse(formula, language) for formula in found.formulae]
    assert [[meant(op) for op in ops] for ops in understood] == [[meant(op)] for op in found.operations]
    made = carry_out(old, [op for ops in understood for op in ops], profile(used))
    assert listing(made.document) == listing(new)


@pytest.mark.parametrize("case", cases_in(CASES), ids=str)
def test_what_an_act_did_is_said_again_in_formulae(case: Case) -> None:
    reading = base(case.options["base"])
    made = applied(reading, open_text(case.given.encode(), name="act.txt").document)
    same_again(reading.document, made.document, reading.language, reading.profile)


RU = """МОДЕЛЬНЫЙ ЗАКОН
Об обмене архивами
Статья 1. Предмет
1. Закон определяет порядок обмена архивами между парламентами.
2. Обмен ведётся ежегодно, если стороны не договорились об ином.
Статья 2. Термины
Термины определяются настоящим Законом и договорами сторон.
Статья 3. Срок
1. Срок хранения составляет десять лет и может быть продлён.
2. Парламент может:
1) открыть архив;
2) закрыть архив;
3) передать архив.
Статья 4. Споры
Споры решаются переговорами сторон."""
EN = """AGREEMENT ON THE EXCHANGE OF ARCHIVES
The Parties have agreed as follows:
Article 1
Subject
1. The Parties shall exchange archives every year.
2. The exchange shall be free of charge unless agreed otherwise.
Article 2
Terms
The terms are defined by this Agreement and by the law of the Parties.
Article 3
Requests
1. Requests shall be answered within ten days of their receipt.
2. A request shall contain:
(a) the name of the parliament;
(b) the records sought;
(c) the purpose.
Article 4
Disputes
Disputes shall be settled by negotiation."""
_RU_WORDS = ("архив", "копия", "порядок", "срок", "сторона", "ежегодно", "парламент")
_EN_WORDS = ("archive", "copy", "order", "term", "party", "annually", "parliament")


@st.composite
def edited(draw: st.DrawFn, text: str, new_words: tuple[str, ...]) -> str:
    """The text after one to four changes: words replaced, put in, taken out; a paragraph dropped."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(3, len(lines) - 1))
        said = lines[at].split(" ")
        if len(said) < 4 or lines[at].startswith(("Статья", "Article")):
            continue
        place = draw(st.integers(1, len(said) - 2))
        how = draw(st.sampled_from(["replace", "insert", "delete"]))
        said[place : place + (how != "insert")] = [] if how == "delete" else [draw(st.sampled_from(new_words))]
        lines[at] = " ".join(said)
    if draw(st.booleans()):
        lines[-1:] = []
        lines += ["Споры решает суд." if "Статья 1. Предмет" in text else "Disputes shall be settled by a court."]
    return "\n".join(lines)


@settings(max_examples=EXAMPLES, deadline=None)
@given(edited(RU, _RU_WORDS))
def test_any_edit_is_said_in_russian_and_understood_again(new: str) -> None:
    old, changed = (read_text(text, profile_id="cis-model-act").document for text in (RU, new))
    same_again(old, changed, "rus", "cis-model-act")


@settings(max_examples=EXAMPLES, deadline=None)
@given(edited(EN, _EN_WORDS))
def test_any_edit_is_said_in_english_and_understood_again(new: str) -> None:
    old, changed = (read_text(text, profile_id="treaty").document for text in (EN, new))
    same_again(old, changed, "eng", "treaty")


def test_the_formulae_are_in_the_language_that_is_asked_for() -> None:
    texts = [read_text(text, profile_id="cis-model-act").document for text in (RU, RU.replace("десять", "пять"))]
    assert formulae_of(diff(*texts), "ru") == ["в части 1 статьи 3 слово «десять» заменить словом «пять»"]
    assert formulae_of(diff(*texts), "en") == ["In Article 3, paragraph 1, replace “десять” with “пять”"]


def test_an_operation_is_stored_as_plain_values_and_read_back() -> None:
    for op in parse("подпункты «а» и «б» пункта 2 статьи 3 признать утратившими силу"):
        assert operation_from(op.as_json()) == op
