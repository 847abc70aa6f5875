"""`travaux procedure …` as people and programs use it: words, JSON, exit codes; no database, no traceback."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from travaux.cli.procedure import app
from travaux.core.procedure.shipped import FOLDER

EVENTS = """
- {id: e1, step: X01, date: 2021-01-10}
- {id: e2, step: X02, date: 2021-01-20, outcome: accept}
- {id: e3, step: X09, date: 2021-01-21, about: annex}
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words: object) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    """A dossier of the exercise assembly, one event about a component."""
    file = tmp_path / "events.yaml"
    file.write_text(EVENTS)
    return file


def test_status_prints_the_documented_shape_and_one_for_each_component(events: Path) -> None:
    got = answer("status", "exercise", "--events", events, "--on", "2021-01-25", "--known-until", "2021-01-22")

    assert {"on", "known_until", "current", "concluded", "steps", "unforeseen", "deadlines"} <= set(got)
    assert (got["on"], got["as_of"], got["current"], got["concluded"]) == ("2021-01-25", "2021-01-22", None, False)
    assert {key: got["steps"]["X03"][key] for key in ("done", "possibly", "dates", "next", "pass")} == {
        "done": 0, "possibly": 0, "dates": [], "next": "must", "pass": 1}  # fmt: skip
    assert got["unforeseen"] == ["e3"]
    assert got["steps"]["X03"]["because"][0]["en"] == "These facts led here: e2."
    assert list(got["components"]) == ["annex"] and set(got["components"]["annex"]) == set(got) - {"components"}


def test_status_in_words_says_what_happened_what_follows_and_what_was_not_foreseen(events: Path) -> None:
    said = run("status", "exercise", "--events", events, "--on", "2021-01-25", "--lang", "ru").output

    assert "● X02 «Бюро решает по предложению» 2021-01-20" in said
    assert "→ X03 «Назначен разработчик» должно последовать (Секретариат)" in said
    assert "Не предусмотрено схемой: e3" in said


def test_explain_names_what_is_needed(events: Path) -> None:
    got = answer("explain", "exercise", "X06", "--events", events, "--on", "2021-01-25")

    assert (got["next"], got["certainty"]) == ("not_yet", "A")
    assert got["en"][0].startswith("Needed: “Expert review” with the outcome “approve”.")


def test_days_counts_or_refuses_with_its_own_exit_code() -> None:
    plenary = FOLDER / "exercise-plenary.csv"

    assert answer("days", "--calendar", plenary, "--from", "2021-02-10", "--count", 5) == {
        "date": "2021-04-13", "count": 5, "rule": "sitting, after, both", "calendar": "exercise-plenary"}  # fmt: skip
    past = run("days", "--calendar", plenary, "--from", "2021-02-10", "--count", 500, "--json")
    assert (past.exit_code, list(json.loads(past.stdout))) == (3, ["error"])
    both = ["--calendar", plenary, "--calendar", FOLDER / "exercise-working.csv", "--from", "2021-01-07", "--count", 1]
    assert answer("days", *both, "--rule", "working, same")["date"] == "2021-01-07"
    assert answer("days", *both[2:], plenary, "--rule", "working, same")["date"] == "2021-01-07"


def test_days_needs_no_calendar_for_calendar_days_and_a_time_for_hours() -> None:
    assert answer("days", "--from", "2021-02-10", "--count", 5)["date"] == "2021-02-15"
    hours = ["--count", 23, "--rule", "hour, backward"]
    assert answer("days", "--from", "2021-02-10T15:30", *hours)["date"] == "2021-02-09T16:30:00"
    no_time = run("days", "--from", "2021-02-10", *hours)
    assert (no_time.exit_code, "no time of day" in no_time.stderr) == (2, True)
    assert run("days", "--from", "2021-02-10", "--count", 0).exit_code == 2


