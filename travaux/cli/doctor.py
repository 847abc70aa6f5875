"""`travaux doctor`: is this installation well, and if not, what to do."""

from typing import Annotated, Any

import typer

from . import start

app = typer.Typer()

COLOURS = {"ok": "green", "warning": "yellow", "failure": "red"}


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False) -> None:
    """Examine the database, the record, disk, keys, permissions, backups and settings.

    Exit codes: 0 well, or only warnings; 1 something fails.
    """
    start.django()
    from travaux import __version__
    from travaux.cli.upkeep.checks import examine

    with start.progress("Examining") as step:
        findings = examine(step)
    well = all(finding.state != "failure" for finding in findings)
    report = {"ok": well, "travaux": __version__, "findings": [finding.as_json() for finding in findings]}
    start.show(report, as_json=as_json, human=tell)
    start.leave(ok=well)


def tell(report: dict[str, Any]) -> None:
    for finding in report["findings"]:
        state = typer.style(f"{finding['state']:8}", fg=COLOURS[finding["state"]], bold=finding["state"] != "ok")
        typer.echo(f"{state} {finding['check']:14} {finding['said']}")
        if finding["remedy"]:
            typer.echo(f"{'':24}→ {finding['remedy']}")
    typer.echo("All is well." if report["ok"] else "Something needs you: see the arrows.")
