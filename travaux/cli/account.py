"""`travaux account invite`: bring people in by a one-time link."""

from typing import Annotated

import typer

from . import start

app = typer.Typer(no_args_is_help=True, help="Bring people in, and close their accounts.")


@app.callback()
def account() -> None:
    """Bring people in, and close their accounts."""


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="Whom to invite; the address they will sign in with.")],
    role: Annotated[str, typer.Option(help="secretariat or operator")] = "secretariat",
    address: Annotated[str, typer.Option(help="The site's public address.")] = "http://127.0.0.1:8000",
    as_json: Annotated[bool, typer.Option("--json", help="Report as JSON.")] = False,
) -> None:
    """Print a link with which one person makes one account. It works once, for three days."""
    start.django()
    from travaux.accounts.actions import invite
    from travaux.lib.viewer import OPERATOR

    made = invite(by=OPERATOR, email=email, role=role)
    report = {
        "email": email, "role": role, "expires": made.invitation.expires_at.isoformat(),
        "link": link_for(made.token, address=address),
    }  # fmt: skip
    start.show(report, as_json=as_json, human=lambda r: typer.echo(f"{r['link']}\nGood once, until {r['expires']}."))


@app.command()
def close(
    email: Annotated[str, typer.Argument(help="Whose account.")],
    why: Annotated[str, typer.Option(help="The reason; it is recorded.")],
) -> None:
    """End a person's way in. What they did stays recorded."""
    start.django()
    from travaux.accounts.actions import close_account
    from travaux.accounts.queries import account_of
    from travaux.lib.viewer import OPERATOR

    close_account(by=OPERATOR, account=account_of(email), why=why)
    typer.echo(f"{email} cannot sign in any more.")


def link_for(token: str, *, address: str) -> str:
    """Where an invitation is accepted: the page belongs to the site and is named `invitation`."""
    return f"{address.rstrip('/')}/en/invitation/{token}/"
