"""What exists: accounts and invitations."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from travaux.lib.rows import Row, RowQuerySet
from travaux.lib.viewer import Level


class Role(models.TextChoices):
    """What an account may do. Without an account everybody is the public."""

    SECRETARIAT = "secretariat", _("secretariat")
    OPERATOR = "operator", _("operator")


class AccountManager(BaseUserManager.from_queryset(RowQuerySet)):  # type: ignore[misc]  # a class made at run time
    """Finds accounts by e-mail address, whatever its letter case."""

    def get_by_natural_key(self, email: str | None) -> Any:
        return self.get(email__iexact=email)


class Account(Row, AbstractBaseUser):
    """One way in for one person. Roles without rights of Django's own kind: `travaux.lib.viewer` decides what is seen.

    The last sign-in is not kept: who read the house when is nobody's business, and sessions show their own age.
    """

    level = models.CharField(max_length=12, choices=Level, default=Level.SECRETARIAT)
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    is_active = models.BooleanField(_("may sign in"), default=True)
    last_login = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()  # type: ignore[misc]  # Row has a query set where accounts need a manager

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="account_email_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="account_role_known"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def state(self, links: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
        """Without the address, the name and the password: the record keeps no personal data and no secret."""
        return without(super().state(links), "email", "full_name", "password")


class Invitation(Row):
    """A link that makes one account, once. Only the digest of its token is kept, so a copied database opens nothing."""

    level = models.CharField(max_length=12, choices=Level, default=Level.SECRETARIAT)
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="invitation_ends_after_start"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, account__isnull=True)
                | Q(used_at__isnull=False, account__isnull=False),
                name="invitation_used_has_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, until {self.expires_at:%Y-%m-%d %H:%M} UTC"

    def state(self, links: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
        return without(super().state(links), "email")


def without(state: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in names}
