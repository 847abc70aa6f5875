"""What exists of a text: expressions in languages, versions that never change, files, and what answers to what.

A provision has one `uid` through all versions, and through all languages where nothing else is said. Rows that say how
provisions answer to one another are corrected by a new row that supersedes, with its reason.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from travaux.captures.facts import CitedFact
from travaux.lib.dated import Dated, basis_field, edtf_field
from travaux.lib.rows import Identity, Row, RowQuerySet

from .works import Instrument


class Expression(Identity):
    """An instrument in one language. `authentic` ones are equal in force; the others are translations of them."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="expressions")
    lang = models.CharField(max_length=12)  # BCP 47: en, ru
    authentic = models.BooleanField(default=False)

    hidden_with: ClassVar = ("instrument",)
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "lang"], name="instruments_expression_once"),
        ]


class Version(Identity):
    """One wording of an expression, known by the SHA-256 of its bytes. It never changes: a change is the next version.

    Versions of one instrument that bear the same number say the same in several languages.
    """

    class Origin(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        AMENDED = "amended", _("amended by an act")
        MERGED = "merged", _("made of agreed amendments")
        TRANSLATED = "translated", _("translated")

    expression = models.ForeignKey(Expression, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveIntegerField()  # 1 for the first of its language
    number = models.CharField(max_length=40)  # as printed: “2”, “first reading”
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.UPLOADED)
    made, made_basis = edtf_field(), basis_field()  # the day that it bears
    made_earliest = models.DateField(null=True, blank=True)
    made_latest = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)  # of the Akoma Ntoso bytes, uids included
    profile = models.CharField(max_length=40, blank=True)  # the structure profile that it was read by
    title = models.CharField(max_length=1000, blank=True)  # as it stands on the text
    label = models.JSONField(default=dict, blank=True)  # {lang: our words on what this version is}
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    hidden_with: ClassVar = ("expression", "expression__instrument")
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["expression", "position"], name="instruments_version_position_once"),
            models.UniqueConstraint(fields=["expression", "number"], name="instruments_version_number_once"),
            models.CheckConstraint(
                condition=Q(position=1, previous__isnull=True) | Q(position__gt=1, previous__isnull=False),
                name="instruments_version_follows_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.expression.lang})"


class VersionText(Row):
    """The bytes of a version; apart, so that lists of versions stay light."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="text")
    akn = models.BinaryField()  # Akoma Ntoso 3.0 in UTF-8; each unit's uid is its GUID
    blocks = models.BinaryField()  # what a page shows, with fingerprints: see `blocks.pack`
    sheet = models.BinaryField(default=b"")  # what a comparison needs: see `core.text.sheet`

    hidden_with: ClassVar = ("version", "version__expression", "version__expression__instrument")


class Manifestation(Row):
    """A file of a version: as it was handed in, or as it was made here and sent out."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="manifestations")
    format = models.CharField(max_length=10)  # docx, pdf, txt, akn …
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    filed = models.BooleanField()  # handed in from outside; else made here
    sha256 = models.CharField(max_length=64, db_index=True)
    data = models.BinaryField()
    recorded_at = models.DateTimeField()

    hidden_with: ClassVar = ("version", "version__expression", "version__expression__instrument")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "sha256"], name="instruments_manifestation_once"),
        ]


class Component(Row):
    """An annexed text that is a work of its own: where it stands in a version, and which instrument it is."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="components")
    eid = models.CharField(max_length=200)  # of the attachment
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="stands_in")

    hidden_with: ClassVar = ("version", "version__expression", "version__expression__instrument", "instrument")
    releasable: ClassVar = True

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "eid"], name="instruments_component_once"),
        ]


class SupersedingQuerySet(RowQuerySet):
    """Queries of rows that a later row can take the place of."""

    def standing(self) -> Self:
        """Rows that no later one supersedes."""
        return self.filter(~Exists(self.model._base_manager.filter(supersedes=OuterRef("pk"))))


class Superseding(Row):
    """A row that is corrected by another one, once, with a reason."""

    recorded_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)  # why it supersedes

    objects: ClassVar[Any] = SupersedingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_supersedes_with_reason",
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
            )
        ]


class Correspondence(Superseding):
    """Which provisions of a version answer to which of the one before it.

    A unit that keeps its uid, its place and its words has no row: the uid says it.
    """

    class Kind(models.TextChoices):
        SAME = "same", _("the same")
        MOVED = "moved", _("moved")
        REWORDED = "reworded", _("reworded")
        SPLIT = "split", _("split")
        JOINED = "joined", _("joined")
        ADDED = "added", _("added")
        REMOVED = "removed", _("removed")

    old = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    new = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="correspondences")
    old_uids = models.JSONField(default=list)
    new_uids = models.JSONField(default=list)
    kind = models.CharField(max_length=10, choices=Kind)
    score = models.PositiveSmallIntegerField(default=0)  # per mille: how alike the words are
    needs_review = models.BooleanField(default=False)

    hidden_with: ClassVar = ("old", "new", "new__expression", "new__expression__instrument")


class Alignment(Superseding):
    """Which provisions say the same in two languages, where their uids do not: one to one, or several to several."""

    left = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    left_uids = models.JSONField(default=list)
    right_uids = models.JSONField(default=list)

    hidden_with: ClassVar = (
        "left", "left__expression", "left__expression__instrument", "right", "right__expression",
    )  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            *Superseding.Meta.constraints,
            models.CheckConstraint(condition=~Q(left=F("right")), name="instruments_alignment_of_two"),
        ]


class Pointer(CitedFact, Dated):
    """What a version is from one day to another, by a source's word: the draft before us, adopted, in force."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("current draft")
        ADOPTED = "adopted", _("adopted")
        IN_FORCE = "in_force", _("in force")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="pointers")
    kind = models.CharField(max_length=10, choices=Kind)

    hidden_with: ClassVar = ("version", "version__expression", "version__expression__instrument")

    class Meta:
        constraints: ClassVar = [*CitedFact.Meta.constraints, *Dated.Meta.constraints]
