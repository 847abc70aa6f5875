"""What exists: captures, documents, citations, readings, claims and rulings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.lib.dated import basis_field, edtf_field
from travaux.lib.rows import Identity, Row


class Capture(Identity):
    """One published page or file as it was fetched, known by its SHA-256.

    The words may be absent (`CaptureContent`): a fact can cite a page that this installation does not hold yet.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    url = models.URLField(max_length=600, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500, blank=True)
    lang = models.CharField(max_length=12, blank=True)
    media_type = models.CharField(max_length=100, default="text/plain")
    published, published_basis = edtf_field(), basis_field()
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)
    seen, seen_basis = edtf_field(), basis_field()  # when the page was fetched: proves only "stood there on that day"
    seen_earliest = models.DateField(null=True, blank=True)
    seen_latest = models.DateField(null=True, blank=True)
    silent_on = models.JSONField(default=list, blank=True)  # what this source does not say: [{"en": …, "ru": …}]

    def __str__(self) -> str:
        return self.title or self.url or self.sha256[:12]


class CaptureContent(Row):
    """The bytes of a capture and the text taken from them; apart, because a capture may be cited before it is held."""

    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, related_name="content")
    data = models.BinaryField()
    encoding = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)

    hidden_with: ClassVar = ("capture",)


class Document(Identity):
    """A letter, minutes or an act as a source: what a person can go and ask an archive for."""

    number = models.CharField(max_length=100, blank=True)
    date, date_basis = edtf_field(), basis_field()
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)
    sender = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500)
    lang = models.CharField(max_length=12, blank=True)

    def __str__(self) -> str:
        return self.title


class Reading(Row):
    """One pass of the claim reader over a capture's text. A newer reader makes a new reading; old ones stay."""

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=40)  # version of the patterns
    lang = models.CharField(max_length=12)
    unread = models.JSONField(default=list)  # spans of the sentences that no rule used
    made_at = models.DateTimeField()

    hidden_with: ClassVar = ("capture",)


class Claim(Row):
    """What a rule read in a sentence. It is a proposal: it says nothing of the world until a person confirms it."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="claims")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    start = models.PositiveIntegerField()  # half-open span in code points of the capture's text
    end = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)  # {name: [start, end]}
    values = models.JSONField(default=dict)  # what the reader made of them
    rule = models.CharField(max_length=80)

    hidden_with: ClassVar = ("reading__capture",)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "ordinal"], name="captures_claim_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="captures_claim_span"),
        ]


class Ruling(Row):
    """A person's word on a claim. One claim has one ruling; two people at once meet the unique constraint."""

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        EDITED = "edited", _("confirmed with changes")
        REJECTED = "rejected", _("rejected")

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=Outcome)
    values = models.JSONField(default=dict)  # as confirmed
    why = models.TextField(blank=True)
    ruled_at = models.DateTimeField()
    account = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = ("claim__reading__capture",)


class Citation(Row):
    """Where a fact is written: a span of a page, a page of a document, a place in a file, or an official's word."""

    class Kind(models.TextChoices):
        SPAN = "span", _("captured page")
        DOCUMENT = "document", _("document")
        POINTER = "pointer", _("imported file")
        ENTRY = "entry", _("entered by an official")

    kind = models.CharField(max_length=10, choices=Kind)
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    page = models.CharField(max_length=40, blank=True)
    pointer = models.CharField(max_length=300, blank=True)  # RFC 6901, or sheet!row for a spreadsheet
    entered_by = models.CharField(max_length=12, blank=True)  # the account's opaque id
    capacity = models.CharField(max_length=200, blank=True)
    entered_on = models.DateField(null=True, blank=True)
    silent_on = models.JSONField(
        default=list, blank=True
    )  # what this source does not say of this: [{"en": …, "ru": …}]

    hidden_with: ClassVar = ("capture", "document")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="captures_citation_is_whole",
                condition=Q(kind="span", capture__isnull=False, start__isnull=False, end__gt=F("start"))
                | Q(kind="document", document__isnull=False)
                | (Q(kind="pointer", capture__isnull=False) & ~Q(pointer=""))
                | (Q(kind="entry", entered_on__isnull=False) & ~Q(capacity="")),
            )
        ]
