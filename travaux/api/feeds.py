"""Feeds: the news as Atom, under the sources' own headlines."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override

from travaux.core.dates import When
from travaux.dossiers import queries
from travaux.dossiers.summaries import NewsRow
from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused

from .twins import Asked, asked, public


class News(Feed):
    """The last items. An item without a date of publication has none here either."""

    feed_type = Atom1Feed
    title = "Travaux: news"
    link = "/news"

    def get_object(self, request: HttpRequest) -> Asked:
        return asked(request)

    def subtitle(self, wanted: Asked) -> str:
        notices = {notice_words(row.notice) for row in self.items(wanted)} - {""}
        return " ".join(sorted(notices))

    def items(self, wanted: Asked) -> tuple[NewsRow, ...]:
        with override(wanted.lang):
            return queries.news(wanted.viewer, on=wanted.on, lang=wanted.lang, limit=50)

    def item_title(self, item: NewsRow) -> str:
        return item.headline

    def item_description(self, item: NewsRow) -> str:
        return ". ".join(part for part in (item.publisher, item.published.edtf, notice_words(item.notice)) if part)

    def item_link(self, item: NewsRow) -> str:
        return f"/news/{item.id}"

    def item_guid(self, item: NewsRow) -> str:
        return f"urn:travaux:news:{item.id}"

    def item_author_name(self, item: NewsRow) -> str:
        return item.publisher

    def item_pubdate(self, item: NewsRow) -> dt.datetime | None:
        when = When.parse(item.published.edtf)
        known = when.precision == "day" and when.earliest
        return dt.datetime.combine(when.earliest, dt.time(), dt.UTC) if known and when.earliest else None

    def item_updateddate(self, item: NewsRow) -> dt.datetime | None:
        return self.item_pubdate(item)

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return public(super().__call__(request, *args, **kwargs), request)
        except Refused as refused:
            return public(JsonResponse(refused.as_json(), status=422), request)
