"""Where each command lives: its module is imported when its name is typed, or to be listed in the help."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_command


class Places(TyperGroup):
    """A group whose commands are found by name in `places`: {command: module under travaux.cli}."""

    places: ClassVar[dict[str, str]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, module in self.places.items() if find_spec(f"travaux.cli.{module}")]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"travaux.cli.{self.places[cmd_name]}").app
        found._add_completion = False  # the whole command offers it once
        command = get_command(found)
        if isinstance(command, TyperGroup) and cmd_name in command.commands:
            command = command.commands[cmd_name]
        command.name = cmd_name
        return command


class CaptureCommands(Places):
    places: ClassVar = {"add": "capture", "read": "read"}


class Commands(Places):
    places: ClassVar = {
        "serve": "serve",
        "doctor": "doctor",
        "backup": "backup",
        "restore": "restore",
        "account": "account",
        "kit": "kit",
        "mail": "mail",
        "sample": "sample",
        "capture": "places",
        "registry": "registry",
        "record": "record",
        "procedure": "procedure",
        "text": "text",
        "migrate": "migrate",
        "django": "developer",
    }

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return get_command(app) if cmd_name == "capture" else super().get_command(ctx, cmd_name)


app = typer.Typer(cls=CaptureCommands, name="capture", help="Store published pages and read claims from them.",
                  no_args_is_help=True, add_completion=False)  # fmt: skip


@app.callback()
def capture() -> None:
    """Store published pages and read claims from them."""
