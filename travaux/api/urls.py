"""Addresses of machine twins, without a language."""

from django.urls import path

from travaux.lib import paths  # noqa: F401 - makes <row:…> and <sha256:…> known

from . import calendars, delegations, feeds, rules, texts, twins

app_name = "api"

urlpatterns = [
    path("dossiers/<row:id>.json", twins.dossier, name="dossier"),
    path("tasks/<row:id>.json", twins.task, name="task"),
    path("procedures/<slug:id>.json", rules.procedure, name="procedure"),
    path("calendar.ics", calendars.whole, name="calendar"),
    path("bodies/<row:id>.ics", calendars.of_one, name="body-calendar"),
    path("people/<row:id>.ics", calendars.of_one, name="person-calendar"),
    path("people/<row:id>.json", twins.person, name="person"),
    path("texts/<row:id>.json", texts.text, name="text"),
    path("texts/<row:id>.xml", texts.akn, name="text-akn"),
    path("texts/<row:id>/amendments.json", texts.amendments, name="amendments"),
    path("texts/<row:id>/compare.json", texts.compare, name="compare"),
    path("texts/<row:id>/parallel.json", texts.parallel, name="parallel"),
    path("texts/<row:id>/debt.json", texts.debt, name="debt"),
    path("texts/<row:id>/provisions/<str:uid>.json", texts.provision, name="provision"),
    path("captures/<sha256:sha256>.json", twins.capture, name="capture"),
    path("delegations.json", delegations.as_twin, name="delegations"),
    path("delegations.csv", delegations.as_table, name="delegations-csv"),
    path("record.json", twins.lines, name="record"),
    path("record/checkpoint.txt", twins.checkpoint, name="checkpoint"),
    path("news.atom", feeds.News(), name="news"),
    path("schemas/<str:name>.json", twins.schema, name="schema"),
]
