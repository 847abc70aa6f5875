"""What can be asked of texts: what is held of an instrument, a version to read, a file of it."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.utils.translation import override

from travaux.core.text.files import write
from travaux.core.text.formats import FORMATS, written
from travaux.lib.notices import notice_words
from travaux.lib.viewer import Viewer

from ..blocks import Block
from ..models import Amendment, Component, Correspondence, Instrument, Manifestation, Version
from ..reading import in_our_words
from ..summaries import (
    AnnexShown,
    ContentsEntry,
    FileMade,
    FileShown,
    InstrumentTexts,
    LanguageShown,
    Stage,
    TextPage,
    VersionRow,
)
from .rows import Shelf
from .works import instruments_shown

LISTED = ("part", "title", "section", "subsection", "chapter", "hcontainer", "article")  # units of a contents


def texts_of(viewer: Viewer, instrument: str, *, on: dt.date, lang: str) -> InstrumentTexts | None:
    """What is held of an instrument's text, by language and by version; None where the instrument is not known."""
    found = texts_among(viewer, [instrument], on=on, lang=lang)
    return found[0] if found else None


def held_texts(viewer: Viewer, *, on: dt.date, lang: str) -> tuple[InstrumentTexts, ...]:
    """Every instrument of which a text is held here, in the order of their titles: as many queries as for one."""
    found = texts_among(viewer, held_works(viewer, on=on), on=on, lang=lang)
    return tuple(sorted(found, key=lambda each: (each.instrument.title.sorts_as, each.instrument.id)))


def texts_among(viewer: Viewer, instruments: Collection[str], *, on: dt.date, lang: str) -> tuple[InstrumentTexts, ...]:
    shown = instruments_shown(viewer, instruments, on=on, lang=lang)
    shelf = Shelf(viewer, on, lang)
    versions = shelf.versions(expression__instrument__in=list(shown))
    rows = shelf.rows(versions)
    stands_in = list(
        Component.objects.visible(viewer, on).filter(instrument__in=list(shown)).order_by("version__position", "pk")
        .values_list("instrument_id", "version_id")
    )  # fmt: skip
    found = []
    for id, instrument in shown.items():
        own = [version for version in versions if version.expression.instrument_id == id]
        found.append(InstrumentTexts(
            instrument=instrument, loaded=bool(own), languages=tuple(languages(own, rows)),
            stages=tuple(stages(own, rows)), annexed_in=tuple(version for work, version in stands_in if work == id),
            notice=instrument.notice, on=on,
        ))  # fmt: skip
    return tuple(found)


def versions_of(viewer: Viewer, instrument: str, *, on: dt.date, lang: str) -> tuple[VersionRow, ...]:
    """Every version of an instrument, language by language, the first one first."""
    shelf = Shelf(viewer, on, lang)
    return tuple(shelf.rows(shelf.versions(expression__instrument=instrument)).values())


def siblings(viewer: Viewer, version: str, *, on: dt.date, lang: str) -> tuple[VersionRow, ...]:
    """Every version of the instrument that a version is of, itself among them; none where it is not known."""
    shelf = Shelf(viewer, on, lang)
    found = shelf.version(version)
    return versions_of(viewer, found.expression.instrument_id, on=on, lang=lang) if found else ()


def languages(versions: Iterable[Version], rows: dict[str, VersionRow]) -> Iterable[LanguageShown]:
    by_expression: dict[str, list[Version]] = {}
    for version in versions:
        by_expression.setdefault(version.expression_id, []).append(version)
    for id, own in by_expression.items():
        expression = own[0].expression
        yield LanguageShown(id, expression.lang, expression.authentic, tuple(rows[v.pk] for v in own))


def stages(versions: Iterable[Version], rows: dict[str, VersionRow]) -> Iterable[Stage]:
    """The numbers in order of time: by the earliest day that a version of that number bears, then by recording."""
    by_number: dict[str, list[Version]] = {}
    for version in versions:
        by_number.setdefault(version.number, []).append(version)
    for number, own in sorted(by_number.items(), key=lambda item: min(map(moment, item[1]))):
        yield Stage(number, rows[own[0].pk].label, tuple(rows[v.pk] for v in own))


