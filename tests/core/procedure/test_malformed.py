"""Files that are no procedures: every refusal names file, line and remedy. Add cases to the text file."""

import random
from pathlib import Path

import pytest

from travaux.core.procedure import BadProcedure, Fault, load
from travaux.core.procedure.nodes import MOST_BYTES
from travaux.core.procedure.shipped import FOLDER

FILE = Path(__file__).parents[2] / "cases" / "procedure" / "malformed.txt"


def _cases() -> list[tuple[str, str, str, int, str]]:
    """(title, text, kind, line, words of the remedy)"""
    blocks = FILE.read_text(encoding="utf-8").split("\n== ")[1:]
    found = []
    for block, expected in zip(blocks[::2], blocks[1::2], strict=True):
        title, _, text = block.partition("\n")
        kind, line, remedy = expected.strip().split(" ", 2)
        found.append((title, f"{text}\n", kind, int(line), remedy))
    return found


CASES = _cases()


def test_the_corpus_is_not_small() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize(("title", "text", "kind", "line", "remedy"), CASES, ids=[case[0] for case in CASES])
def test_a_malformed_file_is_refused_with_file_line_and_remedy(
    title: str, text: str, kind: str, line: int, remedy: str, tmp_path: Path
) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadProcedure) as refusal:
        load(file)

    faults = refusal.value.faults
    assert (kind, line) in [(str(fault.kind), fault.line) for fault in faults], faults
    fault = next(fault for fault in faults if (str(fault.kind), fault.line) == (kind, line))
    assert remedy in fault.remedy or remedy in fault.problem, fault
    assert str(fault).startswith(f"{file}, line {line}: ")


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(BadProcedure) as refusal:
        load("id: p\ntitle: T\nstatus: x\nphases: []\ncolour: red\n", name="rules.yaml")

    assert [(fault.file, fault.line) for fault in refusal.value.faults] == [("rules.yaml", line) for line in (2, 3, 5)]


def test_files_that_are_not_there_not_text_or_too_large_are_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"id: p\n\xff\xfe\x00")
    (tmp_path / "large.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    (tmp_path / "control.yaml").write_bytes(b"id: p\ntitle: \x07\n")
    (tmp_path / "deep.yaml").write_text("a: " + "[" * 5000 + "\n")

    for name, words in [("missing", "cannot be read"), ("binary", "line 2"), ("large", "bytes"), ("control", "line 2"),
                        ("deep", "nested too deep")]:  # fmt: skip
        with pytest.raises(BadProcedure, match=words):
            load(tmp_path / f"{name}.yaml")
    with pytest.raises(BadProcedure):
        load(tmp_path)


def test_a_damaged_procedure_never_ends_in_a_traceback() -> None:
    text = (FOLDER / "exercise.yaml").read_text(encoding="utf-8")
    chance = random.Random(4)
    for _ in range(60):
        at = chance.randrange(len(text))
        damaged = (
            text[:at]
            + chance.choice(["", " ", ":", "}", "[", "- ", "\n", "'", "{", "…", "\t"])
            + text[at + chance.randrange(3) :]
        )
        for fault in _faults(damaged):
            assert fault.remedy and fault.line > 0


def _faults(text: str) -> tuple[Fault, ...]:
    try:
        load(text)
    except BadProcedure as refusal:
        return refusal.faults
    return ()
