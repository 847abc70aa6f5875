"""What the rules say from where a dossier stands, made ready to be shown: advice in words, with the rule behind it."""

from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext

from travaux.dossiers.summaries import Ahead, Barred, Because, Component, DeadlineShown, DossierSummary, Governed
from travaux.site import addresses, shown, wording
from travaux.site.public import histories
from travaux.site.shown import Chip


def outlook(summary: DossierSummary, *, may_record: bool) -> dict[str, Any] | None:
    """None where this installation does not have the rules and knows of no decision on them."""
    said = summary.outlook
    if not said.ahead and not said.barred and len(said.governed) < 2:
        return None
    return {
        "as_of": as_of(summary),
        "places": places(summary),
        "parts": [part(each, summary) for each in said.components],
        "rules": [governed(each, summary) for each in said.governed],
        "ahead": [ahead(each, summary.id, may_record=may_record) for each in said.ahead],
        "barred": [barred(each) for each in said.barred],
        "barred_text": ngettext("Why not %(n)s other step?", "Why not %(n)s other steps?", len(said.barred))
        % {"n": len(said.barred)},
        "unforeseen": unforeseen(summary),
    }


def as_of(summary: DossierSummary) -> str:
    day = summary.outlook.as_of
    if day is None:
        return ""
    if day < summary.on:
        words = gettext(
            "Worked out as of %(day)s, the last day that a loaded source speaks for: nothing later is known."
        )
        return words % {"day": wording.day(day)}
    return gettext("Worked out as of %(day)s.") % {"day": wording.day(day)}


def places(summary: DossierSummary) -> list[str]:
    """Which consideration it is, and where it stands on each axis."""
    said, lines = summary.outlook, []
    if said.consideration > 1:
        lines.append(gettext("Consideration no. %(n)s: the text was returned.") % {"n": said.consideration})
    if said.axes:
        lines.append(gettext("Side by side: %(phases)s.") % {"phases": "; ".join(said.axes)})
    return lines


def part(each: Component, summary: DossierSummary) -> dict[str, Any]:
    """A part of the text with a path of its own: where it is, what is next, by when."""
    title = next((shown.name(one.title) for one in summary.instruments if one.id == each.instrument), None)
    ahead = [waiting.step.name for waiting in each.waiting] or [step.name for step in each.next]
    lines = [
        gettext("Last: %(what)s.") % {"what": each.last_done.label} if each.last_done else gettext("nothing reported"),
        gettext("It is over.") if each.over else gettext("Next: %(what)s.") % {
            "what": "; ".join(ahead) or gettext("not known"),
        },
        *(f"{term.step.name}: {deadline(term)}" for term in each.deadlines),
    ]  # fmt: skip
    return {"title": title, "lines": lines, "stages": histories.stages(summary, each.phases)}


def ahead(each: Ahead, dossier: str, *, may_record: bool) -> dict[str, Any]:
    lines = [line for line in (acts(each), waited(each), deadline(each.deadline) if each.deadline else "") if line]
    return {
        "name": each.step.name,
        "chip": chip(each),
        "lines": lines,
        "over": bool(each.deadline and each.deadline.overdue),
        "why": [reason(one) for one in each.because],
        "enter_url": enter_url(dossier, each.step.id) if may_record else "",
    }


def chip(each: Ahead) -> Chip:
    """What the rules say of the step; “must” only where the rule was read in its primary text."""
    if each.decided:
        return Chip("wait", gettext("decided; not recorded as done"))
    return {
        "must": Chip("now", pgettext("a step", "must follow")),
        "may": Chip("plain", pgettext("a step", "may follow")),
        "usual": Chip("unknown", gettext("usual next, rule not verified")),
    }[each.says]


def acts(each: Ahead) -> str:
    return gettext("Who acts: %(who)s.") % {"who": ", ".join(each.actors)} if each.actors else ""


def waited(each: Ahead) -> str:
    """Since when, and for how many days, as far as sources speak."""
    since = histories.when(each.since).text if each.since else ""
    if not since:
        return ""
    if each.days is None:
        return gettext("Since %(date)s.") % {"date": since}
    return gettext("Since %(date)s: %(days)s.") % {"date": since, "days": wording.days(each.days)}


def deadline(term: DeadlineShown) -> str:
    """The last day and the rule that gave it; or why there is no day."""
    rule = f" {term.rule}." if term.rule else ""
    if term.problem:
        return {
            "no_length": gettext("There is a term, and no source says how long it is."),
            "no_start": gettext("There is a term; the day it runs from is not known."),
            "no_calendar": gettext("There is a term; the calendar here does not reach its last day."),
        }[term.problem] + rule
    assert term.latest is not None  # or there is a problem
    if term.earliest and term.earliest != term.latest:
        days = {"first": wording.day(term.earliest), "last": wording.day(term.latest)}
        said = gettext("Its term ends between %(first)s and %(last)s") % days
    else:
        said = gettext("Its term ends on %(day)s") % {"day": wording.day(term.latest)}
    return f"{said} ({left(term)}).{rule}"


def left(term: DeadlineShown) -> str:
    n = term.left or 0
    if n < 0:
        return gettext("over by %(days)s") % {"days": wording.days((-n, -n))}
    return gettext("in %(days)s") % {"days": wording.days((n, n))} if n else gettext("today")


def barred(each: Barred) -> dict[str, Any]:
    cannot = each.says == "cannot"
    return {
        "name": each.step.name,
        "chip": Chip("no", gettext("cannot follow any more")) if cannot else Chip("plain", gettext("not yet")),
        "why": [reason(one) for one in each.because],
    }


def reason(each: Because) -> dict[str, Any]:
    return {
        "text": each.text, "rule": each.rule, "inside": [reason(part) for part in each.inside],
        "url": f"#event-{each.events[-1]}" if each.events else "",
    }  # fmt: skip


def governed(each: Governed, summary: DossierSummary) -> dict[str, Any]:
    """One version of the rules: from when, by whose decision, on what source."""
    labels = {event.id: event.label for event in summary.history}
    since = histories.when(each.since).text
    version = gettext("version %(n)s") % {"n": each.version} if each.version else ""
    name = ", ".join(part for part in (each.procedure.name, version) if part)
    if not each.fact:
        note = gettext("as in force when the work began; no decision on it is recorded")
    else:
        note = gettext("from %(date)s, by decision: %(what)s") % {
            "date": since, "what": labels.get(each.decision, gettext("not shown here")),
        }  # fmt: skip
    return {
        "name": name, "now": each.now, "note": note, "here": each.here, "sources": shown.sources(each.citations),
        "url": addresses.page("fact", "dossiers.governing", each.fact) if each.fact else "",
        "decision_url": f"#event-{each.decision}" if each.decision in labels else "",
    }  # fmt: skip


def unforeseen(summary: DossierSummary) -> list[dict[str, str]]:
    labels = {event.id: event.label for event in summary.history}
    return [{"text": labels[id], "url": f"#event-{id}"} for id in summary.outlook.unforeseen if id in labels]


def enter_url(dossier: str, step: str) -> str:
    """The form for an event on that step, filled in as far as the rules can: two clicks from the desk."""
    return addresses.page("enter-event", dossier, query=urlencode({"step": step}))