def moment(version: Version) -> tuple[int, dt.date, dt.datetime]:
    return version.position, version.made_earliest or dt.date.max, version.recorded_at


def text_of(viewer: Viewer, version: str, *, on: dt.date, lang: str) -> TextPage | None:
    """A version to read, or None where there is none to be known of."""
    shelf = Shelf(viewer, on, lang)
    found = shelf.version(version)
    if found is None:
        return None
    instrument = found.expression.instrument_id
    family = shelf.versions(expression__instrument=instrument)
    rows = shelf.rows(family)
    held = shelf.texts([found])[found.pk]
    annexed = list(Component.objects.visible(viewer, on).filter(version=found).order_by("eid"))
    works = instruments_shown(viewer, {instrument, *(c.instrument_id for c in annexed)}, on=on, lang=lang)
    waiting = Correspondence.objects.visible(viewer, on).standing().filter(new=found, needs_review=True)
    tabled = Amendment.objects.visible(viewer, on).filter(
        version__number=found.number, version__expression__instrument=instrument
    )
    return TextPage(
        version=rows[found.pk], instrument=works[instrument], blocks=held.blocks, contents=contents(held.blocks),
        annexes=tuple(AnnexShown(c.eid, works[c.instrument_id]) for c in annexed if c.instrument_id in works),
        beside=tuple(rows[v.pk] for v in family if v.number == found.number and v.pk != found.pk),
        history=tuple(rows[v.pk] for v in family if v.expression_id == found.expression_id),
        files=files_of(shelf, found), formats=written(), amendments=tabled.count(), to_review=waiting.count(),
        notice=found.notice, on=on,
    )  # fmt: skip


def contents(blocks: Iterable[Block]) -> tuple[ContentsEntry, ...]:
    """Articles and what stands above them, and the annexes."""
    listed = (b for b in blocks if b.kind == "component" or (b.kind == "unit" and b.name in LISTED))
    return tuple(ContentsEntry(b.eid, b.uid, b.num, b.heading, b.depth) for b in listed)


def files_of(shelf: Shelf, version: Version) -> tuple[FileShown, ...]:
    found = Manifestation.objects.visible(shelf.viewer, shelf.on).filter(version=version).defer("data")
    return tuple(
        FileShown(m.pk, m.name, m.format, m.media_type, m.filed, m.sha256, m.level)
        for m in found.order_by("recorded_at", "pk")
    )


def filed(viewer: Viewer, id: str, *, on: dt.date) -> FileMade | None:
    """A file as it was handed in or sent out, for those who may know of it."""
    found = Manifestation.objects.visible(viewer, on).filter(pk=id).first()
    return FileMade(found.name, found.media_type, bytes(found.data)) if found else None


def download(viewer: Viewer, version: str, format: str, *, on: dt.date) -> FileMade | None:
    """A version in one of `TextPage.formats`; None where there is no such version or format.

    A sample says in every file that it is one, in the language of the text.
    """
    found = Shelf(viewer, on, "").version(version)
    if found is None or format not in written():
        return None
    held = Shelf(viewer, on, "").texts([found])[found.pk]
    with override(found.expression.lang):
        notice = notice_words(found.notice)
    if format == "akn" and not notice:
        data = bytes(held.text.akn)
    else:
        with in_our_words():
            data = write(held.document, format, notice=notice or None)
    known = FORMATS[format]
    name = f"{found.expression.instrument_id}-{found.number}-{found.expression.lang}{known.extension}"
    return FileMade("".join(c if c.isalnum() or c in ".-" else "_" for c in name), known.media_type, data)


def held_works(viewer: Viewer, *, on: dt.date) -> tuple[str, ...]:
    """Ids of the instruments of which a text is held here."""
    visible = Version.objects.visible(viewer, on).values("expression__instrument")
    works = Instrument.objects.visible(viewer, on).filter(pk__in=visible)
    return tuple(works.order_by("pk").values_list("pk", flat=True))
