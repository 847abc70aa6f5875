"""Starts Django for the commands that need the database, and shows what they report."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer


def django() -> None:
    """Load the settings and the apps. Called inside a command, never at import: other commands start without Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.config.settings")
    os.environ.setdefault("TRAVAUX_LOG_LEVEL", "WARNING")  # a command's own words are enough at a terminal
    os.umask(0o077)  # whatever is made in the data folder is for its owner alone
    import django as framework

    framework.setup()


def show(report: Any, *, as_json: bool, human: Callable[[Any], None]) -> None:
    """One report, as JSON for programs or in words for people."""
    if as_json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        human(report)


def leave(*, ok: bool) -> None:
    """End a command whose answer is yes (0) or no (1)."""
    raise typer.Exit(0 if ok else 1)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Shows a person at a terminal what is being done; programs and files see nothing of it."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda part: None
        return
    with console.status(f"{what} …") as status:
        yield lambda part: status.update(f"{what}: {part} …")
