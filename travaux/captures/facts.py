"""What every typed fact has: its citations, when it was recorded, and what became of it.

A fact is never updated. A correction, a withdrawal and a setting aside are new rows that supersede the old one; a row
can be superseded once, so two people who correct the same fact at once meet the constraint.
"""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from travaux.lib.dated import can_hold
from travaux.lib.rows import Row, RowQuerySet

from .models import Citation


class Standing(models.TextChoices):
    """Stated is a fact; the other two only end the fact they supersede."""

    STATED = "stated", _("stated")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SET_ASIDE = "set_aside", _("set aside in favour of another")


class FactQuerySet(RowQuerySet):
    """Queries by the two times: what held on a day, and what was recorded by a moment."""

    def standing(self, known: dt.datetime | None = None) -> Self:
        """Facts stated and not superseded; with `known`, as recorded by that moment."""
        later = self.model._base_manager.filter(supersedes=OuterRef("pk"))
        facts = self.filter(standing=Standing.STATED)
        if known is not None:
            later, facts = later.filter(recorded_at__lte=known), facts.filter(recorded_at__lte=known)
        return facts.filter(~Exists(later))

    def on(self, day: dt.date) -> Self:
        """Dated facts that hold, or possibly hold, on a day."""
        return self.filter(can_hold(day))


class CitedFact(Row):
    """One statement about the world with the places where it is written."""

    citations: Any = models.ManyToManyField(Citation, related_name="%(app_label)s_%(class)ss", blank=True)
    recorded_at = models.DateTimeField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STATED)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)  # why it supersedes

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_supersedes_with_reason",
                condition=Q(supersedes__isnull=True, standing="stated") | (Q(supersedes__isnull=False) & ~Q(reason="")),
            )
        ]
