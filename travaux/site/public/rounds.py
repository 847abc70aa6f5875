"""Rounds of opinions in lists: who was asked how many, and of how many an answer is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext

from travaux.consultation.queries.boards import RoundRow, rounds
from travaux.site import addresses, shown, wording
from travaux.site.frame import Look, look, show
from travaux.site.shown import Empty, Label, Page


def index(request: HttpRequest) -> HttpResponse:
    here = look(request)
    rows = rounds(here.viewer, on=here.on, lang=here.lang)
    context = {"rows": [row_shown(row) for row in rows], "empty": Empty(gettext("Nobody was asked for an opinion."))}
    page = Page(gettext("Rounds of opinions"), section="rounds", notice=shown.common_notice(row.notice for row in rows))
    return show(request, "public/rounds", page=page, rounds=context)


def row_shown(row: RoundRow) -> dict[str, Any]:
    label = Label(row.subject, url=addresses.page("round", row.id))
    return {
        "title": shown.marked(label, row.notice),
        "said": asked_words(row),
        "closes": gettext("open until %(day)s") % {"day": wording.day(row.closes_on)} if row.closes_on else "",
        "closed": row.closed,
    }


def asked_words(row: RoundRow) -> str:
    asked = ngettext("asked %(n)d body on %(day)s", "asked %(n)d bodies on %(day)s", row.asked) % {
        "n": row.asked, "day": wording.day(row.opened_on)
    }  # fmt: skip
    return gettext("%(asked)s; answers recorded of %(n)d") % {"asked": asked, "n": row.answered}


def of_dossier(here: Look, dossier: str) -> list[dict[str, Any]]:
    """For the dossier's page."""
    return [row_shown(row) for row in rounds(here.viewer, on=here.on, lang=here.lang, dossier=dossier)]
