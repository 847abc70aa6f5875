"""What follows an answer: the author's reaction; the end of a round, also with comments left open."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from travaux.instruments.models.versions import Superseding
from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .answers import Comment, Disposition
from .rounds import OF_ADDRESSEE, Round


class Reaction(Superseding):
    """Whether the author of a comment is satisfied with what was decided. Silence is no reaction, and stays so."""

    class Kind(models.TextChoices):
        SATISFIED = "satisfied", _("satisfied")
        MAINTAINED = "maintained", _("maintained")

    level = LevelField(default=Level.DELEGATION)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reactions")
    disposition = models.ForeignKey(Disposition, on_delete=models.PROTECT, related_name="reactions")  # to which answer
    kind = models.CharField(max_length=10, choices=Kind)
    statement = models.TextField(blank=True)
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = Disposition.hidden_with
    audience: ClassVar = Disposition.audience
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            *Superseding.Meta.constraints,
            models.UniqueConstraint(
                fields=["comment"], condition=Q(supersedes__isnull=True), name="consultation_reacted_once"
            ),
        ]


class Closure(Row):
    """A named person ended a round. With comments left open it needs a reason, and says which they were."""

    level = LevelField(default=Level.COMMISSION)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="closure")
    closed_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)
    person = models.CharField(max_length=300)  # who closed it, by name and capacity
    reason = models.TextField(blank=True)
    open_count = models.PositiveIntegerField(default=0)  # comments without an answer; 0: every one was answered
    open_comments = models.JSONField(default=list, blank=True)  # their numbers

    hidden_with: ClassVar = OF_ADDRESSEE
    audience: ClassVar = {
        Level.ASSEMBLY: ("round__dossier__assembly",),
        Level.COMMISSION: ("round__commission", "round__addressees__body", "round__addressees__delegation"),
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(open_count=0) | ~Q(reason=""), name="consultation_closed_open_with_reason"
            ),
        ]
