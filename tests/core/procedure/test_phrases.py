"""Conditions as a lawyer writes them: every condition has a phrase in two languages that is read back equal."""

import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.procedure import naive
from tests.counts import PROCEDURES
from travaux.core.procedure import phrases, shipped, shipped_ids
from travaux.core.procedure.conditions import All, Any, AtLeast, Condition, Ended, Happened, Not
from travaux.core.procedure.phrases import BadPhrase, phrase, read_phrase


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(phrases).failed == 0


@settings(max_examples=PROCEDURES * 4, deadline=None)
@given(naive.conditions(("A05", "A02′", "and", "не", "7", "X.1-b"), depth=3), st.sampled_from(["en", "ru"]))
def test_what_is_written_is_read_back_equal(condition: Condition, lang: str) -> None:
    assert read_phrase(phrase(condition, lang), lang) == condition


@pytest.mark.parametrize("id", shipped_ids())
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_condition_that_is_shipped_has_a_phrase(id: str, lang: str) -> None:
    for step in shipped(id).steps.values():
        assert read_phrase(phrase(step.condition, lang), lang) == step.condition


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("en", "A and (B or not C)", All((Happened("A"), Any((Happened("B"), Not(Happened("C"))))))),
    ("en", "at least 2 of (A; B; C with outcome yes/?)",
     AtLeast(2, (Happened("A"), Happened("B"), Happened("C", outcome=frozenset({"yes", "not stated"}))))),
    ("ru", "3 × Б исполнитель все и истёк срок Т", All((Happened("Б", times=3, by="все"), Ended("Т")))),
    ("ru", "ни одно из (А; без ответа Б)", Not(Any((Happened("А"), Happened("Б", still_open=True))))),
    ("en", "OPEN motion After Last vote by each of “all”",
     Happened("motion", still_open=True, since="vote", by="all", each=True)),
])  # fmt: skip
def test_phrases_as_people_write_them(lang: str, text: str, expected: Condition) -> None:
    assert read_phrase(text, lang) == expected


@pytest.mark.parametrize(("text", "words"), [
    ("", "empty"), ("A and B or C", "side by side"), ("A B", "should end"), ("(A", "expected"), ("A and", "expected"),
    ("at least few of (A)", "not a number"), ("at least 3 of (A; B)", "3 are asked of 2"),
    ("exactly one of (A)", "2 entries"),
    ("A @ B", "cannot be read"), ("not only allowed (A)", "no opposite"), ("(A) valid from soon", "not a date"),
    ("with outcome yes", "expected"),
])  # fmt: skip
def test_what_cannot_be_read_says_what_to_write(text: str, words: str) -> None:
    with pytest.raises(BadPhrase, match=words) as refusal:
        read_phrase(text, "en")

    assert refusal.value.remedy
