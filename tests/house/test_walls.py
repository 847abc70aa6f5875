"""Rules of the house that are about how the code is laid out: kept by machines, so that nobody has to remember them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from travaux.lib.rows import Row

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "travaux"
LONGEST_FILE = 400  # lines; past 300 a file asks for a second look

# Tables that are no recorded rows, each with its reason.
NOT_RECORDED = {
    "consultation.effect": "an outbox: it counts attempts and holds addresses; what was sent is a row of the record",
    "consultation.keptform": "what somebody is still writing: nothing was said yet, and it goes when it is",
    "registry.namekey": "an index, made again from the recorded names",
    "registry.personorder": "an index, made again from the recorded names",
    "dossiers.place": "worked out from the events, so that the register need not",
    "dossiers.dossierorder": "an index, made again from the recorded titles",
    "record.line": "the record itself",
    "record.body": "the record itself",
    "record.touch": "the record itself",
}
# Actions that take no `by`, each with its reason.
ACT_FOR_THEMSELVES = {
    "accounts.actions.accept": "who accepts an invitation is the account that comes of it",
}


def sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (PACKAGE / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


# --- views and API see through `visible` only ---------------------------------------------------------------------

MANAGERS = {"objects", "_default_manager", "_base_manager"}


def reaches_past_visible(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a module touches a table itself instead of asking a room's queries."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr in MANAGERS:
            yield node.lineno, f"uses .{node.value.attr}.{node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names}
            if re.fullmatch(r"travaux\.\w+\.models(\.\w+)*", node.module) or (
                re.fullmatch(r"travaux\.\w+", node.module) and "models" in names
            ):
                yield node.lineno, f"imports {node.module}"
            if node.module == "django.db" and names & {"connection", "connections"}:
                yield node.lineno, "opens the database itself"
        if isinstance(node, ast.Import):
            for alias in node.names:
                if re.fullmatch(r"travaux\.\w+\.models.*", alias.name):
                    yield node.lineno, f"imports {alias.name}"


def test_views_and_api_never_reach_past_visible() -> None:
    found = [
        f"{name_of(path)}:{line} {what}"
        for path in sources("site", "api")
        for line, what in reaches_past_visible(parsed(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from travaux.registry.models import Person",
        "from travaux.registry import models",
        "import travaux.registry.models",
        "def view(request): return Person.objects.all()",
        "Person._base_manager.get()",
        "from django.db import connection",
    ],
)
def test_the_test_above_would_notice(source: str) -> None:
    assert list(reaches_past_visible(ast.parse(source)))


# --- every table is a recorded row, with a level -------------------------------------------------------------------


def our_models() -> list[type[models.Model]]:
    ours = [config for config in apps.get_app_configs() if config.name.startswith("travaux.")]
    return [model for config in ours for model in config.get_models()]


def test_every_table_is_a_recorded_row_or_says_why_not() -> None:
    plain = {model._meta.label_lower for model in our_models() if not issubclass(model, Row)}
    assert plain == set(NOT_RECORDED)


def test_every_row_has_a_level_and_can_be_asked_who_may_see_it() -> None:
    rows = [model for model in our_models() if issubclass(model, Row)]
    assert rows
    for model in rows:
        assert model._meta.get_field("level").null is False, model
        assert callable(model._default_manager.all().visible), model


def test_a_row_is_hidden_with_every_row_that_it_hangs_on() -> None:
    """A required foreign key to another row, whose level does not count, would show what is hidden there."""
    for model in our_models():
        if issubclass(model, Row):
            for path in model.hidden_with:
                field, *_ = path.split("__")
                assert model._meta.get_field(field).is_relation, f"{model._meta.label}.hidden_with names {path}"


def test_every_row_says_what_it_is() -> None:
    silent = [model._meta.label for model in our_models() if (model.__doc__ or "").startswith(f"{model.__name__}(")]
    assert silent == []


# --- actions ---------------------------------------------------------------------------------------------------------


def opens_an_act(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(item.context_expr, ast.Call) and getattr(item.context_expr.func, "id", "") == "act"
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        for item in node.items
    )


def actions() -> list[tuple[str, ast.FunctionDef]]:
    """Every public function of a room that opens an act."""
    rooms = ("accounts", "captures", "registry", "instruments", "dossiers", "consultation", "corrections")
    return [
        (".".join(path.relative_to(PACKAGE).with_suffix("").parts) + f".{node.name}", node)
        for path in sources(*rooms)
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and opens_an_act(node)
    ]


def test_every_action_is_called_by_name_and_says_by_whom() -> None:
    found = actions()
    assert len(found) > 5
    wrong = [
        name
        for name, function in found
        if function.args.args
        or function.args.posonlyargs
        or ("by" not in {a.arg for a in function.args.kwonlyargs} and name not in ACT_FOR_THEMSELVES)
    ]
    assert wrong == []


def test_every_action_says_in_words_what_it_does() -> None:
    assert [name for name, function in actions() if not ast.get_docstring(function)] == []


# --- files -----------------------------------------------------------------------------------------------------------


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_room_is_too_large() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in sources(".")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


# Paths of somebody's own machine; put together here so that this file does not name one itself.
PRIVATE = re.compile(
    "|".join(rf"(?<![\w.]){folder}/" for folder in ("/root", "/home/[a-z]+", "/Users/[A-Za-z]+", "/wo" + "rk"))
)


def test_sources_name_no_path_of_somebodys_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in (".woff2", ".png", ".docx", ".xlsx", ".pdf", ".gz"):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if PRIVATE.search(line):
                found.append(f"{name_of(path)}:{number} {line.strip()[:80]}")
    assert found == []


# Rules that are switched off where the reason is in the rule's own name.
PLAIN = re.compile(r"noqa: (F401|F403|F405|E402)\b")


def test_every_silenced_rule_says_why() -> None:
    """`# noqa: RULE  reason` and `# type: ignore[rule]  # reason`."""
    bare = re.compile(r"#\s*(noqa: [A-Z0-9, ]+|type: ignore\[[\w, -]+\])\s*$")
    found = [
        f"{name_of(path)}:{number}"
        for path in sources(".")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bare.search(line) and not PLAIN.search(line)
    ]
    assert found == []


def test_every_dependency_says_why() -> None:
    import tomllib

    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgres"]]
    lines = text.splitlines()
    for dependency in wanted:
        at = next(number for number, line in enumerate(lines) if f'"{dependency}' in line)
        assert "#" in lines[at] or lines[at - 1].lstrip().startswith("#"), f"{dependency} has no reason beside it"
