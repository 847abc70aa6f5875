"""The `travaux record` commands, as they are typed."""

import json

import pytest
from typer.testing import CliRunner

from travaux.cli.record import app
from travaux.lib.refusals import Refused
from travaux.record.models import Body
from travaux.record.queries import checkpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def travaux():
    def run(*arguments):
        done = CliRunner().invoke(app, list(map(str, arguments)))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout

    return run


def test_verify_says_that_all_is_well(register, travaux):
    register()
    head = checkpoint().head
    assert travaux("verify") == (0, f"The record is whole: 1 line, head {head}\n")
    code, said = travaux("verify", "--json")
    assert (code, json.loads(said)) == (0, {"ok": True, "lines": 1, "head": head, "first_bad": None, "altered": []})


def test_verify_leaves_with_1_and_names_what_was_altered(register, forge, travaux):
    paper, _ = register()
    forge(f"UPDATE things_paper SET title = 'Other' WHERE id = '{paper.pk}'")
    code, said = travaux("verify", "--json")
    assert code == 1
    assert json.loads(said)["altered"] == [
        {"type": "things.paper", "id": paper.pk, "why": "is not as the last act left it"}
    ]
    code, said = travaux("verify")
    assert (code, said.splitlines()[1:]) == (1, [f"  things.paper {paper.pk} is not as the last act left it"])


def test_a_checkpoint_goes_out_and_comes_back(register, travaux, tmp_path):
    register()
    kept = tmp_path / "kept.txt"
    assert travaux("checkpoint", "-o", kept) == (0, "")
    register()
    assert travaux("verify", "--checkpoint", kept)[0] == 0
    kept.write_text(kept.read_text().replace("\n1\n", "\n3\n"))
    code, said = travaux("verify", "--checkpoint", kept, "--json")
    assert (code, json.loads(said)["first_bad"]) == (1, 3)


def test_a_file_that_is_no_checkpoint_is_refused(travaux, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear colleagues")
    with pytest.raises(Refused, match="not a checkpoint.*line 1 should be"):
        travaux("verify", "--checkpoint", tmp_path / "letter.txt")


def test_export_is_public_unless_everything_is_asked_for(register, travaux, tmp_path):
    register()
    register(entry="secretariat")
    public, whole, program = (tmp_path / name for name in ("public.jsonl", "whole.jsonl", "check.py"))
    assert travaux("export", "-o", public, "--verifier", program) == (0, f"1 line written to {public}\n")
    code, said = travaux("export", "-o", whole, "--everything", "--json")
    assert (code, json.loads(said)) == (0, {"file": str(whole), "lines": 2, "shown_to": "operator"})
    assert len(whole.read_text().splitlines()) == 3
    assert program.read_text().startswith('"""Check an exported record')


def test_show_gives_the_head_and_the_newest_lines(register, travaux):
    register()
    register()
    code, said = travaux("show", "--limit", 1)
    assert code == 0
    assert said.startswith(f"2 lines, head {checkpoint().head}\n       2  ")
    assert said.endswith("secretariat registered 2 objects: the letter of 6 June\n")
    code, said = travaux("show", "--json")
    assert [line["seq"] for line in json.loads(said)["newest"]] == [2, 1]


def test_erase_asks_first_and_says_what_is_left_to_do(register, travaux):
    register()
    assert travaux("erase", 1, "--why", "court order 17")[0] == 1  # nobody answered the question
    assert Body.objects.get().text
    code, said = travaux("erase", 1, "--why", "court order 17", "--yes")
    assert (code, said) == (0, "Line 1 stands, and what it said is erased. Older backups still hold it.\n")
    assert travaux("show")[1].endswith("body erased\n")
    assert travaux("verify")[0] == 0
