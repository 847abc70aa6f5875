"""Events as the procedure's engine takes them: values without a language, made of rows and of nothing else."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.core.dates import Occurred, When, happened
from travaux.core.procedure import Event as Happening
from travaux.core.procedure import Procedure

from .models import Event

WHOLE = ""  # in `about`: the text itself, beside its parts and texts that were split from it
HAPPENED = (Event.Mood.DONE, Event.Mood.DECIDED)  # a decision is taken, whatever becomes of what it decides


@dataclass(frozen=True)
class Told:
    """One event, reduced to what the procedure asks of it."""

    id: str
    mood: str
    steps: tuple[str, ...]
    orders: tuple[str, ...]
    outcome: tuple[str, ...]
    date: When
    reported: When
    actor: frozenset[str] = frozenset()  # every name of the body that acted, in any language
    version: str = ""  # of the text, where it is stated
    answers: str = ""  # id of the event that it answers
    about: tuple[str, ...] = field(default=())  # ids of parts of the text, WHOLE for itself; empty: all of them

    def occurred(self, on: dt.date) -> Occurred:
        return happened(self.date, on, reported=self.reported.latest)

    def concerns(self, part: str) -> bool:
        """Whether it is about this part, or about the text itself (WHOLE)."""
        return not self.about or part in self.about

    @property
    def days(self) -> frozenset[dt.date]:
        """Every day on which something about it can change."""
        known = (self.date.earliest, self.date.latest, self.reported.earliest, self.reported.latest)
        return frozenset(day for day in known if day)


def told(
    events: Iterable[Event], *, names: Mapping[str, Collection[str]], older: Mapping[str, str],
    about: Mapping[str, Sequence[str]] | None = None,
) -> list[Told]:  # fmt: skip
    """`names` of bodies by id, `older`: the id of a superseded event → that of the one in its place."""
    return [
        Told(
            id=e.pk, mood=e.mood, steps=tuple(e.steps), orders=tuple(e.orders), outcome=tuple(e.outcome),
            date=When.parse(e.date), reported=When.parse(e.reported), actor=frozenset(names.get(e.actor_id or "", ())),
            version=e.text_version, answers=older.get(e.answers_id or "", e.answers_id or ""),
            about=tuple((about or {}).get(e.pk, ())),
        )
        for e in events
    ]  # fmt: skip


def parts_told(events: Iterable[Told]) -> list[str]:
    """Parts with a path of their own: a step was taken or ordered apart from the rest. The first mentioned first."""
    moves = [event for event in events if event.about and event.mood in HAPPENED and (event.steps or event.orders)]
    named = dict.fromkeys(part for event in moves for part in event.about if part != WHOLE)
    return [part for part in named if any(event.concerns(part) != event.concerns(WHOLE) for event in moves)]


def happenings(procedure: Procedure, events: Iterable[Told]) -> list[Happening]:
    """One for each step that an event is a happening of. A text that an event brings is a version, named or not."""
    return [
        Happening(
            id=event.id, step=step, date=event.date, reported=event.reported.latest, actor=role(procedure, event),
            about=event.about, outcome=event.outcome, answers=event.answers,
            version=event.version or (event.id if procedure.steps[step].new_version else ""),
        )
        for event in events if event.mood in HAPPENED
        for step in event.steps if step in procedure.steps
    ]  # fmt: skip


def role(procedure: Procedure, event: Told) -> str:
    """The procedure's actor that bears a name of the body that acted; "" where none does."""
    if not event.actor:
        return ""
    return next((id for id, actor in procedure.actors.items() if event.actor & set(actor.label.values())), "")
