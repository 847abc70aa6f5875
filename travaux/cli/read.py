"""`travaux capture read`: what a page says, without a database and without Django."""

from pathlib import Path
from typing import Annotated, Any

import typer

from . import start
from .capture_read import OK, read_file

app = typer.Typer()


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="The page as it was saved: text or HTML.")],
    encoding: Annotated[str, typer.Option(help="Its encoding, where the file does not say. It is never guessed.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON, with spans in Unicode code points.")] = False,
) -> None:
    """Propose the claims that a page makes. Nothing is stored.

    Exit codes: 0 read; 2 refused, with the reason.
    """
    code, report = read_file(file, encoding=encoding or None)
    start.show(report, as_json=as_json, human=tell if code == OK else refuse)
    raise typer.Exit(code)


def tell(report: dict[str, Any]) -> None:
    for claim in report["claims"]:
        start, end = claim["span"]
        typer.echo(f"{start:>6}-{end:<6} {claim['kind']}")
    typer.echo(
        f"{len(report['claims'])} claims; {report['unread']} sentences that no rule used. --json shows the words."
    )


def refuse(report: dict[str, Any]) -> None:
    typer.secho(f"{report['error']} ({report['where']})", fg=typer.colors.RED, bold=True, err=True)
    typer.echo(report["remedy"], err=True)
