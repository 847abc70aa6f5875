"""News: dated items under the source's own headline."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.dossiers import queries
from travaux.site import addresses, shown
from travaux.site.frame import look, show
from travaux.site.public import histories
from travaux.site.shown import Empty, Label, Page, Twin


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = queries.news(here.viewer, on=here.on, lang=here.lang)
    items = [
        {
            "id": f"news-{row.id}",
            "headline": shown.marked(Label(row.headline, shown.foreign(row.lang), url=row.url), row.notice),
            "publisher": row.publisher,
            "when": histories.when(row.published),
            "ties": [Label(gettext("the captured page"), url=addresses.page("capture", row.sha256))]
            if row.sha256
            else [],
            "sources": (),
        }
        for row in rows
    ]
    news = {
        "intro": gettext("What publishers reported, under their own headlines."),
        "items": items,
        "empty": Empty(gettext("No news is loaded.")),
    }
    twins = (Twin("Atom", "/news.atom", "application/atom+xml"),)
    page = Page(gettext("News"), section="news", twins=twins, notice=shown.common_notice(row.notice for row in rows))
    return show(request, "public/news", page=page, news=news)
