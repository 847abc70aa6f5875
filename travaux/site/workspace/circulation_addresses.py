"""Addresses of rounds and letters."""

from django.urls import path

from travaux.site.public import rounds

from . import arrivals, keeping, letter_points, letters, round, round_answer, round_open, uploads

PATTERNS = [
    path("rounds", rounds.index, name="rounds"),
    path("rounds/<row:id>", round.detail, name="round"),
    path("letters/<row:id>", round.enclosure, name="enclosure"),
    path("desk/arrivals", arrivals.index, name="arrivals"),
    path("desk/arrivals/<row:id>", arrivals.arrival, name="arrival"),
    path("desk/letters", letters.letters, name="letters"),
    path("desk/dossiers/<row:id>/round", round_open.ask, name="round-open"),
    path("desk/rounds/<row:id>/answers/<row:addressee>", round_answer.answer, name="round-answer"),
    path("desk/rounds/<row:id>/answers/<row:addressee>/kit.zip", round_answer.kit, name="round-kit"),
    path("desk/rounds/<row:id>/receipts/<row:filing>", round_answer.receipt, name="receipt"),
    path("desk/rounds/<row:id>/receipts/<row:filing>/points", letter_points.letter_points, name="letter-points"),
    path("desk/uploads", uploads.begin, name="uploads"),
    path("desk/uploads/<row:id>", uploads.part, name="upload"),
    path("desk/kept", keeping.save, name="kept"),
]