def test_check_finds_a_dead_end_and_says_no(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("id: p\ntitle: {en: P, ru: П}\nphases:\n  - id: a\n    title: {en: A, ru: А}\n    steps:\n"
                     "      - {id: a, title: {en: A, ru: А}, after: start, concludes: yes}\n"
                     "      - {id: b, title: {en: B, ru: Б}, after: {none: [a]}}\n")  # fmt: skip

    good, bad = run("check", "exercise"), run("check", rules, "--json")

    assert good.exit_code == 0
    assert bad.exit_code == 0  # after b, a may still follow
    rules.write_text(rules.read_text().replace("after: start", "after: {none: [b]}"))
    bad = run("check", rules, "--json")
    [finding] = json.loads(bad.stdout)["files"][0]["findings"]
    assert (bad.exit_code, finding["flaw"], finding["place"], finding["run"]) == (1, "dead_end", "b", ["b"])
    assert f"{rules}, line 8: After “b” nothing can follow" in run("check", rules).output


def test_test_runs_the_cases_beside_a_procedure(tmp_path: Path) -> None:
    assert run("test", FOLDER / "exercise.yaml").exit_code == 0
    (tmp_path / "p.yaml").write_text((FOLDER / "exercise.yaml").read_text())
    (tmp_path / "p.cases.yaml").write_text(
        "procedure: p.yaml\ncases:\n  - {title: wrong, events: [], on: 2021-01-01, expect: {open: [X02]}}\n"
    )
    failed = run("test", tmp_path / "p.yaml")
    assert failed.exit_code == 1 and "open: expected X02, got X01" in failed.output


def test_forecast_draws_dates_only_from_enough_past_dossiers(events: Path, tmp_path: Path) -> None:
    past = tmp_path / "past"
    past.mkdir()
    story = (
        "- {{id: a, step: X01, date: 2019-01-01}}\n- {{id: b, step: X02, date: 2019-01-{0}, outcome: accept}}\n"
        "- {{id: c, step: X03, date: 2019-02-{0}}}\n"
    )
    for at in range(10, 16):
        (past / f"d{at}.yaml").write_text(story.format(at))

    got = answer("forecast", "exercise", "--events", events, "--history", past, "--on", "2021-01-25", "--runs", "200")

    assert got["steps"]["X03"]["n"] == 6 and got["steps"]["X03"]["likely"].startswith("2021-02")
    assert got["steps"]["X04"]["likely"] is None and got["conclusion"] is None


def test_draw_writes_a_picture(events: Path, tmp_path: Path) -> None:
    assert run("draw", "exercise", "--events", events, "--on", "2021-01-25", "-o", tmp_path / "p.svg").exit_code == 0

    assert ElementTree.parse(tmp_path / "p.svg").getroot().get("class") == "procedure"


@pytest.mark.parametrize("words", [
    ("status", "nothing.yaml", "--events", "nothing.yaml"), ("check", "nothing.yaml"), ("test", "nothing.yaml"),
    ("status", "exercise", "--events", "nothing.yaml"), ("explain", "exercise", "A99", "--events", "{events}"),
    ("status", "exercise", "--events", "{events}", "--on", "soon"), ("draw", "nothing.yaml"),
    ("status", "exercise", "--events", "{events}", "--calendar", "nothing.csv"), ("import-uk", "nowhere", "-o", "out"),
    ("days", "--calendar", "nothing.csv", "--from", "2021-01-01", "--count", "5"),
    ("forecast", "exercise", "--events", "{events}", "--history", "nothing.yaml"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words_with_code_two(words: tuple[str, ...], events: Path) -> None:
    result = run(*(word.format(events=events) for word in words))

    assert result.exit_code == 2, result.output
    assert result.output.strip() and "Traceback" not in result.output


def test_a_refusal_as_json_names_every_fault(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("id: p\ntitle: T\ncolour: red\nphases: []\n")

    got = json.loads(run("check", rules, "--json").stdout)

    assert [(fault["line"], bool(fault["remedy"])) for fault in got["faults"]] == [(2, True), (3, True)]


def test_the_commands_start_without_django() -> None:
    asked = "import sys, travaux.cli.procedure; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
