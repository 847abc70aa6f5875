"""Addresses of machine twins, without a language."""

from django.urls import path

from travaux.lib import paths  # noqa: F401 - makes <row:…> and <sha256:…> known

from . import delegations, feeds, rules, twins

app_name = "api"

urlpatterns = [
    path("dossiers/<row:id>.json", twins.dossier, name="dossier"),
    path("tasks/<row:id>.json", twins.task, name="task"),
    path("procedures/<slug:id>.json", rules.procedure, name="procedure"),
    path("people/<row:id>.json", twins.person, name="person"),
    path("captures/<sha256:sha256>.json", twins.capture, name="capture"),
    path("delegations.json", delegations.as_twin, name="delegations"),
    path("delegations.csv", delegations.as_table, name="delegations-csv"),
    path("record.json", twins.lines, name="record"),
    path("record/checkpoint.txt", twins.checkpoint, name="checkpoint"),
    path("news.atom", feeds.News(), name="news"),
    path("schemas/<str:name>.json", twins.schema, name="schema"),
]
