"""What came and is not filed yet: a folder of files dropped at once, a reply by e-mail."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .answers import Filing
from .letters import Enclosure, StoredFile
from .rounds import Addressee


class Arrival(Row):
    """Files that came together, from one addressee as far as that is known. Filed, or set aside with a reason.

    Addresses of people are not kept here: the record must not hold them. The message itself is one of the files.
    """

    class Door(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        FOLDER = "folder", _("in a folder")

    class Known(models.TextChoices):
        """How it is known whose it is."""

        STAMP = "stamp", _("by the stamp of a form or a kit")
        REPLY = "reply", _("it replies to our letter")
        NAME = "name", _("by a name in it")
        SAID = "said", _("somebody said so")
        NOT = "not", _("not known")

    level = LevelField(default=Level.DELEGATION)
    arrived_at = models.DateTimeField()
    door = models.CharField(max_length=6, choices=Door)
    key = models.CharField(max_length=64, unique=True)  # of its bytes: the same thing dropped twice came once
    subject = models.CharField(max_length=500, blank=True)
    addressee = models.ForeignKey(
        Addressee, null=True, blank=True, on_delete=models.PROTECT, related_name="arrivals"
    )  # fmt: skip
    known_by = models.CharField(max_length=5, choices=Known, default=Known.NOT)
    position = models.CharField(max_length=20, blank=True)  # as a kit marks it; nobody else's word is read
    filing = models.OneToOneField(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="arrival")
    set_aside = models.CharField(max_length=500, blank=True)  # why it is no answer

    hidden_with: ClassVar = ("addressee", "addressee__round", "addressee__round__dossier")
    audience: ClassVar = {Level.DELEGATION: ("addressee__body", "addressee__delegation")}

    @property
    def belongs_to(self) -> frozenset[str]:
        return self.addressee.belongs_to if self.addressee else frozenset()


class ArrivedFile(Row):
    """One of them, held as it came."""

    level = LevelField(default=Level.DELEGATION)
    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Enclosure.Kind)
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    problem = models.CharField(max_length=500, blank=True)  # why no rows could be read from it

    hidden_with: ClassVar = ("arrival", "arrival__addressee")
    audience: ClassVar = {Level.DELEGATION: ("arrival__addressee__body", "arrival__addressee__delegation")}

    class Meta:
        ordering: ClassVar = ["position"]
