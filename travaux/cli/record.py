"""`travaux record`: check the record, and give others what they need to check it themselves."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True, help="Check the record, and let others check it.")

AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]
ToFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.")]


@app.callback()
def record() -> None:
    """Check the record, and let others check it."""


@app.command()
def verify(
    checkpoint: Annotated[
        Path | None, typer.Option(help="A checkpoint kept since: shows whether the record was cut or rewritten.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check every line, every body and every recorded row. Leaves with 1 if anything was altered."""
    start.django()
    from travaux.record.verify import verify

    point = read_checkpoint(checkpoint) if checkpoint else None
    with progress("checking") as step:
        report = verify(checkpoint=point, progress=step)
    start.show(report.as_json(), as_json=as_json, human=say_report)
    start.leave(ok=report.ok)


@app.command()
def checkpoint(output: ToFile = None) -> None:
    """A few lines of text that fix the record as it is now. Give them to others: they can hold us to it."""
    start.django()
    from travaux.record.queries import checkpoint

    text = str(checkpoint())
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


@app.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write, one JSON value a row.")],
    everything: Annotated[
        bool, typer.Option("--everything", help="With what only the secretariat may read; the default is public.")
    ] = False,
    verifier: Annotated[
        Path | None, typer.Option(help="Also write the stand-alone checker there: it needs nothing but Python.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the record for people who check it without us."""
    start.django()
    from django.utils import timezone

    from travaux.core.log import verify_offline
    from travaux.lib.viewer import OPERATOR, PUBLIC
    from travaux.record.queries import export

    rows = 0
    with output.open("w", encoding="utf-8") as file:
        for row in export(viewer=OPERATOR if everything else PUBLIC, on=timezone.localdate()):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            rows += 1
    if verifier:
        verifier.write_bytes(Path(verify_offline.__file__).read_bytes())
    report = {"file": str(output), "lines": rows - 1, "shown_to": "operator" if everything else "public"}
    start.show(
        report, as_json=as_json, human=lambda r: typer.echo(f"{counted(r['lines'], 'line')} written to {r['file']}")
    )


@app.command()
def show(
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest lines.")] = 10,
    as_json: AsJson = False,
) -> None:
    """How long the record is, its head, and its newest lines."""
    start.django()
    from dataclasses import asdict

    from django.utils import timezone

    from travaux.lib.viewer import OPERATOR
    from travaux.record.queries import checkpoint, lines

    point = checkpoint()
    page = lines(viewer=OPERATOR, on=timezone.localdate(), limit=limit)
    report = {"lines": point.lines, "head": point.head, "newest": [asdict(line) for line in page.lines]}
    start.show(report, as_json=as_json, human=say_lines)


@app.command()
def erase(
    seq: Annotated[int, typer.Argument(help="The number of the line whose body is erased.")],
    why: Annotated[str, typer.Option(help="The rule or order that demands it; recorded, and shown instead.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Erase what one line says, where the law demands it. The line stays and the chain holds; there is no way back."""
    start.django()
    from travaux.lib.viewer import OPERATOR
    from travaux.record.actions import erase

    if not yes:
        typer.confirm(f"Erase for ever what line {seq} says?", abort=True)
    erase(seq=seq, by=OPERATOR, why=why)
    typer.echo(f"Line {seq} stands, and what it said is erased. Older backups still hold it.")


def read_checkpoint(path: Path) -> Any:
    from travaux.core.log.checkpoint import Checkpoint, NotACheckpoint
    from travaux.lib.refusals import Refused

    try:
        return Checkpoint.read(path.read_text(encoding="utf-8"))
    except (NotACheckpoint, UnicodeDecodeError) as error:
        raise Refused(
            "This file is not a checkpoint.",
            where=f"{path}: {error}",
            remedy="Give a file from `travaux record checkpoint`.",
        ) from error


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, and only where a person looks at it. Gives a function of (done, total)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with typer.progressbar(length=1, label=words, file=sys.stderr) as bar:

        def step(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield step


def say_report(report: dict[str, Any]) -> None:
    if report["ok"]:
        typer.secho(
            f"The record is whole: {counted(report['lines'], 'line')}, head {report['head']}", fg=typer.colors.GREEN
        )
        return
    typer.secho(
        f"The record was altered: {counted(len(report['altered']), 'finding')}.", fg=typer.colors.RED, bold=True
    )
    if report["first_bad"]:
        typer.echo(f"First line that does not hold: {report['first_bad']}")
    for each in report["altered"]:
        typer.echo(f"  {each['type']} {each['id']} {each['why']}")


def say_lines(report: dict[str, Any]) -> None:
    typer.echo(f"{counted(report['lines'], 'line')}, head {report['head']}")
    for line in report["newest"]:
        what = (
            "body erased"
            if line["erased"]
            else f"{line['role']} {line['verb']} {counted(line['objects_total'], 'object')}"
        )
        typer.echo(
            f"  {line['seq']:>6}  {line['at']:%Y-%m-%d %H:%M}  {what}" + (f": {line['why']}" if line["why"] else "")
        )


def counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
