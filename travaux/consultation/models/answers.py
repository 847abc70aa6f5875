"""What parliaments answered, as they filed it; the comments read from it; and what was answered to each.

Nothing here is edited. A correction is a row that supersedes, once, with a reason.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from travaux.instruments.models import Version
from travaux.instruments.models.versions import Superseding
from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level
from travaux.registry.models import Body

from .letters import Document
from .rounds import OF_ROUND, Addressee, Round

OF_FILING = ("filing", "filing__round", "filing__round__dossier", "filing__round__dossier__instrument")
AUTHORS = ("filing__addressee__body", "filing__addressee__delegation")
READERS: dict[Any, tuple[str, ...]] = {  # of opinions and comments, at each level
    Level.ASSEMBLY: ("filing__round__dossier__assembly",),
    Level.COMMISSION: ("filing__round__commission", *AUTHORS),
    Level.DELEGATION: AUTHORS,
}


class Filing(Row):
    """An answer came by one of the doors, and has a receipt. This says that it came; `Opinion` says what it says."""

    class Door(models.TextChoices):
        LETTER = "letter", _("a letter")
        TABLE = "table", _("a comment table")
        PLACE = "place", _("on the text, here")
        EMAIL = "email", _("e-mail")
        KIT = "kit", _("an offline kit")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="filings")
    receipt = models.PositiveIntegerField()  # its number within the round
    door = models.CharField(max_length=6, choices=Door)
    received_on = models.DateField()  # the day it came; a letter registered later keeps the day it came
    filed_at = models.DateTimeField()
    due_on = models.DateField()  # the close in force then: after it, an answer is late, and taken all the same
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="filings")
    key = models.CharField(max_length=64, unique=True)  # of the submission: sent twice, it is one filing
    account = models.CharField(max_length=12, blank=True)  # who filed, or registered it

    hidden_with: ClassVar = ("round", "round__dossier", "round__dossier__instrument", "addressee")
    audience: ClassVar = OF_ROUND
    releasable: ClassVar = True

    class Meta:
        ordering: ClassVar = ["receipt"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "receipt"], name="consultation_receipt_once"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.receipt}"

    @property
    def late_by(self) -> int:
        """Days after the close; 0 in time."""
        return max((self.received_on - self.due_on).days, 0)

    @property
    def belongs_to(self) -> frozenset[str]:
        return self.addressee.belongs_to


class Opinion(Row):
    """What the answer says as a whole, in the words of whoever filed it. No position is ever inferred."""

    class Position(models.TextChoices):
        NOT_STATED = "not_stated", _("not stated")
        NO_REMARKS = "no_remarks", _("no remarks")
        TAKES_NOTE = "takes_note", _("takes note")
        SUPPORTS = "supports", _("supports")
        IN_CONCEPT = "in_concept", _("supports in concept")
        WITH_REMARKS = "with_remarks", _("supports with remarks")
        UNTIMELY = "untimely", _("considers it untimely")
        OUTSIDE_COMPETENCE = "outside_competence", _("outside its competence")
        OBJECTS = "objects", _("objects")

    level = LevelField(default=Level.COMMISSION)
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="opinion")
    position = models.CharField(max_length=20, choices=Position, default=Position.NOT_STATED)
    statement = models.TextField(blank=True)
    lang = models.CharField(max_length=12, blank=True)
    signatory = models.CharField(max_length=300, blank=True)
    signatory_capacity = models.CharField(max_length=300, blank=True)

    hidden_with: ClassVar = OF_FILING
    audience: ClassVar = READERS
    sealed_by: ClassVar = "filing__round__sealed_until"
    releasable: ClassVar = True


class Confirmation(Row):
    """The parliament read the rows that were taken from its letter, and says that they are what it meant."""

    level = LevelField(default=Level.COMMISSION)
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="confirmation")
    confirmed_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = OF_FILING
    audience: ClassVar = READERS
    sealed_by: ClassVar = "filing__round__sealed_until"


class Comment(Superseding):
    """One point of one author on one place of one version, in the author's words."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("general")
        TECHNICAL = "technical", _("technical")
        EDITORIAL = "editorial", _("editorial")
        LEGAL = "legal", _("legal")
        TRANSLATION = "translation", _("translation")

    class Place(models.TextChoices):
        PROVISION = "provision", _("a provision")
        WHOLE = "whole", _("the text as a whole")
        NOT_PLACED = "not_placed", _("not placed yet")

    level = LevelField(default=Level.COMMISSION)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()  # within the round, for good; a correction keeps it
    position = models.PositiveIntegerField(default=0)  # its row in the table it came in
    author = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    author_quoted = models.CharField(max_length=500, blank=True)  # whom the author names: an expert, a ministry
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    place = models.CharField(max_length=10, choices=Place)
    uid = models.CharField(max_length=40, blank=True)  # the provision by its identity; of a range, the first
    until_uid = models.CharField(max_length=40, blank=True)  # of a range, the last
    eid = models.CharField(max_length=200, blank=True)  # the same, as addressed in that version
    until_eid = models.CharField(max_length=200, blank=True)
    place_quoted = models.CharField(max_length=500, blank=True)  # as the author writes it: “пункт 2 статьи 5”
    text_quoted = models.TextField(blank=True)  # the words commented on, as the author quotes them
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.GENERAL)
    text = models.TextField()
    proposal = models.TextField(blank=True)  # exact wording
    ground = models.TextField(blank=True)
    national_provision = models.CharField(max_length=500, blank=True)
    lang = models.CharField(max_length=12, blank=True)
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations"
    )
    extracted_by = models.CharField(max_length=12, blank=True)  # the account that read it from a letter; "": the author

    hidden_with: ClassVar = OF_FILING
    audience: ClassVar = READERS
    sealed_by: ClassVar = "filing__round__sealed_until"
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            *Superseding.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="consultation_comment_says_something"),
            models.CheckConstraint(
                condition=Q(place="provision") & ~Q(uid="") | ~Q(place="provision") & Q(uid="", until_uid="", eid=""),
                name="consultation_comment_place_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["filing", "number"], name="consultation_comments_of"),
            models.Index(fields=["version", "uid"], name="consultation_comments_on"),
        ]

    def __str__(self) -> str:
        return f"comment {self.number}"

    @property
    def belongs_to(self) -> frozenset[str]:
        return self.filing.addressee.belongs_to


