"""What an advisory board of experts was asked, who took it on, and what each found."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level
from travaux.registry.models import Body

OF_REVIEW = ("dossier", "dossier__instrument", "dossier__assembly")
BOARD: dict[Any, tuple[str, ...]] = {
    Level.ASSEMBLY: ("dossier__assembly",),
    Level.COMMISSION: ("board",),
}


class Review(Row):
    """A board is asked for its review of one version by a day."""

    level = LevelField(default=Level.COMMISSION)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    board = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(blank=True)
    due_on = models.DateField()
    step = models.CharField(max_length=40, blank=True)  # of the procedure, that a result is a happening of
    asked_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)  # who asked

    hidden_with: ClassVar = OF_REVIEW
    audience: ClassVar = BOARD
    releasable: ClassVar = True

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset({self.board_id})


class Assignment(Row):
    """One expert has a review to do."""

    level = LevelField(default=Level.COMMISSION)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assignments")
    expert = models.CharField(max_length=12)  # the expert's account
    name = models.CharField(max_length=300)  # as it stood on the day
    assigned_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)  # who assigned it

    hidden_with: ClassVar = ("review", *(f"review__{path}" for path in OF_REVIEW))
    audience: ClassVar = {level: tuple(f"review__{path}" for path in paths) for level, paths in BOARD.items()}
    opens_to_account: ClassVar = ("expert",)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "expert"], name="consultation_assigned_once"),
        ]

    @property
    def belongs_to_account(self) -> str:
        return self.expert


class Finding(Row):
    """What one expert found of the version. It is not changed; another look is another review."""

    class Result(models.TextChoices):
        APPROVE = "approve", _("approve")
        WITH_REMARKS = "with_remarks", _("approve with remarks")
        RETURN = "return", _("return")

    level = LevelField(default=Level.COMMISSION)
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="finding")
    result = models.CharField(max_length=12, choices=Result)
    statement = models.TextField(blank=True)
    remarks = models.JSONField(default=list, blank=True)  # [{uid, label, text, proposal, ground}], each one point
    lang = models.CharField(max_length=12, blank=True)
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()

    hidden_with: ClassVar = ("assignment", "assignment__review", *(f"assignment__review__{path}" for path in OF_REVIEW))
    audience: ClassVar = {
        level: tuple(f"assignment__review__{path}" for path in paths) for level, paths in BOARD.items()
    }
    opens_to_account: ClassVar = ("assignment__expert",)
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(result="return") | ~Q(statement=""),
                name="consultation_return_says_why",
            ),
        ]


class Absence(Row):
    """An expert is away; who assigns reviews is told."""

    level = LevelField(default=Level.COMMISSION)
    expert = models.CharField(max_length=12)
    starts_on = models.DateField()
    ends_on = models.DateField()
    said_at = models.DateTimeField()

    opens_to_account: ClassVar = ("expert",)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consultation_absence_ends_after"),
        ]
