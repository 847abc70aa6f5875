"""What can be asked about accounts."""

import hashlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import PUBLIC, Viewer

from .models import Account, Invitation


def viewer_of(user: Any) -> Viewer:
    """Who is looking, from a request's user: the account's role, or the public."""
    if isinstance(user, Account) and user.is_active:
        return Viewer(role=user.role, account=user.id)
    return PUBLIC


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
