"""What is arranged inside a delegation before it answers: by when its experts write, and to whom provisions went.

Private to the delegation. Addresses of people are not kept here: they lie with what is to be sent.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .letters import StoredFile
from .rounds import OF_ADDRESSEE, Addressee

HIDDEN = ("addressee", *(f"addressee__{path}" for path in OF_ADDRESSEE))
OWN: dict[Any, tuple[str, ...]] = {Level.DELEGATION: ("addressee__body", "addressee__delegation")}


class InternalTerm(Row):
    """The last day on which a delegation's own experts are to write. A later row takes the place of an earlier one."""

    level = LevelField(default=Level.DELEGATION)
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="terms")
    due_on = models.DateField()
    reminders = models.JSONField(default=list, blank=True)  # days before, on which who has noted nothing is reminded
    words = models.TextField(blank=True)  # what the secretary asks for
    set_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = HIDDEN
    audience: ClassVar = OWN

    class Meta:
        ordering: ClassVar = ["set_at", "pk"]


class HandedOn(Row):
    """Provisions were sent, as one Word file, to people who have no account."""

    level = LevelField(default=Level.DELEGATION)
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="handed_on")
    uids = models.JSONField(default=list, blank=True)  # of the provisions; empty: the whole text
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    recipients = models.PositiveSmallIntegerField()
    handed_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = HIDDEN
    audience: ClassVar = OWN

    class Meta:
        ordering: ClassVar = ["handed_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(recipients__gte=1), name="consultation_handed_on_to_somebody"),
        ]


class InternalReminder(Row):
    """A delegation's people were reminded of its own term, on a day of its plan; once."""

    level = LevelField(default=Level.DELEGATION)
    term = models.ForeignKey(InternalTerm, on_delete=models.PROTECT, related_name="reminded")
    planned_on = models.DateField()
    recipients = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    hidden_with: ClassVar = ("term", *(f"term__{path}" for path in HIDDEN))
    audience: ClassVar = {Level.DELEGATION: ("term__addressee__body", "term__addressee__delegation")}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term", "planned_on"], name="consultation_reminded_inside_once"),
        ]
