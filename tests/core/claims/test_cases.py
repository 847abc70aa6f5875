"""Every case of ``tests/cases/claims``: title, input, expected, in text files to which anyone can add.

A case expects claims, one to a line: ``kind | name: value | name: value``. All claims of the kinds it names are
compared, with the values it names; ``no kind`` says that there is none; ``unread: n`` counts the sentences no pattern
used. A value is None, a number or words. Cases are invented; they are divided by lines of ``===`` and ``---``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux.core.claims import Claim, read

CASES = Path(__file__).parents[2] / "cases" / "claims"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n===\n"):
            title, page, expected = (part.strip("\n") for part in block.split("\n---\n"))
            yield f"{path.stem}: {title.strip()}", page, expected.splitlines()


def shown(claim: Claim, names: list[str]) -> str:
    values = [f"{name}: {claim.values.get(name)}" for name in names]
    return " | ".join([claim.kind, *values])


def test_there_are_cases_in_both_languages() -> None:
    assert {path.stem.split("_")[0] for path in CASES.glob("*.txt")} == {"en", "ru"}


@pytest.mark.parametrize(("page", "expected"), [pytest.param(p, e, id=t) for t, p, e in cases()])
def test_case(page: str, expected: list[str]) -> None:
    reading = read(page)
    kinds: dict[str, list[str]] = {}
    for line in expected:
        if line.startswith("no "):
            kinds.setdefault(line.removeprefix("no ").strip(), [])
        elif line.startswith("unread: "):
            assert len(reading.unread) == int(line.removeprefix("unread: ")), [page[s:e] for s, e in reading.unread]
        elif line.strip():
            kinds.setdefault(line.split(" | ")[0], []).append(line)
    for kind, lines in kinds.items():
        names = [part.split(": ")[0] for part in lines[0].split(" | ")[1:]] if lines else ["rule"]
        assert sorted(shown(claim, names) for claim in reading.claims if claim.kind == kind) == sorted(lines)
