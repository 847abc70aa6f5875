"""`travaux text …` from outside: what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from travaux.cli.text import app

OLD = "ЗАКОН\nСтатья 1. Срок\n1. Срок составляет десять лет.\n"
run = CliRunner()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.txt"
    path.write_text(OLD, "utf-8")
    return path


def test_a_text_is_shown_one_unit_a_line(old: Path) -> None:
    done = run.invoke(app, ["show", str(old), "--format", "text"])
    assert done.stdout.splitlines()[-1] == "art_1__para_1\t1.\tСрок составляет десять лет."


def test_standard_input_is_read(old: Path) -> None:
    done = run.invoke(app, ["show", "-", "--format", "json"], input=OLD)
    assert json.loads(done.stdout)["units"][-1]["eId"] == "art_1__para_1"


def test_a_difference_is_printed_as_json(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text(OLD.replace("десять", "пять"), "utf-8")
    done = run.invoke(app, ["diff", str(old), str(new), "--format", "json"])
    [change] = json.loads(done.stdout)["changes"]
    assert (change["kind"], change["old"], change["new"]) == ("reworded", "art_1__para_1", "art_1__para_1")
    assert ["+", "п"] in change["words"]


def test_an_act_is_applied_with_a_log(old: Path, tmp_path: Path) -> None:
    act, log = tmp_path / "act.txt", tmp_path / "log.json"
    act.write_text("1) в части 1 статьи 1 слово «десять» заменить словом «пять»;\n2) статью 9 исключить.", "utf-8")
    done = run.invoke(app, ["apply", str(old), str(act), "--format", "text", "--log", str(log)])
    assert done.exit_code == 1
    assert "Срок составляет пять лет." in done.stdout
    assert [op["status"] for op in json.loads(log.read_text())["operations"]] == ["applied", "not_found"]


def test_a_formula_is_explained(old: Path) -> None:
    done = run.invoke(app, ["formula", 'In Article 3(2), replace "may" with "shall".', "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["operations"][0]["target"] == "article 3 › paragraph 2"


def test_versions_are_merged_and_conflicts_written(old: Path, tmp_path: Path) -> None:
    versions = []
    for number, word in enumerate(("пять", "шесть"), 1):
        versions.append(tmp_path / f"v{number}.txt")
        versions[-1].write_text(OLD.replace("десять", word), "utf-8")
    out = tmp_path / "conflicts.json"
    done = run.invoke(app, ["merge", str(old), *map(str, versions), "--conflicts", str(out), "--format", "text"])
    assert done.exit_code == 1
    assert json.loads(out.read_text())["conflicts"][0]["units"] == ["art_1__para_1"]
