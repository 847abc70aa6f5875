"""The registry in and out as Popolo, the data standard for people, organizations, posts and memberships.

Read: a file with arrays by collection (as EveryPolitician publishes them), a list of documents, or one document.
Written: the same objects with today's facts laid over what the file said.
"""

from .exporting import export_popolo
from .importing import ImportReport, import_popolo
from .reading import BadPopolo

__all__ = ["BadPopolo", "ImportReport", "export_popolo", "import_popolo"]
