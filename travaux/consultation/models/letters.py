"""The register of letters, outgoing and incoming, and the files that came or went with them, as they were."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from travaux.dossiers.models import Dossier
from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level
from travaux.registry.models import Body


class StoredFile(Row):
    """The bytes of a file, once, known by their SHA-256. Who may have them is said by each `Enclosure`."""

    level = LevelField(default=Level.SECRETARIAT)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(Row):
    """One letter in the register of an assembly. Numbers run from 1 in each year, apart for each direction, no gaps.

    Not `captures.Document`, which is a source that facts cite: this one was sent or received here and has a number.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("outgoing")
        IN = "in", _("incoming")

    class Channel(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        POST = "post", _("by post")
        COURIER = "courier", _("by courier")
        HAND = "hand", _("by hand")
        SITE = "site", _("on this site")
        KIT = "kit", _("by an offline kit")
        OTHER = "other", _("another way")

    level = LevelField(default=Level.DELEGATION)
    assembly = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # whose register
    direction = models.CharField(max_length=3, choices=Direction)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    registered_on = models.DateField()  # the day that stands beside our number
    registered_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="letters")
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answered_by")
    correspondent = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    correspondent_quoted = models.CharField(max_length=500, blank=True)  # as the letter writes it
    delegation = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=500)
    lang = models.CharField(max_length=12, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    sender_number = models.CharField(max_length=100, blank=True)  # theirs; ours is `number`
    sender_dated = models.DateField(null=True, blank=True)
    signatory = models.CharField(max_length=300, blank=True)
    signatory_capacity = models.CharField(max_length=300, blank=True)
    account = models.CharField(max_length=12, blank=True)  # who registered it

    hidden_with: ClassVar = ("dossier", "dossier__instrument")
    audience: ClassVar = {
        Level.ASSEMBLY: ("assembly",),
        Level.DELEGATION: ("correspondent", "delegation"),
    }
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assembly", "direction", "year", "number"], name="consultation_letter_numbered_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="consultation_letters_count_from_one"),
        ]
        indexes: ClassVar = [models.Index(fields=["dossier", "direction"], name="consultation_letters_of")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def belongs_to(self) -> frozenset[str]:
        return frozenset(id for id in (self.correspondent_id, self.delegation_id) if id)


class Enclosure(Row):
    """A file with a letter: the letter itself, or what lay in the same envelope. Held unaltered."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("letter")
        EXTRACT = "extract", _("extract of the decision")
        DRAFT = "draft", _("draft text")
        NOTE = "note", _("explanatory note")
        FORM = "form", _("comment table")
        OTHER = "other", _("other file")

    level = LevelField(default=Level.DELEGATION)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind)
    lang = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="enclosed")

    hidden_with: ClassVar = ("document", "document__dossier")
    audience: ClassVar = {
        Level.ASSEMBLY: ("document__assembly",),
        Level.DELEGATION: ("document__correspondent", "document__delegation"),
    }
    releasable: ClassVar = True

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="consultation_enclosure_once"),
        ]

    def __str__(self) -> str:
        return self.name
