"""What exists: requests for correction and their answers. No name and no address of the sender is kept."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from travaux.lib.rows import Row


class CorrectionRequest(Row):
    """Somebody says that a page is wrong. The number is what they quote when they ask again."""

    number = models.PositiveIntegerField(unique=True)
    path = models.CharField(max_length=300)  # the page it is about
    text = models.TextField(max_length=4000)
    asked_at = models.DateTimeField()


class CorrectionAnswer(Row):
    """The secretariat's answer; the correction itself is an act on the fact, named in the answer."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("corrected")
        KEPT = "kept", _("kept as it was")
        NOT_OURS = "not_ours", _("the source says so; not ours to change")

    request = models.OneToOneField(CorrectionRequest, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField()
    answered_at = models.DateTimeField()

    hidden_with: ClassVar = ("request",)
