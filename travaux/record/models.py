"""What the record consists of. Written by `actions` alone, kept append-only by the database (see the migration)."""

import datetime as dt
from typing import Any

from django.db import models

from travaux.core.log import chain
from travaux.lib.rows import LevelField
from travaux.lib.viewer import Level, Viewer

HASH = 64  # hex digits of a SHA-256


class LineQuerySet(models.QuerySet["Line"]):
    def visible(self, viewer: Viewer, on: dt.date) -> "LineQuerySet":
        """The lines that a viewer may know to exist on a day; whether their bodies may be read is another question."""
        return self if viewer.sees_all else self.filter(level=Level.PUBLIC)


class Line(models.Model):
    """One act's place in the chain. Holds nothing about the act itself: that is the body, which can be withheld."""

    seq = models.BigIntegerField(primary_key=True)
    v = models.SmallIntegerField(default=chain.VERSION)
    # Text, not a timestamp: these very characters are hashed.
    at = models.CharField(max_length=27)
    prev = models.CharField(max_length=HASH, unique=True)  # unique: the chain never forks
    commitment = models.CharField(max_length=HASH)
    hash = models.CharField(max_length=HASH, unique=True)
    level = LevelField()

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ("seq",)
        constraints = [models.CheckConstraint(condition=models.Q(seq__gte=1), name="line_counts_from_one")]

    def __str__(self) -> str:
        return f"{self.seq} {self.at} {self.hash[:12]}"

    def as_hashed(self) -> chain.Line:
        return chain.Line(v=self.v, seq=self.seq, at=self.at, prev=self.prev, commitment=self.commitment)


class Body(models.Model):
    """What one line says, in canonical JSON, with the salt that binds it to the line's commitment.

    Beside the line and not in it, so that it can be withheld, or erased where the law demands it.
    """

    line = models.OneToOneField(Line, on_delete=models.PROTECT, primary_key=True, related_name="body")
    salt = models.CharField(max_length=2 * chain.SALT_BYTES, blank=True)
    text = models.TextField(blank=True)
    level = LevelField()
    erased_at = models.DateTimeField(null=True)
    erased_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None) & ~models.Q(text="") & ~models.Q(salt="")
                | models.Q(erased_at__isnull=False, text="", salt=""),
                name="body_is_whole_or_erased",
            )
        ]

    def __str__(self) -> str:
        return f"body of line {self.line_id}"

    def erased_state(self) -> dict[str, Any]:
        """What is left of an erased body, as the act that erased it names it."""
        return {
            "type": self._meta.label_lower,
            "id": str(self.line_id),
            "level": {"line": self.line.level, "body": self.level},
            "erased_at": chain.stamp(self.erased_at) if self.erased_at else None,
            "erased_why": self.erased_why,
        }


class TouchQuerySet(models.QuerySet["Touch"]):
    def visible(self, viewer: Viewer, on: dt.date) -> "TouchQuerySet":
        """What a viewer may know to have been touched: only what a body says that the viewer may read."""
        if viewer.sees_all:
            return self
        return self.filter(line__level=Level.PUBLIC, line__body__level=Level.PUBLIC)


class Touch(models.Model):
    """An index over the bodies: which line names which object, and the object's digest after that act.

    Derived, and checked against the bodies by `verify`; kept because the history of one object among hundreds of
    thousands cannot be found by reading bodies.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="touches", db_index=False)
    type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=HASH)

    objects = TouchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("line", "type", "object_id"), name="touch_named_once_a_line"),
        ]
        indexes = [models.Index(fields=("type", "object_id", "line"), name="touch_by_object")]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id} in line {self.line_id}"
