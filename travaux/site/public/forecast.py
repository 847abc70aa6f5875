"""The forecast of a dossier: bars and their table, what stands behind them, and what cannot be forecast and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from travaux.dossiers.queries import forecasts as queries
from travaux.dossiers.queries.forecasts import ForecastSummary, OutlookShown, ReturnShown
from travaux.site import addresses, shown, wording
from travaux.site.charts.ranges import Range, ranges_chart
from travaux.site.frame import found, look, show
from travaux.site.shown import Label, Page


def forecast(request: HttpRequest, id: str) -> HttpResponse:
    """For the secretariat; that there is such a page is not said to others."""
    here = look(request)
    if not here.viewer.may_record:
        raise Http404
    summary: ForecastSummary = found(queries.forecast(here.viewer, id, on=here.on, lang=here.lang))
    title = shown.name(summary.dossier.title)
    dated = [each for each in summary.steps if each.likely]
    context = {
        "title": title,
        "procedure": summary.procedure,
        "refused": refused(summary),
        "last_url": last_known(summary, id),
        "svg": chart(summary, dated),
        "rows": [row(each) for each in summary.steps if each.likely],
        "without": [{"name": each.step.name, "why": why(each)} for each in summary.steps if not each.likely],
        "conclusion": conclusion(summary),
        "critical": [step.name for step in summary.critical],
        "returns": [returned(each) for each in summary.returns],
        "basis": basis(summary),
        "hits": hits(summary),
        "on": {"action": addresses.page("forecast", id), "value": here.asked, "target": ""},
        "map_url": addresses.page("dossier-map", id),
    }
    page = Page(
        gettext("%(title)s — forecast") % {"title": title.text},
        section="drafts",
        crumbs=(
            Label(gettext("Drafts"), url=addresses.page("drafts")),
            Label(title.text, title.lang, url=addresses.page("dossier", id)),
        ),
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(here.on)},
        notice=summary.dossier.notice,
    )
    return show(request, "public/forecast", page=page, forecast=context, who_reads=gettext("the secretariat"))


def refused(summary: ForecastSummary) -> str:
    if summary.refused == "past_known" and summary.known_until:
        words = gettext("No source speaks for any day after %(day)s, so nothing is forecast from the day asked about.")
        return words % {"day": wording.day(summary.known_until)}
    return {
        "not_begun": gettext("Nothing is reported of this dossier yet, so nothing is forecast."),
        "over": gettext("Nothing more is to come by these rules."),
    }.get(summary.refused, "")


def last_known(summary: ForecastSummary, id: str) -> str:
    """The same page on the last day that a source speaks for."""
    if summary.refused != "past_known" or not summary.known_until:
        return ""
    return addresses.page("forecast", id, query=f"on={summary.known_until.isoformat()}")


def chart(summary: ForecastSummary, dated: list[OutlookShown]) -> str:
    rows = [
        Range(each.step.name, each.earliest, each.early, each.likely, each.late, each.latest)
        for each in dated
        if each.earliest and each.early and each.likely and each.late and each.latest
    ]
    title = gettext("When the next steps may come")
    description = gettext("Thin: four runs in five. Thick: one in two. Line: the middle. The table says the same.")
    drawn = ranges_chart(rows, on=summary.on, title=title, description=description)
    return mark_safe(drawn)  # noqa: S308 - built by ranges_chart, which escapes every text


def row(each: OutlookShown) -> dict[str, Any]:
    dates = {name: wording.day(day) for name in ("earliest", "early", "likely", "late", "latest")
             if (day := getattr(each, name))}  # fmt: skip
    return {"name": each.step.name, "who": ", ".join(each.who), "n": each.n, "least": each.least, **dates}


def why(each: OutlookShown) -> str:
    """Why a step has no dates, in words."""
    names = ", ".join(step.name for step in each.behind)
    said = {
        "will": gettext("hangs on the will of states, which nobody can forecast: %(who)s"),
        "after_will": gettext("stands behind a step that hangs on the will of states: %(steps)s"),
        "few": gettext("n = %(n)s past durations of this step, fewer than five"),
        "few_before": gettext("n = %(least)s past durations of a step on the way, fewer than five"),
        "open": gettext("hangs on a choice, or on something that must not happen"),
    }[each.why]
    return said % {"who": ", ".join(each.who), "steps": names, "n": each.n, "least": each.least}


def conclusion(summary: ForecastSummary) -> str:
    each = summary.conclusion
    if not each or not each.likely or not each.earliest or not each.latest:
        return ""
    words = gettext(
        "Most past dossiers ended with “%(step)s”: likely by %(likely)s, between %(earliest)s and %(latest)s."
    )
    return words % {
        "step": each.step.name, "likely": wording.day(each.likely), "earliest": wording.day(each.earliest),
        "latest": wording.day(each.latest),
    }  # fmt: skip


def returned(each: ReturnShown) -> str:
    words = {"step": each.step.name, "back": each.back, "of": each.of, "n": each.rounds}
    if not each.back:
        return gettext("“%(step)s” never sent back in %(of)s; the dates suppose that it does not happen.") % words
    if each.counted:
        return gettext("“%(step)s” sent back %(back)s times of %(of)s; counted, by %(n)s rounds.") % words
    return (
        gettext(
            "“%(step)s” sent back %(back)s times of %(of)s; not counted, because only %(n)s rounds are known: the "
            "dates suppose that it does not happen."
        )
        % words
    )


def basis(summary: ForecastSummary) -> str:
    n = summary.past
    words = ngettext(
        "Judged by %(n)s other dossier under the same rules.", "Judged by %(n)s other dossiers under the same rules.", n
    ) % {"n": n}
    back, of = summary.returned
    if not of:
        return words
    return words + " " + gettext("Sent back at least once: %(back)s of %(of)s.") % {"back": back, "of": of}


def hits(summary: ForecastSummary) -> str:
    hit, of = summary.hits
    if not of:
        return gettext("No past dossier could be forecast from half-way, so there is no hit rate.")
    words = gettext("Of %(of)s past dossiers forecast from half-way %(hit)s ended between the earliest and latest day.")
    if of < summary.least:
        return words % {"of": of, "hit": hit} + " " + gettext("That is too few to trust.")
    return words % {"of": of, "hit": hit}
