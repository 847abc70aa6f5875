"""What can be done with accounts: invite, accept, close, appoint; and open what is not public."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import NotAllowed, Refused, refuse_unless
from travaux.lib.rows import Row
from travaux.lib.viewer import STAFF, Level, Role, Viewer
from travaux.record.actions import act
from travaux.registry.models import Body, Person

from .capacities import ORGANS, mandated
from .models import APPOINTED, Account, Appointment, Invitation, Release
from .queries import digest_of, open_invitation
from .rules import may_close, may_invite

LINK_LASTS = dt.timedelta(days=3)
NATIONAL = (Body.Kind.DELEGATION, Body.Kind.PARLIAMENT, Body.Kind.CHAMBER, Body.Kind.LEGISLATURE)
BODIES_OF: dict[str, tuple[str, ...]] = {  # in what kinds of bodies an appointed role can be held; (): in any
    Role.NATIONAL_SECRETARY: NATIONAL,
    Role.NATIONAL_EXPERT: NATIONAL,
    Role.BOARD_EXPERT: ORGANS,
    Role.OBSERVER: (),
}


@dataclass(frozen=True)
class Invited:
    """An invitation with its token, which exists only here: show it once, it cannot be shown again."""

    invitation: Invitation
    token: str  # 256 random bits; goes into the link


@dataclass(frozen=True)
class Bound:
    """To what an invitation is bound, beside its role."""

    body: Body | None = None  # for national secretaries and experts, board experts, observers
    person: Person | None = None  # for those whose capacity is a mandate of the registry
    starts_on: dt.date | None = None  # None: today
    ends_on: dt.date | None = None  # the last day; None: until it is ended


UNBOUND = Bound()


def invite(*, by: Viewer, email: str, role: str, bound: Bound = UNBOUND, lasts: dt.timedelta = LINK_LASTS) -> Invited:
    """Make a link with which one person makes one account, in one capacity.

    Raises Refused for an address that is none or already has an account, an unknown role, a role that is not bound as
    it must be, or a guest without the right.
    """
    if role not in Role.values:
        raise Refused(_("There is no such role: %s.") % role, where="role", remedy=", ".join(Role.values))
    if not (answer := may_invite(by, role=role)):
        raise NotAllowed(answer.why_not, remedy=answer.remedy)
    refuse_bad_address(email)
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email, role=role, token_sha256=digest_of(token), made_at=now, expires_at=now + lasts,
        **columns_of(role, bound),
    )  # fmt: skip
    with act(by=by, verb="invited") as a:
        a.save(invitation)
    return Invited(invitation=invitation, token=token)


def columns_of(role: str, bound: Bound) -> dict[str, Any]:
    """The columns of an invitation's binding. Raises Refused where the role asks for another one."""
    if role in STAFF:
        if bound != UNBOUND:
            raise Refused(_("The secretariat and the operator are bound to no body."), where=role)
        return {}
    if role in APPOINTED:
        starts_on = bound.starts_on or timezone.localdate()
        refuse_bad_appointment(role, bound.body, starts_on, bound.ends_on)
        return {"body": bound.body, "person": bound.person, "starts_on": starts_on, "ends_on": bound.ends_on}
    refuse_without_mandate(role, bound)
    return {"person": bound.person}


def refuse_bad_appointment(role: str, body: Body | None, starts_on: dt.date, ends_on: dt.date | None) -> None:
    kinds = BODIES_OF[role]
    if body is None or (kinds and body.kind not in kinds):
        asked = ", ".join(str(Body.Kind(kind).label) for kind in kinds) or _("any body")
        raise Refused(_("This role is held in a body."), where=role, remedy=_("Name one of: %s.") % asked)
    if ends_on and ends_on < starts_on:
        raise Refused(_("The last day is before the first."), where=f"{starts_on} – {ends_on}")


def refuse_without_mandate(role: str, bound: Bound) -> None:
    """Whoever comes by mandate must have it: their rights are those of the registry, and end with it."""
    if bound.person is None:
        raise Refused(
            _("This role follows from a mandate."), where=role, remedy=_("Name the person of the registry who has it.")
        )
    if bound.body or bound.starts_on or bound.ends_on:
        raise Refused(
            _("The body and the days of this role are those of the mandate."), where=role, remedy=_("Leave them out.")
        )
    account = Account(role=role, person=bound.person)
    if role not in {held.role for held in mandated(account, timezone.localdate())}:
        raise Refused(
            _("The registry has no such mandate of this person today."),
            where=role,
            remedy=_("Record the mandate first, with its source."),
        )


def refuse_bad_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        remedy = _("Write it as name@example.org.")
        raise Refused(_("This is not an e-mail address: %s.") % email, where="email", remedy=remedy) from error
    if Account.objects.filter(email__iexact=email).exists():
        remedy = _("They can sign in, or set a new password from the sign-in page.")
        raise Refused(_("This address already has an account."), where="email", remedy=remedy)


