"""Conditions over steps: what must have happened before a step can follow. Trees of values, nothing evaluated.

Taken apart and rebuilt:

>>> wanted = All((Happened("drafted"), Not(Any((Happened("withdrawn"),)))))
>>> sorted(steps_read(wanted))
['drafted', 'withdrawn']
>>> isinstance(wanted.parts[0], Happened) and wanted.parts[0].step
'drafted'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from travaux.core.dates import When

UNSTATED = "not stated"  # the outcome of an event whose source names none


@dataclass(frozen=True)
class Happened:
    """A step has happened in the present pass, at least ``times`` times, within the bounds given."""

    step: str
    outcome: frozenset[str] = frozenset()  # one of these was the outcome; empty: whatever it was
    since: str = ""  # only what came after the last time this step happened
    same_version: bool = False  # only what is about the version in hand
    by: str = ""  # only what this actor did, or a member of this group
    each: bool = False  # every member of the group `by` has done it
    times: int = 1  # at least so often; with a group, by so many of its members
    still_open: bool = False  # only what no later event answers
    line: int = field(default=0, compare=False)  # where it stands in its file


@dataclass(frozen=True)
class Ended:
    """The last day of a clock is over."""

    clock: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Always:
    """Nothing is needed: what begins a procedure."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Not:
    """The part does not hold. What is only allowed has no negation; no truth table gives one."""

    part: Condition
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class AtLeast:
    """So many of the parts hold."""

    count: int
    parts: tuple[Condition, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class ExactlyOne:
    """One part holds and no other."""

    parts: tuple[Condition, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Allow:
    """Where the part holds, what follows is allowed and not required: a decision lies between."""

    part: Condition
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Dated:
    """A route that exists only between two dates; outside them it is absent, which is not the same as FALSE."""

    part: Condition
    first: When  # ".." or "" when it has no beginning anyone can name
    last: When
    line: int = field(default=0, compare=False)


Condition = Happened | Ended | Always | All | Any | Not | AtLeast | ExactlyOne | Allow | Dated
Leaf = Happened | Ended | Always


def inner(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside; empty for a leaf."""
    if isinstance(condition, (All, Any, AtLeast, ExactlyOne)):
        return condition.parts
    if isinstance(condition, (Not, Allow, Dated)):
        return (condition.part,)
    return ()


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Its leaves, left to right. Walks without recursion: published maps nest deeper than Python likes."""
    return (leaf for leaf, _wanted in wanted_leaves(condition))


def wanted_leaves(condition: Condition) -> Iterator[tuple[Leaf, bool]]:
    """Its leaves, left to right, each with whether the condition wants it to hold; of exactly one it wants each."""
    stack = [(condition, True)]
    while stack:
        at, wanted = stack.pop()
        if isinstance(at, (Happened, Ended, Always)):
            yield at, wanted
        else:
            below = wanted is not isinstance(at, Not)
            stack.extend((part, below) for part in reversed(inner(at)))


def steps_read(condition: Condition) -> frozenset[str]:
    """The steps whose events can change it, `since` included; clocks are not followed."""
    found = [leaf for leaf in leaves(condition) if isinstance(leaf, Happened)]
    return frozenset(leaf.step for leaf in found) | frozenset(leaf.since for leaf in found if leaf.since)


def can_allow(condition: Condition) -> bool:
    """Whether its value can be ALLOWS."""
    return isinstance(condition, Allow) or any(can_allow(part) for part in inner(condition))
