"""News: published items under their own headlines, and what they are tied to."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import F, Q, QuerySet
from django.utils.translation import override

from travaux.instruments.models import InstrumentTitle
from travaux.lib.viewer import Viewer
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look

from ..loading import Shelf, date_shown, pairs
from ..models import Dossier, Event, NewsItem
from ..summaries import DossierRef, NewsRow, NewsSummary

TIED = {"dossiers": "dossier", "instruments": "instrument", "people": "person", "events": "event"}


def news(viewer: Viewer, *, on: dt.date, lang: str, start: int = 0, limit: int | None = None) -> tuple[NewsRow, ...]:
    """Published items by the day `on`, the latest first; what has no day comes last."""
    latest = published(viewer, on).order_by(F("published_latest").desc(nulls_last=True), "-pk")
    return tuple(news_rows(latest[start : None if limit is None else start + limit]))


def news_count(viewer: Viewer, *, on: dt.date) -> int:
    """How many items were published by the day `on`."""
    return published(viewer, on).count()


def published(viewer: Viewer, on: dt.date) -> QuerySet[NewsItem]:
    by_then = Q(published_earliest__isnull=True) | Q(published_earliest__lte=on)
    found: QuerySet[NewsItem] = NewsItem.objects.visible(viewer, on).filter(by_then).select_related("capture")
    return found


def news_of(look: Look, dossier: Dossier) -> tuple[NewsRow, ...]:
    """Everything that was published about a dossier, the latest first."""
    ids = NewsItem.objects.filter(dossiers=dossier).values("pk")
    latest = published(look.viewer, look.on).order_by(F("published_latest").desc(nulls_last=True), "-pk")
    return tuple(news_rows(latest.filter(pk__in=ids)))


def news_rows(items: Iterable[NewsItem]) -> Iterable[NewsRow]:
    for item in items:
        yield NewsRow(
            id=item.pk,
            headline=item.headline,
            lang=item.lang,
            publisher=item.publisher,
            published=date_shown(item, "published"),
            url=item.url,
            sha256=item.capture.sha256 if item.capture else "",
            notice=item.notice,
        )


def news_item(
    viewer: Viewer, id: str, *, on: dt.date, known: dt.datetime | None = None, lang: str
) -> NewsSummary | None:
    """One item with what it is tied to, or None."""
    look = Look(viewer, on, known, lang)
    rows = list(news_rows(published(viewer, on).filter(pk=id)))
    if not rows:
        return None
    item = NewsItem.objects.get(pk=id)
    tied = {
        name: pairs(getattr(NewsItem, name).through, "newsitem_id", f"{one}_id", [item]).get(id, [])
        for name, one in TIED.items()
    }
    with override(lang):
        events = look.standing(Event).filter(pk__in=tied["events"]).select_related("dossier").order_by("position")
        shelf = Shelf(look, list(events), people_too=tied["people"], instruments_too=tied["instruments"])
        return NewsSummary(
            row=rows[0],
            dossiers=tuple(dossier_refs(look, tied["dossiers"])),
            instruments=tuple(shelf.instruments[i] for i in tied["instruments"] if i in shelf.instruments),
            people=tuple(shelf.people[p] for p in tied["people"] if p in shelf.people),
            events=tuple(shelf.event(event) for event in shelf.events),
        )


def dossier_refs(look: Look, ids: Collection[str]) -> Iterable[DossierRef]:
    found = list(Dossier.objects.visible(look.viewer, look.on).filter(pk__in=ids).order_by("pk"))
    titles = look.names_of(InstrumentTitle, "instrument_id", [d.instrument_id for d in found])
    for d in found:
        yield DossierRef(d.pk, best_name(titles.get(d.instrument_id, ()), look.lang, on=look.on), d.notice)
