"""What exists: accounts, what they are appointed to, invitations, and releases on a day."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from travaux.lib.opening import keeps_releases
from travaux.lib.rows import LevelField, Row, RowQuerySet
from travaux.lib.viewer import STAFF, Level, Role
from travaux.registry.models import Body, Person

# Bound to a body by the secretariat's invitation; all others but staff follow from mandates of the registry.
APPOINTED = (Role.NATIONAL_SECRETARY, Role.NATIONAL_EXPERT, Role.BOARD_EXPERT, Role.OBSERVER)


class AccountManager(BaseUserManager.from_queryset(RowQuerySet)):  # type: ignore[misc]  # a class made at run time
    """Finds accounts by e-mail address, whatever its letter case."""

    def get_by_natural_key(self, email: str | None) -> Any:
        return self.get(email__iexact=email)


class Account(Row, AbstractBaseUser):
    """One way in for one person. Roles without rights of Django's own kind: `travaux.lib.policy` decides who may what.

    Staff are what `role` says. For all others it is only what they were invited as: what they may today follows from
    appointments and from the mandates of `person`, and ends with them.
    The last sign-in is not kept: who read the house when is nobody's business, and sessions show their own age.
    """

    level = LevelField(default=Level.SECRETARIAT)
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=24, choices=Role)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(_("may sign in"), default=True)
    last_login = None
    _viewer: Any = None  # kept by `queries.viewer_of` while one request lasts

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


class Appointment(Row):
    """An account acts in a capacity for a body, from one day to another. Ended by an earlier last day, not deleted."""

    level = LevelField(default=Level.SECRETARIAT)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=24, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day; NULL: until it is ended

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=APPOINTED), name="appointment_role_is_appointed"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts_on}–{self.ends_on or ''}"


class Invitation(Row):
    """A link that makes one account, once. Only the digest of its token is kept, so a copied database opens nothing."""

    level = LevelField(default=Level.SECRETARIAT)
    email = models.EmailField()
    role = models.CharField(max_length=24, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)  # of the appointment that comes with the account
    ends_on = models.DateField(null=True, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="invitation_ends_after_start"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, account__isnull=True)
                | Q(used_at__isnull=False, account__isnull=False),
                name="invitation_used_has_account",
            ),
            models.CheckConstraint(
                condition=Q(role__in=STAFF, body__isnull=True, person__isnull=True)
                | Q(role__in=APPOINTED, body__isnull=False, starts_on__isnull=False)
                | (~Q(role__in=[*STAFF, *APPOINTED]) & Q(person__isnull=False, body__isnull=True)),
                name="invitation_is_bound_as_its_role_asks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, until {self.expires_at:%Y-%m-%d %H:%M} UTC"

    def state(self, links: Mapping[str, list[Any]] | None = None) -> dict[str, Any]:
        return without(super().state(links), "email")


@keeps_releases
class Release(Row):
    """A row is to open to a wider level on a day to come, by somebody's act. `visible` asks this table; nothing runs.

    The row itself is not touched: its level says to whom it was open before.
    """

    level = LevelField(default=Level.SECRETARIAT)  # of this row; what it opens to is `to`
    type = models.CharField(max_length=100)  # "consultation.filing"
    object_id = models.CharField(max_length=64)
    to = LevelField()
    opens_on = models.DateField()
    why = models.TextField()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # only before it opened: what was open cannot be unread
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["type", "object_id", "opens_on"], name="release_of_object")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(to__in=["public", "assembly"]), name="release_opens_wider"),
            models.CheckConstraint(condition=~Q(why=""), name="release_has_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="release_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id} opens to {self.to} on {self.opens_on}"


def without(state: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in names}
