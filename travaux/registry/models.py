"""What exists: bodies and people, and the dated facts about them (Popolo's shapes, with sources)."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.captures.models import Capture
from travaux.lib.dated import Dated
from travaux.lib.rows import Identity, LevelField, Row
from travaux.lib.viewer import Level


class Body(Identity):
    """A Popolo organization. What it is called, belongs to and consists of are facts that point here."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("assembly")
        STATE = "state", _("state")
        PARLIAMENT = "parliament", _("parliament")
        CHAMBER = "chamber", _("chamber")
        DELEGATION = "delegation", _("delegation")
        COMMISSION = "commission", _("commission")
        COUNCIL = "council", _("council")
        BOARD = "board", _("board")
        SECRETARIAT = "secretariat", _("secretariat")
        COMMITTEE = "committee", _("committee")
        GROUP = "group", _("working group")
        PLENARY = "plenary", _("plenary session")
        PARTY = "party", _("party")
        LEGISLATURE = "legislature", _("legislature")  # a source says no more: a parliament, or a chamber of one
        OTHER = "other", _("other organisation")

    kind = models.CharField(max_length=12, choices=Kind)


class Person(Identity):
    """A person in public office. One person may hold many capacities at once; each is a mandate."""


class Origin(models.TextChoices):
    """Whose words a label is in."""

    ATTESTED = "attested", _("as attested in the source")
    OURS = "ours", _("our translation")


class Label(CitedFact, Dated):
    """A name in one language and script, as some source writes it; never derived from another form."""

    text = models.CharField(max_length=500)
    lang = models.CharField(max_length=12, blank=True)  # BCP 47 as given; wrong codes of a source are kept
    note = models.CharField(max_length=100, blank=True)  # official, short, former…
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ATTESTED)

    class Meta:
        abstract = True
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.text


class BodyName(Label):
    """One form of a body's name."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    hidden_with: ClassVar = ("body",)

    def save(self, **options: Any) -> None:
        """With its search keys, whichever action records or corrects it."""
        from .index import index_bodies  # inline: the index is made of these rows

        super().save(**options)
        index_bodies([self.body_id])


class PersonName(Label):
    """One form of a person's name."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    hidden_with: ClassVar = ("person",)

    def save(self, **options: Any) -> None:
        """With its search keys and its place in the lists, whichever action records or corrects it."""
        from .index import index_people  # inline: the index is made of these rows

        super().save(**options)
        index_people([self.person_id])


class NameKey(models.Model):
    """One search key of one attested form. Derived data, rebuilt at will: no fact and no row of the record.

    Bytes and not text: bytes have one order on every database, so that "begins with" is a range of the index.
    """

    key = models.BinaryField(max_length=400)  # a word's skeleton; after "=" a whole form, folded
    level = LevelField()  # of the form: what is hidden is not found either
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="keys")
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["key", "level", "person"], name="registry_key_of_person"),
            models.Index(fields=["key", "level", "body"], name="registry_key_of_body"),
        ]

    def __str__(self) -> str:
        return bytes(self.key).decode(errors="replace")


