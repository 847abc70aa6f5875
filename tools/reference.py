"""Writes docs/guide/reference.md from the code: every command, setting and action with its first sentence.

`python -m tools.reference` writes it; `python -m tools.reference check` fails if it is not what the code says now.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from travaux.cli.run import commands

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "travaux"
PAGE = ROOT / "docs" / "guide" / "reference.md"
ROOMS = ("accounts", "captures", "registry", "instruments", "dossiers", "corrections")


def leaves(command: Any, name: str = "travaux") -> Iterator[tuple[str, str]]:
    """Each command that can be typed, with the first line of its help."""
    if isinstance(command, TyperGroup):
        listed: Any = command  # asked without a context: ours need none, see travaux.cli.places
        for child in listed.list_commands(None):
            yield from leaves(listed.get_command(None, child), f"{name} {child}")
    else:
        yield name, first_sentence(getattr(command, "help", "") or "")


def first_sentence(text: str) -> str:
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    return re.split(r"(?<=[.!?]) (?=[A-ZА-Я])", paragraph)[0]


def settings() -> Iterator[tuple[str, str, str]]:
    """Name, default and reason of each setting, from the scheme in travaux/config/settings.py."""
    for line in (PACKAGE / "config" / "settings.py").read_text("utf-8").splitlines():
        if found := re.match(r"    ([A-Z_]+)=\(\w+, (.+?)\),(?:  # (.*))?$", line):
            yield found[1], found[2], found[3] or ""


def actions() -> Iterator[tuple[str, str, str]]:
    """Room, signature and first sentence of each action: a public function that is called by name and takes `by`."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if "migrations" in path.parts or "queries" in path.parts or path.name in ("queries.py", "rules.py"):
                continue
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and is_action(node):
                    names = ", ".join(a.arg + "=" for a in node.args.kwonlyargs)
                    yield room, f"{node.name}({names})", first_sentence(ast.get_docstring(node) or "")


def is_action(node: ast.FunctionDef) -> bool:
    named = {argument.arg for argument in node.args.kwonlyargs}
    return not node.args.args and ("by" in named or node.name == "accept")


def page() -> str:
    parts = [
        "# Reference\n\nMade from the code by `make docs`; change the code, not this page.\n",
        "## Commands\n\n`travaux COMMAND --help` says more.\n\n| command | what it does |\n| --- | --- |",
        *(f"| `{name}` | {cell(said)} |" for name, said in leaves(get_command(commands))),
        "\n## Settings\n\nEnvironment variables; [the operator's guide](operator.md) explains them.\n",
        "| setting | default | |\n| --- | --- | --- |",
        *(f"| `{name}` | `{cell(default)}` | {cell(said)} |" for name, default, said in settings()),
        "\n## Actions\n\nEvery change goes through one of these; each writes one line of the record.\n",
        "| room | action | what it does |\n| --- | --- | --- |",
        *(f"| {room} | `{cell(signature)}` | {cell(said)} |" for room, signature, said in actions()),
    ]
    return "\n".join(parts) + "\n"


def cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    if sys.argv[1:] != ["check"]:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text("utf-8") != page():
        sys.exit("docs/guide/reference.md is not what the code says. Run `make docs`.")
