"""An outsider copies one file and checks the record without us, as a separate program that imports nothing of ours."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.record.conftest import TODAY
from travaux.core.log import verify_offline
from travaux.lib.viewer import OPERATOR, PUBLIC
from travaux.record.actions import erase
from travaux.record.models import Line
from travaux.record.queries import checkpoint, export

pytestmark = pytest.mark.django_db
PROGRAM = Path(verify_offline.__file__)


@pytest.fixture
def outsider(tmp_path):
    """Copies the program into an empty folder and runs it there; gives its exit code and what it said."""
    program = tmp_path / "verify_offline.py"
    program.write_bytes(PROGRAM.read_bytes())

    def run(rows, kept=None):
        record = tmp_path / "record.jsonl"
        record.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        arguments = [str(record)]
        if kept is not None:
            (tmp_path / "checkpoint.txt").write_text(str(kept))
            arguments.append(str(tmp_path / "checkpoint.txt"))
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(program), *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        return done.returncode, json.loads(done.stdout or done.stderr)

    return run


@pytest.fixture
def four(register):
    """Three public lines, the first of them erased later by a fourth."""
    for words in ("Was sent.", "Был направлен; «ёлки»", "Was \u2028 read. \U0001f600"):
        register(words=words)
    erase(seq=1, by=OPERATOR, why="court order 17")


def everything():
    return list(export(viewer=OPERATOR, on=TODAY))


def test_the_program_needs_nothing_but_python():
    tree = ast.parse(PROGRAM.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= set(sys.stdlib_module_names)


def test_an_honest_record_passes(four, outsider):
    code, report = outsider(everything(), kept=checkpoint())
    assert (code, report) == (
        0,
        {
            "ok": True, "lines": 4, "head": Line.objects.get(seq=4).hash, "first_bad": None, "altered": [],
            "withheld": 0, "erased": [1], "not_shown": [],
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "bad"),
    [
        (lambda rows: rows[2]["line"].update(at="2021-01-01T00:00:00.000000Z"), 2),
        (lambda rows: rows[3]["body"].update(text=rows[3]["body"]["text"].replace("registered", "deleted")), 3),
        (lambda rows: rows[3].update(body={"erased": "lost"}), 3),
        (lambda rows: rows.pop(2), 2),
        (lambda rows: rows.pop(), 4),
        (lambda rows: rows.insert(3, rows[3]), 3),
        (lambda rows: rows[2].update(hash="0" * 64), 2),
    ],
)
def test_a_spoiled_record_fails_at_its_line(four, outsider, spoil, bad):
    rows = everything()
    spoil(rows)
    code, report = outsider(rows)
    assert (code, report["ok"], report["first_bad"]) == (1, False, bad)


def test_the_public_record_shows_what_it_leaves_out_and_still_checks(register, outsider):
    register()
    register(entry="secretariat")
    register()
    register(entry="secretariat")
    rows = list(export(viewer=PUBLIC, on=TODAY))
    assert [row["line"]["seq"] for row in rows[1:]] == [1, 3]
    code, report = outsider(rows)
    assert (code, report["lines"], report["not_shown"]) == (0, 2, [[2, 2], [4, 4]])


def test_a_checkpoint_kept_from_before_catches_a_record_written_anew(register, outsider):
    register()
    kept = str(checkpoint())
    head = Line.objects.get().hash
    register()
    assert outsider(everything(), kept=kept)[0] == 0
    code, report = outsider(everything(), kept=kept.replace(head, "0" * 64))
    assert (code, report["altered"][0]["why"]) == (1, "is not the line that the checkpoint names")


@pytest.mark.parametrize(
    "rows", [[], [{"other": 1}], [["list"]], [{"travaux_record": 1, "shown_to": "public", "checkpoint": "x"}]]
)
def test_a_file_that_is_no_record_is_refused_in_words(outsider, rows):
    code, report = outsider(rows)
    assert code == 2
    assert report["error"].startswith("not a")


def test_a_row_that_is_no_line_is_refused_by_its_place(four, outsider):
    rows = everything()
    rows[2] = {"line": None}
    code, report = outsider(rows)
    assert (code, report["error"][:43]) == (2, "row 3 of the file is not a line of a record")
