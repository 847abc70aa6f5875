"""What exists: dossiers, their events, who took part and what was said, and the news that reported it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.captures.models import Capture, Document
from travaux.instruments.models import Instrument
from travaux.lib.dated import basis_field, edtf_field
from travaux.lib.rows import Identity
from travaux.registry.models import Body, Mandate, Person


class Dossier(Identity):
    """The file of one instrument in one assembly; its procedure is a file in `procedures/`, named by id."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="dossiers")
    assembly = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=80)

    hidden_with: ClassVar = ("instrument", "assembly")


class OnADay(models.Model):
    """A dated moment: EDTF value, basis, and the first and last day it can mean."""

    date, date_basis = edtf_field(), basis_field()
    date_earliest = models.DateField(null=True, blank=True)
    date_latest = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_date_in_order",
                condition=Q(date_earliest__isnull=True)
                | Q(date_latest__isnull=True)
                | Q(date_earliest__lte=F("date_latest")),
            )
        ]


class Event(CitedFact, OnADay):
    """Something that a source says happened to a dossier, with the actor as the source quotes it."""

    class Mood(models.TextChoices):
        DONE = "done", _("done")
        DECIDED = "decided", _("decided, not reported as done")
        ADVOCATED = "advocated", _("advocated")
        STATE = "state", _("state of affairs")

    class Link(models.TextChoices):
        """How sure it is which body the quoted actor is."""

        NAMED = "named", _("named in the source")
        IMPLIED = "implied", _("implied by the source")
        UNRESOLVED = "unresolved", _("not resolved")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveIntegerField(default=0)  # order in the source; decides between equal or unknown dates
    mood = models.CharField(max_length=10, choices=Mood, default=Mood.DONE)
    label = models.JSONField(default=dict)  # {lang: one line in our words}
    verb = models.CharField(max_length=60, blank=True)  # as the source has it
    actor_quoted = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    actor_link = models.CharField(max_length=10, choices=Link, default=Link.UNRESOLVED)
    reporter = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reporter_quoted = models.CharField(max_length=300, blank=True)  # empty: the page alone reports it
    reported, reported_basis = edtf_field(), basis_field()  # when the report was published
    reported_earliest = models.DateField(null=True, blank=True)
    reported_latest = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    steps = models.JSONField(default=list, blank=True)  # ids of the procedure's steps that it is a happening of
    outcome = models.JSONField(default=list, blank=True)  # ids of options of those steps; empty: not stated
    orders = models.JSONField(default=list, blank=True)  # ids of the steps it decided on: decided is not done
    instruments = models.ManyToManyField(Instrument, related_name="+", blank=True)
    documents = models.ManyToManyField(Document, related_name="+", blank=True)

    hidden_with: ClassVar = ("dossier", "dossier__instrument", "dossier__assembly", "actor", "reporter")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *OnADay.Meta.constraints]
        indexes: ClassVar = [models.Index(fields=["dossier", "date_latest", "position"])]

    def __str__(self) -> str:
        return str(self.label.get("en", self.pk))


class Participation(CitedFact):
    """A person took part in an event in a capacity; what a person did in office points here, not to the person."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    capacity_quoted = models.CharField(max_length=500, blank=True)

    hidden_with: ClassVar = ("event", "event__dossier", "event__dossier__instrument", "person")


class Statement(CitedFact, OnADay):
    """Exact words of a speaker. The words stay in the capture; the row knows their span through its citation."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="statements")
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    mandates = models.ManyToManyField(Mandate, related_name="+", blank=True)
    capacity_quoted = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0)
    label = models.JSONField(default=dict, blank=True)  # {lang: what it is about, in our words}
    lang = models.CharField(max_length=12, blank=True)

    hidden_with: ClassVar = ("dossier", "dossier__instrument", "speaker")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *OnADay.Meta.constraints]

    def __str__(self) -> str:
        return str(self.label.get("en", self.pk))


class NewsItem(Identity):
    """A published item under its own headline, tied to what it speaks of."""

    headline = models.CharField(max_length=500)
    lang = models.CharField(max_length=12)
    publisher = models.CharField(max_length=300)
    url = models.URLField(max_length=600, blank=True)
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published, published_basis = edtf_field(), basis_field()
    published_earliest = models.DateField(null=True, blank=True)
    published_latest = models.DateField(null=True, blank=True)
    dossiers = models.ManyToManyField(Dossier, related_name="news", blank=True)
    instruments = models.ManyToManyField(Instrument, related_name="news", blank=True)
    people = models.ManyToManyField(Person, related_name="news", blank=True)
    events = models.ManyToManyField(Event, related_name="news", blank=True)

    hidden_with: ClassVar = ("capture",)
