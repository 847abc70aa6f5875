"""`travaux kit …`: offline kits, for chambers without network."""

from pathlib import Path
from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


@app.callback()
def kit() -> None:
    """Offline kits: everything that a parliament was sent, in one signed zip that comes back as its answer."""


@app.command()
def make(
    round: Annotated[str, typer.Argument(help="Id of the round, as in its address.")],
    into: Annotated[Path, typer.Option("--into", "-o", help="Folder to write to.")] = Path("."),
    as_json: AsJson = False,
) -> None:
    """Write the kit of every addressee of a round: one zip each."""
    start.django()
    from travaux.consultation.kits import kit_of  # inline: models need Django, which starts with the command
    from travaux.consultation.models import Addressee
    from travaux.lib.refusals import Refused

    rows = list(Addressee.objects.filter(round=round).select_related("round__version__expression", "letter"))
    if not rows:
        raise Refused("There is no such round.", where=round, remedy="Take the id from the address of its page.")
    into.mkdir(parents=True, exist_ok=True)
    made = []
    for row in rows:
        file = kit_of(row)
        (into / file.name).write_bytes(file.data)
        made.append({"addressee": row.pk, "name": row.name, "file": str(into / file.name), "bytes": len(file.data)})
    start.show(made, as_json=as_json, human=name_them)


def name_them(made: list[dict[str, Any]]) -> None:
    for each in made:
        typer.echo(each["file"])


@app.command()
def read(
    file: Annotated[Path, typer.Argument(help="A kit that came back.", exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Say what a kit holds and what was changed in it. Nothing is filed: that is done on the page of the answer."""
    start.django()
    from travaux.consultation.kits import answer_in, whose  # inline: models need Django, which starts with the command

    data = file.read_bytes()
    addressee = whose(data, name=file.name)
    came = answer_in(addressee, data, name=file.name)
    report = {
        "addressee": addressee.pk, "name": addressee.name, "position": came.position,
        "placed": sum(point.place != "not_placed" for point in came.points),
        "not_placed": [point.text for point in came.points if point.place == "not_placed"],
        "files": [{"name": each.name, "kind": each.kind, "bytes": len(each.data)} for each in came.files],
        "missing": list(came.missing),
    }  # fmt: skip
    start.show(report, as_json=as_json, human=say)


def say(report: dict[str, Any]) -> None:
    typer.echo(f"{report['name'].get('en') or report['addressee']}: {report['position'].replace('_', ' ')}")
    typer.echo(f"comments on their provisions: {report['placed']}; without a place: {len(report['not_placed'])}")
    for each in report["files"]:
        typer.echo(f"  {each['name']}  ({each['kind']}, {each['bytes']:,} bytes)")
    for name in report["missing"]:
        typer.echo(f"  taken out: {name}")
