"""A refusal: what is wrong, where, what was kept, and what to do. The only error that people are shown."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from .policy import can
from .viewer import Viewer


class Refused(Exception):
    """Raised by actions; nothing was written. The four texts are lazy translations, said in the reader's language."""

    def __init__(self, what: Any, *, where: Any = "", kept: Any = "", remedy: Any = "") -> None:
        super().__init__(what)
        self.what, self.where = what, where
        self.kept = kept or _("Nothing was changed.")
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.what, self.where, self.kept, self.remedy) if str(part))

    def as_json(self) -> dict[str, str]:
        return {"error": str(self.what), "where": str(self.where), "kept": str(self.kept), "remedy": str(self.remedy)}


class NotAllowed(Refused):
    """Somebody asked for what is not theirs to do."""


def refuse_unless(by: Viewer, act: str, object: Any = None, *, at: dt.date | None = None) -> None:
    """Go on only if the policy lets this actor do this. Raises `NotAllowed` in the policy's own words."""
    answer = can(by, act, object, at)
    if not answer.allowed:
        raise NotAllowed(answer.why_not, remedy=answer.remedy)


def refuse_unless_recorder(by: Viewer) -> None:
    """Only the secretariat, and the operator at the server itself, record facts."""
    refuse_unless(by, "record")
