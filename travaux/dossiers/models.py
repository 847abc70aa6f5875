"""What exists: dossiers, their events, who took part and what was said, and the news that reported it.

`Place` and `DossierOrder` are no facts: they keep ready what the register asks of thousands of dossiers at once.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.captures.models import Capture, Document
from travaux.instruments.models import Instrument, InstrumentRelation, Version
from travaux.lib.dated import Dated, basis_field, edtf_field
from travaux.lib.rows import Identity
from travaux.lib.viewer import Level
from travaux.registry.models import Body, Mandate, Person


class Dossier(Identity):
    """The file of one instrument in one assembly; its procedure is a file in `procedures/`, named by id."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="dossiers")
    assembly = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=80)  # as it was opened; `Governing` says what governs it since

    hidden_with: ClassVar = ("instrument", "assembly")
    audience: ClassVar = {Level.ASSEMBLY: ("assembly",)}
    releasable: ClassVar = True


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
    text_version = models.CharField(max_length=80, blank=True, default="")  # which version of the text it is about
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    orders = models.JSONField(default=list, blank=True)  # ids of the steps it decided on: decided is not done
    instruments = models.ManyToManyField(Instrument, related_name="+", blank=True)
    documents = models.ManyToManyField(Document, related_name="+", blank=True)

    hidden_with: ClassVar = ("dossier", "dossier__instrument", "dossier__assembly", "actor", "reporter")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *OnADay.Meta.constraints]
        indexes: ClassVar = [models.Index(fields=["dossier", "date_latest", "position"])]

    def __str__(self) -> str:
        return str(self.label.get("en", self.pk))


class Governing(CitedFact, Dated):
    """From a day on, this version of these rules governs a dossier: by a decision that is itself an event of it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="governings")
    procedure = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    decision = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    hidden_with: ClassVar = ("dossier", "dossier__instrument", "dossier__assembly", "decision")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]


class DayCalendar(CitedFact):
    """What a source says of the days of one body from a first to a last one: holidays, recesses, elections, sittings.

    A later file adds days; one that corrects another supersedes it. What no file speaks for is not known.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="day_calendars")
    name = models.CharField(max_length=200)  # of the file
    first = models.DateField()
    last = models.DateField()
    periods = models.JSONField(default=list)  # as rows of the file: "2021-07-01/2021-08-31,recess,summer"
    weekend = models.JSONField(default=list)  # weekdays, Monday is 0
    languages = models.JSONField(default=list, blank=True)  # in which the body works; empty: not stated
    sha256 = models.CharField(max_length=64)  # of the file

    hidden_with: ClassVar = ("body",)

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="dossiers_calendar_first_before_last"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first}–{self.last}"


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


class Parameter(CitedFact):
    """One thing that a task asks of the text it orders: a line of the checklist that the draft is read against."""

    task = models.ForeignKey(InstrumentRelation, on_delete=models.PROTECT, related_name="parameters")
    position = models.PositiveIntegerField(default=0)
    text = models.JSONField(default=dict)  # {lang: our words}

    hidden_with: ClassVar = ("task", "task__subject", "task__object")

    def __str__(self) -> str:
        return str(self.text.get("en", self.pk))


class ParameterAnswer(CitedFact):
    """Somebody read the draft for one parameter: a provision answers it, or none was found. No row: nobody looked."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("answered")
        NOT_FOUND = "not_found", _("looked for, not found")

    parameter = models.ForeignKey(Parameter, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=10, choices=Outcome)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")  # the text that was read
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provision = models.CharField(max_length=200, blank=True)  # its eId, or as it is cited: “art. 5 (2)”

    hidden_with: ClassVar = ("parameter", "parameter__task", "instrument", "version")

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(outcome="answered") & ~Q(provision="")) | Q(outcome="not_found", provision=""),
                name="dossiers_parameter_answered_by_a_provision",
            ),
        ]


class Audience(models.TextChoices):
    """For whom something was worked out: what the public may know can make another answer than all that is known."""

    ALL = "all", _("everybody")
    PUBLIC = "public", _("the public")
    INSIDE = "inside", _("the secretariat")


class Place(models.Model):
    """Where a dossier, or a part of its text, stands from one day to another: the procedure's answer, kept ready.

    Derived, no fact and no row of the record. One row for each span of days on which the answer is the same, the past
    included, so that no day's question needs a computation, and a day that goes by changes no row.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="places")
    audience = models.CharField(max_length=6, choices=Audience)
    part = models.CharField(max_length=80, blank=True, default="")  # instrument id of a part; empty: the text itself
    begins = models.DateField()  # first day of the span
    changes = models.DateField(null=True)  # the day on which it is different; empty: no day changes it any more
    procedure = models.CharField(max_length=80, blank=True, default="")  # id of the rules that govern it then
    phase = models.CharField(max_length=80, blank=True)  # id; empty: in none
    here = models.CharField(max_length=80, blank=True)  # id of the step it is at; empty: before any, or over
    begun = models.BooleanField()  # something is reported
    over = models.BooleanField(null=True)  # empty: no source says
    waits = models.TextField(blank=True)  # steps decided on and not reported as done, as |A09|A10|
    follows = models.TextField(blank=True)  # steps that can follow by the procedure, as |X07|
    actors = models.TextField(blank=True)  # who must act: actors of what waits and of what must or usually follows
    barred = models.TextField(blank=True)  # steps that an open event of another step bars
    since = models.DateField(null=True)  # the last day on which the step it is at can have come
    due = models.DateField(null=True)  # the last day of the first term that runs out
    due_step = models.CharField(max_length=80, blank=True)  # the step that is due then
    due_clock = models.CharField(max_length=80, blank=True)  # by this clock of the procedure
    known = models.DateField(null=True)  # the last day that a source speaks for
    made_of = models.CharField(max_length=16, default="")  # by which files of rules, and by which programme

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "audience", "begins"], name="dossiers_place_of"),
            models.Index(fields=["audience", "due"], name="dossiers_place_due"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.begins} {self.here}"


class DossierOrder(models.Model):
    """Where a dossier stands in the register of a page's language, and what its titles are found by. Derived."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="orders")
    audience = models.CharField(max_length=6, choices=Audience)
    lang = models.CharField(max_length=12)
    key = models.CharField(max_length=600)
    words = models.TextField()  # every title, folded, a line each

    class Meta:
        indexes: ClassVar = [models.Index(fields=["lang", "audience", "key"], name="dossiers_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "audience", "lang"], name="dossiers_ordered_once")
        ]

    def __str__(self) -> str:
        return f"{self.lang} {self.key}"
