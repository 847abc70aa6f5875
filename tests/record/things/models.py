from django.db import models

from travaux.lib.rows import Row
from travaux.lib.viewer import Level


class Paper(Row):
    """Something to cite."""

    title = models.CharField(max_length=200)


class Entry(Row):
    """A fact of an invented room: hangs on a paper, cites others."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT)
    words = models.TextField()
    day = models.DateField(null=True)
    cites = models.ManyToManyField(Paper, related_name="+")

    hidden_with = ("paper",)


class Letter(Row):
    """A row with every way of being open."""

    to = models.CharField(max_length=12)  # a delegation
    before = models.CharField(max_length=12)  # a commission
    house = models.CharField(max_length=12)  # an assembly
    author = models.CharField(max_length=12, blank=True)
    sealed = models.DateField(null=True)

    audience = {Level.ASSEMBLY: ("house",), Level.DELEGATION: ("to",), Level.COMMISSION: ("before",)}
    opens_to_account = ("author",)
    sealed_by = "sealed"
    releasable = True


class Page(Row):
    """Hangs on a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT)

    hidden_with = ("letter",)
