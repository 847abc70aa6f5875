from django.db import models

from travaux.lib.rows import Row


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
