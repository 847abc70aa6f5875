"""Commands run as a person runs them: another process, its own data folder, its exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """What a command said and how it left."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An operator's own: the product's settings, SQLite in an empty folder."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX_", "DJANGO_"))}
    return given | {"TRAVAUX_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "NO_COLOR": "1"}


@pytest.fixture
def travaux(environment: dict[str, str]) -> Callable[..., Ran]:
    """Runs `travaux …`; keyword arguments are added to the environment."""

    def run(*arguments: str, **extra: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "travaux", *arguments], env=environment | extra,
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
