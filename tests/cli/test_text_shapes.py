"""The shapes that others rely on: what each command of `travaux text` prints and writes, key by key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from travaux.cli.text import app
from travaux.core.text.refusals import TextRefused

run = CliRunner()
OLD = """MODEL LAW
on Archives

Article 1. Access
1. The archive is open.
2. The term is ten years.

| Name | Fee |
| map | 10 |

Article 2. Copies
A copy is free.

Annex 1

AGREEMENT
on turns

Article 1. Turns
The parties take\tturns.
"""
NEW = OLD.replace("ten", "five").replace("Article 2. Copies", "Article 3. Copies")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, "utf-8")
    Path("new.txt").write_text(NEW, "utf-8")
    Path("act.txt").write_text("In Article 2, replace “free” with “cheap”.", "utf-8")
    for side in ("old", "new"):
        assert run.invoke(app, ["export", f"{side}.txt", "--to", "docx", "-o", f"{side}.docx"]).exit_code == 0
    return tmp_path


def said(*command: str, stdin: str = "", code: int = 0) -> Any:
    done = run.invoke(app, list(command), input=stdin)
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


@pytest.mark.usefixtures("here")
def test_show_prints_headings_cells_and_annexes_under_names_of_their_own() -> None:
    done = run.invoke(app, ["show", "-", "--format", "text"], input=OLD)
    assert done.stdout.splitlines() == [
        "preface__p_1\t\tMODEL LAW", "preface__p_2\t\ton Archives",
        "art_1\tArticle 1.\t", "art_1__heading\t\tAccess", "art_1__para_1\t1.\tThe archive is open.",
        "art_1__para_2\t2.\tThe term is ten years.", "art_1__para_2__table_1__tr_1__tc_1\t\tName",
        "art_1__para_2__table_1__tr_1__tc_2\t\tFee", "art_1__para_2__table_1__tr_2__tc_1\t\tmap",
        "art_1__para_2__table_1__tr_2__tc_2\t\t10", "art_2\tArticle 2.\tA copy is free.", "art_2__heading\t\tCopies",
        "att_1\tAnnex 1\t", "att_1/preface__p_1\t\tAGREEMENT", "att_1/preface__p_2\t\ton turns",
        "att_1/art_1\tArticle 1.\tThe parties take turns.", "att_1/art_1__heading\t\tTurns",
    ]  # fmt: skip


@pytest.mark.usefixtures("here")
def test_diff() -> None:
    told = said("diff", "-", "new.txt", "--format", "json", stdin=OLD)
    assert set(told) == {"changes", "stats"}
    assert [(c["kind"], c["old"], c["new"]) for c in told["changes"]] == [
        ("reworded", "art_1__para_2", "art_1__para_2"), ("renumbered", "art_2", "art_3"),
    ]  # fmt: skip
    assert told["changes"][0]["words"] == [["=", "The term is "], ["-", "ten"], ["+", "five"], ["=", " years."]]


@pytest.mark.usefixtures("here")
def test_import_of_several_files_and_check() -> None:
    for at, line in enumerate(("MODEL LAW\non Wells\n", "Article 1. One\nA well.\n", "Article 2. Two\nA lid.\n")):
        Path(f"{at}.txt").write_text(line, "utf-8")
    told = said("import", "0.txt", "1.txt", "2.txt", "--json", "-o", "act.xml")
    assert set(told) == {"profile", "language", "units", "doubts"} and told["units"] == 2
    assert "art_2\tArticle 2.\tA lid." in run.invoke(app, ["show", "act.xml", "--format", "text"]).stdout
    assert set(said("check", "act.xml", "--json")) == {"ok", "valid", "faults", "duplicate_eids", "doubts"}


@pytest.mark.usefixtures("here")
def test_apply_and_its_log() -> None:
    done = run.invoke(app, ["apply", "old.txt", "-", "--log", "log.json"], input=Path("act.txt").read_text("utf-8"))
    assert done.exit_code == 0, done.output
    [operation] = json.loads(Path("log.json").read_text("utf-8"))["operations"]
    assert {"item", "formula", "op", "target", "status", "why"} <= set(operation)
    assert (operation["op"], operation["target"], operation["status"]) == ("replace_words", "art_2", "applied")


@pytest.mark.usefixtures("here")
def test_merge_and_its_conflicts() -> None:
    Path("six.txt").write_text(OLD.replace("ten", "six"), "utf-8")
    done = run.invoke(app, ["merge", "old.txt", "new.txt", "six.txt", "--conflicts", "c.json", "-o", "merged.xml"])
    assert done.exit_code == 1, done.output
    told = json.loads(Path("c.json").read_text("utf-8"))
    assert {"applied", "conflicts"} <= set(told)
    [conflict] = told["conflicts"]
    assert {"units", "amendments", "reason"} <= set(conflict) and conflict["units"] == ["art_1__para_2"]


@pytest.mark.usefixtures("here")
def test_word_out_and_back() -> None:
    made = run.invoke(app, ["redline", "old.docx", "new.docx", "-o", "red.docx", "--author", "Anna"])
    assert made.exit_code == 0, made.output
    told = said("amendments", "red.docx", "--json")
    assert set(told) == {"base", "amendments", "comments", "residue"} and told["residue"] == []
    one = next(each for each in told["amendments"] if each["unit"] == "art_1__para_2")
    assert (one["op"], one["author"], one["old"], one["new"]) == ("replace_words", "Anna", "ten", "five")
    for side, text in (("--accept", NEW), ("--reject", OLD)):
        assert run.invoke(app, ["resolve", "red.docx", side, "-o", "side.docx"]).exit_code == 0
        shown = [run.invoke(app, ["show", "-", "--format", "text"], input=text).stdout,
                 run.invoke(app, ["show", "side.docx", "--format", "text"]).stdout]  # fmt: skip
        assert shown[0] == shown[1]


@pytest.mark.usefixtures("here")
def test_formula_against_a_base() -> None:
    told = said("formula", "In Article 2, replace “free” with “cheap”.", "--base", "old.txt", "--json")
    assert set(told) == {"operations", "log", "result"}
    assert [(o["op"], o["find"], o["text"]) for o in told["operations"]] == [("replace_words", "free", "cheap")]
    assert [(o["target"], o["status"]) for o in told["log"]] == [("art_2", "applied")]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["show", "gone.txt"], "cannot be read"), (["show", "-"], "nothing on standard input"),
        (["export", "old.txt", "--to", "pptx"], "pptx"),
        (["diff", "old.txt", "new.txt", "--format", "no"], "no format"),
        (["export", "old.txt", "--to", "akn", "-o", "gone/x.xml"], "cannot be written"),
        (["resolve", "red.docx"], "not said"), (["amendments", "old.txt"], "no Word document"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_is_said_with_a_remedy(command: list[str], says: str) -> None:
    done = run.invoke(app, command)
    assert isinstance(done.exception, TextRefused), done.output
    assert says in done.exception.error and done.exception.remedy
