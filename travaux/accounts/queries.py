"""What can be asked about accounts."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, STAFF, Capacity, Role, Viewer
from travaux.registry.models import Body
from travaux.registry.queries import Look
from travaux.registry.summaries import BodyRef, PersonRef

from .capacities import Held, capacities_of, held_by
from .models import Account, Appointment, Invitation


def viewer_of(user: Any) -> Viewer:
    """Who is looking, from a request's user: with the capacities of today, or as the public.

    Asked several times a request, so the answer is kept with the user, whom each request loads anew.
    """
    if not isinstance(user, Account) or not user.is_active:
        return PUBLIC
    if user.role in STAFF:
        return Viewer(role=user.role, account=user.id)
    today = timezone.localdate()
    kept: tuple[dt.date, Viewer] | None = user._viewer
    if kept is None or kept[0] != today:
        kept = (today, viewer_in(user, capacities_of(user, today)))
        user._viewer = kept
    return kept[1]


def viewer_in(account: Account, capacities: tuple[Capacity, ...]) -> Viewer:
    """Named by what it was invited as while that holds, else by the first capacity; without any it is the public."""
    roles = [held.role for held in capacities]
    role = account.role if account.role in roles else next(iter(roles), "public")
    return Viewer(role=str(role), account=account.id, capacities=capacities)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link if it was neither used nor is too old; whoever holds the link may see it."""
    open_now = Invitation.objects.filter(used_at__isnull=True, expires_at__gt=timezone.now())
    return open_now.filter(token_sha256=digest_of(token)).first()


def account_of(email: str) -> Account:
    """The account of an address. Raises Refused where there is none."""
    found = Account.objects.filter(email__iexact=email).first()
    if found is None:
        raise Refused(_("No account has this address: %s.") % email, where="email")
    return found


def account_row(viewer: Viewer, id: str, *, on: dt.date) -> Account | None:
    return Account.objects.visible(viewer, on).filter(pk=id).first()


def appointment_row(viewer: Viewer, id: str, *, account: str, on: dt.date) -> Appointment | None:
    return Appointment.objects.visible(viewer, on).filter(pk=id, account=account).first()


def answering_addresses(bodies: Iterable[Body | None], *, on: dt.date) -> list[str]:
    """E-mail addresses of the national secretaries of these bodies on a day: where a letter to them is sent."""
    ids = [body.pk for body in bodies if body]
    found = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.NATIONAL_SECRETARY, body__in=ids, starts_on__lte=on,
        account__is_active=True,
    )  # fmt: skip
    return sorted(found.values_list("account__email", flat=True).distinct())


def experts_of(bodies: Iterable[str], *, on: dt.date) -> dict[str, str]:
    """{account: e-mail address} of the national experts of these bodies on a day."""
    found = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.NATIONAL_EXPERT, body__in=list(bodies),
        starts_on__lte=on, account__is_active=True,
    )  # fmt: skip
    return dict(found.values_list("account", "account__email"))


def address_of(account: str) -> str:
    """The e-mail address of an account; "" where there is none."""
    return Account.objects.filter(pk=account).values_list("email", flat=True).first() or ""


# --- the list of accounts ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CapacityShown:
    """One capacity on the list."""

    role: str
    label: str
    body: BodyRef | None
    since: dt.date | None
    until: dt.date | None
    by_mandate: bool
    appointment: str  # id of the appointment, to end it; "" for a mandate


@dataclass(frozen=True)
class AccountShown:
    """One account as the secretariat sees it."""

    id: str
    name: str
    email: str
    role: str
    role_label: str
    is_active: bool
    person: PersonRef | None
    capacities: tuple[CapacityShown, ...]  # of the day; empty: this account is the public


@dataclass(frozen=True)
class InvitationShown:
    """One link that waits to be used."""

    email: str
    role_label: str
    body: BodyRef | None
    expires_at: dt.datetime


def accounts(viewer: Viewer, *, on: dt.date, lang: str) -> tuple[AccountShown, ...]:
    """Every account that the viewer may know of, by name, with what it may act as on the day."""
    rows = sorted(Account.objects.visible(viewer, on), key=lambda row: (not row.is_active, str(row).casefold(), row.pk))
    held = {row.pk: held_by(row, on) if row.is_active and row.role not in STAFF else () for row in rows}
    look = Look(viewer, on, None, lang)
    bodies = look.bodies({each.body for some in held.values() for each in some})
    people = look.people({row.person_id for row in rows if row.person_id})
    ends = appointments_of(viewer, on, held)
    return tuple(account_shown(row, held[row.pk], bodies, people, ends) for row in rows)


def appointments_of(viewer: Viewer, on: dt.date, accounts: Iterable[str]) -> Mapping[str, list[Appointment]]:
    found: dict[str, list[Appointment]] = defaultdict(list)
    for row in Appointment.objects.visible(viewer, on).filter(account__in=list(accounts)).order_by("starts_on", "pk"):
        found[row.account_id].append(row)
    return found


def account_shown(
    row: Account, held: tuple[Held, ...], bodies: Mapping[str, BodyRef], people: Mapping[str, PersonRef],
    appointments: Mapping[str, list[Appointment]],
) -> AccountShown:  # fmt: skip
    mine = appointments.get(row.pk, [])
    return AccountShown(
        id=row.pk, name=row.full_name, email=row.email, role=row.role, role_label=str(Role(row.role).label),
        is_active=row.is_active, person=people.get(row.person_id or ""),
        capacities=tuple(capacity_shown(each, bodies, mine) for each in held),
    )  # fmt: skip


def capacity_shown(held: Held, bodies: Mapping[str, BodyRef], appointments: list[Appointment]) -> CapacityShown:
    at = (held.role, held.body, held.since)
    row = next((a for a in appointments if not held.by_mandate and (a.role, a.body_id, a.starts_on) == at), None)
    return CapacityShown(
        role=held.role, label=str(Role(held.role).label), body=bodies.get(held.body), since=held.since,
        until=held.until, by_mandate=held.by_mandate, appointment=row.pk if row else "",
    )  # fmt: skip


def waiting_invitations(viewer: Viewer, *, on: dt.date, lang: str) -> tuple[InvitationShown, ...]:
    rows = list(
        Invitation.objects.visible(viewer, on)
        .filter(used_at__isnull=True, expires_at__gt=timezone.now())
        .order_by("expires_at", "pk")
    )
    bodies = Look(viewer, on, None, lang).bodies({row.body_id for row in rows if row.body_id})
    return tuple(
        InvitationShown(row.email, str(Role(row.role).label), bodies.get(row.body_id or ""), row.expires_at)
        for row in rows
    )
