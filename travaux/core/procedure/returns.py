"""How often past dossiers were sent back at a step, and how long it took until they stood there again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from travaux.core.procedure.engine import compiled
from travaux.core.procedure.events import Event, sort_by_day
from travaux.core.procedure.model import Procedure

LEAST = 5  # past rounds behind a return that is counted
MOST = 10  # returns of one step in one run


@dataclass(frozen=True)
class Returning:
    """What is known of the returns at one step."""

    step: str
    back: int  # events of the step that sent a dossier back
    of: int  # events of the step
    rounds: tuple[int, ...]  # days from being sent back to the next time at the step; only between exact days

    @property
    def counted(self) -> bool:
        """Whether a forecast can count it: too few rounds say nothing of how long another one takes."""
        return len(self.rounds) >= LEAST

    @property
    def chance(self) -> float:
        """That the next event of the step sends back, by the rule of succession: (k + 1) of (n + 2).

        >>> Returning("X05", 1, 4, ()).chance
        0.3333333333333333
        """
        return (self.back + 1) / (self.of + 2)


def returns(procedure: Procedure, history: Sequence[Sequence[Event]]) -> dict[str, Returning]:
    """For each step that can send back, how often it did in past dossiers."""
    made = compiled(procedure)
    found: dict[str, Returning] = {}
    for id in (step.id for step in procedure.steps.values() if step.loops_to):
        back, of, rounds = 0, 0, []
        for events in history:
            done, _possibly = sort_by_day((event for event in events if event.step == id), date.max)
            sent = [bool(made.targets(event)) for event in done]
            back, of = back + sum(sent), of + len(sent)
            rounds += [_between(one, other) for one, other, again in zip(done, done[1:], sent, strict=False) if again]
        found[id] = Returning(id, back, of, tuple(sorted(days for days in rounds if days is not None)))
    return found


def _between(one: Event, other: Event) -> int | None:
    if one.date.precision != "day" or other.date.precision != "day" or not one.first or not other.first:
        return None
    return max(0, (other.first - one.first).days)
