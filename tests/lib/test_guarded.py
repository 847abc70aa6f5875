"""A file read in a process of its own: the same answer, or a refusal when a bound is reached."""

from __future__ import annotations

import os

import pytest

from tests.core.text.hostile import word
from travaux.core.text.files import open_text, write
from travaux.core.text.plain import read_text
from travaux.core.text.refusals import NotReadable
from travaux.core.text.tree import names
from travaux.lib.guarded import read_guarded

LAW = "ЗАКОН\nОб архивах\n\nСтатья 1. Срок\n1. Десять лет.\n3. Пять лет.\n"


def test_the_answer_is_the_same_as_here() -> None:
    for data in (LAW.encode(), write(read_text(LAW).document, "docx")):
        here, there = open_text(data, name="a.txt"), read_guarded(data, name="a.txt")
        assert there == here
        assert names(there.document) == names(here.document)


def test_a_refusal_comes_through_with_its_words() -> None:
    data = word({"word/vbaProject.bin": b"x"})
    with pytest.raises(NotReadable) as refused:
        read_guarded(data, name="a.docx")
    with pytest.raises(NotReadable) as same:
        open_text(data, name="a.docx")
    assert refused.value.as_json() == same.value.as_json()


@pytest.mark.parametrize(("lines", "bounds"), [(300_000, {"seconds": 1}), (120_000, {"megabytes": 220})])
def test_a_bound_that_is_reached_is_a_refusal(lines: int, bounds: dict[str, int]) -> None:
    long = "\n".join(f"{n % 9 + 1}. Утратил силу с номера {n * 7919}." for n in range(lines))
    with pytest.raises(NotReadable, match="Reading the file takes more than"):
        read_guarded(long.encode(), name="a.txt", **{"seconds": 60, **bounds})


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    seen: dict[str, dict[str, str]] = {}

    def run(command: list[str], **given: object) -> None:
        seen["env"] = given["env"]  # type: ignore[assignment]
        raise RuntimeError

    monkeypatch.setattr("subprocess.run", run)
    with pytest.raises(RuntimeError):
        read_guarded(b"x")
    assert set(seen["env"]) == {"PATH", "LANG"} and os.environ["DATABASE_URL"] not in str(seen)
