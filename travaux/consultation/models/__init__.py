"""What exists: the register of letters; rounds and addressees; filings, opinions, comments, answers; the outbox."""

from .answers import Comment, Confirmation, Disposition, Filing, Opinion
from .arrivals import Arrival, ArrivedFile
from .closing import Closure, Reaction
from .drafts import DraftPoint
from .internal import HandedOn, InternalReminder, InternalTerm
from .kept import KeptForm
from .letters import Document, Enclosure, StoredFile
from .objections import Lifting, Objection, PartDecision
from .outbox import Effect, Sending
from .reviews import Absence, Assignment, Finding, Review
from .rounds import Acknowledgement, Addressee, Extension, Reminder, Round

__all__ = [
    "Absence",
    "Acknowledgement",
    "Addressee",
    "Arrival",
    "ArrivedFile",
    "Assignment",
    "Closure",
    "Comment",
    "Confirmation",
    "Disposition",
    "Document",
    "DraftPoint",
    "Effect",
    "Enclosure",
    "Extension",
    "Filing",
    "Finding",
    "HandedOn",
    "InternalReminder",
    "InternalTerm",
    "KeptForm",
    "Lifting",
    "Objection",
    "Opinion",
    "PartDecision",
    "Reaction",
    "Reminder",
    "Review",
    "Round",
    "Sending",
    "StoredFile",
]
