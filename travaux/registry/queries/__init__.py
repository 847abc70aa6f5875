"""What can be asked of the registry. Answers are frozen, filtered for the viewer, at a fixed number of queries."""

from .bodies import bodies, body
from .delegations import contradictions, delegations
from .look import Look, known_until
from .people import exists, people, people_by_id, person

__all__ = [
    "Look", "bodies", "body", "contradictions", "delegations", "exists", "known_until", "people", "people_by_id",
    "person",
]  # fmt: skip
