"""What is written inside a delegation before it answers: private to it, and no answer until it is filed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .answers import Comment
from .rounds import OF_ADDRESSEE, Addressee


class DraftPoint(Row):
    """One point that an expert notes for the delegation's secretary, who takes it into the answer or does not.

    It may still change: only what is filed is kept as it was. Its text and who noted it stay when it is not taken.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be looked at")
        ACCEPTED = "accepted", _("goes into the answer")
        REJECTED = "rejected", _("left out")
        FILED = "filed", _("filed")

    level = LevelField(default=Level.DELEGATION)
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="drafts")
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=12, blank=True)  # an account; "" from a table that somebody sent in
    author_quoted = models.CharField(max_length=500, blank=True)  # who wrote it, by name
    uid = models.CharField(max_length=40, blank=True)
    whole = models.BooleanField(default=False)
    place_quoted = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=11, choices=Comment.Kind, default=Comment.Kind.GENERAL)
    text = models.TextField()
    proposal = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    national_provision = models.CharField(max_length=500, blank=True)
    chosen = models.CharField(max_length=8, choices=State, default=State.OPEN)

    hidden_with: ClassVar = ("addressee", *(f"addressee__{path}" for path in OF_ADDRESSEE))
    audience: ClassVar = {Level.DELEGATION: ("addressee__body", "addressee__delegation")}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="consultation_draft_says_something"),
        ]

    @property
    def belongs_to(self) -> frozenset[str]:
        return self.addressee.belongs_to
