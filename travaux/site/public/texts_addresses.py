"""Addresses of the pages of texts. A version's id is permanent, and so is the anchor of a provision in it."""

from django.urls import path

from . import texts, texts_amendments, texts_compare, texts_provision

PATTERNS = [
    path("texts", texts.index, name="texts"),
    path("texts/<row:id>", texts.text, name="text"),
    path("texts/<row:id>/compare", texts_compare.compare, name="text-compare"),
    path("texts/<row:id>/amendments", texts_amendments.amendments, name="text-amendments"),
    path("texts/<row:id>/provisions/<str:uid>", texts_provision.provision, name="provision"),
    path("amendments/<row:id>", texts_amendments.amendment, name="amendment"),
    path("texts/<row:id>/as/<slug:format>", texts.file, name="text-file"),
    path("texts/<row:id>/filed/<row:file>", texts.filed, name="text-filed"),
]
