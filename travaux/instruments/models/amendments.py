"""What exists of amendments: as tabled, what became of them, and which words of a later version came of which."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from travaux.lib.dated import basis_field, edtf_field
from travaux.lib.rows import Identity, Row
from travaux.lib.viewer import Level
from travaux.registry.models import Body

from .versions import Superseding, Version

IN_VERSION = ("version", "version__expression", "version__expression__instrument")
OF_AMENDMENT = ("amendment", *(f"amendment__{path}" for path in IN_VERSION))


class Amendment(Identity):
    """A proposal to change a version, as it was tabled. What becomes of it are rulings; a new wording is a new one."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="amendments")
    number = models.CharField(max_length=20)  # as printed; one for all languages of the version
    author = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_quoted = models.CharField(max_length=500, blank=True)  # as it stands on the paper
    tabled, tabled_basis = edtf_field(), basis_field()
    tabled_earliest = models.DateField(null=True, blank=True)
    tabled_latest = models.DateField(null=True, blank=True)
    formula = models.JSONField(default=dict)  # {lang: the words of the amendment}
    operations = models.JSONField(default=dict)  # {lang: [operations of `core.text.amend`]}, see `operations`
    reason = models.JSONField(default=dict, blank=True)  # {lang: the author's reason}
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_amendments"
    )  # what it is a sub-amendment to
    recorded_at = models.DateTimeField()

    hidden_with: ClassVar = (*IN_VERSION, "author", "amends")
    audience: ClassVar = {Level.DELEGATION: ("author",)}  # its own until it is opened

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number"], name="instruments_amendment_number_once"),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(author_quoted=""), name="instruments_amendment_has_author"
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True) | ~Q(amends=F("id")), name="instruments_amendment_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AmendmentRuling(Superseding):
    """What became of an amendment, and when. The latest that stands is its state; without one it is tabled."""

    class Outcome(models.TextChoices):
        TABLED = "tabled", _("tabled")  # again: a withdrawal or a vote was taken back
        WITHDRAWN = "withdrawn", _("withdrawn")
        AGREED = "agreed", _("agreed")
        REJECTED = "rejected", _("rejected")
        FELL = "fell", _("fell")  # because of what was agreed before it

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="rulings")
    outcome = models.CharField(max_length=10, choices=Outcome)
    ruled, ruled_basis = edtf_field(), basis_field()
    ruled_earliest = models.DateField(null=True, blank=True)
    ruled_latest = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)  # what was said of it

    hidden_with: ClassVar = OF_AMENDMENT


class Provenance(Row):
    """One change of a version that came of one amendment; words that several proposed alike have a row for each."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="provenance")
    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()  # in the order of the text
    kind = models.CharField(max_length=10)  # added, removed, moved, renumbered, reworded, split, joined; already
    uid = models.CharField(max_length=100, blank=True)  # the provision; "" for a line outside units
    eid = models.CharField(max_length=200, blank=True)  # its place in the new version, or where it stood
    words = models.JSONField(default=list)  # [["=" | "+" | "-", text], …]

    hidden_with: ClassVar = (*IN_VERSION, *OF_AMENDMENT)
