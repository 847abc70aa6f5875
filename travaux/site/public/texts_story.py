"""All that was said of one provision: version by version what changed, who asked for what, and what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from travaux.consultation.queries.stories import RoundSaid, said_of
from travaux.instruments.summaries import PedigreeEntry
from travaux.site import addresses, shown, wording
from travaux.site.frame import look, show
from travaux.site.public.texts import drafts_crumb, version_in
from travaux.site.public.texts_provision import citation, in_version, line_of
from travaux.site.shown import Empty, Label, Page
from travaux.site.workspace.comments_shown import row_shown


def story(request: HttpRequest, id: str, uid: str) -> HttpResponse:
    """Everybody reads of it what is theirs to know: the public what was released."""
    here = look(request)
    page, line = line_of(here, id, uid)
    version = page.version
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
    return {
        **in_version(each),
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
