"""Procedures for machines: the summary of the page, and what changed between two versions."""

from django.http import HttpRequest, HttpResponse

from travaux.dossiers.queries import procedures as queries
from travaux.dossiers.rulebooks import ProcedureSummary
from travaux.lib.notices import notice_words

from .twins import Asked, twin


def procedure(request: HttpRequest, id: str) -> HttpResponse:
    """`?version=` one of its versions; without it the one that exists on the day."""
    version = request.GET.get("version", "")

    def ask(wanted: Asked) -> ProcedureSummary | None:
        return queries.procedure(wanted.viewer, id, on=wanted.on, known=wanted.known, lang=wanted.lang, version=version)

    return twin(request, "procedure", ask, notice=lambda wanted: said(ask(wanted)))


def said(summary: ProcedureSummary | None) -> str:
    """What must be said of the rules, and of the sample dossiers that stand at their steps."""
    rows = [here for phase in summary.phases for step in phase.steps for here in step.here] if summary else []
    notices = {summary.notice if summary else "", *(row.notice for row in rows)} - {""}
    return " ".join(notice_words(notice) for notice in sorted(notices))
