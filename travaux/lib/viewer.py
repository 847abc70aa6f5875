"""Who is looking, or acting: one small value that every visibility query and every action takes."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who may know that a row exists. The secretariat, and whoever runs the server, may at every level."""

    PUBLIC = "public", _("public")
    ASSEMBLY = "assembly", _("members of the assembly")
    DELEGATION = "delegation", _("the delegation only")
    COMMISSION = "commission", _("the commission only")
    SECRETARIAT = "secretariat", _("secretariat only")


class Role(TextChoices):
    """In what capacity somebody is here. Without an account, or without a capacity today, everybody is the public."""

    SECRETARIAT = "secretariat", _("secretariat")
    OPERATOR = "operator", _("operator")
    CHAIR = "chair", _("chair of a commission")
    COMMISSION_MEMBER = "commission_member", _("member of a commission")
    DELEGATION_HEAD = "delegation_head", _("head of a delegation")
    DELEGATION_MEMBER = "delegation_member", _("member of a delegation")
    NATIONAL_SECRETARY = "national_secretary", _("national secretary")
    NATIONAL_EXPERT = "national_expert", _("national expert")
    BOARD_EXPERT = "board_expert", _("expert of an advisory board")
    OBSERVER = "observer", _("observer")


STAFF = (Role.SECRETARIAT, Role.OPERATOR)  # their capacity is the account itself; all others have it in a body


@dataclass(frozen=True)
class Capacity:
    """What somebody is in one body, from one day to another, and whose papers that opens."""

    role: str  # a `Role`
    body: str = ""  # the body's id; "" for the secretariat and the operator
    since: dt.date | None = None  # None: not known, or from the beginning
    until: dt.date | None = None  # the last day; None: no end is known
    speaks_for: frozenset[str] = frozenset()  # ids: the body, and the parliament that sent the delegation
    assemblies: frozenset[str] = frozenset()  # ids of the assemblies to which the body belongs

    def holds(self, on: dt.date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Viewer:
    """A role, the account behind it where there is one, and the capacities that this account has today.

    Made by `accounts.queries.viewer_of`. A role without a capacity gives nothing: only staff are what their role says.
    """

    role: str = "public"  # public | a `Role`; operator is also the command line of the server itself
    account: str | None = None  # the account's opaque id; never a name, so that the record holds no personal data
    capacities: tuple[Capacity, ...] = ()

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF

    @property
    def sees_all(self) -> bool:
        return self.is_staff

    @property
    def bodies(self) -> frozenset[str]:
        """Ids of the delegations, parliaments and commissions whose own papers are open to this viewer."""
        return frozenset(id for held in self.capacities for id in held.speaks_for)

    @property
    def assemblies(self) -> frozenset[str]:
        """Ids of the assemblies among whose members this viewer is."""
        return frozenset(id for held in self.capacities for id in held.assemblies)

    @property
    def may_record(self) -> bool:
        from .policy import can  # inline: the policy speaks of viewers

        return can(self, "record").allowed


PUBLIC = Viewer()
OPERATOR = Viewer(role="operator")
