"""A text through time: a base and dated amending acts answer with the text on any day and the history of each unit.

The work is data (a YAML file for the command line):

    title: Federal Act on archives        # optional, for people
    base: base.docx                       # the text as first adopted
    in_force: 2016-01-01                  # from when it applies
    repealed: 2030-01-01                  # optional
    acts:
      - file: act1.docx
        name: Act No. 5                   # optional; else the name of the file
        adopted: 2018-03-01               # when it became known; optional
        in_force: 2018-06-01              # for all its items; without it, its items are not yet in force
        items: {"Статья 1 2)": 2019-01-01}   # other days for single items and what stands under them
        applies_from: 2018-01-01          # retroactive: the day from which relations are governed by it; optional
        repealed: 2018-09-01              # what had not taken effect by that day never does; optional
        undone: true                      # the repeal also takes back what had taken effect; optional

Days are days of the text: an item works on the day it enters into force (or from `applies_from`). `known` asks for the
text as it could be known on a day: acts adopted later are left out, so that a retroactive act shows from its adoption.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..plain import Reading
from ..profiles import Profile
from ..refusals import TextRefused
from ..tree import Document, Node, Unit
from .consolidate import Act, operations_of, profile_for
from .execute import carry_out
from .operations import Operation, Outcome, Trace


@dataclass(frozen=True, slots=True)
class DatedAct:
    """An amending act with its days."""

    act: Act
    adopted: date | None = None
    in_force: date | None = None
    items: tuple[tuple[str, date], ...] = ()
    applies_from: date | None = None
    repealed: date | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A text and what amended it."""

    base: Document
    profile: Profile
    acts: tuple[DatedAct, ...] = ()
    title: str = ""
    language: str = ""
    in_force: date | None = None
    repealed: date | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The text from one day until the next change."""

    since: date | None  # None: from the beginning, when the work gives no day
    until: date | None  # the day of the next change; None: none is known
    document: Document  # every unit has a uid that stays through all versions
    outcomes: tuple[Outcome, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class _Effect:
    day: date
    until: date | None  # the day on which it is taken back
    order: tuple[date, int]
    operation: Operation = field(compare=False)


def work_from(given: Any, read: Callable[[str], Reading]) -> Work:
    """The work that a YAML file describes. `read` opens the files that it names. Raises `TextRefused`."""
    if not isinstance(given, dict) or "base" not in given:
        raise TextRefused("The file describes no work: it names no base.", where="base",
                          remedy="Write “base: FILE” and “acts:” with a list of “file” and “in_force”.")  # fmt: skip
    reading = read(str(given["base"]))
    acts = given.get("acts") or []
    if not isinstance(acts, list) or not all(isinstance(act, dict) and "file" in act for act in acts):
        raise TextRefused("“acts” is no list of amending acts.", where="acts",
                          remedy="Give each act “file” and “in_force”.")  # fmt: skip
    return Work(
        reading.document, profile_for(reading, given.get("profile")), tuple(_dated(act, read) for act in acts),
        title=str(given.get("title", "")), language=reading.language,
        in_force=_day(given, "in_force", "the work"), repealed=_day(given, "repealed", "the work"),
    )  # fmt: skip


def _dated(given: dict[str, Any], read: Callable[[str], Reading]) -> DatedAct:
    name = str(given.get("name") or given["file"])
    items = given.get("items") or {}
    if not isinstance(items, dict):
        raise TextRefused("“items” is no table of items and days.", where=name,
                          remedy='Write “items: {"1) а)": 2019-01-01}”.')  # fmt: skip
    return DatedAct(
        Act(read(str(given["file"])).document, name), _day(given, "adopted", name), _day(given, "in_force", name),
        tuple((" ".join(str(item).split()), _as_day(day, name)) for item, day in items.items()),
        _day(given, "applies_from", name), _day(given, "repealed", name), bool(given.get("undone")),
    )  # fmt: skip


def _day(given: dict[str, Any], key: str, where: str) -> date | None:
    return None if given.get(key) in (None, "") else _as_day(given[key], f"{where}, {key}")


def _as_day(said: object, where: str) -> date:
    try:
        return said if type(said) is date else date.fromisoformat(str(said))
    except ValueError:
        raise TextRefused(f"“{said}” is no day.", where=where, remedy="Write a day as 2018-06-01.") from None


def versions(work: Work, *, known: date | None = None) -> list[Version]:
    """Every version of the text, in order. `known` leaves out acts adopted after that day."""
    effects = _effects(work, known)
    days = sorted({e.day for e in effects} | {e.until for e in effects if e.until})
    document = _with_uids(work.base)
    first = min([work.in_force, *days[:1]]) if work.in_force and days else work.in_force
    found = [Version(first, None, document)]
    taken_back = False
    for day in days:
        if any(e.until == day for e in effects):  # a repeal that undoes: everything that still stands, from the base
            taken_back = True
        now = [e for e in effects if e.day <= day and (e.until is None or e.until > day)]
        fresh = [e for e in now if e.day == day] if not taken_back else now
        start = found[-1].document if not taken_back else _with_uids(work.base)
        taken_back = False
        amended = carry_out(start, [e.operation for e in sorted(fresh, key=lambda e: (e.day, e.order))], work.profile)
        if day == found[-1].since:
            found.pop()
        elif found:
            found[-1] = replace(found[-1], until=day)
        found.append(Version(day, None, _with_uids(amended.document, str(day)), amended.outcomes, amended.traces))
    return found


def text_at(work: Work, on: date, *, known: date | None = None) -> Version:
    """The version of one day. Raises `TextRefused` before the text is in force."""
    every = versions(work, known=known)
    if work.in_force is not None and on < work.in_force and on < (every[0].since or on):
        raise TextRefused(f"The text is not in force on {on}.", where="--on",
                          remedy=f"It begins on {work.in_force}; ask for that day or a later one.")  # fmt: skip
    return [v for v in every if v.since is None or v.since <= on][-1] if any(
        v.since is None or v.since <= on for v in every) else every[0]  # fmt: skip


def _effects(work: Work, known: date | None) -> list[_Effect]:
    found: list[_Effect] = []
    for number, dated in enumerate(work.acts):
        if known is not None and (dated.adopted or dated.in_force or known) > known:
            continue
        for place, op in enumerate(operations_of(dated.act, work.base, work.language)):
            day = dated.applies_from or _day_of(op.item, dated.items) or dated.in_force
            enters = _day_of(op.item, dated.items) or dated.in_force
            if day is None or enters is None or (dated.repealed is not None and enters >= dated.repealed):
                continue
            order = (dated.adopted or enters, number * 10_000 + place)
            found.append(_Effect(day, dated.repealed if dated.undone else None, order, op))
    return found


def _day_of(item: str, items: Sequence[tuple[str, date]]) -> date | None:
    """The day of the item, or of the one that it stands in; the longest name counts."""
    fitting = [(len(name), day) for name, day in items if item == name or item.startswith(f"{name} ")]
    return max(fitting)[1] if fitting else None


def _with_uids(document: Document, prefix: str = "base") -> Document:
    """Every unit named for all time; those that have a name keep it."""
    count = 0

    def again(node: Node) -> Node:
        nonlocal count
        children = tuple(again(child) if isinstance(child, Node) else child for child in node.children)
        if isinstance(node, Unit) and node.uid is None:
            count += 1
            return replace(node, children=children, uid=f"{prefix}:{count}")
        return replace(node, children=children)

    made = again(document)
    assert isinstance(made, Document)
    return made
