"""News: published items under their own headlines, and what they are tied to."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import override

from travaux.instruments.models import InstrumentTitle
from travaux.lib.viewer import Viewer
from travaux.registry.names import best_name
from travaux.registry.queries.look import Look

from ..loading import Shelf, date_shown, pairs
from ..models import Dossier, Event, NewsItem
from ..summaries import DossierRef, NewsRow, NewsSummary

TIED = {"dossiers": "dossier", "instruments": "instrument", "people": "person", "events": "event"}


def news(viewer: Viewer, *, on: dt.date, lang: str, limit: int | None = None) -> tuple[NewsRow, ...]:
    """Published items by the day `on`, the latest first."""
    return tuple(news_rows(Look(viewer, on, None, lang), NewsItem.objects.all()))[:limit]


def news_rows(look: Look, items: QuerySet[NewsItem]) -> Iterable[NewsRow]:
    by_then = Q(published_earliest__isnull=True) | Q(published_earliest__lte=look.on)
    ids = items.values("pk")
    visible = NewsItem.objects.visible(look.viewer, look.on).filter(by_then, pk__in=ids).select_related("capture")
    for item in sorted(visible, key=lambda n: (n.published_latest or dt.date.min, n.pk), reverse=True):
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
    rows = list(news_rows(look, NewsItem.objects.filter(pk=id)))
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
