"""`travaux registry`: people, organizations and memberships in from a file, and out."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True, help="Bring people, organizations and memberships in, and take them out.")


@app.callback()
def registry() -> None:
    """Bring people, organizations and memberships in, and take them out."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A Popolo file (JSON).", exists=True, dir_okay=False)],
    url: Annotated[str, typer.Option(help="Where the file was published.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[str, typer.Option(help="Its own date, as EDTF. Empty: not known.")] = "",
    seen: Annotated[str, typer.Option(help="The day it was fetched, as EDTF. Empty: not known.")] = "",
    why: Annotated[str, typer.Option(help="The reason, for the record.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Import a Popolo file as one act: one line of the record, each fact citing its place in the file.

    The file is kept as the source. The same file again changes nothing and says so.
    Exit codes: 0 imported, or imported before; 2 refused, nothing was imported.
    """
    start.django()
    from dataclasses import asdict

    from travaux.lib.viewer import OPERATOR
    from travaux.registry.popolo import import_popolo

    about = {"url": url, "publisher": publisher, "published": published, "seen": seen}
    report = import_popolo(by=OPERATOR, data=file.read_bytes(), name=file.name, why=why, **about)
    start.show(asdict(report), as_json=as_json, human=tell)


def tell(report: dict[str, Any]) -> None:
    if report["already"]:
        typer.echo("This file was imported before; nothing was changed.")
    else:
        typer.secho("Imported.", bold=True)
    counts = ("persons", "organizations", "posts", "memberships", "names", "others")
    typer.echo(", ".join(f"{report[name]} {name}" for name in counts))
    typer.echo(f"Source: /captures/{report['sha256']}")


@app.command()
def export(
    form: Annotated[str, typer.Option("--format", help="popolo")] = "popolo",
    source: Annotated[
        str, typer.Option(help="SHA-256 of an imported file: only what it spoke of, as it stands now.")
    ] = "",
    public: Annotated[bool, typer.Option("--public", help="Only what the public may see.")] = False,
    to: Annotated[Path | None, typer.Option("--to", help="Write here instead of printing.")] = None,
) -> None:
    """Print the registry as Popolo JSON. What was imported goes out as it came in, with today's facts laid over it."""
    start.django()
    import datetime as dt

    from travaux.lib.refusals import Refused
    from travaux.lib.viewer import OPERATOR, PUBLIC
    from travaux.registry.popolo import export_popolo

    if form != "popolo":
        raise Refused(f"There is no format “{form}”.", where="--format", remedy="Use --format popolo.")
    today = dt.datetime.now(dt.UTC).date()
    document = export_popolo(viewer=PUBLIC if public else OPERATOR, on=today, source=source or None)
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if to is None:
        typer.echo(text, nl=False)
    else:
        to.write_text(text, encoding="utf-8")
        typer.echo(f"Wrote {to}: " + ", ".join(f"{len(v)} {k}" for k, v in document.items() if isinstance(v, list)))


@app.command()
def reindex() -> None:
    """Write the search keys of all names anew. Needed after an upgrade that says so; changes no fact."""
    start.django()
    from travaux.registry.index import index_bodies, index_people
    from travaux.registry.models import Body, Person

    people, bodies = (list(model.objects.values_list("pk", flat=True)) for model in (Person, Body))
    with start.progress("Writing search keys") as part:
        part(f"{len(people)} people")
        index_people(people)
        part(f"{len(bodies)} bodies")
        index_bodies(bodies)
    typer.echo(f"{len(people)} people and {len(bodies)} bodies are found by their names.")


@app.command()
def merge(
    id: Annotated[str, typer.Argument(help="The address that shall lead to the other: the id in its page's address.")],
    into: Annotated[str, typer.Argument(help="The one that stays.")],
    why: Annotated[str, typer.Option(help="How it is known that the two are one; it is recorded.")],
) -> None:
    """Say that two people, or two bodies, are one. Both addresses go on working; sources keep their spellings."""
    start.django()
    from travaux.lib.viewer import OPERATOR
    from travaux.registry.actions.merges import merge_addresses

    merge_addresses(by=OPERATOR, id=id, into=into, reason=why)
    typer.echo(f"{id} now leads to {into}. `travaux registry split {id} --why …` takes it back.")


@app.command()
def split(
    id: Annotated[str, typer.Argument(help="The address that leads to another.")],
    why: Annotated[str, typer.Option(help="Why the two are not one; it is recorded.")],
) -> None:
    """Take a merge back: both addresses lead to themselves again."""
    start.django()
    from travaux.lib.viewer import OPERATOR
    from travaux.registry.actions.merges import split_address

    split_address(by=OPERATOR, id=id, reason=why)
    typer.echo(f"{id} leads to itself again.")
