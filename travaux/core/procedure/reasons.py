"""Why a step can or cannot follow: facts first, their sentence later (`travaux.core.procedure.words`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.procedure.model import Rule


class Why(StrEnum):
    """What a reason says."""

    BEGINS = "begins"  # nothing had to happen before it
    FOLLOWS = "follows"  # these facts led here
    DECIDE = "decide"  # the condition holds, and a decision lies between
    NEEDS = "needs"  # this step, so bounded, would have to happen
    BLOCKED = "blocked"  # it must not have happened, and it has
    TERM = "term"  # a term has to run out
    TERM_OVER = "term_over"  # a term must still run, and it is over
    ALL_OF = "all_of"  # every part
    SOME_OF = "some_of"  # as many of the parts as `want` says; 1: one is enough
    DONE = "done"  # it has happened in this pass and does not repeat
    BARRED = "barred"  # an open event of another step bars it
    CONCLUDED = "concluded"  # the dossier is over and this does not follow from its end
    ABSENT = "absent"  # its rule does not exist on that day
    UNREACHABLE = "unreachable"  # what it needs cannot happen any more
    UNVERIFIED = "unverified"  # the rule was not read in its primary text
    POSSIBLY = "possibly"  # an event that bears on it has possibly happened already


@dataclass(frozen=True)
class Reason:
    """One reason. ``events`` are the facts it rests on; the rest says which fact would meet it."""

    why: Why
    step: str = ""  # the step it speaks of
    events: tuple[str, ...] = ()  # ids of events
    outcome: tuple[str, ...] = ()  # one of these outcomes
    have: int = 0  # how often it counts so far
    want: int = 0  # how often it must count; of SOME_OF, how many parts
    by: str = ""  # actor or group asked for
    missing: tuple[str, ...] = ()  # members of the group still awaited
    since: str = ""  # only after this step
    same_version: bool = False  # only about the version in hand
    still_open: bool = False  # only unanswered ones
    clock: str = ""  # the clock it speaks of
    rule: Rule | None = None  # the rule behind it
    parts: tuple[Reason, ...] = ()  # of ALL_OF and SOME_OF
