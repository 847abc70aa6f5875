"""One provision through all versions: its words in each, what changed, and whose proposal that was."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.consultation.queries.drafts import desks
from travaux.consultation.queries.stories import rounds_on
from travaux.instruments import queries
from travaux.instruments.summaries import Pedigree, PedigreeEntry, TextPage
from travaux.instruments.summaries.comparisons import WordsFrom
from travaux.lib.notices import notice_words
from travaux.site import addresses, shown
from travaux.site.frame import Look, found, look, show
from travaux.site.public.texts import drafts_crumb, version_in, version_words
from travaux.site.public.texts_marks import Piece
from travaux.site.public.texts_shown import rows
from travaux.site.shown import Label, Page, Twin

UNCHANGED = ("same",)


def provision(request: HttpRequest, id: str, uid: str) -> HttpResponse:
    here = look(request)
    page, line = line_of(here, id, uid)
    version = page.version
    title = shown.name(page.instrument.title)
    name = f"{line.num} {line.heading}".strip()
    context = {
        "title": Label(name, shown.foreign(line.lang)),
        "of": Label(title.text, title.lang, title.note, addresses.page("text", version.id)),
        "lang": line.lang,
        "said_url": addresses.page("story", version.id, uid)
        if rounds_on(here.viewer, page.instrument.id, on=here.on)
        else "",
        "entries": [entry(each) for each in reversed(line.entries)],
        "desks": [
            Label(gettext("Comment on it, for %(who)s") % {"who": who},
                  url=addresses.page("drafts-own", addressee, query=urlencode({"uid": uid}), anchor="note"))
            for addressee, who in desks(here.viewer, version.id, on=here.on)
        ],
    }  # fmt: skip
    shown_page = Page(
        f"{name} · {title.text} · {version_in(version)}",
        section="drafts",
        crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts")),
                Label(title.text, url=addresses.page("text", version.id))),
        cite=citation(title.text, name, f"/texts/{version.id}/provisions/{uid}", line.notice),
        notice=line.notice,
        twins=(Twin("JSON", f"/texts/{page.instrument.id}/provisions/{uid}.json"),),
    )  # fmt: skip
    return show(request, "public/text_provision", page=shown_page, provision=context)


def line_of(here: Look, id: str, uid: str) -> tuple[TextPage, Pedigree]:
    """The version that an address names, and one provision of it through all versions."""
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    line: Pedigree = found(
        queries.pedigree(here.viewer, page.instrument.id, uid, on=here.on, lang=here.lang, text_lang=page.version.lang)
    )
    return page, line


def citation(title: str, name: str, address: str, notice: str) -> str:
    parts = (title, name, gettext("Every version of this provision"), address, notice_words(notice))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def in_version(each: PedigreeEntry) -> dict[str, Any]:
    """Which version, what changed in it, and whose proposal that was."""
    anchor = each.blocks[0].eid if each.blocks else ""
    return {
        "version": version_words(each.version),
        "url": addresses.page("text", each.version.id, anchor=anchor),
        "kind": each.kind_label,
        "changes": [{"label": change.label or change.kind_label, "kind": change.kind_label,
                     "pieces": [Piece(op, text) for op, text in change.words]} for change in each.changes],
        "sources": [source(each.version.id, words) for words in each.sources],
    }  # fmt: skip


def entry(each: PedigreeEntry) -> dict[str, Any]:
    """The provision in one version; the latest stands first on the page."""
    return {
        **in_version(each),
        "did": each.kind not in UNCHANGED,
        "rows": rows(each.blocks, anchors=False),
    }  # fmt: skip


def source(version: str, words: WordsFrom) -> dict[str, Any]:
    """The amendment that words came of, and who proposed it."""
    return {
        "number": words.number,
        "authors": [shown.name(author.name) for author in words.authors],
        "quoted": words.author_quoted,
        "url": addresses.page("amendment", words.amendment),
        "pieces": [Piece(op, text) for op, text in words.change.words],
    }
