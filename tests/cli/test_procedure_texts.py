"""`travaux procedure prose`, `table`, `read-table`, `changes` and `fair` as lawyers use them."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from travaux.cli.procedure import app
from travaux.core.procedure import load, shipped
from travaux.core.procedure.shipped import FOLDER


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize(("lang", "said"), [("en", "Bureau must take the step"), ("ru", "Бюро: обязательный шаг")])
def test_prose_says_every_step(lang: str, said: str) -> None:
    told = run("prose", "exercise", "--lang", lang)

    assert told.exit_code == 0 and said in told.stdout
    assert all(f"{step}  " in told.stdout for step in shipped("exercise").steps)


def test_a_table_goes_out_is_changed_and_comes_back(tmp_path: Path) -> None:
    sheet, rules = tmp_path / "t.xlsx", tmp_path / "rules.yaml"
    assert run("table", "exercise", "-o", sheet).exit_code == 0
    book = openpyxl.load_workbook(sheet)
    book.active["F3"].value = "may"
    book.save(sheet)

    told = run("read-table", sheet, "--base", "exercise", "-o", rules)

    assert told.exit_code == 0 and "− must" in told.stdout and "+ may" in told.stdout
    assert str(load(rules).steps["X02"].follows) == "may"


def test_a_fault_in_a_table_is_named_by_its_row_and_nothing_is_written(tmp_path: Path) -> None:
    sheet, rules = tmp_path / "t.xlsx", tmp_path / "rules.yaml"
    run("table", "exercise", "-o", sheet)
    book = openpyxl.load_workbook(sheet)
    book.active["G4"].value = "X99"
    book.save(sheet)

    told = run("read-table", sheet, "--base", "exercise", "-o", rules)

    assert told.exit_code == 2 and "row 4" in told.stderr and not rules.exists()
    assert "Traceback" not in told.output


def test_faults_of_a_table_are_told_in_the_language_of_its_reader(tmp_path: Path) -> None:
    sheet = tmp_path / "t.xlsx"
    run("table", "exercise", "-o", sheet, "--lang", "ru")
    book = openpyxl.load_workbook(sheet)
    book.active["G4"].value, book.active["G8"].value = "X99", "X05 и или X06"
    book.save(sheet)

    told = run("read-table", sheet, "--base", "exercise", "-o", tmp_path / "rules.yaml", "--lang", "ru")

    assert told.exit_code == 2
    assert "строка 8: После чего: На месте «или» ожидалось другое: шаг, исполнитель или число." in told.stderr


def test_changes_between_versions_are_said_and_counted() -> None:
    some, none = run("changes", "exercise@1", "exercise"), run("changes", "exercise", "exercise@2")

    assert some.exit_code == 1 and "X02 Bureau decides on the proposal: terms" in some.stdout
    assert none.exit_code == 0 and "Nothing changed." in none.stdout
    parts = json.loads(run("changes", "exercise@1", "exercise", "--lang", "ru", "--json").stdout)
    assert ("статус", "отменены", "действуют") in [(each["part"], each["before"], each["after"]) for each in parts]


def test_an_unfair_term_says_why() -> None:
    calendar = FOLDER / "exercise-plenary.csv"
    asked = ("--from", "2026-06-25", "--to", "2026-08-24", "--addressee", f"Alder:ru,en:{calendar}")

    said = run("fair", *asked, "--text", "ru:2026-07-05")
    fine = run("fair", "--from", "2026-03-02", "--to", "2026-03-20", "--addressee", f"Alder:ru:{calendar}", "--text",
               "ru:2026-01-01")  # fmt: skip

    assert said.exit_code == 1
    assert said.stdout.splitlines() == [
        "Alder: 55 of 60 days fall into a recess.",
        "Alder: the last day is a holiday, a weekend day or in recess.",
        "Alder: for 10 of 60 days there is no text in a language that it reads.",
    ]
    assert (fine.exit_code, fine.stdout) == (0, "Nothing speaks against this term.\n")


@pytest.mark.parametrize("wrong", [
    ("--from", "tomorrow", "--to", "2026-01-01", "--addressee", "a:ru"),
    ("--from", "2026-01-01", "--to", "2026-02-01", "--addressee", "a"),
    ("--from", "2026-01-01", "--to", "2026-02-01", "--addressee", "a:ru:missing.csv"),
    ("--from", "2026-01-01", "--to", "2026-02-01", "--addressee", "a:ru", "--text", "ru:soon"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(wrong: tuple[str, ...]) -> None:
    said = run("fair", *wrong)

    assert said.exit_code == 2 and said.stderr and "Traceback" not in said.output
