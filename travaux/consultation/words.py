"""The words of the room's closed lists, for forms."""

from .models import Comment, Disposition, Finding, Lifting, Opinion, PartDecision, Reaction

KINDS = tuple(Comment.Kind.choices)
OUTCOMES = tuple(Disposition.Outcome.choices)
REACTIONS = tuple(Reaction.Kind.choices)
LIFTINGS = tuple(Lifting.How.choices)
WAYS = tuple(PartDecision.Way.choices)
RESULTS = tuple(Finding.Result.choices)
POSITIONS = tuple(Opinion.Position.choices)
