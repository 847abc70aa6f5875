"""What can be done: every action is keyword-only, one act, and needs a source for every fact."""

from ..stating import Period
from .bodies import affiliate, name_body, register_body, state_website
from .claims import ACCEPTED, PLENIPOTENTIARY, accept_claim
from .delegations import state_composition, state_entitlement, state_vacancy
from .merges import merge_bodies, merge_people, split
from .people import end_mandate, give_mandate, name_person, open_post, post_of, register_person, title_post

__all__ = [
    "ACCEPTED", "PLENIPOTENTIARY", "Period", "accept_claim", "affiliate", "end_mandate", "give_mandate", "merge_bodies",
    "merge_people", "name_body", "name_person", "open_post", "post_of", "register_body", "register_person", "split",
    "state_composition", "state_entitlement", "state_vacancy", "state_website", "title_post",
]  # fmt: skip
