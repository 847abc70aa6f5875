"""What exists: the register of letters; rounds and addressees; filings, opinions, comments, answers; the outbox."""

from .answers import Comment, Confirmation, Disposition, Filing, Opinion
from .letters import Document, Enclosure, StoredFile
from .outbox import Effect, Sending
from .rounds import Acknowledgement, Addressee, Extension, Reminder, Round

__all__ = [
    "Acknowledgement",
    "Addressee",
    "Comment",
    "Confirmation",
    "Disposition",
    "Document",
    "Effect",
    "Enclosure",
    "Extension",
    "Filing",
    "Opinion",
    "Reminder",
    "Round",
    "Sending",
    "StoredFile",
]
