"""The one-page note (справка) of a dossier on any day: its content, and the same as a Word file."""

from .content import Footnote, Line, Note, Phrase, Section, note
from .word import note_docx

__all__ = ["Footnote", "Line", "Note", "Phrase", "Section", "note", "note_docx"]
