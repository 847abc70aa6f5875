"""What can be asked of the registry. Answers are frozen, filtered for the viewer, at a fixed number of queries."""

from .bodies import bodies, body
from .delegations import contradictions, delegations
from .look import Look, known_until
from .people import alike, people, person

__all__ = ["Look", "alike", "bodies", "body", "contradictions", "delegations", "known_until", "people", "person"]
