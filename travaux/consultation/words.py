"""The words of the room's closed lists, for forms."""

from .models import Comment, Disposition, Reaction

KINDS = tuple(Comment.Kind.choices)
OUTCOMES = tuple(Disposition.Outcome.choices)
REACTIONS = tuple(Reaction.Kind.choices)
