"""The register of drafts: where each text is, who must act, and by when; filtered by plain links and one plain form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext

from travaux.dossiers import queries
from travaux.dossiers.summaries import DossierRow, Due, PartRow
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.paging import page_of, pager
from travaux.site.public import histories
from travaux.site.shown import Chip, Dated, Empty, Page

ROWS = 50  # dossiers on a page
ASKED = ("state", "assembly", "kind", "step", "actor", "due", "q")


def register(request: HttpRequest) -> HttpResponse:
    here = look(request)
    wanted: dict[str, Any] = {name: value for name in ASKED if (value := request.GET.get(name, "").strip())}
    total = queries.register_count(here.viewer, on=here.on, lang=here.lang, **wanted)
    number = page_of(request, total, ROWS)
    rows = queries.register(here.viewer, on=here.on, lang=here.lang, start=(number - 1) * ROWS, limit=ROWS, **wanted)
    kept = {**wanted, **({"on": here.asked} if here.asked else {})}
    drafts = {
        "intro": gettext("Texts on their way through an assembly, as sources report them."),
        "filters": [filter_by_state(kept)],
        "form": form(here, kept),
        "sort": [{"label": label} for label in (gettext("Title"), gettext("Where it is"), gettext("Last event"),
                                                gettext("Waiting for"), gettext("Who must act, and by when"))],
        "count_text": ngettext("%(n)s text", "%(n)s texts", total) % {"n": total},
        "rows": [shown_row(row) for row in rows],
        "pages": pager("drafts", kept, number, total, ROWS),
        "empty": Empty(
            gettext("No dossier matches."),
            next=gettext("A dossier appears here when the secretariat opens it."),
            url=addresses.page("drafts"),
            url_label=gettext("Show all"),
        ),
    }  # fmt: skip
    as_of = gettext("As of %(day)s") % {"day": wording.day(here.on)} if here.asked else ""
    notice = shown.common_notice(row.notice for row in rows)
    return show(request, "public/drafts", page=Page(gettext("Drafts"), "drafts", as_of_text=as_of, notice=notice),
                drafts=drafts)  # fmt: skip


def filter_by_state(kept: dict[str, str]) -> dict[str, Any]:
    options = [("", gettext("all")), ("in_work", gettext("in work")), ("over", gettext("over"))]
    rest = {name: value for name, value in kept.items() if name != "state"}
    return {
        "label": gettext("State"),
        "options": [
            {"label": label, "current": key == kept.get("state", ""),
             "url": addresses.page("drafts", query=urlencode({**rest, **({"state": key} if key else {})}))}
            for key, label in options
        ],
    }  # fmt: skip


def form(here: Look, kept: dict[str, str]) -> dict[str, Any]:
    """Step, actor and term to choose; what was chosen by a link stays."""
    there = queries.choices(here.viewer, on=here.on, lang=here.lang)
    terms = [("overdue", pgettext("a term", "over")), ("today", gettext("today")),
             ("week", gettext("within seven days")),
             ("later", gettext("still to come"))]  # fmt: skip
    return {
        "action": addresses.page("drafts"),
        "kept": [(name, kept[name]) for name in ("state", "assembly", "kind", "on") if name in kept],
        "q": kept.get("q", ""),
        "fields": [
            field("step", gettext("The step it is at"), there.steps, kept),
            field("actor", gettext("Who must act"), there.actors, kept),
            field("due", gettext("Its next term"), ((("", tuple(terms)),)), kept),
        ],
        "open": any(name in kept for name in ("step", "actor", "due", "q")),
    }


def field(name: str, label: str, groups: Any, kept: dict[str, str]) -> dict[str, Any]:
    """A list to choose from, in groups; a group without a name is none."""
    options = [
        {"name": group, "options": [{"value": value, "label": words, "chosen": kept.get(name) == value}
                                    for value, words in each]}
        for group, each in groups
    ]  # fmt: skip
    return {"name": name, "label": label, "groups": options}


def shown_row(row: DossierRow) -> dict[str, Any]:
    last = row.last_done
    return {
        "title": shown.name(row.title, addresses.page("dossier", row.id)),
        "kind": gettext("draft: %(kind)s") % {"kind": row.kind_label} if row.draft else row.kind_label,
        "number": shown.name(row.assembly.name).text,
        "where": row.phase or gettext("not known"),
        "where_chip": mark_of(row.notice),
        "last": last.label if last else gettext("nothing reported"),
        "last_when": histories.when(last.date) if last else None,
        "waiting": "; ".join(waiting.step.name for waiting in row.waiting),
        "actors": ", ".join(row.actors),
        "due": due(row.due) if row.due else None,
        "parts": [part(each) for each in row.parts],
    }


def part(each: PartRow) -> dict[str, Any]:
    """A part of the text with a path of its own."""
    where = each.here.name if each.here else gettext("over") if each.over else gettext("not known")
    return {
        "title": shown.name(each.title), "where": where, "actors": ", ".join(each.actors),
        "due": due(each.due) if each.due else None,
    }  # fmt: skip


def mark_of(notice: str) -> Chip | None:
    return Chip("plain", gettext("EXERCISE")) if notice == "exercise" else None


def due(term: Due) -> dict[str, Any]:
    """A term in the register: what is due, the day, and whether it is over; that it was not done is not said."""
    chip = None
    if term.over > 0:
        chip = Chip("no", gettext("over by %(days)s") % {"days": wording.days((term.over, term.over))})
    elif term.over == 0:
        chip = Chip("now", gettext("today"))
    return {"step": term.step.name, "when": Dated(wording.day(term.day), term.day.isoformat()), "chip": chip}
