"""What somebody is still writing into a form: no act, and nobody's but the writer's."""

from typing import ClassVar

from django.db import models


class KeptForm(models.Model):
    """The fields of one form as one account left them. Gone when the form is sent, thrown away, or two months old.

    Plumbing, and no row of the record: nothing was said yet.
    """

    account = models.CharField(max_length=12)
    address = models.CharField(max_length=200)  # of the page, without its language, and the form's name after "#"
    fields = models.JSONField(default=dict)  # {name: value}
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "address"], name="consultation_form_kept_once"),
        ]

    def __str__(self) -> str:
        return self.address
