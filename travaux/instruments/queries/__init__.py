"""What can be asked: of instruments and tasks, of their texts, of the amendments tabled to them."""

from .amendments import amendment, amendments_to, proposal
from .comparisons import compare, parallel
from .histories import pedigree, sync_debt
from .texts import download, filed, held_texts, held_works, siblings, text_of, texts_of, versions_of
from .tracked import tracked_in
from .uploads import preview_upload
from .works import instrument, instruments_shown, kinds, tasks

__all__ = [
    "amendment",
    "amendments_to",
    "compare",
    "download",
    "filed",
    "held_texts",
    "held_works",
    "instrument",
    "instruments_shown",
    "kinds",
    "parallel",
    "pedigree",
    "preview_upload",
    "proposal",
    "siblings",
    "sync_debt",
    "tasks",
    "text_of",
    "texts_of",
    "tracked_in",
    "versions_of",
]
