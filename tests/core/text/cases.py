"""Case files that anyone can add to: title, options, input, `----`, what is expected; `====` stands between cases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One case: `# title`, lines `name: value` until an empty line, the input, a line `----`, what is expected."""

    title: str
    options: dict[str, str]
    given: str
    expected: str

    def __str__(self) -> str:
        return self.title


def cases_in(folder: Path) -> list[Case]:
    """All cases of the `.txt` files of a folder, in order of file names. `→` stands for a tab in what is expected."""
    files = sorted(folder.glob("*.txt"))
    assert files, f"no case files in {folder}"
    return [case(part, path.stem) for path in files for part in path.read_text("utf-8").split("\n====\n")]


def case(text: str, stem: str) -> Case:
    head, _, rest = text.strip("\n").partition("\n\n")
    title, *options = head.split("\n")
    given, _, expected = rest.partition("\n----\n")
    pairs = dict(option.split(": ", 1) for option in options)
    return Case(f"{stem}: {title.removeprefix('# ')}", pairs, given, expected.replace("→", "\t"))
