"""`travaux mail …`: replies that came by e-mail, and folders of answers."""

from pathlib import Path
from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Folder = Annotated[Path, typer.Argument(help="The folder.", exists=True, file_okay=False)]


@app.callback()
def mail() -> None:
    """Take in what parliaments sent back: messages in a folder, or files dropped into one."""


@app.command()
def take(folder: Folder, as_json: AsJson = False) -> None:
    """Take every message of a folder (.eml files or a maildir); each waits on its page to be confirmed."""
    start.django()
    from travaux.consultation.mail import take_mail  # inline: models need Django, which starts with the command

    found = [{"file": t.file, "arrival": t.arrival, "known": t.known, "problem": t.problem} for t in take_mail(folder)]
    start.show(found, as_json=as_json, human=say)


@app.command()
def files(
    round: Annotated[str, typer.Argument(help="Id of the round, as in its address.")],
    folder: Folder,
    as_json: AsJson = False,
) -> None:
    """Take a folder of letters, tables and kits as answers to a round; the files stay where they are."""
    start.django()
    from travaux.consultation.actions.arrivals import take_folder  # inline: models need Django
    from travaux.consultation.actions.letters import File
    from travaux.lib.viewer import OPERATOR

    given = [File(p.name, p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file() and p.stat().st_size]
    came = take_folder(by=OPERATOR, round=round, files=given)
    found = [
        {"file": each.subject, "arrival": each.pk, "known": each.addressee_id is not None,
         "problem": "; ".join(file.problem for file in each.files.all() if file.problem)}
        for each in came
    ]  # fmt: skip
    start.show(found, as_json=as_json, human=say)


def say(found: list[dict[str, Any]]) -> None:
    for each in found:
        whose = "it is known whose it is" if each["known"] else "whose it is must be said"
        typer.echo(
            f"{each['file']}: {'taken, ' + whose if each['arrival'] else 'put aside'}  {each['problem']}".strip()
        )
