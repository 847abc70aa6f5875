"""What somebody is still writing: kept between sign-ins and lost connections, for the writer alone."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from travaux.lib.refusals import Refused
from travaux.lib.viewer import Viewer

from .models import KeptForm

LASTS = dt.timedelta(days=60)
MOST_FIELDS, MOST_CHARACTERS = 60, 400_000


@dataclass(frozen=True)
class Kept:
    """The fields of a form as they were left."""

    fields: Mapping[str, str]
    saved_at: dt.datetime


def keep(*, by: Viewer, address: str, fields: Mapping[str, str]) -> None:
    """Keep what stands in a form; nothing in it is looked at. Empty fields alone are nothing to keep."""
    if not by.account:
        raise Refused(_("Sign in first."), where=address)
    if len(fields) > MOST_FIELDS or sum(map(len, fields.values())) > MOST_CHARACTERS or len(address) > 200:
        raise Refused(_("This is too much to keep."), where=address)
    if not any(value.strip() for value in fields.values()):
        return forget(by=by, address=address)
    KeptForm.objects.update_or_create(
        account=by.account, address=address, defaults={"fields": dict(fields), "saved_at": timezone.now()}
    )
    return None


def kept(viewer: Viewer, address: str) -> Kept | None:
    row = KeptForm.objects.filter(account=viewer.account, address=address).first() if viewer.account else None
    return Kept(row.fields, row.saved_at) if row else None


def forget(*, by: Viewer, address: str) -> None:
    KeptForm.objects.filter(account=by.account, address=address).delete()


def forget_old(*, now: dt.datetime | None = None) -> int:
    """Forget what is two months old; how many forms that were."""
    count, _by_model = KeptForm.objects.filter(saved_at__lt=(now or timezone.now()) - LASTS).delete()
    return count


def secret_of(viewer: Viewer) -> str:
    """The key with which a browser locks its own copy, in hex. Only a page that the writer is signed in to bears it, so
    what lies on a shared machine after signing out, or after the time for it ran out, cannot be read there."""
    said = f"kept:{viewer.account}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest() if viewer.account else ""
