"""Who is looking, or acting: one small value that every visibility query and every action takes."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Who may know that a row exists."""

    PUBLIC = "public", _("public")
    SECRETARIAT = "secretariat", _("secretariat only")


@dataclass(frozen=True)
class Viewer:
    """A role, and the account behind it where there is one."""

    role: str = "public"  # public | secretariat | operator (the command line of the server itself)
    account: str | None = None  # the account's opaque id; never a name, so that the record holds no personal data

    @property
    def sees_all(self) -> bool:
        return self.role in ("secretariat", "operator")

    @property
    def may_record(self) -> bool:
        return self.role in ("secretariat", "operator")


PUBLIC = Viewer()
OPERATOR = Viewer(role="operator")
