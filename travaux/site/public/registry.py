"""Who sits: the delegations of an assembly on a day, and one body with all that sources say of it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext

from travaux.captures.queries import CitationSummary
from travaux.registry import queries
from travaux.registry.summaries import (
    BodyRef,
    BodySummary,
    Capacity,
    DelegationsSummary,
    DelegationSummary,
    FactShown,
    SeatFigure,
)
from travaux.site import addresses, shown, wording
from travaux.site.charts.seats import SeatGroup, seats_arc
from travaux.site.frame import found, look, show
from travaux.site.paging import page_of, pager
from travaux.site.shown import Dated, Empty, Fact, Label, Page, Twin

ROWS = 100  # delegations on a page


def delegations(request: HttpRequest) -> HttpResponse:
    here = look(request)
    assemblies = queries.bodies(here.viewer, kind="assembly", on=here.on, lang=here.lang)
    asked = request.GET.get("assembly", "")
    chosen = next((each for each in assemblies if each.id == asked), None)
    chosen = chosen or (found(None) if asked else first_real(assemblies))
    if chosen is None:
        empty = Empty(gettext("No assembly is recorded."), command="travaux sample load")
        page = Page(gettext("Delegations"), section="delegations")
        return show(request, "public/delegations", page=page, delegations={"on": None, "empty": empty})
    summary = found(queries.delegations(here.viewer, assembly=chosen.id, on=here.on, known=here.known, lang=here.lang))
    page = Page(
        gettext("Delegations"),
        section="delegations",
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(here.on)},
        notice=summary.notice,
        assembly=shown.name(summary.assembly.name),
        twins=(
            Twin("JSON", f"/delegations.json?assembly={chosen.id}"),
            Twin("CSV", f"/delegations.csv?assembly={chosen.id}", "text/csv"),
        ),
    )
    number = page_of(request, len(summary.delegations), ROWS)
    context = shown_delegations(summary, here.asked, assemblies, number)
    return show(request, "public/delegations", page=page, delegations=context)


def first_real(assemblies: Iterable[BodyRef]) -> BodyRef | None:
    return min(assemblies, key=lambda each: each.notice == "exercise", default=None)


def shown_delegations(
    summary: DelegationsSummary, asked: str, assemblies: Iterable[BodyRef], number: int
) -> dict[str, Any]:
    """One page of the rows; seats, totals and silences are those of the whole assembly."""
    kept = {"assembly": summary.assembly.id, **({"on": asked} if asked else {})}
    return {
        "intro": gettext("What sources state of each parliament's delegation: alphabetical, nothing added."),
        "assemblies": [
            {
                "label": choice(each),
                "current": each.id == summary.assembly.id,
            }
            for each in assemblies
        ],
        "assembly_id": summary.assembly.id,
        "on": {"action": addresses.page("delegations"), "value": asked, "target": "results",
               "assembly": summary.assembly.id},
        "date_text": date_text(summary),
        "seats": arc(summary),
        "rows": [row(each) for each in summary.delegations[(number - 1) * ROWS : number * ROWS]],
        "pages": pager("delegations", kept, number, len(summary.delegations), ROWS),
        "total": summary.total,
        "contradictions": [c for each in summary.delegations for c in contradictions(each)],
        "absent": silences(summary),
        "empty": Empty(gettext("No delegation is recorded for this day.")),
    }  # fmt: skip


def choice(assembly: BodyRef) -> Label:
    """An assembly in the list to choose from: a sample is marked as one before it is opened."""
    marks = {"exercise": gettext("EXERCISE · УЧЕБНЫЙ ПРИМЕР"), "demonstration": gettext("unofficial demonstration")}
    label = shown.name(assembly.name, addresses.page("delegations", query=f"assembly={assembly.id}"))
    return Label(label.text, label.lang, ", ".join(filter(None, (label.note, marks.get(assembly.notice)))), label.url)


def date_text(summary: DelegationsSummary) -> str:
    if summary.known_until is None:
        return "" if summary.date_stated else gettext("Date not stated.")
    until = {"day": wording.day(summary.known_until)}
    if summary.date_stated:
        return gettext("Sources speak until %(day)s.") % until
    return gettext("The list is undated: date not stated. Its page was published on %(day)s.") % until


def arc(summary: DelegationsSummary) -> dict[str, Any] | None:
    """The arc and its table; None while sources contradict each other, because then nothing is computed."""
    if summary.total is None or not summary.total:
        return None
    finding = gettext("%(n)s on this page; the list may be incomplete.") % {
        "n": ngettext("%(n)s seat", "%(n)s seats", summary.total) % {"n": summary.total}
    }
    groups = [figures(each) for each in summary.delegations if each.total]
    return {
        "svg": mark_safe(  # noqa: S308 - built by seats_arc, which escapes every label
            seats_arc([drawn(group) for group in groups], title=finding, description=in_words(groups))
        ),
        "finding": finding,
        "groups": groups,
        "total": summary.total,
        "total_holder": summary.holders_stated,
        "total_unnamed": summary.not_stated,
        "total_vacant": summary.vacant,
    }


def drawn(group: dict[str, Any]) -> SeatGroup:
    seats = {kind: group[kind] for kind in ("holder", "vacant", "unnamed")}
    return SeatGroup(label=group["label"].text, short=group["short"], **seats)


def in_words(groups: list[dict[str, Any]]) -> str:
    return "; ".join(f"{group['label'].text}: {group['seats']}" for group in groups)


def figures(each: DelegationSummary) -> dict[str, Any]:
    return {
        "label": shown.name(each.name, addresses.page("delegation", each.id)),
        "short": each.parliament.name.text if each.parliament else "",
        "seats": each.total,
        "holder": sum(group.holders_stated for group in each.seats),
        "unnamed": sum(group.not_stated or 0 for group in each.seats),
        "vacant": sum(group.vacant for group in each.seats),
        "note": "",
    }


def row(each: DelegationSummary) -> dict[str, Any]:
    named = each.representatives[0] if each.representatives else None
    return {
        "name": shown.name(each.name, addresses.page("delegation", each.id)),
        "stated": each.total,
        "chambers": [
            {"seats": group.seats, "name": shown.name(group.chamber.name)} for group in each.seats if group.chamber
        ],
        "representative": shown.name(named.person.name, addresses.page("person", named.person.id)) if named else None,
        "representative_note": gettext("not named in the sources loaded"),
        "note": "; ".join(capacity_words(office) for office in each.other_offices),
        "sources": shown.sources(all_sources(each)),
    }


def all_sources(each: DelegationSummary) -> tuple[CitationSummary, ...]:
    """Every place that the row stands on, each once."""
    facts = [figure.fact for group in each.seats for figure in (*group.figures, *group.vacancies)]
    facts += [capacity.fact for capacity in (*each.representatives, *each.other_offices)]
    return tuple({citation.id: citation for fact in facts for citation in fact.citations}.values())


def contradictions(each: DelegationSummary) -> list[dict[str, Any]]:
    name = shown.name(each.name).text
    return [
        {
            "id": f"differ-{each.id}-{n}",
            "about": gettext("seats of the delegation: %(name)s") % {"name": name},
            "facts": [figure_fact(figure) for figure in group.figures],
        }
        for n, group in enumerate(each.seats, start=1)
        if group.contradicting
    ]


def silences(summary: DelegationsSummary) -> list[str]:
    """What the cited pages do not say, once each, in the sources' order."""
    said: dict[str, None] = {}
    for each in summary.delegations:
        for citation in all_sources(each):
            said.update(dict.fromkeys(shown.own(gap) for gap in citation.silent_on))
    return list(said)


