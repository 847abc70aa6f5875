"""Which of a thing's names is shown. Names are chosen among attested forms, never made."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import Label, Origin


@dataclass(frozen=True)
class NameShown:
    """A name as it stands in a source, with the language to mark it with."""

    text: str  # "" where no name is recorded
    lang: str  # as the source gives it; "" not given
    origin: str  # attested | ours
    translation: str = ""  # our own words for it in the page's language, where no source has any

    @property
    def sorts_as(self) -> str:
        """What it is put in order by: its form in the page's language, be it ours."""
        return self.translation or self.text


NAMELESS = NameShown("", "", Origin.ATTESTED)


def best_name(labels: Iterable[Label], lang: str, *, on: dt.date | None = None) -> NameShown:
    """The name for a page in `lang`: attested in that language, else as attested, else our translation.

    Where the shown form is in another language, `translation` holds ours if there is one. Among equals a name in use on
    the day `on` comes first, then the source's main form, then what was recorded last.
    """
    found = list(labels)
    ours = [label for label in found if label.origin == Origin.OURS]
    attested = [label for label in found if label.origin != Origin.OURS]
    translated = first(of_language(ours, lang), lang, on)
    shown = first(attested, lang, on) or translated or first(ours, lang, on)
    if shown is None:
        return NAMELESS
    translation = translated.text if translated and shown.origin != Origin.OURS and not same(shown.lang, lang) else ""
    return NameShown(shown.text, shown.lang, shown.origin, translation)


def first(labels: Sequence[Label], lang: str, on: dt.date | None) -> Label | None:
    def order(label: Label) -> tuple[Any, ...]:
        not_in_use = on is not None and not in_use(label, on)
        language = 0 if same(label.lang, lang) else 1 if not label.lang else 2
        return not_in_use, language, label.note not in ("", "official"), -label.recorded_at.timestamp(), label.pk

    return min(labels, key=order, default=None)


def in_use(label: Label, on: dt.date) -> bool:
    """Whether the form is not certainly of another time."""
    begun = label.start_earliest is None or label.start_earliest <= on
    return begun and (label.end_latest is None or label.end_latest >= on)


def of_language(labels: Iterable[Label], lang: str) -> list[Label]:
    return [label for label in labels if same(label.lang, lang)]


def same(given: str, lang: str) -> bool:
    """Whether two language tags name one language, whatever their script or region."""
    return bool(given) and given.split("-")[0].lower() == lang.split("-")[0].lower()
