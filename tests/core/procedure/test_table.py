"""Procedures as a lawyer's table: out to a spreadsheet, changed, and back in; faults are named by their row."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from travaux.core import procedure
from travaux.core.procedure import BadProcedure, shipped, shipped_ids
from travaux.core.procedure.conditions import Any, Happened
from travaux.core.procedure.fault_words import RUSSIAN, say
from travaux.core.procedure.model import Follows
from travaux.core.procedure.table import HEADS, read_table, rows, write_table


def changed(path: Path, row: int, column: str, value: str) -> Path:
    """The file with one cell changed; the column by its English head."""
    book = openpyxl.load_workbook(path)
    book.active.cell(row, HEADS["en"].index(column) + 1).value = value
    book.save(path)
    return path


@pytest.mark.parametrize("id", shipped_ids())
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_table_that_nobody_changed_comes_back_equal(id: str, lang: str, tmp_path: Path) -> None:
    write_table(shipped(id), tmp_path / "t.xlsx", lang)

    assert read_table(tmp_path / "t.xlsx", shipped(id)) == shipped(id)


def test_a_row_says_who_must_do_what_after_what_in_which_term_by_which_rule() -> None:
    table = {row[0]: row for row in rows(shipped("exercise"), "en")}

    assert table["X07"] == ("X07", "Opinions of parliaments", "Sent to parliaments", "Направлено в парламенты",
                            "Secretariat", "must", "X06 with outcome “send to parliaments”", "10 working days (X06)",
                            "art. 7", "RULES", "A")  # fmt: skip
    assert rows(shipped("exercise"), "ru")[10][6] == (
        "X08 каждый из «Парламенты-участники» или (истёк срок T08 и 3 × X08 исполнитель «Парламенты-участники»)"
    )


def test_what_a_lawyer_changes_comes_in_and_the_rest_stays(tmp_path: Path) -> None:
    base = shipped("exercise")
    write_table(base, tmp_path / "t.xlsx", "en")
    changed(tmp_path / "t.xlsx", 4, "After", "X02 with outcome accept or X02 with outcome ?")
    changed(tmp_path / "t.xlsx", 4, "Must or may", "may")

    found = read_table(tmp_path / "t.xlsx", base).steps["X03"]

    assert found.follows is Follows.MAY and found.clocks == base.steps["X03"].clocks
    assert found.condition == Any(
        (Happened("X02", outcome=frozenset({"accept"})), Happened("X02", outcome=frozenset({"not stated"})))
    )


@pytest.mark.parametrize(("column", "value", "words"), [
    ("After", "X02 and", "After what"), ("After", "X99", "“X99” does not exist"), ("Who", "Nobody", "nobody"),
    ("Must or may", "should", "must, may"), ("Certainty", "sure", "A, B or C"), ("Phase", "Elsewhere", "Elsewhere"),
    ("Step", "X01", "already in row 2"), ("Step", "", "Give an id"), ("Sources", "RULEZ", "RULES"),
    ("After", "X02 with outcome maybe", "maybe"),
])  # fmt: skip
def test_a_fault_is_named_by_its_row(column: str, value: str, words: str, tmp_path: Path) -> None:
    write_table(shipped("exercise"), tmp_path / "t.xlsx", "en")

    with pytest.raises(BadProcedure, match=words) as refusal:
        read_table(changed(tmp_path / "t.xlsx", 4, column, value), shipped("exercise"))

    assert 4 in [fault.line for fault in refusal.value.faults]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_text("hello")
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")

    for name in ("no", "empty", "missing"):
        with pytest.raises(BadProcedure):
            read_table(tmp_path / f"{name}.xlsx", shipped("exercise"))


def test_a_title_that_looks_like_a_formula_stays_a_title(tmp_path: Path) -> None:
    write_table(shipped("exercise"), tmp_path / "t.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")

    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None} == {"s"}


def patterns() -> Iterator[str]:
    """Every pattern of a sentence in the code."""
    for file in Path(procedure.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
                assert isinstance(node.args[0], ast.Constant), f"{file.name}, line {node.lineno}"
                yield node.args[0].value


def test_every_sentence_has_its_russian_with_the_same_values() -> None:
    def values(pattern: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}

    assert set(patterns()) == set(RUSSIAN)
    assert all(values(english) == values(russian) for english, russian in RUSSIAN.items())


def test_a_fault_is_said_in_the_language_of_the_reader(tmp_path: Path) -> None:
    write_table(shipped("exercise"), tmp_path / "t.xlsx", "ru")
    changed(tmp_path / "t.xlsx", 4, "After", "X99 и X02")

    with pytest.raises(BadProcedure) as refusal:
        read_table(tmp_path / "t.xlsx", shipped("exercise"))

    [fault] = refusal.value.faults
    assert say(fault.problem, "ru") == "Шага «X99» в этих правилах нет."
    assert say(fault.problem, "en") == "The step “X99” does not exist in this file."
