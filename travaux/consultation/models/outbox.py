"""What is to leave the house, and what left it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from travaux.lib.rows import LevelField, Row
from travaux.lib.viewer import Level

from .letters import Document, StoredFile


class Effect(models.Model):
    """A letter that is to be handed to the mail server: written in the transaction of the act that decided it.

    Plumbing, and no row of the record: it counts attempts, and holds addresses, which the record must not. Whoever
    sends it leases it first; a lease that ran out without a word is taken up again. After the last attempt it lies in
    `dead_at` until a person looks.
    """

    key = models.CharField(max_length=80, primary_key=True)  # idempotency: the same deed makes the same key
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="effects"
    )  # the letter that it carries; empty: a message that is none, such as a receipt
    to = models.JSONField(default=list)  # e-mail addresses
    reply_to = models.CharField(max_length=254, blank=True)  # where answers go, if not to us
    attached = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attached_name = models.CharField(max_length=300, blank=True)
    attached_type = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=500)
    body = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True, dead_at__isnull=True), name="consultation_to_send"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Sending(Row):
    """A letter was handed to the mail server. That it arrived is another thing, and only the addressee can say it."""

    level = LevelField(default=Level.DELEGATION)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="sending")
    sent_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField()
    recipients = models.PositiveSmallIntegerField()

    hidden_with: ClassVar = ("document", "document__dossier")
    audience: ClassVar = {Level.DELEGATION: ("document__correspondent", "document__delegation")}
