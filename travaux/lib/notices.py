"""What every page, feed and file about a sample must say. One wording, wherever it is shown."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Notice(models.TextChoices):
    """What kind of data a thing is, where it is not an assembly's own."""

    NONE = "", _("real data of this assembly")
    DEMONSTRATION = "demonstration", _("unofficial demonstration")
    EXERCISE = "exercise", _("EXERCISE")


def notice_words(notice: str) -> str:
    """The sentence for a notice, in the language that is active; "" where nothing need be said."""
    if notice == Notice.DEMONSTRATION:
        return gettext("Unofficial demonstration built from one published page, not made or endorsed by the assembly.")
    if notice == Notice.EXERCISE:
        return gettext("EXERCISE / УЧЕБНЫЙ ПРИМЕР: the assembly, its people and its texts are invented.")
    return ""
