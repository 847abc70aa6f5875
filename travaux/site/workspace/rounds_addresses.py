"""Addresses of the comments of a round, and of expert reviews."""

from django.urls import path

from . import comments, drafts, inside, parts, proofs, reviews, table_back

PATTERNS = [
    path("desk/rounds/<row:id>/table", comments.table, name="round-table"),
    path("desk/rounds/<row:id>/table.<slug:format>", proofs.table_file, name="round-table-file"),
    path("desk/rounds/<row:id>/table/back", table_back.table_back, name="round-table-back"),
    path("desk/rounds/<row:id>/grid", proofs.grid, name="round-grid"),
    path("desk/rounds/<row:id>/proof", proofs.proof_page, name="round-proof"),
    path("desk/rounds/<row:id>/proof.<slug:format>", proofs.proof_file, name="round-proof-file"),
    path("desk/rounds/<row:id>/answers.zip", proofs.all_files, name="round-papers"),
    path("desk/rounds/<row:id>/remarks/<row:author>.<slug:format>", proofs.pack_file, name="round-pack-file"),
    path("desk/rounds/<row:id>/comments/<int:number>", comments.comment, name="comment"),
    path("desk/rounds/<row:id>/parts", parts.parts, name="round-parts"),
    path("desk/reviews", reviews.index, name="reviews"),
    path("desk/reviews/<row:id>", reviews.review, name="review"),
    path("desk/dossiers/<row:id>/review", reviews.ask, name="review-ask"),
    path("desk/drafts/<row:id>", drafts.drafts, name="drafts-own"),
    path("desk/drafts/<row:id>/inside", inside.arrange, name="inside"),
    path("desk/drafts/<row:id>/form.docx", drafts.empty_form, name="draft-form"),
]
