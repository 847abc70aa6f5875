"""Objections that delegations raise against a text or a part of it, and what the commission does with a part."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .rounds import OF_ADDRESSEE, Addressee, Round

READERS: dict[Any, tuple[str, ...]] = {
    Level.ASSEMBLY: ("round__dossier__assembly",),
    Level.COMMISSION: ("round__commission", "addressee__body", "addressee__delegation"),
    Level.DELEGATION: ("addressee__body", "addressee__delegation"),
}


class Objection(Row):
    """A delegation's own act, of a class that the rules name; what it does is what they say, or not stated."""

    level = LevelField(default=Level.COMMISSION)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="objections")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="objections")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    objection_class = models.CharField(max_length=60)  # id in the rules that governed on the day
    label = models.JSONField(default=dict)  # {lang: the class by its name on that day}
    part = models.CharField(max_length=200, blank=True)  # eId of the annexed text; "" the whole
    uid = models.CharField(max_length=40, blank=True)  # a provision; "" none
    text = models.TextField()
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = (*OF_ADDRESSEE, "addressee")
    audience: ClassVar = READERS
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="consultation_objection_says_something"),
        ]

    @property
    def belongs_to(self) -> frozenset[str]:
        return self.addressee.belongs_to


class Lifting(Row):
    """The end of an objection: met, overruled, or withdrawn by the delegation that raised it."""

    class How(models.TextChoices):
        MET = "met", _("met")
        OVERRULED = "overruled", _("not met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    level = LevelField(default=Level.COMMISSION)
    objection = models.OneToOneField(Objection, on_delete=models.PROTECT, related_name="lifting")
    how = models.CharField(max_length=10, choices=How)
    why = models.TextField(blank=True)
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = ("objection", *(f"objection__{path}" for path in OF_ADDRESSEE))
    audience: ClassVar = {level: tuple(f"objection__{path}" for path in paths) for level, paths in READERS.items()}


class PartDecision(Row):
    """What is done with an annexed text: the commission's choice among the ways of domain practice."""

    class Way(models.TextChoices):
        KEEP = "keep", _("keep it")
        REMOVE = "remove", _("take it out")
        SPLIT = "split", _("make it a text of its own, with its own dossier")
        BRACKET = "bracket", _("put it in brackets")
        RESERVATION = "reservation", _("keep it, with a reservation")
        SEPARATE_VOTE = "separate_vote", _("vote on it separately")

    level = LevelField(default=Level.COMMISSION)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="part_decisions")
    part = models.CharField(max_length=200)  # eId of the annexed text in the round's version
    way = models.CharField(max_length=14, choices=Way)
    why = models.TextField()
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="split_by")
    decided_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = OF_ADDRESSEE
    audience: ClassVar = {
        Level.ASSEMBLY: ("round__dossier__assembly",),
        Level.COMMISSION: ("round__commission", "round__addressees__body", "round__addressees__delegation"),
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="consultation_part_decided_with_reason"),
            models.CheckConstraint(
                condition=Q(way="split", dossier__isnull=False) | ~Q(way="split") & Q(dossier__isnull=True),
                name="consultation_split_has_dossier",
            ),
        ]

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset({self.round.commission_id} if self.round.commission_id else ())
