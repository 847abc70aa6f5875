"""Numbers as printed, and what they become in an eId."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.text import eids, numbers, tree
from travaux.core.text.numbers import LETTERS, eid_piece, ordinal, roman
from travaux.core.text.tree import Line, Mark, document, names, unit, walk


@pytest.mark.parametrize("module", [numbers, tree, eids])
def test_examples_in_the_words(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_three_ways_to_print_an_inserted_number_give_one_eid() -> None:
    raised = Line("num", ("Статья 10", Mark("sup", ("1",)), "."))
    assert {eid_piece(n) for n in ("10.1", "10-1", "10¹", raised, "Статья 10.1.")} == {"10-1"}


@pytest.mark.parametrize("alphabet", [
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
])  # fmt: skip
def test_no_two_letters_of_an_alphabet_meet(alphabet: str) -> None:
    small = [LETTERS[letter] for letter in alphabet]
    assert len(set(small)) == len(alphabet)
    assert all(piece.isascii() for piece in small)
    assert [eid_piece(letter.upper()).lower() for letter in alphabet] == small


def test_a_collision_takes_a_suffix_in_document_order_and_moves_nobody() -> None:
    act = document(
        "act", [unit("article", num=n, lead=["x"]) for n in ("Статья 1", "Статья 1", "Статья 3", "Статья 1")]
    )
    assert [n.eid for n in walk(eids.mint(act)) if n.kind == "article"] == ["art_1", "art_1_2", "art_3", "art_1_3"]


def test_an_abandoned_number_moves_no_other_unit() -> None:
    numbers_left = ("1)", "2)", "4)", "5)")
    act = eids.mint(document("act", [unit("article", num="Статья 1", units=[
        unit("point", num=n, lead=["x"]) for n in numbers_left])]))  # fmt: skip
    assert [n.eid for n in walk(act) if n.kind == "point"] == [f"art_1__point_{n[0]}" for n in numbers_left]


def test_minting_again_changes_nothing() -> None:
    act = eids.mint(document("act", [unit("article", num="1", units=[unit("point", num="а)", lead=["x"])])]))
    assert names(eids.mint(act)) == names(act)


@given(st.integers(1, 3999))
def test_roman_numbers_are_read(value: int) -> None:
    pairs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True)  # fmt: skip
    left, said = value, ""
    for size, digits in pairs:
        said, left = said + digits * (left // size), left % size
    assert roman(said) == value


@pytest.mark.parametrize(
    "said", ["третий", "третья", "третье", "третьего", "третьему", "третьим", "третьем", "третьей"]
)
def test_an_ordinal_is_known_in_every_case(said: str) -> None:
    assert ordinal(said) == 3
