"""The one-page note on a dossier, as a page and as a Word file: done, known, not known, with its sources."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

import travaux.dossiers.note as writer
from travaux.dossiers import queries
from travaux.dossiers.summaries import DossierSummary
from travaux.site import addresses, shown
from travaux.site.frame import found, look, show
from travaux.site.shown import Label, Page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def note_page(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: DossierSummary = found(queries.dossier(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    title = shown.name(summary.instrument.title)
    page = Page(
        gettext("Note: %(title)s") % {"title": title.text},
        section="drafts",
        crumbs=(Label(gettext("Drafts"), url=addresses.page("drafts")),
                Label(title.text, title.lang, url=addresses.page("dossier", id))),
        notice=summary.notice,
        assembly=shown.name(summary.assembly.name),
    )  # fmt: skip
    word = addresses.page("note-docx", id, query=f"on={here.asked}" if here.asked else "")
    return show(request, "public/note", page=page, note=writer.note(summary, here.lang), word_url=word)


def note_file(request: HttpRequest, id: str) -> HttpResponse:
    here = look(request)
    summary: DossierSummary = found(queries.dossier(here.viewer, id, on=here.on, known=here.known, lang=here.lang))
    data = writer.note_docx(writer.note(summary, here.lang))
    name = f"travaux-{id}-{summary.on.isoformat()}-{here.lang}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=WORD, headers=headers)
