"""The guide knows what the product can do, and its links lead somewhere."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from tools.reference import ROOT, leaves, page, settings
from travaux.cli.run import commands

GUIDE = ROOT / "docs" / "guide"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
READERS = ("citizen", "delegate", "developer", "operator", "secretariat")


def text_of(*names: str) -> str:
    return "\n".join((GUIDE / f"{name}.md").read_text("utf-8") for name in names)


def test_the_reference_is_what_the_code_says() -> None:
    assert (GUIDE / "reference.md").read_text("utf-8") == page(), "run `make docs`"


def test_every_command_is_explained_to_somebody() -> None:
    known = " ".join(text_of("operator", "secretariat", "developer").split())
    missing = [name for name, _ in leaves(get_command(commands)) if name not in known and name != "travaux django"]
    assert missing == []


def test_every_setting_is_explained_to_the_operator() -> None:
    names = [name for name, _, _ in settings()]
    assert len(names) > 5
    assert [name for name in names if f"`{name}`" not in text_of("operator")] == []


def test_every_make_target_is_in_the_list_that_make_prints() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("demo", "test", "check", "fix", "browser", "soak", "bench", "docs"):
        assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE), target


def test_the_architecture_names_the_floors_in_the_order_of_the_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    floors = [floor for layer in contract["layers"] for floor in layer.split(" | ")]
    rows = re.findall(r"^\| (`.+?) \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    drawn = [floor for row in rows for floor in re.findall(r"`(\w+)`", row)]
    assert drawn[: len(floors)] == floors


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_a_guide(reader: str) -> None:
    assert len(text_of(reader).splitlines()) > 10


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    pages = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md"]
    assert [name for name in pages if f"({name})" not in listed] == []


def test_the_commands_of_the_readme_exist() -> None:
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE):
        asked = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, f"make {target}: {asked.stderr}"
