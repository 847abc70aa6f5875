"""Addresses of pages, under /en/ and /ru/. Without its language an address is permanent, and redirects."""

from django.urls import path

from travaux.lib import paths  # noqa: F401 - makes <row:…> and <sha256:…> known
from travaux.site.public import (
    captures,
    display,
    dossiers,
    facts,
    help,
    home,
    news,
    notes,
    people,
    record,
    registry,
    reports,
    search,
    tryout,
)
from travaux.site.workspace import access, answers, claims, corrections, desk, entry, invitation

app_name = "site"

urlpatterns = [
    path("", home.home, name="home"),
    path("drafts", dossiers.register, name="drafts"),
    path("dossiers/<row:id>", dossiers.detail, name="dossier"),
    path("dossiers/<row:id>/note", notes.note_page, name="note"),
    path("dossiers/<row:id>/note.docx", notes.note_file, name="note-docx"),
    path("delegations", registry.delegations, name="delegations"),
    path("delegations/<row:id>", registry.delegation, name="delegation"),
    path("people", people.index, name="people"),
    path("people/<row:id>", people.detail, name="person"),
    path("tasks", dossiers.tasks, name="tasks"),
    path("tasks/<row:id>", dossiers.task, name="task"),
    path("news", news.index, name="news"),
    path("news/<row:id>", news.detail, name="news-item"),
    path("captures", captures.index, name="captures"),
    path("captures/<sha256:sha256>", captures.detail, name="capture"),
    path("facts/<str:model>/<row:id>", facts.fact, name="fact"),
    path("try", tryout.try_page, name="try"),
    path("record", record.index, name="record"),
    path("report", reports.report, name="report"),
    path("requests", reports.index, name="requests"),
    path("requests/<int:number>", reports.detail, name="request"),
    path("search", search.search, name="search"),
    path("data", help.data, name="data"),
    path("state", help.state, name="state"),
    path("display", display.display, name="display"),
    path("help", help.help_page, name="help"),
    path("accessibility", help.accessibility, name="accessibility"),
    path("invitation/<str:token>/", invitation.accept, name="invitation"),
    path("desk", desk.desk, name="desk"),
    path("desk/capture", desk.capture, name="desk-capture"),
    path("desk/claims/<sha256:sha256>", claims.claims, name="claims"),
    path("desk/requests/<int:number>", answers.answer, name="answer"),
    path("desk/facts/<str:model>/<row:id>", corrections.correction, name="correct"),
    path("desk/accounts", access.accounts, name="accounts"),
    path("desk/accounts/<row:id>", access.account, name="account"),
    path("desk/entry", entry.entry, name="entry"),
    path("desk/text", entry.text, name="enter-text"),
    path("desk/dossiers/<row:id>/event", entry.event, name="enter-event"),
    path("desk/entry/template.xlsx", entry.template, name="entry-template"),
]
