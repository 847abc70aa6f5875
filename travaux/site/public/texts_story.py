"""All that was said of one provision: version by version what changed, who asked for what, and what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.consultation.queries.stories import RoundSaid, said_of
from travaux.instruments import queries
from travaux.instruments.summaries import Pedigree, PedigreeEntry, TextPage
from travaux.site import addresses, shown, wording
from travaux.site.frame import found, look, show
from travaux.site.public.texts import drafts_crumb, version_in, version_words
from travaux.site.public.texts_marks import Piece
from travaux.site.public.texts_provision import citation, source
from travaux.site.shown import Empty, Label, Page
from travaux.site.workspace.comments_shown import row_shown


def story(request: HttpRequest, id: str, uid: str) -> HttpResponse:
    """Everybody reads of it what is theirs to know: the public what was released."""
    here = look(request)
    page: TextPage = found(queries.text_of(here.viewer, id, on=here.on, lang=here.lang))
    version = page.version
    line: Pedigree = found(
        queries.pedigree(here.viewer, page.instrument.id, uid, on=here.on, lang=here.lang, text_lang=version.lang)
    )
    names = {each.version.id: {block.uid for block in each.blocks if block.uid} for each in line.entries}
    rounds = said_of(here.viewer, page.instrument.id, names, on=here.on, lang=here.lang)
    title, name = shown.name(page.instrument.title), f"{line.num} {line.heading}".strip()
    context = {
        "title": Label(name, shown.foreign(line.lang)),
        "of": Label(title.text, title.lang, title.note, addresses.page("text", version.id)),
        "lang": line.lang,
        "history_url": addresses.page("provision", version.id, uid),
        "entries": [entry(each, rounds.get(each.version.id, [])) for each in line.entries],
        "asked": any(rounds.values()),
        "empty": Empty(gettext("Nobody was asked for an opinion of this text, as far as you may know.")),
    }
    shown_page = Page(
        f"{gettext('What was said of it')} · {name} · {title.text} · {version_in(version)}",
        section="drafts",
        crumbs=(drafts_crumb(), Label(gettext("Texts"), url=addresses.page("texts")),
                Label(title.text, url=addresses.page("text", version.id))),
        cite=citation(title.text, name, f"/texts/{version.id}/provisions/{uid}/opinions", line.notice),
        notice=line.notice,
    )  # fmt: skip
    return show(request, "public/text_story", page=shown_page, story=context)


def entry(each: PedigreeEntry, rounds: list[RoundSaid]) -> dict[str, Any]:
    """One version: what changed in it, and what was asked of it then."""
    anchor = each.blocks[0].eid if each.blocks else ""
    return {
        "version": version_words(each.version),
        "url": addresses.page("text", each.version.id, anchor=anchor),
        "kind": each.kind_label,
        "changes": [{"label": change.label or change.kind_label, "kind": change.kind_label,
                     "pieces": [Piece(op, text) for op, text in change.words]} for change in each.changes],
        "sources": [source(each.version.id, words) for words in each.sources],
        "rounds": [round_shown(one) for one in rounds],
    }  # fmt: skip


def round_shown(each: RoundSaid) -> dict[str, Any]:
    rows = [row_shown(each, row) for row in each.rows]
    for row, comment in zip(rows, each.rows, strict=True):
        row["on"] = wording.day(comment.received_on)
        row["url"] = row["url"] if each.inside else ""
    return {
        "label": Label(each.subject, url=addresses.page("round", each.round)), "on": wording.day(each.opened_on),
        "rows": rows,
    }  # fmt: skip
