"""`travaux backup`: one file that restores anywhere."""

from pathlib import Path
from typing import Annotated

import typer

from . import start

app = typer.Typer()


@app.command()
def backup(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Restore it elsewhere and verify the record there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Write rows, files and a checkpoint of the record into one file, while the site goes on.

    Exit codes: 0 written (and verified); 2 refused.
    """
    start.django()
    from django.conf import settings
    from django.utils import timezone

    from travaux.cli.upkeep.backup import back_up
    from travaux.cli.upkeep.restore import try_out

    file = output or settings.DATA.backups / f"travaux-{timezone.now():%Y%m%dT%H%M%SZ}.tar.gz"
    with start.progress("Backing up") as step:
        made = back_up(file.resolve(), step=step)
        report = made.as_json()
        if verify:
            step("trial restore")
            report["verified"] = try_out(made.file).as_json()
    start.show(report, as_json=as_json, human=tell)


def tell(report: dict[str, object]) -> None:
    typer.secho(f"{report['file']}", bold=True)
    typer.echo(f"{report['bytes']:,} bytes, {report['parts']} parts, {report['record_lines']} lines of the record.")
    if "verified" in report:
        typer.secho("It was restored elsewhere, and its record verifies.", fg="green")