# --- one body -----------------------------------------------------------------------------------------------------


def delegation(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: BodySummary = found(queries.body(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    if summary.redirect:
        return HttpResponseRedirect(addresses.page("delegation", summary.redirect))
    sent = summary.delegation
    name = shown.name(sent.name if sent else summary.body.name)
    context = {
        "name": name,
        "names": [name_label(each.text, each.lang, each.origin, each.note) for each in summary.names
                  if each.text != name.text],
        "parliament": Label(summary.body.kind_label),
        "on": {"action": addresses.page("delegation", id), "value": here.asked, "target": ""},
        "until": until(summary),
        "facts": facts_of(summary),
        "contradictions": contradictions(sent) if sent else [],
        "members": [holder(each) for each in summary.holders.rows],
        "members_empty": Empty(gettext("No source loaded names a member."),
                               next=gettext("That a member is not named does not mean that a seat is vacant.")),
        "events": [],
        "not_known": [{"text": text, "url": ""} for text in body_silences(summary)],
    }  # fmt: skip
    page = Page(
        name.text,
        section="delegations",
        crumbs=(Label(gettext("Delegations"), url=addresses.page("delegations")),),
        as_of_text=gettext("As of %(day)s") % {"day": wording.day(here.on)},
        notice=summary.notice,
        twins=(Twin("iCalendar", f"/bodies/{id}.ics", "text/calendar"),),
    )
    return show(request, "public/delegation", page=page, delegation=context)


def until(summary: BodySummary) -> dict[str, str] | None:
    if summary.known_until is None:
        return None
    return {"text": gettext("Sources speak until %(day)s.") % {"day": wording.day(summary.known_until)}}


def facts_of(summary: BodySummary) -> list[Fact]:
    sent = summary.delegation
    facts = [
        Fact(relation_words(each.kind_label), body_label(each.to if each.body.id == summary.body.id else each.body),
             when=period(each.fact), sources=shown.sources(each.fact.citations), url=fact_url(each.fact))
        for each in summary.relations
    ]  # fmt: skip
    if sent:
        facts += [figure_fact(figure) for group in sent.seats for figure in (*group.figures, *group.vacancies)]
        facts += [figure_fact(figure) for figure in sent.entitlements]
        facts += [capacity_fact(each) for each in (*sent.representatives, *sent.other_offices)] or [
            Fact(gettext("Plenipotentiary representative"), unknown=gettext("not named in the sources loaded"))
        ]
    facts += [
        Fact(gettext("Website"), Label(site.url, url=site.url) if site.url else None,
             unknown=gettext("announced, no address given"), sources=shown.sources(site.fact.citations),
             url=fact_url(site.fact))
        for site in (sent.websites if sent else summary.websites)
    ]  # fmt: skip
    return facts


def relation_words(label: str) -> str:
    return label[:1].upper() + label[1:]


def body_silences(summary: BodySummary) -> list[str]:
    sent = summary.delegation
    gaps = []
    if sent and not sent.representatives:
        gaps.append(gettext("Who the plenipotentiary representative is."))
    if sent and any(group.not_stated for group in sent.seats):
        gaps.append(gettext("Who holds the seats."))
    if sent and not sent.date_stated:
        gaps.append(gettext("From which day these figures hold."))
    return gaps


def figure_fact(figure: SeatFigure) -> Fact:
    labels = {
        "composition": gettext("Stated composition"),
        "entitlement": gettext("Entitlement"),
        "vacancy": gettext("Stated vacant"),
    }
    unit = figure.unit or ngettext("seat", "seats", figure.seats)
    chamber = f" — {shown.name(figure.chamber.name).text}" if figure.chamber else ""
    rule = f" ({figure.rule})" if figure.rule else ""
    value = Label(f"{figure.seats} {unit}{chamber}{rule}")
    return Fact(
        labels[figure.kind],
        value,
        when=period(figure.fact),
        sources=shown.sources(figure.fact.citations),
        url=fact_url(figure.fact),
    )


def capacity_fact(each: Capacity) -> Fact:
    label = shown.name(each.title).text if each.title.text else role_words(each.role)
    person = shown.name(each.person.name, addresses.page("person", each.person.id))
    return Fact(
        label[:1].upper() + label[1:],
        person,
        when=period(each.fact),
        sources=shown.sources(each.fact.citations),
        url=fact_url(each.fact),
    )


def holder(each: Capacity) -> dict[str, Any]:
    return {
        "name": shown.name(each.person.name, addresses.page("person", each.person.id)),
        "capacities": (capacity_words(each),),
        "when": period(each.fact),
        "sources": shown.sources(each.fact.citations),
    }


def capacity_words(each: Capacity) -> str:
    """A capacity in one line: the post as attested, else our word for the role; then the body."""
    title = shown.name(each.title).text if each.title.text else role_words(each.role)
    body = shown.name(each.body.name).text
    return title if body in title else f"{title}, {body}"


def fact_url(fact: FactShown) -> str:
    return addresses.page("fact", fact.model, fact.id)


def period(fact: FactShown) -> Dated:
    """When a fact holds; a bound that is ours and not the source's is marked."""
    span = fact.period
    inferred = "inferred" in (span.start_basis, span.end_basis)
    text = wording.interval_words(span.start, span.end)
    return Dated(text, basis="unknown" if not text else "inferred" if inferred else "stated")


def body_label(body: BodyRef) -> Label:
    page = addresses.page("delegation", body.id)
    return shown.name(body.name, page)


def name_label(text: str, lang: str, origin: str, note: str) -> Label:
    notes = [gettext("our translation") if origin == "ours" else "", note]
    return Label(text, shown.foreign(lang), ", ".join(each for each in notes if each))


def role_words(role: str) -> str:
    """Our word for a role that no source titles."""
    return {
        "member": gettext("member"),
        "chair": gettext("chair"),
        "plenipotentiary_representative": gettext("plenipotentiary representative"),
        "deputy_executive_secretary": gettext("deputy Executive Secretary"),
    }.get(role, role.replace("_", " "))
