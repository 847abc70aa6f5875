"""``travaux capture read FILE``: the document it prints, the exit code, and no Django."""

import json
import subprocess
import sys
from pathlib import Path

from travaux.cli.capture_read import read_file


def test_a_page_gives_its_claims(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("The Lake Assembly Council approved the agenda.\nNothing to read here.\n", "utf-8")

    code, document = read_file(file)

    assert code == 0
    assert set(document) == {"sha256", "text_sha256", "claims", "unread"}
    assert document["unread"] == 1
    event = next(claim for claim in document["claims"] if claim["kind"] == "event")
    assert {name: event[name] for name in ("actor", "verb", "object", "date", "reported_by", "rule", "lang")} == {
        "actor": "Lake Assembly Council",
        "verb": "approved",
        "object": "the agenda",
        "date": None,
        "reported_by": ["page"],
        "rule": "en.event.agent_did",
        "lang": "en",
    }
    assert event["span"] == [0, 46]
    assert event["sentence"] == [0, 46]
    text = file.read_text("utf-8")
    assert {name: text[slice(*span)] for name, span in event["fields"].items()} == {
        "actor": "Lake Assembly Council",
        "verb": "approved",
        "object": "the agenda",
    }


def test_a_refused_file_says_why_and_what_to_do(tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(b"%PDF-1.7")

    for path in (pdf, tmp_path / "missing.txt", tmp_path):
        code, document = read_file(path)
        assert code == 2
        assert set(document) == {"error", "where", "remedy"}
        assert str(path) in document["where"]


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes("Совет утвердил план.".encode("cp1251"))

    assert read_file(file)[0] == 2
    assert read_file(file, encoding="windows-1251")[0] == 0


def test_it_starts_without_django(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("The Council approved the agenda.", "utf-8")
    program = (
        "import json, pathlib, sys; from travaux.cli.capture_read import read_file;"
        "code, document = read_file(pathlib.Path(sys.argv[1]));"
        "print(json.dumps([code, len(document['claims']), 'django' in sys.modules]))"
    )

    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [0, 1, False]
