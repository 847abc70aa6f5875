"""`travaux capture add`: store a published page as it was fetched, and let the reader propose claims."""

from pathlib import Path
from typing import Annotated

import typer

from travaux.core.claims.page import open_page

from . import start

app = typer.Typer()


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="The page as it was saved: text or HTML.", exists=True, dir_okay=False)],
    url: Annotated[str, typer.Option(help="Where it was published.")] = "",
    published: Annotated[
        str, typer.Option(help="Its own date, as EDTF: 2022-06-06, 2022-06, 2022. Empty: not known.")
    ] = "",
    seen: Annotated[str, typer.Option(help="The day it was fetched, as EDTF. Empty: not known.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    title: Annotated[str, typer.Option(help="What to call it; an HTML page has its own title.")] = "",
    lang: Annotated[str, typer.Option(help="Its language: en or ru.")] = "",
    encoding: Annotated[str, typer.Option(help="Its encoding, where the file does not say. It is never guessed.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Store a page: its bytes, their SHA-256, its address and its dates, each apart. Then read claims from it.

    A page that facts already cite is recognised by its SHA-256: its words are added, and the cited spans light up.
    Exit codes: 0 stored; 2 refused, nothing was stored.
    """
    data = file.read_bytes()
    open_page(data, name=file.name, encoding=encoding or None)  # what is no page is refused before anything is opened
    start.django()
    from travaux.captures.actions import add_capture, read_capture
    from travaux.captures.queries import capture
    from travaux.lib.viewer import OPERATOR
    from travaux.record.actions import act

    about = {"url": url, "published": published, "seen": seen, "publisher": publisher, "title": title, "lang": lang}
    given = {name: value for name, value in about.items() if value}
    with act(by=OPERATOR, verb="captured") as a:
        stored = add_capture(by=OPERATOR, data=data, name=file.name, encoding=encoding or None, **given)
        reading = read_capture(by=OPERATOR, capture=stored)
    summary = capture(OPERATOR, stored.sha256, on=a.at.date())
    report = {
        "sha256": stored.sha256,
        "text_sha256": summary.text_sha256 if summary else "",
        "address": f"/captures/{stored.sha256}",
        "claims": reading.claims.count(),
        "unread": len(reading.unread),
        "cited_places": summary.cited if summary else 0,
    }
    start.show(report, as_json=as_json, human=tell)


def tell(report: dict[str, object]) -> None:
    typer.echo(f"Stored {report['address']}")
    typer.echo(f"{report['claims']} claims read, {report['unread']} sentences unread.")
    if report["cited_places"]:
        typer.echo(f"{report['cited_places']} places that facts cite now show their words.")
