"""The command line keeps its manners: exit codes, words instead of tracebacks, speed where no database is needed."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from travaux.cli.places import CaptureCommands, Commands
from travaux.cli.run import commands, explained


@pytest.mark.parametrize("name", [*Commands.places])
def test_every_command_that_is_listed_can_be_asked_for_help(name: str) -> None:
    if name not in get_command(commands).list_commands(None):
        pytest.skip(f"{name} is not built yet")
    if name == "django":  # has Django's own help
        return
    asked = CliRunner().invoke(commands, [name, "--help"])
    assert asked.exit_code == 0, asked.output
    assert "Usage" in asked.output


def test_a_first_command_says_what_to_do_before_there_are_tables(travaux: Callable[..., Any]) -> None:
    refused = travaux("account", "invite", "anna@example.org", "--json")
    assert refused.code == 2
    assert "travaux migrate" in refused.json()["remedy"]
    assert "Traceback" not in refused.err


def test_an_invitation_is_a_link_as_json(travaux: Callable[..., Any]) -> None:
    assert travaux("migrate").code == 0
    made = travaux("account", "invite", "anna@example.org", "--address", "https://assembly.example", "--json")
    assert made.code == 0
    assert made.json()["link"].startswith("https://assembly.example/en/invitation/")
    assert made.json()["role"] == "secretariat"


def test_a_refusal_on_a_terminal_says_what_where_and_what_was_kept(travaux: Callable[..., Any]) -> None:
    travaux("migrate")
    refused = travaux("account", "invite", "nobody")
    assert refused.code == 2
    assert refused.out == ""
    assert refused.err.splitlines() == [
        "This is not an e-mail address: nobody. (email)", "Nothing was changed.", "Write it as name@example.org.",
    ]  # fmt: skip


def test_a_database_that_we_do_not_run_on_is_refused_in_words(travaux: Callable[..., Any]) -> None:
    refused = travaux("migrate", DATABASE_URL="mysql://me@localhost/x")
    assert refused.code == 2
    assert "does not run on" in refused.err and "postgres://" in refused.err and "Traceback" not in refused.err


def test_whatever_nobody_foresaw_is_said_in_words() -> None:
    said = explained(ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError" in said["error"] and "TRAVAUX_DEBUG=1" in said["remedy"]


@pytest.mark.parametrize("name", [*CaptureCommands.places])
def test_capture_commands_are_listed(name: str) -> None:
    assert name in CaptureCommands().list_commands(None)


def test_reading_a_page_starts_without_django() -> None:
    """`capture read` and its kind answer in a fraction of a second; importing Django alone would take longer."""
    question = (
        "import sys; from travaux.cli.run import commands; from travaux.cli.places import CaptureCommands;"
        "CaptureCommands().get_command(None, 'read'); sys.exit('django.conf' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", question], check=False).returncode == 0
