"""Runs the command that was typed and turns every failure into words: what is wrong, what was kept, what to do."""

import json
import os
import sys
from typing import Annotated, Any, NoReturn

import typer

from travaux import __version__

from .places import Commands

REFUSED = 2

commands = typer.Typer(
    cls=Commands, name="travaux", no_args_is_help=True, rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]}, pretty_exceptions_enable=False,
)  # fmt: skip


def print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"travaux {__version__}")
        raise typer.Exit


@commands.callback(epilog="Exit codes: 0 done; 1 done, and the answer is no; 2 refused, nothing changed.")
def travaux(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Where a common text stands, who says so, and what is not known."""


def run() -> None:
    """Entry point of the `travaux` command. No traceback reaches a user unless TRAVAUX_DEBUG asks for one."""
    try:
        commands()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # the last door: whatever nobody foresaw is still said in words
        if os.environ.get("TRAVAUX_DEBUG"):
            raise
        refuse(explained(error))


def explained(error: Exception) -> dict[str, str]:
    """An error as the four texts of a refusal."""
    as_json = getattr(error, "as_json", None)
    if as_json:
        return {key: str(value) for key, value in as_json().items()}
    kind = type(error).__name__
    if kind == "ImproperlyConfigured":
        return {"error": str(error), "where": "settings", "kept": "Nothing was changed.", "remedy": ""}
    if kind in ("OperationalError", "ProgrammingError") and ("no such table" in str(error) or "exist" in str(error)):
        return {
            "error": "The database has no tables of Travaux yet, or older ones.",
            "where": str(error),
            "kept": "Nothing was changed.",
            "remedy": "Run `travaux migrate`, or `travaux serve`, which does it itself.",
        }
    if kind == "OperationalError" and "locked" in str(error):
        return {
            "error": "Another process holds the database.",
            "where": str(error),
            "kept": "Nothing was changed.",
            "remedy": "Wait until it has ended, or stop it, and run the command again.",
        }
    if isinstance(error, OSError):
        remedy = "Give the path of a file that exists and may be read, or a folder that may be written."
        return {"error": error.strerror or kind, "where": str(error.filename or ""), "kept": "", "remedy": remedy}
    return {
        "error": f"Something that nobody foresaw: {kind}: {error}", "where": " ".join(sys.argv[1:]),
        "kept": "Changes are kept whole or not at all; none was half-written.",
        "remedy": "Run it again with TRAVAUX_DEBUG=1 to see where, and report that with the version.",
    }  # fmt: skip


def refuse(texts: dict[str, Any]) -> NoReturn:
    """Say a refusal, on standard output as JSON where `--json` was asked for, and leave with code 2."""
    if "--json" in sys.argv:
        typer.echo(json.dumps(texts, ensure_ascii=False))
    else:
        where = f" ({texts['where']})" if texts.get("where") else ""
        typer.secho(f"{texts['error']}{where}", fg=typer.colors.RED, bold=True, err=True)
        for key in ("kept", "remedy"):
            if texts.get(key):
                typer.echo(texts[key], err=True)
    sys.exit(REFUSED)
