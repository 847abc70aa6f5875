"""All texts that are held here, each with its versions: as many queries for one as for a thousand."""

import datetime as dt
from dataclasses import dataclass

from travaux.core.names import sort_key
from travaux.lib.viewer import Viewer

from ..summaries import InstrumentSummary, VersionRow
from .rows import Shelf
from .works import instruments_shown


@dataclass(frozen=True)
class HeldText:
    """An instrument of which a text is held."""

    instrument: InstrumentSummary
    versions: tuple[VersionRow, ...]  # language by language, the first one first

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.lang for row in self.versions))

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.number for row in self.versions))


def held_texts(viewer: Viewer, *, on: dt.date, lang: str) -> tuple[HeldText, ...]:
    """By title, in the alphabet of the page's language."""
    shelf = Shelf(viewer, on, lang)
    by_work: dict[str, list[VersionRow]] = {}
    for row in shelf.rows(shelf.versions()).values():
        by_work.setdefault(row.instrument, []).append(row)
    shown = instruments_shown(viewer, by_work, on=on, lang=lang)
    held = (HeldText(shown[id], tuple(rows)) for id, rows in by_work.items() if id in shown)
    return tuple(sorted(held, key=lambda each: (sort_key(each.instrument.title.text, lang), each.instrument.id)))
