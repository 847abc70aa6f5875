"""`travaux sample …`: the samples that come with the product."""

from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


@app.callback()
def sample() -> None:
    """Load the sample assemblies: one as a published page states it, one plainly invented."""


@app.command()
def load(
    name: Annotated[str, typer.Argument(help="Which sample; all of them where none is named.")] = "",
    as_json: AsJson = False,
) -> None:
    """Load a sample. It is one line of the record; loading it again changes nothing."""
    start.django()
    from travaux.dossiers import samples  # inline: models need Django, which starts with the command
    from travaux.lib.viewer import OPERATOR

    names = [name] if name else [info.name for info in samples.available()]
    loaded = []
    for one in names:
        with start.progress(one):
            loaded.append(samples.load(by=OPERATOR, name=one).as_json())
    start.show(loaded, as_json=as_json, human=say)


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """The samples there are."""
    start.django()
    from travaux.dossiers import samples  # inline: models need Django, which starts with the command

    found = [{"sample": info.name, "title": info.title, "notice": info.notice} for info in samples.available()]
    start.show(found, as_json=as_json, human=name_them)


def name_them(samples: list[dict[str, Any]]) -> None:
    for one in samples:
        typer.echo(f"{one['sample']}  {one['title']['en']}")


def say(loaded: list[dict[str, Any]]) -> None:
    for one in loaded:
        where = ", ".join(f"/dossiers/{id}" for id in one["dossiers"])
        typer.echo(f"{one['sample']}: {'loaded' if one['new'] else 'already loaded'} ({where})")
