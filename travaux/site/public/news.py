"""News: dated items under the source's own headline."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.dossiers import queries
from travaux.dossiers.summaries import NewsRow, NewsSummary
from travaux.site import addresses, shown
from travaux.site.frame import found, look, show
from travaux.site.paging import page_of, pager
from travaux.site.public import histories
from travaux.site.shown import Empty, Label, Page, Twin

ROWS = 50  # items on a page


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    total = queries.news_count(here.viewer, on=here.on)
    number = page_of(request, total, ROWS)
    rows = queries.news(here.viewer, on=here.on, lang=here.lang, start=(number - 1) * ROWS, limit=ROWS)
    items = [
        {
            "id": f"news-{row.id}",
            "headline": headline(row),
            "publisher": row.publisher,
            "when": histories.when(row.published),
            "ties": copies(row),
            "sources": (),
        }
        for row in rows
    ]
    news = {
        "intro": gettext("What publishers reported, under their own headlines."),
        "items": items,
        "pages": pager("news", {"on": here.asked} if here.asked else {}, number, total, ROWS),
        "empty": Empty(gettext("No news is loaded.")),
    }
    twins = (Twin("Atom", "/news.atom", "application/atom+xml"),)
    page = Page(gettext("News"), section="news", twins=twins, notice=shown.common_notice(row.notice for row in rows))
    return show(request, "public/news", page=page, news=news)


def headline(row: NewsRow) -> Label:
    label = Label(row.headline, shown.foreign(row.lang), url=addresses.page("news-item", row.id))
    return shown.marked(label, row.notice)


def copies(row: NewsRow) -> list[Label]:
    """Where the item can be read: our copy, and the publisher's page."""
    here = [Label(gettext("the captured page"), url=addresses.page("capture", row.sha256))] if row.sha256 else []
    return here + ([Label(gettext("at the publisher"), url=row.url)] if row.url else [])


def detail(request: HttpRequest, id: str) -> HttpResponse:
    """One item with all that it is tied to."""
    here = look(request)
    summary: NewsSummary = found(queries.news_item(here.viewer, id, on=here.on, lang=here.lang))
    row = summary.row
    item = {
        "headline": Label(row.headline, shown.foreign(row.lang)),
        "publisher": row.publisher,
        "when": histories.when(row.published),
        "copies": copies(row),
        "texts": [shown.name(each.title, addresses.page("dossier", each.id)) for each in summary.dossiers]
        + [shown.name(each.title) for each in summary.instruments],
        "people": [shown.name(each.name, addresses.page("person", each.id)) for each in summary.people],
        "events": [histories.event(each) for each in summary.events],
    }
    crumbs = (Label(gettext("News"), url=addresses.page("news")),)
    page = Page(row.headline, section="news", crumbs=crumbs, notice=row.notice)
    return show(request, "public/news_item", page=page, item=item)