def accept(*, token: str, password: str, full_name: str = "") -> Account:
    """Make the account that a link promises and use the link up. `by` is the account itself: it acts first here.

    Raises Refused for a link that was used, is too old or never was (the answer is the same for all three), and for a
    password that the rules of this installation do not take.
    """
    found = open_invitation(token)
    if found is None:
        raise Refused(_("This link cannot be used (any more)."), remedy=_("Ask whoever sent it for a new one."))
    account = Account(email=found.email, role=found.role, full_name=full_name, person=found.person)
    refuse_weak(password, account)
    account.set_password(password)
    with act(by=Viewer(role=account.role, account=account.id), verb="accepted an invitation") as a:
        invitation = open_invitation(token)  # again, now that nobody else can write: a link works once
        if invitation is None:
            raise Refused(_("This link cannot be used (any more)."), remedy=_("Ask whoever sent it for a new one."))
        refuse_bad_address(invitation.email)
        a.save(account)
        a.amend(invitation, used_at=a.at, account=account)
        if invitation.body:
            a.save(
                Appointment(
                    account=account, role=invitation.role, body=invitation.body,
                    starts_on=invitation.starts_on or a.at.date(), ends_on=invitation.ends_on,
                )
            )  # fmt: skip
    return account


def refuse_weak(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), where="password", remedy=_("Choose a longer, rarer one.")) from error


def change_password(*, by: Viewer, account: Account, password: str) -> None:
    """Set a new password; that it was changed is recorded, the password is not."""
    account.set_password(password)
    with act(by=by, verb="changed a password") as a:
        a.amend(account, password=account.password)


def close_account(*, by: Viewer, account: Account, why: str) -> None:
    """End a person's way in. The account stays, because the record names it."""
    if not (answer := may_close(by, role=account.role)):
        raise NotAllowed(answer.why_not, remedy=answer.remedy)
    with act(by=by, verb="closed an account", why=why) as a:
        a.amend(account, is_active=False)


# --- capacities ----------------------------------------------------------------------------------------------------


def appoint(*, by: Viewer, account: Account, role: str, bound: Bound, why: str = "") -> Appointment:
    """Give an account that is here already one more capacity in a body, from one day to another."""
    refuse_unless(by, "invite")
    if role not in APPOINTED:
        raise Refused(
            _("Nobody is appointed to this role."), where=role, remedy=_("Record the mandate, and tie the person.")
        )
    starts_on = bound.starts_on or timezone.localdate()
    refuse_bad_appointment(role, bound.body, starts_on, bound.ends_on)
    made = Appointment(account=account, role=role, body=bound.body, starts_on=starts_on, ends_on=bound.ends_on)
    with act(by=by, verb="appointed", why=why) as a:
        a.save(made)
    return made


def end_appointment(*, by: Viewer, appointment: Appointment, last_day: dt.date, why: str) -> None:
    """Let a capacity end on a day; on the next one the account has it no more.

    It never began where the last day would come before the first: then the first day is its only one.
    """
    refuse_unless(by, "invite")
    if not why.strip():
        raise Refused(_("Say why it ends."), where="why")
    if appointment.ends_on and appointment.ends_on <= last_day:
        raise Refused(_("It ends on that day, or before, already."), where=appointment.ends_on.isoformat())
    with act(by=by, verb="ended an appointment", why=why) as a:
        a.amend(appointment, ends_on=max(last_day, appointment.starts_on))


def tie_person(*, by: Viewer, account: Account, person: Person | None, why: str) -> None:
    """Say which person of the registry is behind an account: from now on it acts by that person's mandates too."""
    refuse_unless(by, "invite")
    if account.role in STAFF:
        raise Refused(_("The secretariat and the operator act by their account alone."), where=account.role)
    with act(by=by, verb="tied a person", why=why) as a:
        a.amend(account, person=person)


# --- opening what is not public -------------------------------------------------------------------------------------

WIDER = {Level.SECRETARIAT: 0, Level.COMMISSION: 1, Level.DELEGATION: 1, Level.ASSEMBLY: 2, Level.PUBLIC: 3}


def release(*, by: Viewer, row: Row, level: str, when: dt.date | None = None, why: str) -> Release | None:
    """Open a row to a wider level: now, or by itself on a day to come. The act and its reason are recorded.

    Returns the release that waits for its day, or None where the row is open at once.
    Raises Refused where that is not wider than now, a reason is missing, or the kind of row knows no day to come.
    """
    refuse_unless(by, "release")
    if WIDER[Level(level)] <= WIDER[Level(row.level)]:
        raise Refused(_("That would not open it to anybody else."), where=f"{row.level} → {level}")
    if not why.strip():
        raise Refused(_("A release needs a reason."), where="why")
    if when is None or when <= timezone.localdate():
        with act(by=by, verb="released", why=why) as a:
            a.amend(row, level=level)
        return None
    if not row.releasable or level not in (Level.PUBLIC, Level.ASSEMBLY):
        raise Refused(
            _("This cannot be opened on a day to come."),
            where=row._meta.label_lower,
            remedy=_("Release it on the day."),
        )
    with act(by=by, verb="set a day of release", why=why) as a:
        waiting = Release(
            type=row._meta.label_lower, object_id=row.pk, to=level, opens_on=when, why=why, made_at=a.at
        )  # fmt: skip
        a.save(waiting)
    return waiting


def withdraw_release(*, by: Viewer, release: Release, why: str) -> None:
    """Take a day of release back before it comes. What was open once cannot be unread, so then it is refused."""
    refuse_unless(by, "release")
    if release.withdrawn_at or release.opens_on <= timezone.localdate():
        raise Refused(_("It is open already, or was withdrawn before."), where=release.opens_on.isoformat())
    if not why.strip():
        raise Refused(_("Say why it is withdrawn."), where="why")
    with act(by=by, verb="withdrew a release", why=why) as a:
        a.amend(release, withdrawn_at=a.at, withdrawn_why=why)
