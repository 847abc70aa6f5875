"""A round of opinions: what was asked of whom until when, and what became of the asking."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.dossiers.models import Dossier, Event
from travaux.instruments.models import Version
from travaux.lib.rows import Identity, LevelField, Row
from travaux.lib.viewer import Level
from travaux.registry.models import Body

from .letters import Document


class Round(Identity):
    """Parliaments are asked for their opinions of one version of a text, from a decision, until a day.

    `closes_on` is the day in force; each extension that moved it is a row of its own, with its reason.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()  # 1 for the first round of the dossier
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="rounds")
    texts = models.ManyToManyField(Version, related_name="+")  # the same version in every language that was sent
    decision = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="rounds")
    commission = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.JSONField(default=dict)  # {lang: our words on what is asked}
    scope = models.JSONField(default=list, blank=True)  # [{uid, eid}]; empty: the whole text
    questions = models.JSONField(default=list, blank=True)  # [{lang: question}]
    opened_on = models.DateField()
    closes_on = models.DateField()  # the last day on which an answer is in time
    sealed_until = models.DateField(null=True, blank=True)  # opinions are kept from other addressees up to this day
    reminders = models.JSONField(default=list, blank=True)  # days before the close on which silent addressees are asked
    warnings = models.JSONField(default=list, blank=True)  # what spoke against the term: [{kind, addressee, days, of}]
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    account = models.CharField(max_length=12, blank=True)  # who opened it

    hidden_with: ClassVar = ("dossier", "dossier__instrument", "dossier__assembly")
    audience: ClassVar = {
        Level.ASSEMBLY: ("dossier__assembly",),
        Level.DELEGATION: ("addressees__body", "addressees__delegation", "commission"),
        Level.COMMISSION: ("commission",),
    }
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="consultation_round_numbered_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opened_on")), name="consultation_round_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject.get("en", self.pk))

    @property
    def belongs_to(self) -> frozenset[str]:
        """Those who were asked, and the commission: who may read the round's workspace."""
        asked = {id for pair in self.addressees.values_list("body_id", "delegation_id") for id in pair if id}
        return frozenset(asked | ({self.commission_id} if self.commission_id else set()))


OF_ADDRESSEE = ("round", "round__dossier", "round__dossier__instrument")
OF_ROUND: dict[str, tuple[str, ...]] = {  # whoever may know of a round of that level
    Level.ASSEMBLY: ("round__dossier__assembly",),
    Level.DELEGATION: ("round__addressees__body", "round__addressees__delegation", "round__commission"),
    Level.COMMISSION: ("round__commission",),
}


class Addressee(Row):
    """One body that was asked, as it was called on the day the letter left. The list of a round never changes."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="addressees")
    position = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # a parliament, chamber or delegation
    delegation = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.JSONField(default=dict)  # {lang: name on that day}
    languages = models.JSONField(default=list, blank=True)  # in which it was written to
    letter = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="addressee")

    hidden_with: ClassVar = OF_ADDRESSEE
    audience: ClassVar = OF_ROUND
    releasable: ClassVar = True

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "body"], name="consultation_asked_once"),
            models.UniqueConstraint(fields=["round", "position"], name="consultation_addressee_position_once"),
        ]

    def __str__(self) -> str:
        return str(self.name.get("en") or next(iter(self.name.values()), self.body_id))

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset(id for id in (self.body_id, self.delegation_id) if id)


class Extension(Row):
    """The round stays open longer, for a reason; for everybody who was asked."""

    level = LevelField(default=Level.DELEGATION)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="extensions")
    was = models.DateField()
    closes_on = models.DateField()
    reason = models.TextField()
    extended_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = OF_ADDRESSEE
    audience: ClassVar = OF_ROUND

    class Meta:
        ordering: ClassVar = ["extended_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(closes_on__gt=F("was")), name="consultation_extension_is_longer"),
            models.CheckConstraint(condition=~Q(reason=""), name="consultation_extension_has_reason"),
        ]


class Acknowledgement(Row):
    """An addressee said that the letter came, or that an answer will. Nobody is watched reading."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("the letter came")
        PREPARING = "preparing", _("an answer is being prepared")

    level = LevelField(default=Level.DELEGATION)
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="acknowledgements")
    kind = models.CharField(max_length=10, choices=Kind)
    said_at = models.DateTimeField()
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = ("addressee", "addressee__round", "addressee__round__dossier")
    audience: ClassVar = {Level.DELEGATION: ("addressee__body", "addressee__delegation")}


class Reminder(Row):
    """A letter to an addressee of whom no answer is recorded, by the round's plan; one for each day of the plan."""

    level = LevelField(default=Level.DELEGATION)
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="reminders")
    planned_on = models.DateField()
    letter = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="reminds")

    hidden_with: ClassVar = ("addressee", "addressee__round", "addressee__round__dossier")
    audience: ClassVar = {Level.DELEGATION: ("addressee__body", "addressee__delegation")}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["addressee", "planned_on"], name="consultation_reminded_once"),
        ]
