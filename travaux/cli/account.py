"""`travaux account …`: bring people in by a one-time link, say what they may act as, and end it."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

import typer

from . import start

app = typer.Typer(no_args_is_help=True, help="Bring people in, and close their accounts.")

Email = Annotated[str, typer.Argument(help="Whose account.")]
Why = Annotated[str, typer.Option(help="The reason; it is recorded.")]
BodyId = Annotated[str, typer.Option(help="The id of the body in which the role is held.")]
Since = Annotated[str, typer.Option("--from", help="The first day, as 2026-09-01; today if left out.")]
Until = Annotated[str, typer.Option("--until", help="The last day; left out: until it is ended.")]
AsJson = Annotated[bool, typer.Option("--json", help="Report as JSON.")]


@app.callback()
def account() -> None:
    """Bring people in, and close their accounts."""


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="Whom to invite; the address they will sign in with.")],
    role: Annotated[str, typer.Option(help="secretariat, operator, national_secretary, chair, … (see the guide)")] = (
        "secretariat"
    ),
    body: BodyId = "",
    person: Annotated[str, typer.Option(help="The id of the person, for a role that is a mandate.")] = "",
    since: Since = "",
    until: Until = "",
    address: Annotated[str, typer.Option(help="The site's public address.")] = "http://127.0.0.1:8000",
    as_json: AsJson = False,
) -> None:
    """Print a link with which one person makes one account. It works once, for three days."""
    start.django()
    from travaux.accounts.actions import invite
    from travaux.lib.viewer import OPERATOR

    made = invite(by=OPERATOR, email=email, role=role, bound=bound(body, person, since, until))
    report = {
        "email": email, "role": role, "expires": made.invitation.expires_at.isoformat(),
        "link": link_for(made.token, address=address),
    }  # fmt: skip
    start.show(report, as_json=as_json, human=lambda r: typer.echo(f"{r['link']}\nGood once, until {r['expires']}."))


@app.command("list")
def list_accounts(as_json: AsJson = False) -> None:
    """List the accounts, and what each may act as today, until when."""
    start.django()
    from django.utils import timezone

    from travaux.accounts.queries import accounts
    from travaux.lib.viewer import OPERATOR

    rows = [
        {
            "email": each.email, "role": each.role, "active": each.is_active,
            "capacities": [
                {"role": held.role, "body": held.body.name.text if held.body else "", "body_id": held.body and
                 held.body.id, "until": held.until, "by_mandate": held.by_mandate, "appointment": held.appointment}
                for held in each.capacities
            ],
        }
        for each in accounts(OPERATOR, on=timezone.localdate(), lang="en")
    ]  # fmt: skip
    start.show(rows, as_json=as_json, human=show_accounts)


def show_accounts(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        typer.echo(f"{row['email']}  {row['role']}{'' if row['active'] else '  closed'}")
        for held in row["capacities"]:
            until = f"until {held['until']}" if held["until"] else "no end known"
            typer.echo(f"    {held['role']}, {held['body']}, {until}  {held['appointment']}")


@app.command()
def appoint(
    email: Email,
    role: Annotated[str, typer.Option(help="national_secretary, national_expert, board_expert or observer")],
    body: BodyId,
    why: Why,
    since: Since = "",
    until: Until = "",
) -> None:
    """Give an account that is here already one more capacity in a body."""
    start.django()
    from travaux.accounts.actions import appoint
    from travaux.accounts.queries import account_of
    from travaux.lib.viewer import OPERATOR

    made = appoint(
        by=OPERATOR, account=account_of(email), role=role, bound=bound(body, "", since, until), why=why
    )  # fmt: skip
    typer.echo(f"{email} is {role} from {made.starts_on}. Appointment {made.pk}.")


@app.command()
def end(
    email: Email,
    appointment: Annotated[str, typer.Argument(help="The appointment's id, as `travaux account list` shows it.")],
    why: Why,
    last_day: Annotated[str, typer.Option("--on", help="The last day, as 2026-09-01; today if left out.")] = "",
) -> None:
    """Let an appointment end on a day. Mandates end in the registry, and what they gave with them."""
    start.django()
    from django.utils import timezone

    from travaux.accounts.actions import end_appointment
    from travaux.accounts.queries import account_of, appointment_row
    from travaux.lib.viewer import OPERATOR

    row = known(appointment_row, appointment, "appointment", account=account_of(email).pk)
    last = day(last_day) or timezone.localdate()
    end_appointment(by=OPERATOR, appointment=row, last_day=last, why=why)
    typer.echo(f"It ends on {last}.")


@app.command()
def tie(
    email: Email,
    person: Annotated[str, typer.Argument(help="The id of the person in the registry.")],
    why: Why,
) -> None:
    """Say which person of the registry is behind an account: it then acts by that person's mandates."""
    start.django()
    from travaux.accounts.actions import tie_person
    from travaux.accounts.queries import account_of
    from travaux.lib.viewer import OPERATOR

    tie_person(by=OPERATOR, account=account_of(email), person=bound("", person, "", "").person, why=why)
    typer.echo(f"{email} acts by the mandates of {person}.")


@app.command()
def close(email: Email, why: Why) -> None:
    """End a person's way in. What they did stays recorded."""
    start.django()
    from travaux.accounts.actions import close_account
    from travaux.accounts.queries import account_of
    from travaux.lib.viewer import OPERATOR

    close_account(by=OPERATOR, account=account_of(email), why=why)
    typer.echo(f"{email} cannot sign in any more.")


def bound(body: str, person: str, since: str, until: str) -> Any:
    """What a role is bound to, from ids and days as typed. Raises Refused on what there is not."""
    from travaux.accounts.actions import Bound
    from travaux.registry.queries.rows import body_row, person_row

    return Bound(
        body=known(body_row, body, "body"), person=known(person_row, person, "person"), starts_on=day(since),
        ends_on=day(until),
    )  # fmt: skip


def known(row_of: Callable[..., Any], id: str, what: str, **about: str) -> Any:
    """The row of an id as typed, None for none. Raises Refused where there is no such row."""
    if not id:
        return None
    from django.utils import timezone

    from travaux.lib.refusals import Refused
    from travaux.lib.viewer import OPERATOR

    row = row_of(OPERATOR, id, on=timezone.localdate(), **about)
    if row is None:
        raise Refused(f"There is no such {what}.", where=id)
    return row


def day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words) if words else None
    except ValueError as error:
        from travaux.lib.refusals import Refused

        raise Refused("This is not a day.", where=words, remedy="Write it as 2026-09-01.") from error


def link_for(token: str, *, address: str) -> str:
    """Where an invitation is accepted: the page belongs to the site and is named `invitation`."""
    return f"{address.rstrip('/')}/en/invitation/{token}/"
