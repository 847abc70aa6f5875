"""`travaux restore`: a backup becomes an installation again."""

from pathlib import Path
from typing import Annotated

import typer

from . import start

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file made by `travaux backup`.", exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Restore a backup into an empty TRAVAUX_DATA, bring it up to this version and verify its record.

    Exit codes: 0 restored and verified; 1 restored, but the record does not verify; 2 refused, nothing was changed.
    """
    start.django()
    from travaux.cli.upkeep.restore import restore

    with start.progress("Restoring") as step:
        step(file.name)
        found = restore(file)
    start.show(found.as_json(), as_json=as_json, human=tell)
    start.leave(ok=found.ok)


def tell(report: dict[str, object]) -> None:
    typer.echo(f"Restored the backup of {report['made_at']} (Travaux {report['made_by']}).")
    if report["ok"]:
        typer.secho(f"The record verifies: {report['lines']} lines.", fg="green")
    else:
        typer.secho(f"THE RECORD DOES NOT VERIFY: {report['altered']} altered. Run `travaux record verify`.", fg="red")
