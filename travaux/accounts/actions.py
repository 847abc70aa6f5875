"""What can be done with accounts: invite, accept, close."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer
from travaux.record.actions import act

from .models import Account, Invitation, Role
from .queries import digest_of, open_invitation
from .rules import may_invite

LINK_LASTS = dt.timedelta(days=3)


@dataclass(frozen=True)
class Invited:
    """An invitation with its token, which exists only here: show it once, it cannot be shown again."""

    invitation: Invitation
    token: str  # 256 random bits; goes into the link


def invite(*, by: Viewer, email: str, role: str, lasts: dt.timedelta = LINK_LASTS) -> Invited:
    """Make a link with which one person makes one account.

    Raises Refused for an address that is none or already has an account, an unknown role, or a guest without the right.
    """
    if role not in Role.values:
        raise Refused(_("There is no such role: %s.") % role, where="role", remedy=_("Choose secretariat or operator."))
    if not may_invite(by, role=role):
        raise Refused(_("You may not invite people to this role."), remedy=_("Ask the operator of this server."))
    refuse_bad_address(email)
    now = timezone.now()
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email, role=role, token_sha256=digest_of(token), made_at=now, expires_at=now + lasts
    )  # fmt: skip
    with act(by=by, verb="invited") as a:
        a.save(invitation)
    return Invited(invitation=invitation, token=token)


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
    account = Account(email=found.email, role=found.role, full_name=full_name)
    refuse_weak(password, account)
    account.set_password(password)
    with act(by=Viewer(role=account.role, account=account.id), verb="accepted an invitation") as a:
        invitation = open_invitation(token)  # again, now that nobody else can write: a link works once
        if invitation is None:
            raise Refused(_("This link cannot be used (any more)."), remedy=_("Ask whoever sent it for a new one."))
        refuse_bad_address(invitation.email)
        a.save(account)
        a.amend(invitation, used_at=a.at, account=account)
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
    if not may_invite(by, role=account.role):
        raise Refused(_("You may not close this account."), remedy=_("Ask the operator of this server."))
    with act(by=by, verb="closed an account", why=why) as a:
        a.amend(account, is_active=False)
