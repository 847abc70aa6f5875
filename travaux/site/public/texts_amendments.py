"""The amendments tabled to a version: a numbered table in the order of the text, and what cannot stand together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, pgettext, pgettext_lazy

from travaux.instruments import queries
from travaux.instruments.summaries import AmendmentShown, AmendmentsPage, Clash, TextPage
from travaux.lib.policy import can
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import LANGUAGES, drafts_crumb, tabling, version_in, version_words
from travaux.site.public.texts_marks import Piece
from travaux.site.shown import Chip, Empty, Label, Page, Twin

# After a number of amendments.
COUNTED = {
    "agreed": pgettext_lazy("amendments", "agreed"),
    "rejected": pgettext_lazy("amendments", "rejected"),
    "fell": pgettext_lazy("amendments", "fell"),
    "withdrawn": pgettext_lazy("amendments", "withdrawn"),
    "tabled": pgettext_lazy("amendments", "waiting for a decision"),
}
# What became of an amendment, in the gender that the word has in each language.
OUTCOMES = {
    "agreed": pgettext_lazy("amendment", "agreed"),
    "rejected": pgettext_lazy("amendment", "rejected"),
    "fell": pgettext_lazy("amendment", "fell"),
    "withdrawn": pgettext_lazy("amendment", "withdrawn"),
    "tabled": pgettext_lazy("amendment", "waits for a decision"),
}
CHIPS = {"agreed": "done", "rejected": "no", "fell": "no", "withdrawn": "plain", "tabled": "wait"}


def amendments(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    order = "distance" if request.GET.get("order") == "distance" else "text"
    tabled: AmendmentsPage = found(queries.amendments_to(here.viewer, id, on=here.on, lang=here.lang, order=order))
    title = shown.name(page.instrument.title)
    context = {
        "title": title,
        "version": version_words(page.version),
        "text_url": addresses.page("text", id),
        "lang": page.version.lang,
        "pick": [*languages(page), orders(id, order)],
        "heading": orders(id, order)["heading"],
        "counts": counts(tabled),
        "clashes": [clash(each, tabled) for each in tabled.clashes],
        "rows": [row(here, each, page.version.lang) for each in tabled.amendments],
        "empty": Empty(gettext("No amendment is tabled to this version.")),
        "desk": desk(here, id),
    }
    shown_page = Page(
        f"{gettext('Amendments')} · {title.text} · {version_in(page.version)}",
        section="drafts",
        crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts")),
                Label(title.text, url=addresses.page("text", id))),
        notice=tabled.notice,
        twins=(Twin("JSON", f"/texts/{id}/amendments.json"),),
    )  # fmt: skip
    return show(request, "public/text_amendments", page=shown_page, amendments=context)


def amendment(request: HttpRequest, id: str) -> HttpResponse:
    """One amendment with all that was ruled on it."""
    here = look(request)
    each: AmendmentShown = found(queries.amendment(here.viewer, id, on=here.on, lang=here.lang))
    context = {**row(here, each, each.lang), "rulings": [ruling(one) for one in each.rulings]}
    name = gettext("Amendment no. %(number)s") % {"number": each.number}
    page = Page(name, section="drafts", notice=each.notice,
                crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts"))))  # fmt: skip
    return show(request, "public/text_amendment", page=page, each=context, lang=each.lang)


def languages(page: TextPage) -> list[dict[str, Any]]:
    """The same amendments on the same version in another language."""
    options = [
        {"text": LANGUAGES.get(each.lang, each.lang), "lang": each.lang, "current": each.id == page.version.id,
         "url": addresses.page("text-amendments", each.id)}
        for each in sorted((page.version, *page.beside), key=lambda each: each.lang)
    ]  # fmt: skip
    return [{"label": gettext("Language of the text"), "options": options}] if len(options) > 1 else []


def orders(id: str, current: str) -> dict[str, Any]:
    """In which order the questions are put: a suggestion to the chair."""
    words = {
        "text": gettext("in the order of the text"),
        "distance": gettext("at each place the furthest from the text first"),
    }
    options = [
        {"text": said, "current": order == current, "lang": "",
         "url": addresses.page("text-amendments", id, query="order=distance" if order == "distance" else "")}
        for order, said in words.items()
    ]  # fmt: skip
    return {"label": gettext("Order"), "options": options, "heading": words[current]}


def counts(tabled: AmendmentsPage) -> list[dict[str, Any]]:
    total = len(tabled.amendments)
    return [
        {"n": total, "word": pgettext("amendments", "in all")},
        *({"n": n, "word": COUNTED[outcome]} for outcome, n in tabled.counts.items()),
    ]


def clash(each: Clash, tabled: AmendmentsPage) -> dict[str, Any]:
    outcome = {amendment.number: OUTCOMES[amendment.outcome] for amendment in tabled.amendments}
    return {
        "place": "; ".join(each.labels),
        "reason": each.reason,
        "numbers": [{"number": number, "url": f"#no-{number}", "outcome": outcome.get(number, "")}
                    for number in each.numbers],
    }  # fmt: skip


def row(here: Look, each: AmendmentShown, lang: str) -> dict[str, Any]:
    """One line of the table. What cannot be carried out says so, and why."""
    changes = each.proposal.changes
    failed = [operation for operation in each.proposal.operations if operation.status not in ("applied", "already")]
    last = next((one for one in reversed(each.rulings) if one.stands), None)
    return {
        "id": each.id,
        "number": each.number,
        "url": addresses.page("amendment", each.id),
        "amends": each.amends,
        "author": shown.name(each.author.name) if each.author else Label(each.author_quoted),
        "tabled": shown.dated(each.tabled),
        "formulas": [
            {"lang": code, "name": LANGUAGES.get(code, code), "words": words, "own": code == each.lang}
            for code, words in sorted(each.formulas.items(), key=lambda item: item[0] != lang)
        ],
        "changes": [
            {"place": change.label or change.kind_label, "kind": change.kind_label,
             "was": [Piece(op, text) for op, text in change.words if op != "+"],
             "proposed": [Piece(op, text) for op, text in change.words if op != "-"]}
            for change in changes
        ],
        "failed": [{"status": operation.status_label, "why": operation.why} for operation in failed],
        "reason": each.reason,
        "chip": Chip(CHIPS[each.outcome], str(OUTCOMES[each.outcome])),
        "ruled": shown.dated(last.ruled) if last and last.ruled else None,
        "note": last.note if last else "",
        "alike": each.alike,
        "alternatives": each.alternatives,
        "falls": [{"number": one.if_agreed, "reason": one.reason} for one in each.falls_if],
        "distance": each.distance_label,
        "clashes": [number + 1 for number in each.clashes],
        "rule_url": addresses.page("amendment-rule", each.id) if here.viewer.may_record else "",
    }  # fmt: skip


def ruling(one: Any) -> dict[str, Any]:
    return {
        "outcome": OUTCOMES[one.outcome],
        "when": shown.dated(one.ruled),
        "recorded": wording.day(one.recorded_at.date()),
        "note": one.note,
        "stands": one.stands,
        "reason": one.reason,
    }


def desk(here: Look, version: str) -> list[dict[str, str]]:
    links = tabling(version) if can(here.viewer, "table an amendment") else []
    if here.viewer.may_record:
        links += [(gettext("Make the next version of the agreed amendments"), addresses.page("text-apply", version))]
    return [{"label": label, "url": url} for label, url in links]
