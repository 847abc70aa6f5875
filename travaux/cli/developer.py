"""`travaux django …`: Django's own commands, for developers."""

from typing import Annotated

import typer

from . import start

app = typer.Typer()


@app.command(
    "django",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
def django(
    arguments: Annotated[list[str] | None, typer.Argument(help="What Django is asked, as after manage.py.")] = None,
) -> None:
    """Pass a command on to Django (for developers: makemigrations, shell, dbshell …)."""
    start.django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["travaux django", *(arguments or [])])
