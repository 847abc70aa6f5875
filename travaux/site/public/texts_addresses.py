"""Addresses of the pages of texts, and of the desk's pages on them.

A version's id is permanent, and so is the anchor of a provision in it.
"""

from django.urls import path

from travaux.site.workspace import texts_amend, texts_tracked, texts_upload

from . import texts, texts_amendments, texts_compare, texts_provision, texts_story

PATTERNS = [
    path("texts", texts.index, name="texts"),
    path("texts/<row:id>", texts.text, name="text"),
    path("texts/<row:id>/compare", texts_compare.compare, name="text-compare"),
    path("texts/<row:id>/amendments", texts_amendments.amendments, name="text-amendments"),
    path("texts/<row:id>/provisions/<str:uid>", texts_provision.provision, name="provision"),
    path("texts/<row:id>/provisions/<str:uid>/opinions", texts_story.story, name="story"),
    path("amendments/<row:id>", texts_amendments.amendment, name="amendment"),
    path("texts/<row:id>/as/<slug:format>", texts.file, name="text-file"),
    path("texts/<row:id>/filed/<row:file>", texts.filed, name="text-filed"),
    path("desk/texts/<row:id>/version", texts_upload.upload, name="text-upload"),
    path("desk/texts/<row:id>/amendment", texts_amend.table, name="text-table"),
    path("desk/texts/<row:id>/tracked", texts_tracked.tracked, name="text-tracked"),
    path("desk/texts/<row:id>/next", texts_amend.apply, name="text-apply"),
    path("desk/amendments/<row:id>", texts_amend.rule, name="amendment-rule"),
]
