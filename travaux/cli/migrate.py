"""`travaux migrate`: make the data folder fit this version: tables, translations, static files."""

from pathlib import Path

import typer

from . import start

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Make or update the tables, translations and static files. Safe to repeat; `travaux serve` does it too."""
    start.django()
    typer.echo(prepare())


def prepare() -> str:
    """Bring everything up to date; says what was done to the tables."""
    from django.conf import settings

    from travaux.dossiers.index import renew
    from travaux.lib.messages import compile_catalogues

    compile_catalogues(*(Path(folder) for folder in settings.LOCALE_PATHS))
    said = bring_tables_up_to_date()
    renew()
    collect_static()
    return said


def bring_tables_up_to_date() -> str:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return "The tables are up to date."
    call_command("migrate", verbosity=0, interactive=False)
    return f"Tables brought up to date: {len(plan)} steps."


def collect_static() -> None:
    """Copy style sheets, scripts and fonts under hashed names, where any of them is newer than the last copy."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    files = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    newest = max((Path(file).stat().st_mtime for file in files), default=0)
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
