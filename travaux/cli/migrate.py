"""`travaux migrate`: bring the database's tables up to this version."""

import typer

from . import start

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Make or update the tables. Safe to repeat; `travaux serve` does it too."""
    start.django()
    typer.echo(bring_up_to_date())


def bring_up_to_date() -> str:
    """Run the migrations that are missing; says how many there were."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "The tables are up to date."
    call_command("migrate", verbosity=0, interactive=False)
    return f"Tables brought up to date: {len(plan)} steps."
