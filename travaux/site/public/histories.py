"""Events, steps and people of a dossier made ready for the parts that show them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from travaux.dossiers.summaries import (
    DateShown,
    DocumentRef,
    DossierSummary,
    EventSummary,
    KeyPerson,
    NewsRow,
    PhaseSummary,
    Reporting,
    StatementSummary,
    StepSummary,
)
from travaux.site import addresses, shown
from travaux.site.shown import Dated, Label

STATES = {"done": "done", "current": "current", "possibly": "unknown", "not_reported": "unknown", "ahead": "ahead"}


def when(date: DateShown) -> Dated:
    return shown.dated(date.edtf, date.basis)


def event(each: EventSummary) -> dict[str, Any]:
    chain = reporting(each.reporting)
    return {
        "id": f"event-{each.id}",
        "when": when(each.date),
        "what": each.label,
        "lang": "",
        "actor": actor(each),
        "actor_note": actor_note(each),
        "decided_only": each.mood == "decided",
        "reported_by": chain,
        "place": each.place,
        "documents": [document(each)["name"] for each in each.documents],
        "sources": shown.sources(each.citations, chain),
        "url": addresses.page("fact", "dossiers.event", each.id),
    }


def actor(each: EventSummary) -> Label | None:
    if each.actor.body:
        return shown.name(each.actor.body.name)
    return Label(f"“{each.actor.quoted}”") if each.actor.quoted else None


def actor_note(each: EventSummary) -> str:
    if not each.actor.quoted and not each.actor.body:
        return gettext("who acted is not stated")
    return {
        "named": "",
        "implied": gettext("(implied by the source)"),
        "unresolved": gettext("(as quoted; not linked to a body)"),
    }[each.actor.link]


def reporting(chain: Reporting) -> tuple[str, ...]:
    speaker = shown.name(chain.speaker.name).text if chain.speaker else chain.speaker_quoted
    return tuple(who for who in (chain.publisher or gettext("the page"), speaker) if who)


def stages(summary: DossierSummary, phases: Sequence[PhaseSummary] = ()) -> dict[str, Any]:
    """The path of the text, or `phases` of a part of it."""
    return {
        "phases": [phase(each) for each in phases or summary.phases],
        "rule_text": "" if summary.procedure.verified else gettext("usual path, rule not verified"),
        "rule_url": addresses.page("procedure", summary.procedure.id),
    }


def phase(each: PhaseSummary) -> dict[str, Any]:
    return {"name": each.name, "state": STATES[each.mark], "steps": [step(one) for one in each.steps]}


def step(each: StepSummary) -> dict[str, Any]:
    times = ngettext("%(n)s time", "%(n)s times", each.times) % {"n": each.times} if each.times > 1 else ""
    return {
        "name": each.name,
        "state": "decided" if each.ordered and each.mark != "done" else STATES[each.mark],
        "when": when(each.date) if each.date and each.mark in ("done", "possibly", "current") else None,
        "possibly": each.mark == "possibly",
        "round": times,
        "verified": each.verified,
        "url": f"#event-{each.events[-1]}" if each.events else "",
    }


def key_person(each: KeyPerson) -> dict[str, Any]:
    return {
        "name": shown.name(each.person.name, addresses.page("person", each.person.id)),
        "capacities": each.capacities,
        "when": None,
        "sources": shown.sources(each.citations),
    }


def document(each: DocumentRef) -> dict[str, Any]:
    number = gettext("No. %(number)s") % {"number": each.number} if each.number else ""
    note = ", ".join(part for part in (each.sender, number, shown.dated(each.date).text) if part)
    return {"name": Label(each.title, shown.foreign(each.lang)), "note": note, "sources": ()}


def statement(each: StatementSummary) -> dict[str, Any]:
    return {
        "id": f"statement-{each.id}",
        "speaker": shown.name(each.speaker.name, addresses.page("person", each.speaker.id)),
        "words": each.words or each.label,
        "lang": shown.foreign(each.lang) if each.words else "",
        "held": each.words is not None,
        "about": each.label,
        "capacity": each.capacity,
        "when": when(each.date),
        "sources": shown.sources(each.citations),
    }


def news_line(item: NewsRow) -> dict[str, Any]:
    published = when(item.published).text
    return {
        "headline": shown.marked(
            Label(item.headline, shown.foreign(item.lang), url=addresses.page("news-item", item.id)),
            item.notice,
        ),
        "meta": ", ".join(part for part in (item.publisher, published) if part),
    }
