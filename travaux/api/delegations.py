"""The delegations of an assembly as JSON and as a table."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import override

from travaux.lib.notices import notice_words
from travaux.lib.refusals import Refused
from travaux.registry import queries
from travaux.registry.summaries import DelegationsSummary, DelegationSummary, SeatGroup

from .twins import Asked, asked, public, table, twin

COLUMNS = (
    "delegation", "chamber", "seats", "holder_stated", "stated_vacant", "holder_not_stated", "contradicting",
    "representatives", "websites", "date_stated", "published", "sha256", "characters", "notice",
)  # fmt: skip


def of_assembly(request: HttpRequest, wanted: Asked) -> DelegationsSummary | None:
    """`?assembly=` its id; without one the first real assembly, or the first invented one."""
    id = request.GET.get("assembly") or default_assembly(wanted)
    if id is None:
        return None
    return queries.delegations(wanted.viewer, assembly=id, on=wanted.on, known=wanted.known, lang=wanted.lang)


def default_assembly(wanted: Asked) -> str | None:
    known = queries.bodies(wanted.viewer, kind="assembly", on=wanted.on, lang=wanted.lang)
    first = min(known, key=lambda each: each.notice == "exercise", default=None)
    return first.id if first else None


def as_twin(request: HttpRequest) -> HttpResponse:
    return twin(request, "delegations", lambda wanted: of_assembly(request, wanted))


def as_table(request: HttpRequest) -> HttpResponse:
    """One row for each chamber of each delegation; the last column says what kind of data this is."""
    try:
        wanted = asked(request)
    except Refused as refused:
        return public(JsonResponse(refused.as_json(), status=422), request)
    with override(wanted.lang):
        summary = of_assembly(request, wanted)
        rows = [row for each in summary.delegations for row in cells(each)] if summary else []
    return public(table("delegations", COLUMNS, rows), request)


def cells(each: DelegationSummary) -> Iterator[tuple[object, ...]]:
    names = "; ".join(capacity.person.name.text for capacity in each.representatives)
    sites = "; ".join(site.url or "announced, no address given" for site in each.websites)
    for group in each.seats:
        yield (
            each.name.text, group.chamber.name.text if group.chamber else "", group.seats, group.holders_stated,
            group.vacant, group.not_stated, group.contradicting, names, sites, each.date_stated, *source(group),
            notice_words(each.notice),
        )  # fmt: skip


def source(group: SeatGroup) -> tuple[str, str, str]:
    """Where the figure is written: date of publication, SHA-256 of the page, place in its text."""
    cited = [citation for figure in group.figures for citation in figure.fact.citations]
    if not cited:
        return "", "", ""
    first = cited[0]
    return first.published, first.sha256, f"{first.span[0]}-{first.span[1]}" if first.span else ""
