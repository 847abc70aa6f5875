"""Which addresses lead to which: merges in force, read whole, because there are few of them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .models import BodyMerge, PersonMerge


@dataclass(frozen=True)
class Merged:
    """`into[a] == b`: whoever asks for a is led to b.

    >>> merged = Merged({"a": "b", "b": "c"})
    >>> merged.canonical("a"), merged.canonical("x"), sorted(merged.all_of("c"))
    ('c', 'x', ['a', 'b', 'c'])
    """

    into: Mapping[str, str]

    def canonical(self, id: str) -> str:
        """Where an address leads in the end; merges never lead in a circle."""
        while id in self.into:
            id = self.into[id]
        return id

    @cached_property
    def _absorbed(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id in self.into:
            found.setdefault(self.canonical(id), []).append(id)
        return found

    def all_of(self, id: str) -> list[str]:
        """The address where `id` leads, with all that lead there too."""
        end = self.canonical(id)
        return [end, *self._absorbed.get(end, ())]

    def all_of_any(self, ids: Iterable[str]) -> set[str]:
        return {other for id in ids for other in self.all_of(id)}


def merged_people(known: dt.datetime | None = None) -> Merged:
    return Merged(dict(PersonMerge.objects.standing(known).values_list("person_id", "into_id")))


def merged_bodies(known: dt.datetime | None = None) -> Merged:
    return Merged(dict(BodyMerge.objects.standing(known).values_list("body_id", "into_id")))