class Disposition(Superseding):
    """What is answered to a comment. The drafter's is a proposal, the commission's a decision: two rows, never one."""

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("proposed by the drafter")
        DECIDED = "decided", _("decided by the commission")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        IN_PRINCIPLE = "accepted_in_principle", _("accepted in principle")
        PARTIALLY = "accepted_partially", _("accepted in part")
        WITH_MODIFICATION = "accepted_with_modification", _("accepted with modification")
        NOTED = "noted", _("noted")
        ALREADY_COVERED = "already_covered", _("already covered")
        DUPLICATE = "duplicate_of", _("the same as another comment")
        DEFERRED = "deferred", _("deferred")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn_by_author", _("withdrawn by its author")
        OUT_OF_SCOPE = "out_of_scope", _("out of scope")
        NEEDS_DECISION = "needs_decision", _("sent to the commission")

    level = LevelField(default=Level.SECRETARIAT)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="dispositions")
    stage = models.CharField(max_length=8, choices=Stage)
    outcome = models.CharField(max_length=26, choices=Outcome)
    why = models.TextField(blank=True)  # of the outcome; a rejection needs it. `reason` is that of a correction
    changed_in = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_uids = models.JSONField(default=list, blank=True)  # the provisions whose words it changed
    no_change_because = models.TextField(blank=True)
    duplicate_of = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = ("comment", "comment__filing", "comment__filing__round", "comment__filing__round__dossier")
    audience: ClassVar = {
        Level.ASSEMBLY: ("comment__filing__round__dossier__assembly",),
        Level.COMMISSION: ("comment__filing__round__commission",),
        Level.DELEGATION: (
            "comment__filing__round__commission", "comment__filing__addressee__body",
            "comment__filing__addressee__delegation",
        ),
    }  # fmt: skip
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            *Superseding.Meta.constraints,
            models.UniqueConstraint(
                fields=["comment", "stage"], condition=Q(supersedes__isnull=True), name="consultation_answered_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="rejected") | ~Q(why=""), name="consultation_rejection_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome="duplicate_of", duplicate_of__isnull=False)
                | ~Q(outcome="duplicate_of") & Q(duplicate_of__isnull=True),
                name="consultation_duplicate_names_the_other",
            ),
        ]

    @property
    def belongs_to(self) -> frozenset[str]:
        """The commission: it is the one that answers."""
        commission = self.comment.filing.round.commission_id
        return frozenset({commission} if commission else ())


Outcome = Disposition.Outcome
CHANGES = (Outcome.ACCEPTED, Outcome.IN_PRINCIPLE, Outcome.PARTIALLY, Outcome.WITH_MODIFICATION)  # owe other words
