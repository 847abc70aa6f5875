"""Two versions of one language compared: the list of changed places first, then the words, in one text or two."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.instruments import queries
from travaux.instruments.summaries import Comparison, TextPage, VersionRow
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import LANGUAGES, drafts_crumb, version_name, version_words
from travaux.site.public.texts_marks import Group, groups, tally
from travaux.site.shown import Label, Page, Twin


def compare(request: HttpRequest, id: str) -> HttpResponse:
    """From `old` to `new`, ids of versions; when not given, from the version before to this one."""
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    old, new = asked(request, page)
    comparison: Comparison = found(queries.compare(here.viewer, old.id, new.id, on=here.on, lang=here.lang))
    listed = groups(comparison)
    side = request.GET.get("view") == "side"
    title = shown.name(page.instrument.title)
    context = {
        "title": title,
        "lang": page.version.lang,
        "form": form(page, old, new),
        "pick": other_languages(here, page, old, new, side=side),
        "old_name": version_words(old),
        "new_name": version_words(new),
        "old_hash": old.sha256,
        "new_hash": new.sha256,
        "same": not listed,
        "side": side,
        "tally": counted(listed),
        "groups": numbered(listed),
    }
    return show(request, "public/text_compare", page=page_of(page, title.text, old, new), compare=context)


def asked(request: HttpRequest, page: TextPage) -> tuple[VersionRow, VersionRow]:
    """The two versions asked for. An id that is none of this text's versions leads nowhere."""
    rows = {row.id: row for row in page.history}
    this = page.version
    before = next((row for row in page.history if row.position == this.position - 1), this)
    try:
        return rows[request.GET.get("old") or before.id], rows[request.GET.get("new") or this.id]
    except KeyError as error:
        raise Http404 from error


def form(page: TextPage, old: VersionRow, new: VersionRow) -> dict[str, Any]:
    names = [
        {"id": row.id, "name": ", ".join(filter(None, (row.number, row.label, wording.date_words(row.made))))}
        for row in page.history
    ]
    action = addresses.page("text-compare", page.version.id)
    return {"action": action, "versions": names, "old": old.id, "new": new.id}


def other_languages(
    here: Look, page: TextPage, old: VersionRow, new: VersionRow, *, side: bool
) -> list[dict[str, Any]]:
    """The same two versions in the other languages that have both."""
    every = queries.versions_of(here.viewer, page.instrument.id, on=here.on, lang=here.lang)
    by_place = {(row.lang, row.number): row for row in every}
    langs = [lang for lang in dict.fromkeys(row.lang for row in every) if (lang, old.number) in by_place
             and (lang, new.number) in by_place]  # fmt: skip
    if len(langs) < 2:
        return []
    options = []
    for lang in sorted(langs):
        one, two = by_place[lang, old.number], by_place[lang, new.number]
        query = urlencode({"old": one.id, "new": two.id, **({"view": "side"} if side else {})})
        url = addresses.page("text-compare", two.id, query=query)
        options.append({"text": LANGUAGES.get(lang, lang), "lang": lang, "url": url, "current": lang == new.lang})
    return [{"label": gettext("Language"), "options": options}]


def counted(listed: list[Group]) -> list[dict[str, Any]]:
    """ "12 changed, 2 added, 1 removed": what is none is left out."""
    n = tally(listed)
    words = {
        "changed": ngettext("place changed", "places changed", n["changed"]),
        "added": gettext("added"),
        "removed": gettext("removed"),
        "moved": gettext("only moved"),
        "renumbered": gettext("with a new number only"),
    }
    return [{"n": n[kind], "word": word} for kind, word in words.items() if n[kind]]


def numbered(listed: list[Group]) -> list[dict[str, Any]]:
    """Each place with its anchor and those beside it."""
    anchors = [f"change-{place}" for place in range(1, len(listed) + 1)]
    before, after = ["", *anchors], [*anchors[1:], ""]
    return [
        {"group": group, "anchor": anchors[place], "before": before[place], "after": after[place],
         "kinds": [group_word(group)] if group.whole else group.labels}
        for place, group in enumerate(listed)
    ]  # fmt: skip


def group_word(group: Group) -> str:
    return gettext("added") if group.whole == "added" else gettext("removed")


def page_of(page: TextPage, title: str, old: VersionRow, new: VersionRow) -> Page:
    versions = gettext("from %(old)s to %(new)s") % {"old": version_name(old), "new": version_name(new)}
    return Page(
        f"{title} · {versions}",
        section="drafts",
        crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts")),
                Label(title, url=addresses.page("text", new.id))),
        notice=page.notice,
        twins=(Twin("JSON", f"/texts/{new.id}/compare.json?old={old.id}"),),
    )  # fmt: skip