class PersonOrder(models.Model):
    """Where a person stands in the list of a page's language. Derived, like `NameKey`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="orders")
    lang = models.CharField(max_length=12)
    key = models.CharField(max_length=600)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["lang", "key", "person"], name="registry_person_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "lang"], name="registry_person_ordered_once")
        ]

    def __str__(self) -> str:
        return f"{self.lang} {self.key}"


class Affiliation(CitedFact, Dated):
    """How one body stands to another, dated: history stays when a state leaves an assembly."""

    class Kind(models.TextChoices):
        PARLIAMENT_OF = "parliament_of", _("parliament of")
        CHAMBER_OF = "chamber_of", _("chamber of")
        DELEGATION_OF = "delegation_of", _("delegation of")
        DELEGATION_TO = "delegation_to", _("delegation to")
        ORGAN_OF = "organ_of", _("organ of")
        UNDER = "under", _("under")
        MEMBER = "member", _("member of")
        ASSOCIATE = "associate", _("associate of")
        OBSERVER = "observer", _("observer in")
        PARTNER = "partner", _("partner of")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="affiliations")
    kind = models.CharField(max_length=14, choices=Kind)
    to = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="affiliated")

    hidden_with: ClassVar = ("body", "to")

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(body=F("to")), name="registry_affiliation_not_to_itself"),
        ]


class SeatFact(CitedFact, Dated):
    """A number of seats of one delegation, for a chamber or, where the source names none, for the whole parliament."""

    chamber = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveIntegerField()
    unit = models.CharField(max_length=100, blank=True)  # deputies, members, senators: the source's word

    hidden_with: ClassVar = ("delegation", "chamber")

    class Meta:
        abstract = True
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]


class StatedComposition(SeatFact):
    """What a source says the delegation consists of. It is no entitlement."""

    delegation = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="compositions")


class Entitlement(SeatFact):
    """What a rule gives the delegation. Without a rule there is no entitlement."""

    delegation = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="entitlements")
    rule = models.CharField(max_length=300)

    class Meta(SeatFact.Meta):
        constraints: ClassVar = [
            *SeatFact.Meta.constraints,
            models.CheckConstraint(condition=~Q(rule=""), name="registry_entitlement_has_rule"),
        ]


class Vacancy(SeatFact):
    """Seats that a source says are without holder. A missing name is not a vacancy."""

    delegation = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="vacancies")


class Website(CitedFact, Dated):
    """A body's site. A source may announce one and give no address: then `url` is empty, and that is the fact."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="websites")
    url = models.URLField(max_length=600, blank=True)

    hidden_with: ClassVar = ("body",)

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]


class Post(Identity):
    """A role in a body; several people may hold it at once (member), or one (chair)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=300)  # member, chair, plenipotentiary_representative, or the source's own word
    chamber = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seated = models.BooleanField(default=False)  # fills a seat of its delegation; only where a source says so

    hidden_with: ClassVar = ("body", "chamber")


class PostTitle(Label):
    """What the holder of a post is called, in one form."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="titles")
    hidden_with: ClassVar = ("post", "post__body")


class Mandate(CitedFact, Dated):
    """A person holds a post from one day to another (a Popolo membership)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="mandates")
    on_behalf_of = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    hidden_with: ClassVar = ("person", "post", "post__body", "post__chamber", "on_behalf_of")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]
        indexes: ClassVar = [  # who holds a post on a day, read from the index alone: most mandates are over
            models.Index(
                fields=["post", "standing", "level", "start_earliest", "end_latest", "person"],
                name="registry_mandate_holding",
            )
        ]


class PersonMerge(CitedFact):
    """Two addresses, one person. Withdrawing the row splits them again; every name stays where it was attested."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")  # whose address redirects
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absorbed")

    hidden_with: ClassVar = ("person", "into")

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=F("into")), name="registry_personmerge_not_into_itself"),
        ]


class BodyMerge(CitedFact):
    """Two addresses, one body; see `PersonMerge`."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="absorbed")

    hidden_with: ClassVar = ("body", "into")

    class Meta:
        constraints: ClassVar = [
            *CitedFact.Meta.constraints,
            models.CheckConstraint(condition=~Q(body=F("into")), name="registry_bodymerge_not_into_itself"),
        ]


class Imported(Row):
    """One record of an imported file as it stood there: what our tables do not model goes out again unchanged.

    `raw` is the whole source object; the export lays today's facts over it. It may hold more of a person than a public
    office is, so it is the secretariat's.
    """

    level = LevelField(default=Level.SECRETARIAT)
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    pointer = models.CharField(max_length=300, blank=True)  # RFC 6901 into the file; "" its frame
    raw = models.TextField()  # JSON as text: a JSON column would order its keys anew, and the record knows no fractions
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")

    hidden_with: ClassVar = ("capture", "person", "body", "post__body", "mandate__person")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["capture", "pointer"], name="registry_imported_once"),
        ]

    @property
    def value(self) -> Any:
        """The object itself, a new one each time."""
        return json.loads(self.raw)
